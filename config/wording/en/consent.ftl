# The consent decision: every sentence the Facilitator says about one.
#
# A message is named consent-<notice>. Its value is the chat text (light Markdown), `.mail` and
# `.mail-subject` are the mail (the mail shell adds the circle's name to the subject).
# Always there: $you (who is addressed), $circle (its name), $host (a host's name).
# With every notice of a decision: $number (in the register), $version, $title (the text's first
# line), $proposer. With every request also: $live and $until (at the table, and at the latest),
# $times: one | two (whether they differ, and both are still to come), $silence, $waited: yes | no, $wait: two-days | other, $step.
#
# The rules of the voice: warm, short, no blame, one thing at a time; say how to answer, until when,
# and what silence means. Nobody is ever named as missing or silent.

## Said in several places

consent-signed =
    The Facilitator (a program, not a person).{ $host ->
        [nobody] {""}
       *[named] {" "}Want a human? Begin your reply with "For { $host }:" and { $host } gets it.
    }

# The rule of silence, printed in every request.
consent-silence =
    { $silence ->
        [others_decide] If you write nothing by { $until }, the others decide without your answer. You can still object later; then we look at it again.
        [consents] If you write nothing by { $until }, no answer lets it go ahead.
        [steps] If you write nothing, we go on without; you can still ask and say what you think later.
       *[waits] { $waited ->
            [yes] Nothing is decided without you. We have waited once already: after { $until } it is postponed, unless the circle has agreed another way.
           *[no] Nothing is decided without you. After { $until } we wait { consent-more-days } and ask you once more; then it is postponed, unless the circle has agreed another way.
        }
    }{ consent-enough }

# How many have to answer ($needed), and how many to say yes ($yes_needed); 0: nothing is asked for
consent-enough =
    { $needed ->
        [0] {""}
        [one] {" "}It needs one answer at least.
       *[other] {" "}It needs { $needed } answers at least.
    }{ $yes_needed ->
        [0] {""}
        [one] {" "}One of us has to consent.
       *[other] {" "}At least { $yes_needed } of us have to consent.
    }

consent-more-days =
    { $wait ->
        [two-days] two more days
       *[other] { $step } more
    }

consent-when =
    { $times ->
        [one] Please answer by { $until }.
       *[two] At the table, please answer by { $live }; in your own time, by { $until }.
    }

consent-who-reads =
    { $letters ->
        [0] {""}
        [one] {" "}{ $readers } reads and answers by mail.
       *[other] {" "}{ $readers } read and answer by mail.
    }

# How to answer in the room.
consent-ways =
    Consent means: good enough for now, safe enough to try. It need not be your favourite.
    { $sealed ->
        [yes] Write to me alone, in our private chat or by mail: "consent", "concern …", "object because …", "aside", "pass" or "more". { consent-unseen }
       *[no] 👍 consent · 🤔 consent, with a concern · 🛑 object · ⏭️ pass · ⏳ more time
            Or reply to this message: "consent", "concern …", "object because …", "aside", "pass", "more". "question …" goes to { $proposer }.
    }

# What becomes of answers where they are sealed.
consent-unseen = Nobody sees who answers what, not even when it is over; of an objection or a concern everybody reads the words, without a name.

# How to answer by mail.
consent-ways-by-mail =
    Consent means: good enough for now, safe enough to try. It need not be your favourite. Begin your reply with

        CONSENT        go ahead ("no objection" is the same)
        CONCERN ...    go ahead, and write down my worry
        OBJECT ...     stop, because it would harm ... (one is enough; then we improve it together)
        ASIDE          I won't take part in it, and I won't stop it
        PASS           I leave it to the others

    { $sealed ->
        [yes] { consent-unseen }{" "}
       *[no] {""}
    }Not ready? QUESTION ... goes to { $proposer }. MORE gives us all { consent-more-days }. Your own words are fine too: I write back how I read them, and you can put me right.

## Beginning

# $full: yes | no (questions and reactions were heard before; steps.ftl says the rest)
# $text   $yours: yes | no (the reader wrote it)   $letters, $readers: who takes part by mail
# $objection: 0 here
# $takes_up: the decision whose text it was, or 0
consent-from-earlier =
    { $takes_up ->
        [0] {""}
       *[other] {""}

            It takes up decision { $takes_up } again: `!decision { $takes_up }` shows how that one went.
    }

consent-proposal-opened =
    { $yours ->
        [yes] Your proposal is before the circle. You consent to it, unless you answer otherwise.
       *[no] { $full ->
            [yes] Questions and first reactions are heard. Now: do you consent to what { $proposer } proposes? (decision { $number }, version { $version })
           *[no] { $proposer } proposes. Do you consent? (decision { $number }, version { $version })
        }
    }

    { $text }{ consent-from-earlier }

    { consent-ways }

    { consent-when } { consent-silence }{ consent-who-reads }
    .mail-subject = { $yours ->
        [yes] Your proposal is out: { $title }, open until { $until }
       *[no] Do you consent? { $title }, by { $until }
    }
    .mail =
        Dear { $you }, { $yours ->
            [yes] { $full ->
                [yes] questions and first reactions are heard. Now everybody is asked to consent to your proposal (decision { $number }, version { $version }):
               *[no] your proposal is before { $circle } (decision { $number }, version { $version }):
            }
           *[no] { $full ->
                [yes] questions and first reactions are heard. Now: do you consent to what { $proposer } proposes (decision { $number }, version { $version })?
               *[no] { $proposer } proposes (decision { $number }, version { $version }):
            }
        }

        { consent-text-now }{ consent-objected-early }{ consent-from-earlier }

        { $yours ->
            [yes] You consent to it, unless you answer otherwise. The others answer until { $until }. I write to you when somebody objects or asks you something.
           *[no] { consent-ways-by-mail }
        }

        { consent-silence }{ consent-said-first }

        { consent-signed }

