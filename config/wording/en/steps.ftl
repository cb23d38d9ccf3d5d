# Questions and reactions before consent is asked (steps=full), and words that are changed later.
#
# With every one of these: what consent.ftl says of every notice. $letters, $readers: who reads by mail.
# $sealed: yes | no. In a sealed decision nobody's name stands beside their words.

## Said in several places

consent-steps-until = { $times ->
        [one] There is time until { $until }.
       *[two] At the table there is time until { $live }; in one's own time until { $until }.
    }

consent-steps-unnamed = { $sealed ->
        [yes] {" "}Everybody reads your words, without your name.
       *[no] {""}
    }

# The text, with what has changed since version 1.   $rewritten: yes | no, $rewriting
consent-text-now =
    { $rewritten ->
        [no] { $text }
       *[yes] { $rewriting }
    }

consent-ways-to-ask =
    { $sealed ->
        [yes] Write me your question in our private chat, or by mail; { $proposer } answers here. Everybody reads your words, without your name. Nothing to ask? Write me "pass".
       *[no] Reply to this message with your question, and { $proposer } answers. Ask what it means, never why. Nothing to ask? ⏭️ or "pass".
    }

consent-ways-to-react =
    { $sealed ->
        [yes] Write it to me in our private chat, or by mail. Everybody reads your words, without your name. Short is fine, and { $proposer } only listens now. No reaction? Write me "pass".
       *[no] Reply to this message; short is fine. { $proposer } only listens now. No reaction? ⏭️ or "pass".
    }

## What do you need to know?

# $text   $yours: yes | no (the reader proposes it)   $later: yes | no (the reader came just now)
consent-questions-opened =
    { $later ->
        [yes] Welcome. A proposal is on its way (decision { $number }, version { $version }), and questions come first. Yours are welcome from now on.
       *[no] { $yours ->
            [yes] Your proposal is before the circle (decision { $number }, version { $version }). Questions come first, and I bring you each one.
           *[no] { $proposer } proposes (decision { $number }, version { $version }). First of all: what do you need to know to understand it?
        }
    }

    { $text }{ consent-from-earlier }

    { $yours ->
        [yes] Your reply to a question is your answer, and everybody reads it.
       *[no] { consent-ways-to-ask }
    }
    { consent-steps-until } { consent-silence } Then come first reactions, and after them the question: do you consent?{ consent-who-reads }
    .mail-subject = { $yours ->
        [yes] Your proposal is out, questions first: { $title }, until { $until }
       *[no] What do you need to know? { $title }, by { $until }
    }
    .mail =
        Dear { $you }, { $yours ->
            [yes] your proposal is before { $circle } (decision { $number }, version { $version }):
           *[no] { $later ->
                [yes] welcome. A proposal of { $proposer } is on its way in { $circle } (decision { $number }, version { $version }):
               *[no] { $proposer } proposes (decision { $number }, version { $version }):
            }
        }

        { $text }{ consent-from-earlier }

        { $yours ->
            [yes] Questions come first, until { $until }. I send you each one; your reply to it is your answer, and everybody reads it. Then come first reactions, and after them the question of consent.
           *[no] First of all: what do you need to know to understand it? Just reply with your question, in your own words. Ask what it means, never why. { $proposer } answers, and I send you the answer.{ consent-steps-unnamed } Nothing to ask? Reply PASS. More time? Reply MORE.

                There is time until { $until }. { consent-silence } Then everybody says a first reaction, and after that I ask: do you consent?
        }

        { consent-signed }

## A first reaction