# $author   $difference   $because: yes | no, $reason   $open: objections still open
# $objection: the reader's own open one, or 0   $answered: yes | no, the reader's earlier answer
consent-proposal-amended =
    { $author } has changed the proposal. Do you consent to version { $version }? (decision { $number })

    { $difference }

    { $because ->
        [yes] Why: { $reason }
        [anew] Somebody finds that the new words change more than words, so everybody is asked anew.
       *[no] Everybody is asked anew, because the words are new.
    }
    { $sealed ->
        [yes] Same answer as before? Write "same again" to me alone, or answer anew there. { consent-unseen }
       *[no] Same answer as before? One tap is enough: 🔁, or "same again". Or answer anew: 👍 consent · 🤔 concern · 🛑 object · "aside" · "pass".
    }{ $open ->
        [0] {""}
        [one] {" "}One objection is open until its owner says how this version does.
       *[other] {" "}{ $open } objections are open until their owners say how this version does.
    }
    { consent-when } { consent-silence }
    .mail-subject = { $yours ->
        [yes] Your new version is out: { $title }, open until { $until }
       *[no] Do you consent to version { $version }? { $title }, by { $until }
    }
    .mail =
        Dear { $you }, { $yours ->
            [yes] your new text is before { $circle } (decision { $number }, version { $version }):
           *[no] { $author } has changed the proposal (decision { $number }, now version { $version }):
        }

        { $difference }

        { $because ->
            [yes] Why: { $reason }
            [anew] Somebody finds that the new words change more than words, so everybody is asked anew.
           *[no] Everybody is asked anew, because the words are new.
        }

        { $yours ->
            [yes] You consent to it, unless you answer otherwise. The others answer until { $until }.
           *[no] { $objection ->
                [0] { $ahead ->
                    [0] { $answered ->
                        [yes] Your earlier answer was for the earlier words. The same again? Reply SAME AGAIN. Otherwise:
                       *[no] Do you consent to it?
                    }
                   *[other] Your consent was given ahead: once objection { $ahead } is resolved on this version it counts by itself, and there is nothing to do. Or answer now:
                }
               *[other] Your objection { $objection } is still open. Does this version meet it? Reply `!resolved`, or answer this version:
            }

            { consent-ways-by-mail }
        }

        { consent-silence }

        { consent-signed }

# To whoever answered a sealed decision where all can see it
consent-position-seen =
    Your answer in the room counts. Answers to “{ $title }” are sealed, so I mention it: the others can see yours there. To answer unseen, take it away there and write to me here, until { $until }.
    .mail-subject = Your answer can be seen: { $title }
    .mail =
        Dear { $you }, your answer in the room of { $circle } counts. Answers to “{ $title }” are sealed, so I mention it: the others can see yours there. To answer unseen, take it away there and reply to this mail, until { $until }.

        { consent-signed }

## Receipts and private words

# $position: consent | concern | object | aside | pass   $reason: yes | no, $words
# $effect: none | withdrawn | resolved | open (what it did to the reader's own $objection)
consent-position-read =
    { $position ->
        [consent] { $reason ->
            [yes] consent, with these words:
           *[no] consent.
        }
        [concern] { $reason ->
            [yes] consent, with the concern:
           *[no] consent, with a concern.
        }
        [object] { $reason ->
            [yes] an objection:
           *[no] an objection.
        }
        [aside] { $reason ->
            [yes] you stand aside. You won't take part in it, and you won't stop it. Your words:
           *[no] you stand aside. You won't take part in it, and you won't stop it.
        }
       *[pass] { $reason ->
            [yes] pass, you leave it to the others. Your words:
           *[no] pass. You leave it to the others.
        }
    }{ $reason ->
        [yes] {""}

            { $words }
       *[no] {""}
    }

consent-position-effect =
    { $effect ->
        [withdrawn] { $position ->
            [pass] {""}
           *[consent] Your objection { $objection } is withdrawn with it.{" "}
        }
        [resolved] { $position ->
            [pass] {""}
           *[consent] Your objection { $objection } counts as resolved.{" "}
        }
        [open] Your objection { $objection } still stands; `!resolved` lets it go.{" "}
        [unnamed] It is objection { $objection } now, without your name. What is asked about it comes to you alone, and `!reveal { $objection }` would show whose it is.{" "}
        [ahead] It also holds for a next version, from the moment in which the owner of objection { $objection } says that it is resolved there. Until then you are asked as everybody, and an answer of your own takes its place.{" "}
       *[none] {""}
    }

# $earlier: the answer from a while ago that this one takes the place of, or none
consent-position-change =
    { $earlier ->
        [none] {""}
        [consent] It takes the place of your consent.{" "}
        [concern] It takes the place of your consent with a concern.{" "}
        [object] It takes the place of your objection.{" "}
        [aside] It takes the place of your standing aside.{" "}
       *[pass] It takes the place of your pass.{" "}
    }

# A pass by which an objection is let go is told as that: nobody has said "pass".
consent-position-heard =
    { $effect ->
        [resolved] { $position ->
            [pass] Your objection { $objection } counts as resolved. The rest you leave to the others; if you consent, say CONSENT.
           *[consent] I read this as: { consent-position-read }
        }
        [withdrawn] { $position ->
            [pass] Your objection { $objection } is withdrawn. The rest you leave to the others; if you consent, say CONSENT.
           *[consent] I read this as: { consent-position-read }
        }
       *[none] I read this as: { consent-position-read }
    }

consent-position-received =
    { consent-position-heard }

    { consent-position-change }{ consent-position-effect }If that's wrong, reply with the right word, for example: OBJECT because … You can change your answer until { $until }; the last one counts.{ consent-receipt }
    .mail-subject = { $position ->
        [consent] I read your answer as: consent ({ $title })
        [concern] I read your answer as: consent, with a concern ({ $title })
        [object] I read your answer as: an objection ({ $title })
        [aside] I read your answer as: you stand aside ({ $title })
       *[pass] { $effect ->
            [resolved] Your objection { $objection } counts as resolved: { $title }
            [withdrawn] Your objection { $objection } is withdrawn: { $title }
           *[none] I read your answer as: pass ({ $title })
        }
    }
    .mail =
        Hello { $you }. { consent-position-heard }

        { consent-position-change }{ consent-position-effect }If that's wrong, reply with the right word, for example: OBJECT because … You can change your answer until { $until }; the last one counts. TAKE BACK as your whole reply removes it. With nothing to change, there is nothing to do.{ consent-receipt }

        It is about version { $version } of decision { $number }: { $title }

        { consent-signed }

consent-position-taken-back =
    Done: that answer no longer stands, and no earlier one takes its place.{ $letters ->
        [0] {""}
       *[other] {" "}What is in somebody's mailbox already I cannot call back.
    } Your answer to “{ $title }” is open until { $until }.
    .mail-subject = Taken back: { $title }
    .mail =
        Dear { $you }, that answer is taken back, and no earlier one takes its place. What is in somebody's mailbox already I cannot call back.

        Your answer to version { $version } of decision { $number } is open until { $until }: { $title }

        { consent-silence }

        { consent-signed }

# $stands: yes | no (whether an answer given before counts meanwhile)
consent-uncounted =
    { $stands ->
        [yes] Until then your answer from before stands.
       *[no] Nothing is counted yet.
    }

# $earlier, $later: two answers that came by two channels
consent-earlier-answer =
    { $earlier ->
        [consent] consent
        [concern] consent, with a concern
        [object] an objection
        [aside] you stand aside
       *[pass] pass
    }

consent-later-answer =
    { $later ->
        [consent] consent
        [concern] consent, with a concern
        [object] an objection
        [aside] you stand aside
       *[pass] pass
    }

# $code: answer | objection-words | concern-words | objection-amended | two-answers | unclear-…
consent-asked-words =
    { $code ->
        [answer] We wait { consent-more-days } for “{ $title }”, and I ask you once more: { $bears ->
            [keep] shall we keep it? CONSENT keeps it as it is.
           *[none] do you consent?
        } Write CONSENT, CONCERN …, OBJECT because …, ASIDE or PASS, until { $until }. If you leave it, nobody is named.
        [objection-words] You object to “{ $title }”. What harm do you see? Just write it to me: the proposal can only be improved by somebody who knows. Until then nothing is adopted. Without words by { $until } we may wait { consent-more-days }; then it is kept as a concern.
        [concern-words] You have a concern about “{ $title }”. What is it? Just write it to me, and I write it down. Your consent counts either way.
        [objection-amended] “{ $title }” is now at version { $version }, and it is meant to meet your objection. Does it? Write `!resolved`, CONSENT, CONCERN … or ASIDE; or "no", if the harm is still there. Until you say so, your objection stays open.
        [two-answers] I have two answers of yours on “{ $title }”, a few minutes apart: { consent-earlier-answer }, and then { consent-later-answer }. The later one counts. If you meant the other, just say it once more.
        [worried-before] Before anybody was asked, you saw harm in “{ $title }”. Is it still there? Write OBJECT because …, CONCERN … or CONSENT, until { $until }.
        [unclear-negation] I'm not sure how to read your answer to “{ $title }”: there is a "not" in it. Is it OBJECT because …, CONCERN …, or CONSENT? { consent-uncounted }
        [unclear-condition] You have a condition for “{ $title }”, if I read you well. If it must be met first, write OBJECT because …; if it is a worry, CONCERN … { consent-uncounted }
        [unclear-two] I find two answers in your words on “{ $title }”. Which one counts: CONSENT, CONCERN …, OBJECT because …, ASIDE or PASS? { consent-uncounted }
        [unclear-question-words] What is your question about “{ $title }”? Write QUESTION and then your words, and { $proposer } gets it.
        [unclear-asking] You ask something about “{ $title }”, if I read you well. Write QUESTION and then your words, and { $proposer } gets it. { consent-uncounted }
        [unclear-down] A thumb down on “{ $title }”: do you see harm in it (OBJECT because …), or is it a worry (CONCERN …)? { consent-uncounted }
        [unclear-against] You are against “{ $title }”, if I read you well. Do you see harm in it (OBJECT because …), or is it a worry (CONCERN …)? If it is just not for you: ASIDE. { consent-uncounted }
        [unclear-over] You write about your objection or your worry, and I'm not sure what stands now. If “{ $title }” may go ahead, write CONSENT; if the worry stays, CONCERN …; if the harm is still there, OBJECT because … { consent-uncounted }
        [unclear-others] Everybody answers “{ $title }” for themselves. Is yours CONSENT, CONCERN …, OBJECT because …, ASIDE or PASS{ $version ->
            [1] ?
           *[other] ; or SAME AGAIN, for your own answer to the version before.
        } { consent-uncounted }
        [unclear-out] I'm not sure what you would like to stay out of. ASIDE: I won't take part in “{ $title }”, and I won't stop it. PASS: I leave it to the others. (To leave { $circle } itself, there is LEAVE.) { consent-uncounted }
        [unclear-neutral] You leave “{ $title }” open, if I read you well. PASS: I leave it to the others. ASIDE: I won't take part in it, and I won't stop it. Which one is it? { consent-uncounted }
        [unclear-time] Would you like more time for “{ $title }”? MORE gives us all { consent-more-days }, once. With what you know now, CONSENT, CONCERN …, OBJECT because …, ASIDE or PASS are fine until { $until }. { consent-uncounted }
        [unclear-hand] You raised a hand on “{ $title }”: a question, or an objection? Write QUESTION … or OBJECT because … { consent-uncounted }
       *[unclear-unclear] I'm not sure how to read your answer to “{ $title }”. Is it CONSENT, CONCERN …, OBJECT because …, ASIDE or PASS? { consent-uncounted }
    }