# $said: how many things were said before, $before: what
consent-reactions-opened =
    { $later ->
        [yes] Welcome. A proposal is on its way (decision { $number }, version { $version }). Just now we hear a first reaction from each of us; yours is welcome too.
       *[no] { $yours ->
            [yes] Now the others say their first reactions to your proposal (decision { $number }, version { $version }).
           *[no] Now a first reaction from each of us (decision { $number }, version { $version }): what do you like, what would you add or change?
        }
    }

    { $text }

    { $yours ->
        [yes] You only listen now. If one of them changes your mind: `!amend` and the new text.
       *[no] { consent-ways-to-react }
    }
    { consent-steps-until } { consent-silence } Then comes the question: do you consent?{ consent-who-reads }
    .mail-subject = { $yours ->
        [yes] First reactions to your proposal: { $title }, until { $until }
       *[no] Your first reaction? { $title }, by { $until }
    }
    .mail =
        Dear { $you }, { $yours ->
            [yes] now the others say their first reactions to your proposal (decision { $number }, version { $version }):
           *[no] { $later ->
                [yes] welcome. A proposal of { $proposer } is on its way in { $circle } (decision { $number }, version { $version }), and now we hear first reactions:
               *[no] now your first reaction to what { $proposer } proposes (decision { $number }, version { $version }):
            }
        }

        { consent-text-now }

        { $yours ->
            [yes] You only listen now, until { $until }. I send you all reactions in one letter. If one of them changes your mind, reply with !amend and the new text.
           *[no] What do you like, what would you add or change? Just reply; short is fine. { $proposer } only listens now.{ consent-steps-unnamed } No reaction? Reply PASS. More time? Reply MORE.

                There is time until { $until }. { consent-silence } Then I ask: do you consent?
        }{ $said ->
            [0] {""}
           *[other] {""}

                What was asked and answered:

                { $before }
        }

        { consent-signed }

# Before consent is asked by mail
consent-said-first = { $said ->
        [0] {""}
       *[other] {""}

            What was said first:

            { $before }
    }

# $early: yes | no (the reader objected before anybody was asked)
consent-objected-early = { $early ->
        [yes] {""}

            You saw harm in it before anybody was asked. Is it still there? Then begin with OBJECT.
       *[no] {""}
    }

## What somebody said

# $named: yes | no, $by   $question: its number   $words   $late: yes | no (we are further on)
# $seen: yes | no (it stands in the room already)   $elsewhere: you | yes | gone | no (where the proposer is)
consent-question-goes = { $elsewhere ->
        [you] Just answer here, and everybody reads it.
        [yes] { $proposer } gets it in private, and the answer comes here.
        [gone] Whoever knows the answer is welcome to give it.
       *[no] { $proposer }, your answer: a reply to this, please.
    }

consent-question-put =
    { $seen ->
        [yes] Thank you, that is question { $question }. { consent-question-goes }
       *[no] { $named ->
            [yes] { $by } asks (question { $question }):
           *[no] Somebody asks (question { $question }):
        }

            { $words }

            { consent-question-goes }
    }
    .mail-subject = Question { $question } about your proposal: { $title }
    .mail =
        Dear { $you }, { $named ->
            [yes] { $by } asks about your proposal “{ $title }” (question { $question }):
           *[no] somebody asks about your proposal “{ $title }” (question { $question }):
        }

        { $words }

        Just reply: your words are the answer, and everybody reads them. If the answer changes the text, reply with !amend and the new text.

        { consent-signed }

# $question: which, or 0   $asked: its words
consent-question-answered =
    { $question ->
        [0] { $by } adds to the proposal:
       *[other] { $by } answers question { $question }:
    }

    { $words }
    .mail-subject = { $by } answers your question: { $title }
    .mail =
        Dear { $you }, you asked about “{ $title }”:

        { $asked }

        { $by } answers:

        { $words }{ $late ->
            [yes] {""}
           *[no] {""}

                Is there more that you need to know? Just reply.
        }

        { consent-signed }

# $worry: yes | no (it came as an objection)
consent-reaction-heard =
    { $late ->
        [yes] { $named ->
            [yes] A reaction that came later, from { $by }:
           *[no] A reaction that came later:
        }
       *[no] { $worry ->
            [yes] { $named ->
                [yes] { $by } sees harm in it already:
               *[no] Somebody sees harm in it already:
            }
           *[no] { $named ->
                [yes] A first reaction from { $by }:
               *[no] A first reaction:
            }
        }
    }

    { $words }{ $worry ->
        [yes] {""}

            It is heard as a first reaction. When consent is asked, its author is asked again.
       *[no] {""}
    }
    .mail-subject = A reaction that came later: { $title }
    .mail =
        Dear { $you }, here is a reaction to your proposal “{ $title }”{ $named ->
            [yes] {" "}from { $by }, which came later:
           *[no] , which came later:
        }

        { $words }

        { consent-signed }