consent-asked =
    { consent-asked-words }{ $code ->
        [answer] {" "}{ consent-silence }
       *[other] {""}
    }
    .mail-subject = { $code ->
        [answer] { $bears ->
            [keep] Once more: shall we keep it? { $title }, by { $until }
           *[none] Once more: do you consent? { $title }, by { $until }
        }
        [objection-words] What harm do you see? { $title }
        [concern-words] What is your concern? { $title }
        [objection-amended] Does version { $version } meet your objection? { $title }
        [worried-before] Is the harm still there? { $title }
        [two-answers] Which answer is yours? { $title }
       *[unclear-unclear] How may I read your answer? { $title }
    }
    .mail =
        Hello { $you }. { consent-asked-words }{ $code ->
            [answer] {""}

                { $text }
            [worried-before] {""}

                { $text }
            [objection-amended] {""}

                { $text }
           *[unclear-unclear] {""}
        }

        { consent-silence } It is about version { $version } of decision { $number }.

        { consent-signed }

# $by: who asks   $words
consent-question-asked =
    { $by } has a question about your proposal “{ $title }”:

    { $words }

    Answer in the room or by a reply here, as you like. If the answer changes the text: `!amend` and the new text.
    .mail-subject = A question about your proposal: { $title }
    .mail =
        Dear { $you }, { $by } has a question about your proposal “{ $title }”:

        { $words }

        Your reply goes to { $circle }. If the answer changes the text, reply with !amend and the new text.

        { consent-signed }

consent-question-received =
    Your question about “{ $title }” is with { $proposer }. A question is not an answer; whatever you answered stays as it is.
    .mail-subject = Your question is passed on: { $title }
    .mail =
        Dear { $you }, your question is with { $proposer }:

        { $words }

        A question is not an answer; whatever you answered stays as it is. It is about decision { $number }: { $title }

        { consent-signed }

consent-joined-later =
    Welcome. A decision is on its way in { $circle }: “{ $title }”. It began before you came, so you are asked from its next version on. Your voice is welcome now: questions go to { $proposer }.
    .mail-subject = A decision is on its way: { $title }
    .mail =
        Dear { $you }, welcome. A decision is on its way in { $circle }: { $title }

        It began before you came, so you are asked from its next version on. Your voice is welcome now: QUESTION and your words go to { $proposer }.

        { consent-signed }

# In a practice, in the room.   $turn: last | new   $member
consent-asked-now =
    { $turn ->
        [last] { $member }, everybody else has answered. Now you: do you consent?
       *[new] { $member }, there is a place for you in this: do you consent?
    } 👍 consent, 🤔 concern, 🛑 object, ⏭️ pass. The time is until { $until }. An objection needs no defence.
    .mail-subject = Do you consent? { $title }, by { $until }
    .mail =
        Hello { $you }. { consent-asked-now }

        { consent-signed }

## Objections

# An adoption is interrupted.
consent-on-hold =
    { $was ->
        [open] {""}
       *[provisional] {""}

            It came in time, so decision { $number } is open again and on hold: please do not act on it yet.
    }

# What could be tried next.   $tried: how many new texts have tried to meet an objection   $left
# $until: the printed time   $week: how long there is after it
consent-next-try = { $tried ->
    [0] Thank you: this is how a proposal gets better. { $proposer }, what would meet it? `!amend` and the new text opens the next version; `!withdraw` takes it off the table. Everyone may help: `!suggest` and a wording. If it is still open after { $until }, we take { $week } more to find a text that meets it; then it is postponed.
    [1] Thank you for saying so. { $proposer }, ask what would help; or let somebody else find the words: `!suggest` and a wording is for everybody. { consent-tries-left }
    [2] Thank you for saying so. { $proposer }, perhaps a smaller step: a shorter trial with an earlier look, or something that we measure. { consent-tries-left }
   *[other] Thank you for saying so. { $proposer }, keep it for a talk: `!postpone` lets it rest{ $wider ->
        [yes] , and `!escalate { $number }` takes it to the wider circle, if whoever objects agrees
       *[no] {""}
    }. { consent-tries-left }
}

# $yours: yes | no (the reader proposed it)
# $named: yes | no, $by   $objection: its number   $words   $how: first | again | wordless
# $was: open | provisional | in_force (what it interrupts)
consent-objection-raised =
    { $how ->
        [wordless] An objection is being put into words.
        [again] { $named ->
            [you] Your objection { $objection } says more now:
            [yes] { $by } says more about objection { $objection }:
           *[no] More about objection { $objection }:
        }
       *[first] { $named ->
            [you] Your objection is heard (objection { $objection } to version { $version }):
            [yes] { $by } objects (objection { $objection } to version { $version }):
           *[no] There is an objection (objection { $objection } to version { $version }):
        }
    }{ $how ->
        [wordless] {""}
       *[first] {""}

            { $words }
    }{ consent-private-line }{ consent-on-hold }{ $how ->
        [wordless] {""}
       *[first] {""}

            { consent-next-try }
    }
    .mail-subject = { $was ->
        [open] { $yours ->
            [yes] An objection to your proposal: { $title }
           *[no] An objection: { $title }
        }
       *[provisional] On hold, there is an objection: { $title }
    }
    .mail =
        Dear { $you }, { $how ->
            [wordless] an objection to decision { $number } is being put into words: { $title }
            [again] { $named ->
                [you] your objection { $objection } to “{ $title }” says more now:
                [yes] { $by } says more about objection { $objection } to “{ $title }”:
               *[no] there is more about objection { $objection } to “{ $title }”:
            }
           *[first] { $named ->
                [you] your objection to “{ $title }” is heard (objection { $objection } to version { $version }):
                [yes] { $by } objects to “{ $title }” (objection { $objection } to version { $version }):
               *[no] there is an objection to “{ $title }” (objection { $objection } to version { $version }):
            }
        }{ $how ->
            [wordless] {""}
           *[first] {""}

                { $words }
        }{ consent-private-line }{ consent-on-hold }

        { $how ->
            [wordless] There is nothing to do yet; I write again when its words are here.
           *[first] { $yours ->
                [yes] { $tried ->
                    [0] What would meet it? A reply with !amend and the new text opens the next version; !withdraw takes it off the table. Everyone may help. If it is still open after { $until }, we take { $week } more to find a text that meets it; then it is postponed.
                   *[other] { consent-next-try }
                }
               *[no] { $proposer } can change the text, and everyone may help: what would meet it? A reply with !suggest and your words offers a wording.
            }
        }

        { consent-signed }

# $objection   $standing: resolved | withdrawn | concern | examined   $open: how many are left
# $counted: yes | no, $says, $denies, $leaves: what those found who examined it
consent-objection-resolved =
    { $standing ->
        [resolved] Objection { $objection } is resolved. Thank you for staying with it.
        [examined] Objection { $objection } was looked at, and does not qualify.{ consent-examined-counts } It is kept as a concern, in its owner's words, for when we look again. Thank you for speaking up.
        [concern] Objection { $objection } has nobody to speak for it any more. It is kept as a concern.
       *[withdrawn] Objection { $objection } is withdrawn.
    } { $open ->
        [0] No objection is open.
        [one] One objection is still open.
       *[other] { $open } objections are still open.
    }
    .mail-subject = { $standing ->
        [resolved] Resolved: objection { $objection } to { $title }
        [concern] Kept as a concern: objection { $objection } to { $title }
        [examined] Kept as a concern: objection { $objection } to { $title }
       *[withdrawn] Withdrawn: objection { $objection } to { $title }
    }
    .mail =
        Hello { $you }. { consent-objection-resolved } { $standing ->
            [examined] It is about “{ $title }”.
           *[other] It is about your proposal “{ $title }”.
        }

        { consent-signed }

# $after: how long it still blocks
consent-objection-orphaned =
    Objection { $objection } to “{ $title }” has lost its owner, who is no longer in the circle. It still counts. Do you see the same harm? `!adopt { $objection }` makes it yours. Otherwise, in { $after } it is kept as a concern.
    .mail-subject = An objection without its owner: { $title }
    .mail =
        Hello { $you }. { consent-objection-orphaned } It is about decision { $number }.

        { consent-signed }

## Time

# $cause: more | host | outage | letter | waits   $open: answers waited for (waits), or 0
consent-round-extended =
    { $cause ->
        [more] Somebody would like more time for “{ $title }”, so there is more for all of us.
        [host] There is more time for “{ $title }”.
        [outage] I was away for a while, and I'm sorry. That time is given back for “{ $title }”.
        [letter] A letter took long to arrive; whoever reads by mail has the same days as everyone. So there is more time for “{ $title }”.
       *[waits] { $open ->
            [0] For “{ $title }” we wait { consent-more-days }.
            [one] For “{ $title }” we wait { consent-more-days }: one place is open.
           *[other] For “{ $title }” we wait { consent-more-days }: { $open } places are open.
        }
    } It is open until { $until } now.
    .mail-subject = { $cause ->
        [waits] We wait a little: { $title }, until { $until }
       *[more] More time: { $title }, until { $until }
    }
    .mail =
        Hello { $you }. { consent-round-extended } It is about decision { $number }.

        { $cause ->
            [waits] An answer that is with me already counts as it is; you can still change it.
           *[more] An answer that is with me already counts as it is; you can still change it. { consent-silence }
        }

        { consent-signed }

consent-round-paused =
    “{ $title }” is paused, and its clock stands still. Answers are welcome all the same.
    .mail-subject = Paused: { $title }
    .mail =
        Dear { $you }, decision { $number } in { $circle } is paused, and its clock stands still: { $title }

        What you have answered stays as it is, and answers are welcome all the same. I write when it goes on.

        { consent-signed }

consent-round-resumed =
    We go on with “{ $title }”. The pause is given back: it is open until { $until }. { consent-silence }
    .mail-subject = We go on: { $title }, until { $until }
    .mail =
        Dear { $you }, we go on with decision { $number } in { $circle }: { $title }

        The pause is given back: it is open until { $until }. What you have answered stays as it is. { consent-silence }

        { consent-signed }

## Outcomes

# Why it holds already, in one's own time not yet
consent-at-table = { $silence ->
    [waits] Those at the table have answered, and
   *[over] The time at the table is over, enough of us have answered, and
}