# $gives: question | answer | reaction | worry | pass   $step: questions | reactions | open | …
# $question: which one is answered, or 0   $asked: its words
consent-step-read = { $gives ->
        [question] Your question is before everybody{ $named ->
            [yes] {""}
           *[no] , without your name
        }, and { $proposer } is asked to answer it. I send you the answer.
        [answer] { $question ->
            [0] Your words are before everybody.
           *[other] Your answer to question { $question } is before everybody.
        }
        [reaction] Your reaction is before everybody{ $named ->
            [yes] {""}
           *[no] , without your name
        }.
        [worry] You see harm in it, and that is heard as a first reaction{ $named ->
            [yes] {""}
           *[no] , without your name
        }. Consent is asked later; then I ask you again. Nothing is lost.
       *[pass] You pass, and that is heard. You can still write until { $until }.
    }

consent-step-received =
    { consent-step-read }
    .mail-subject = { $gives ->
        [question] Your question is heard: { $title }
        [answer] Your answer is heard: { $title }
        [pass] You pass: { $title }
       *[reaction] Your reaction is heard: { $title }
    }
    .mail =
        Dear { $you }, thank you. { consent-step-read }{ $gives ->
            [pass] {""}
           *[other] {""}

                { $words }

                { $question ->
                    [0] {""}
                   *[other] { $gives ->
                        [answer] That was the question:

                            { $asked }

                            More to say about it? Just reply.{" "}
                       *[question] {""}
                    }
                }TAKE BACK as your whole reply removes it.
        }

        { consent-signed }

# $again: yes | no (whether the reader is asked for words just now)
consent-words-taken-back =
    Done: those words no longer stand.{ $letters ->
        [0] {""}
       *[other] {" "}What is in somebody's mailbox already I cannot call back.
    }{ $again ->
        [yes] {" "}You can write anew until { $until }.
       *[no] {""}
    }
    .mail-subject = Taken back: { $title }
    .mail =
        Dear { $you }, those words are taken back. What is in somebody's mailbox already I cannot call back.{ $again ->
            [yes] {" "}You can write anew until { $until }.
           *[no] {""}
        }

        It is about “{ $title }”.

        { consent-signed }

## Other words

consent-step-goes-on = Nobody has been asked to consent yet, so we go on as before: { $step ->
        [questions] questions
       *[reactions] first reactions
    } until { $until }.

# $author   $text   $difference   $step: questions | reactions
consent-text-changed =
    { $author } has changed the text; it is version { $version } now (decision { $number }).

    { $difference }

    { consent-step-goes-on }
    .mail-subject = Another text for your proposal: { $title }
    .mail =
        Dear { $you }, { $author } has changed the text of your proposal; it is version { $version } now (decision { $number }).

        { $difference }

        { consent-step-goes-on }

        { consent-signed }

# $call_until: until when anybody can call it more than words   $asked: yes | no (consent is asked)
consent-wording-mended =
    { $author } has changed some words, and means the same. It stays version { $version } (decision { $number }):

    { $difference }

    { $asked ->
        [yes] Every answer that is here stays.{" "}
       *[no] {""}
    }Does this change more than words? Anybody can write `!anew` until { $call_until }; then it is a new version{ $asked ->
        [yes] , and everybody is asked anew.
       *[no] .
    }
    .mail-subject = Other words, the same proposal: { $title }
    .mail =
        Dear { $you }, { $author } has changed some words of the proposal, and means the same. It stays version { $version } (decision { $number }):

        { $difference }

        If you have answered, your answer stays, and there is nothing to do. Does this change more than words? Reply !anew until { $call_until }; then it is a new version, and everybody is asked anew.

        { consent-signed }

## No, kindly

refused-not-asked-yet = Consent is not asked yet. { $step ->
        [questions] Questions come first, then reactions;
       *[reactions] First reactions come first;
    } I ask you by { $until } at the latest. Is there something to say already? Just write it.
refused-words-before-asking = Consent is not asked yet; I ask you by { $until } at the latest. If you see harm, or have a worry, write it already now: OBJECT or CONCERN, and your words. They are heard as a first reaction.
refused-proposer-listens = In this step the others say their reactions, and you only listen. A better text? `!amend` and the text. An answer? Reply to the question itself.
refused-answers-which = More than one question is open. Reply to the question itself, or begin with its number, for example: { $first }: …
refused-step-still-open = Some places are still open, until { $until }. We go on then, or as soon as everybody was heard.
refused-no-next-step = There is no next step: everybody is asked already. It ends when all have answered, or at its time.
refused-no-words-to-call = I find no change of words from the last day. Would the text do harm? Write OBJECT because …