# $yours: yes | no (the reader's place is among the open ones)
consent-decision-provisional =
    Adopted provisionally (decision { $number }, version { $version }):

    { $text }

    { $yours ->
        [yes] { consent-at-table } nobody objects. Your own answer is open until { $until }, and an objection brings it back. { consent-silence }
       *[no] { consent-at-table } nobody objects. Some answer in their own time, until { $until }; an objection brings it back, so choose steps that can be undone.
    }
    .mail-subject = { $yours ->
        [yes] Adopted provisionally, your answer is open: { $title }, by { $until }
       *[no] Adopted provisionally: { $title }
    }
    .mail =
        Dear { $you }, adopted provisionally in { $circle } (decision { $number }, version { $version }):

        { $text }

        { $yours ->
            [yes] { consent-at-table } nobody objects. Your own answer weighs the same: it is open until { $until }, and an objection of yours brings it back.

                { consent-ways-by-mail }

                { consent-silence }
           *[no] { consent-at-table } nobody objects. Some answer in their own time, until { $until }; an objection brings it back. Until then you can change your answer.
        }

        { consent-signed }

# Numbers: $consents $with_concern $objections $aside $passed $no_answer $not_reached
# $worries: how many, $concerns: their words   $thanks: how many, $thanked: objections by number
consent-counts =
    { $put ->
        [no] Nobody had been asked to consent yet.
       *[yes] Consent { $consents } · with a concern { $with_concern } · objection { $objections } · aside { $aside } · pass { $passed } · no answer { $no_answer }{ $not_reached ->
                [0] {""}
               *[other] {" "}· not reached { $not_reached }
            }{ $ahead ->
                [0] {""}
               *[other] {" "}· of these, given ahead { $ahead }
            }
    }

consent-worries =
    { $worries ->
        [0] {""}
       *[other] {""}

            Concerns, to look at again:

            { $concerns }
    }

consent-thanks =
    { $thanks ->
        [0] {""}
        [one] {""}

            Objection { $thanked } made this text better. Thank you.
       *[other] {""}

            Objections { $thanked } made this text better. Thank you.
    }

# $review: when we look at it again
# What was answered, where anybody was asked.   $alone: yes | no (nobody else is there)
consent-answered =
    { $alone ->
        [yes] {""}
       *[no] {""}

            { consent-counts }{ consent-worries }{ consent-thanks }
    }

consent-decision-adopted =
    { $alone ->
        [yes] It is written down as your own decision { $number }: nobody else is here to be asked.
       *[no] Adopted, and in force: decision { $number }, version { $version }.
    }

    { $text }{ consent-answered }

    { $owner } looks after it. We look at it again on { TIME($review, style: "date") }. Harm shows up earlier? `!object #{ $number }` and why, any time. The register: `!decision { $number }`.{ consent-log }
    .mail-subject = Adopted: { $title }
    .mail =
        Dear { $you }, { $alone ->
            [yes] it is written down as your own decision { $number }, because nobody else is in { $circle } to be asked:
           *[no] adopted and in force in { $circle }: decision { $number }, version { $version }.
        }

        { $text }{ consent-answered }

        { $owner } looks after it. We look at it again on { TIME($review, style: "date") }. Harm shows up earlier? Reply OBJECT and why, any time. The register: !decision { $number }.{ consent-log }

        { consent-signed }

# $outcome: withdrawn | postponed | lapsed
# $ending: withdrawn | asked | silence | objection | quorum | consents
consent-why-closed =
    { $ending ->
        [withdrawn] { $proposer } has withdrawn it.
        [void] A host found a fault in how it came about:

            { $fault }

            It no longer stands.
        [asked] It is postponed.
        [silence] Some answers are missing, and nothing is decided without them, so it is postponed.
        [objection] An objection is still open, so it is postponed. A better text may be near.
        [escalated] It goes to the wider circle, with its history.
        [quorum] Fewer have answered than the circle asks for, so it lapses.
       *[consents] { $yes_needed ->
            [0] Nobody stands in its way, and nobody but { $proposer } takes it up, so it lapses.
           *[other] Nobody stands in its way, and fewer than { $yes_needed } have said that they consent, so it lapses.
        }
    }

# What was answered; where that was at fault, it says nothing.
consent-tallied =
    { $outcome ->
        [void] {""}
       *[other] {""}

            { consent-counts }{ consent-worries }{ consent-thanks }
    }

# What can be done with the text then.
consent-afterwards =
    { $outcome ->
        [withdrawn] Nothing changes from what was before. Within a week anyone may take it up: `!propose from={ $number }`.
        [void] To ask the circle anew: `!propose from={ $number }`.
        [escalated] Nothing changes from what was before.
        [lapsed] Nothing changes from what was before. Anyone may take it up again: `!propose from={ $number }`. Or ask for advice first: `!start advice_process`.{ consent-further }
       *[postponed] Nothing changes from what was before. Anyone may take it up again: `!propose from={ $number }`.{ consent-further }
    }

# $wider: yes | no (there is a wider circle)
consent-further = { $wider ->
    [yes] {" "}{ $proposer } or a host can take it to the wider circle: `!escalate { $number }`.
   *[no] {""}
}

consent-decision-closed =
    { $outcome ->
        [void] Decision { $number } is void: “{ $title }”.
        [escalated] Decision { $number } is not decided here: “{ $title }”.
       *[other] Decision { $number } is closed and not adopted: “{ $title }”.
    } { consent-why-closed }{ consent-tallied }

    { consent-afterwards } The register: `!decision { $number }`.{ consent-log }
    .mail-subject = { $outcome ->
        [withdrawn] Withdrawn: { $title }
        [lapsed] Lapsed: { $title }
        [escalated] It goes to the wider circle: { $title }
        [void] It no longer stands: { $title }
       *[postponed] Postponed: { $title }
    }
    .mail =
        Dear { $you }, decision { $number } in { $circle } is { $outcome ->
            [escalated] not decided here:
            [void] void:
           *[other] closed and not adopted:
        }

        { $text }

        { consent-why-closed }{ consent-tallied }

        { consent-afterwards } The register: !decision { $number }.{ consent-log }

        { consent-signed }

# In the room; the review itself asks everybody.   $review: its number
consent-review-due =
    Its day has come: we look at decision { $number } again, “{ $title }”.

# $owner has said yes to looking after it.   $yours: yes | no (the reader has)
consent-owner-changed =
    { $owner } looks after decision { $number } from now on: “{ $title }”. Thank you.
    .mail-subject = { $yours ->
        [yes] In your care now: { $title }
       *[no] { $owner } looks after it now: { $title }
    }
    .mail =
        Dear { $you }, { $yours ->
            [yes] thank you. Decision { $number } in { $circle } is in your care now: { $title }
           *[no] { $owner } looks after decision { $number } in { $circle } from now on: { $title }
        }

        There is nothing to do.

        { consent-signed }

## After the close

# $outcome: in_force | withdrawn | postponed | lapsed   $review: yes | wordless (it asks for the words) | no (kept for the review)
consent-late-kept =
    Thank you for your answer on “{ $title }”. { $outcome ->
        [in_force] It had been adopted already, so your answer is kept and not counted.
       *[postponed] It had been closed already, so your answer is kept and not counted.
    }{ $review ->
        [yes] {" "}Your objection is not lost: the decision is looked at again because of it, and you are asked with everybody.
        [wordless] {" "}What harm do you see? With its words we look at the decision again:
       *[no] {" "}You can always bring it up again in the circle.
    }

consent-late-answer =
    { consent-late-kept }{ $review ->
        [wordless] {" "}`!object #{ $number }` and why.
       *[other] {""}
    }
    .mail-subject = Your answer is kept: { $title }
    .mail =
        Hello { $you }. { consent-late-kept }{ $review ->
            [wordless] {" "}reply OBJECT and why.
           *[other] {""}
        }

        { consent-signed }

## The card: what is asked and how to answer stand first

# $answered of $places   $counted: yes | unnamed (beside an unnamed objection) | no (sealed)   $dated: yes | no, $review
consent-card-numbers =
    { $answered } of { $places } answered.{ $counted ->
        [yes] {" "}Consent { $consents } · concern { $with_concern } · aside { $aside } · pass { $passed }.
        [unnamed] {" "}The numbers come when it is over, because an objection has no name.
       *[no] {" "}Answers are sealed.
    }

consent-card =
    .questions =
        { $paused ->
            [yes] Paused; questions are welcome all the same.
           *[no] { $sealed ->
                [yes] What do you need to know? Write to me alone.
               *[no] What do you need to know? Reply to this. Nothing? ⏭️
            }
        }

        { $proposer } proposes (decision { $number }, version { $version }):

        { $text }

        { $answered } of { $places } heard.{ $unanswered ->
            [0] {""}
            [one] {" "}One question waits for its answer.
           *[other] {" "}{ $unanswered } questions wait for their answers.
        } { $paused ->
            [yes] The clock stands still.
           *[no] { consent-steps-until } { consent-silence }
        } Then: first reactions, and after them the question of consent.{ consent-who-reads }
    .reactions =
        { $paused ->
            [yes] Paused; reactions are welcome all the same.
           *[no] { $sealed ->
                [yes] Your first reaction, short? Write to me alone.
               *[no] Your first reaction, short? Reply to this. None? ⏭️
            }
        }

        { $proposer } proposes (decision { $number }, version { $version }):

        { $text }

        { $answered } of { $places } heard. { $paused ->
            [yes] The clock stands still.
           *[no] { consent-steps-until } { consent-silence }
        } Then: do you consent?{ consent-who-reads }
    .open =
        { $sealed ->
            [yes] Do you consent? Write to me alone; nobody sees it.
           *[no] Do you consent? 👍 consent, 🤔 concern, 🛑 object, ⏭️ pass
        }

        { $proposer } proposes (decision { $number }, version { $version }):

        { $text }

        { consent-card-numbers }
        { consent-when } { consent-silence }{ consent-who-reads }
    .objection =
        An objection is open. What would meet it? !suggest, !amend

        Decision { $number }, version { $version }, proposed by { $proposer }:

        { $text }

        { $objections ->
            [one] One objection is open, and nothing is adopted before it is met.
           *[other] { $objections } objections are open, and nothing is adopted before they are met.
        } { consent-card-numbers }
        { consent-when } { consent-silence }{ consent-who-reads }
    .integrating =
        An objection waits for a better text: !suggest, !amend

        Decision { $number }, version { $version }, proposed by { $proposer }:

        { $text }

        { $objections ->
            [one] One objection is open, and nothing is adopted before it is met.
           *[other] { $objections } objections are open, and nothing is adopted before they are met.
        } { consent-card-numbers }
        Open until { $until }. Without a text that meets what was said, it is postponed then.{ consent-who-reads }
    .provisional =
        Adopted provisionally. An objection brings it back: 🛑

        Decision { $number }, version { $version }, proposed by { $proposer }:

        { $text }

        { consent-card-numbers }
        Open in one's own time until { $until }. { consent-silence }{ consent-who-reads }
    .paused =
        Paused; answers welcome: 👍 consent, 🤔 concern, 🛑 object

        Decision { $number }, version { $version }, proposed by { $proposer }:

        { $text }

        { consent-card-numbers } The clock stands still.{ consent-who-reads }
    .in-force =
        Adopted, in force. Harm shows up? !object #{ $number } and why

        Decision { $number }, version { $version }, looked after by { $owner }:

        { $text }

        { consent-card-numbers }{ $later ->
            [0] { $dated ->
                [yes] {" "}We look again on { TIME($review, style: "date") }.
               *[no] {""}
            }
           *[other] {" "}We are looking at it again: decision { $later }.
        }
    .superseded =
        Replaced by decision { $later }. Nothing to do.

        Decision { $number }, version { $version }, is no longer in force:

        { $text }
    .dropped =
        Let go by decision { $later }. Nothing to do.

        Decision { $number }, version { $version }, is no longer in force:

        { $text }
    .withdrawn =
        Withdrawn by { $proposer }. Nothing to do.

        Decision { $number }, version { $version }:

        { $text }
    .postponed =
        Postponed. Nothing to do; it can come back any time.

        Decision { $number }, version { $version }, proposed by { $proposer }:

        { $text }

        { $ending ->
            [silence] Some answers were missing, and nothing is decided without them.
            [objection] An objection was still open.
           *[asked] It was put off.
        }
    .lapsed =
        Not adopted. Nothing to do; it can come back any time.

        Decision { $number }, version { $version }, proposed by { $proposer }:

        { $text }

        { $ending ->
            [quorum] Fewer answered than the circle asks for.
           *[consents] Nobody stood in its way, and nobody else took it up.
        }
    .void =
        Void: it no longer stands. Nothing to do.

        Decision { $number }, version { $version }, proposed by { $proposer }:

        { $text }

        A host found a fault in how it came about.
    .escalated =
        Handed to a wider circle. Nothing to do here.

        Decision { $number }, version { $version }, proposed by { $proposer }:

        { $text }

## No, kindly

refused-empty-proposal = A proposal needs its text. For example: !propose We water the beds at seven.
refused-not-in-this-decision = This decision was for those who were in its circle then. Talk is welcome all the same; in its circle, `!review` and its number asks to look at it again.
refused-joined-later = This decision began before you came. You are asked from its next version on; your voice and your questions are welcome now.
refused-outdated-version =
    Your answer names version { $answered }; the text is now at version { $version }, so I have not counted it. What changed:

    { $difference }

    The same again? Write SAME AGAIN. Or answer version { $version } in your own words.
refused-no-such-version = There is no such version; the text is at version { $version }. Your answer is not counted yet: please send it once more.
refused-already-answered = Your answer to version { $version } is here already. To change it, just answer anew; the last one counts.
refused-nothing-to-repeat = I have no earlier answer of yours to repeat. Your own for version { $version } is welcome: CONSENT, CONCERN …, OBJECT because …, ASIDE or PASS.
refused-objected-before = You objected before, and an objection is never just repeated. How is it with version { $version }: `!resolved`, CONSENT, CONCERN …, or OBJECT because …?
refused-more-once = You have asked for more time on this version already. It is open until { $until }.
refused-more-spent = This decision has had its extra time already, so it is open until { $until }. A host can still give more.
refused-question-needs-words = What is your question? Write QUESTION and then your words.
refused-not-your-proposal = Only who proposed it, or a host, can do that. A wording of yours is welcome: `!suggest` and the words offer it to all. If the text would harm: OBJECT because …
refused-same-text = That is the text as it stands (version { $version }), so nothing has changed.
refused-no-open-objection = I find no such open objection of yours, so there is nothing to let go.
refused-nothing-to-withdraw = I find nothing of yours to withdraw here. TAKE BACK removes your own answer.
refused-withdraw-which =
    You have several things here. Which one shall I withdraw?{ $proposal ->
        [yes] {" "}`!withdraw 0` is the proposal.
       *[no] {""}
    }{ $objection ->
        [0] {""}
       *[other] {" "}`!withdraw { $objection }` is your objection { $objection }.
    }{ $claim ->
        [0] {""}
       *[other] {" "}`!withdraw claim` is your doubt about objection { $claim }.
    }
refused-decision-closed =
    { $outcome ->
        [in_force] Decision { $number } is in force, so that is no longer possible. Harm shows up? `!object #{ $number }` and why. A change: `!review { $number }` and the new text.
       *[postponed] Decision { $number } is closed, so that is no longer possible. It can come back with a new proposal.
    }
refused-decision-not-ended = A decision does not end by one person's word. It ends when everyone has answered, or at its time. Who proposed it can take it back (`!withdraw`); they or a host can put it off (`!postpone`).
refused-already-paused = It is paused already. "resume" lets the clock run on.
refused-not-paused = It is not paused; the clock is running.
refused-no-time-given = By how much? For example: !extend 1d
refused-text-in-practice = In this practice the text is changed in a step of its own, and then everybody is asked again. What would have to change? Say "object" or "concern", and why.
refused-not-in-force =
    { $outcome ->
        [superseded] Decision { $number } is not in force any more: decision { $later } has taken its place. `!review { $later }` looks at that one.
        [dropped] Decision { $number } is not in force any more: decision { $later } has let it go. `!propose` and its text brings it up anew.
        [open] Decision { $number } is still open, so there is nothing to look at again yet. Your answer is welcome there.
        [provisional] Decision { $number } is not settled yet. Until it is, an objection brings it back: write "object" and why.
       *[other] Decision { $number } was not adopted, so there is nothing to look at again. `!propose` and its text brings it up anew.
    }
refused-review-running = We are looking at decision { $number } again already: decision { $review } is open. Your answer is welcome there; an objection with a better text in mind helps most.
refused-review-early = The time of decision { $number } runs until { $until }. Until then an objection brings it back: write "object" and why, as a reply to it. From then on `!review { $number }` works.
refused-nothing-to-review = Decision { $number } holds nothing of its own: it settled what becomes of decision { $earlier }. `!decision { $earlier }` shows that one.
