# A vote: a consent decision as one step of a practice. What is not here is said as in consent.ftl.
#
# With every request: $asks: yes | no ($question is how the practice asks), $registers: yes | no (it is
# for the register), $goes_on: yes | no (the practice can come back to it), $waits_for: last | nobody
# ($last: who is asked when all others have answered). $number is 0 where it is not for the register.
# $changed: yes | no (the same step asked before, on another text), $difference: what is new in it

vote-question =
    { $asks ->
        [yes] “{ $question }”
       *[no] Do you consent?
    }

vote-last =
    { $waits_for ->
        [last] {" "}{ $last } is asked last.
       *[nobody] {""}
    }

# $looks_again: yes | no, $review_on: the day that was named for it
vote-review =
    { $looks_again ->
        [yes] We look at it again on { TIME($review_on, style: "date") }.{" "}
       *[no] {""}
    }

# What an objection does here.
vote-objection-does =
    { $goes_on ->
        [yes] one is enough; then we look for what would meet it, and ask again
       *[no] one is enough, and it is not decided
    }

vote-proposal-opened =
    { vote-question }

    { $changed ->
        [yes] The text is a new one; below it stands what has changed.

            { $difference }
       *[no] {""}

            { $text }
    }

    Consent means: good enough for now, safe enough to try. It need not be your favourite.
    👍 consent · 🤔 consent, with a concern · 🛑 object · ⏭️ pass · ⏳ more time
    Or reply here: "consent", "concern …", "object because …", "aside", "pass", "more". Objecting: { vote-objection-does }.

    { vote-review }{ consent-when } { consent-silence }{ vote-last }{ consent-who-reads }
    .mail-subject = Do you consent? { $title }, by { $until }
    .mail =
        Dear { $you }, { $circle } asks everyone: { vote-question }

        { $changed ->
            [yes] The text is a new one; below it stands what has changed.

                { $difference }
           *[no] {""}

                { $text }
        }

        { $yours ->
            [yes] These are your words: you consent to them, unless you answer otherwise.
           *[no] { vote-ways-by-mail }
        }

        { vote-review }{ consent-silence }

        { consent-signed }

vote-ways-by-mail =
    Consent means: good enough for now, safe enough to try. It need not be your favourite. Begin your reply with

        CONSENT        go ahead ("no objection" is the same)
        CONCERN ...    go ahead, and write down my worry
        OBJECT ...     stop, because it would harm ... ({ vote-objection-does })
        ASIDE          I won't take part in it, and I won't stop it
        PASS           I leave it to the others

    Not ready? MORE gives us all { consent-more-days }. Your own words are fine too: I write back how I read them, and you can put me right.

vote-objection-raised =
    { $how ->
        [wordless] An objection is being put into words.
        [again] { $named ->
            [yes] { $by } says more about the objection:
           *[no] More about the objection:
        }
       *[first] { $named ->
            [yes] { $by } objects:
           *[no] There is an objection:
        }
    }{ $how ->
        [wordless] {""}
       *[first] {""}

            { $words }
    }{ $was ->
        [open] {""}
       *[provisional] {""}

            It came in time, so nothing holds yet: please do not act on it.
    }{ $how ->
        [first] {""}

            Thank you. When all have been heard, we go on with it.
       *[wordless] {""}
    }
    .mail-subject = { $was ->
        [open] An objection: { $title }
       *[provisional] On hold, there is an objection: { $title }
    }
    .mail =
        Dear { $you }, { $how ->
            [wordless] an objection to “{ $title }” is being put into words.
           *[first] { $named ->
                [yes] { $by } objects to “{ $title }”:
               *[no] there is an objection to “{ $title }”:
            }
        }{ $how ->
            [wordless] {""}
           *[first] {""}

                { $words }
        }

        When all have been heard, we go on with it.{ $was ->
            [open] {""}
           *[provisional] {" "}It came in time, so nothing holds yet.
        }

        { consent-signed }

vote-objection-resolved =
    { $standing ->
        [resolved] The objection is resolved. Thank you for staying with it.
        [concern] The objection has nobody to speak for it any more. It is kept as a concern.
       *[withdrawn] The objection is withdrawn.
    }
    .mail-subject = { $standing ->
        [resolved] Resolved: the objection to { $title }
        [concern] Kept as a concern: the objection to { $title }
       *[withdrawn] Withdrawn: the objection to { $title }
    }
    .mail =
        Dear { $you }, news about “{ $title }”.

        { vote-objection-resolved }

        { consent-signed }

vote-objection-orphaned =
    The objection to “{ $title }” has lost its owner, who is no longer in the circle. It still counts. In { $after } it is kept as a concern.
    .mail-subject = An objection without its owner: { $title }
    .mail =
        Dear { $you }, a word about “{ $title }”.

        { vote-objection-orphaned }

        { consent-signed }

vote-position-received =
    I read this as: { consent-position-read }

    { vote-position-effect }If that's wrong, reply with the right word, for example: OBJECT because … You can change your answer until { $until }; the last one counts.
    .mail =
        Dear { $you }, I read this as: { consent-position-read }

        { vote-position-effect }If that's wrong, reply with the right word, for example: OBJECT because … You can change your answer until { $until }; the last one counts. TAKE BACK as your whole reply removes it. With nothing to change, there is nothing to do.

        It is about: { $title }

        { consent-signed }

vote-position-effect =
    { $effect ->
        [withdrawn] Your objection is withdrawn with it.{" "}
        [resolved] Your objection counts as resolved.{" "}
        [open] Your objection still stands; `!resolved` lets it go.{" "}
       *[none] {""}
    }

vote-position-taken-back =
    .mail =
        Dear { $you }, that answer is taken back, and no earlier one takes its place. What is in somebody's mailbox already I cannot call back.

        Your answer is open until { $until }: { $title }

        { consent-silence }

        { consent-signed }

vote-asked =
    { $code ->
        [answer] We wait { consent-more-days } for “{ $title }”, and I ask you once more: do you consent? Write CONSENT, CONCERN …, OBJECT because …, ASIDE or PASS, until { $until }. Without an answer it is not decided, and nobody is named.
        [objection-words] You object to “{ $title }”. What harm do you see? Write it to me, beginning with OBJECT: it can only be improved by somebody who knows. Without words by { $until } we may wait { consent-more-days }; then it is kept as a concern.
       *[unclear-unclear] { consent-asked }
    }
    .mail =
        Hello { $you }. { vote-asked }

        { consent-silence }

        { consent-signed }

vote-question-asked =
    { $by } has a question about “{ $title }”:

    { $words }

    Answer in the room or by a reply here, as you like.
    .mail-subject = A question about: { $title }
    .mail =
        Dear { $you }, { $by } has a question about “{ $title }”:

        { $words }

        Your reply goes to { $circle }.

        { consent-signed }

vote-question-received =
    .mail =
        Dear { $you }, your question is with { $proposer }:

        { $words }

        A question is not an answer; whatever you answered stays as it is.

        { consent-signed }

vote-round-extended =
    .mail =
        Dear { $you }, a word from { $circle }.

        { consent-round-extended }

        An answer that is with me already counts as it is; you can still change it.

        { consent-signed }

vote-round-paused =
    .mail =
        Dear { $you }, { $circle } pauses, and the clock stands still: { $title }

        What you have answered stays as it is, and answers are welcome all the same. I write when it goes on.

        { consent-signed }

vote-round-resumed =
    .mail =
        Dear { $you }, { $circle } goes on: { $title }

        The pause is given back: it is open until { $until }. What you have answered stays as it is. { consent-silence }

        { consent-signed }

# The outcomes
vote-decision-adopted =
    { $registers ->
        [yes] Adopted, and in force: decision { $number }.
       *[no] Agreed. Nobody objects.
    }{ $registers ->
        [yes] {""}

            { $text }

            { consent-counts }
       *[no] {""}
    }{ consent-worries }{ $registers ->
        [yes] {""}

            We look at it again on { TIME($review, style: "date") }. Harm shows up earlier? `!object #{ $number }` and why, any time. The register: `!decision { $number }`
       *[no] {""}
    }
    .mail-subject = { $registers ->
        [yes] Adopted: { $title }
       *[no] Agreed: { $title }
    }
    .mail =
        Dear { $you }, { $registers ->
            [yes] adopted and in force in { $circle }: decision { $number }.
           *[no] in { $circle } this is agreed, and nobody objects:
        }

        { $text }

        { consent-counts }{ consent-worries }{ $registers ->
            [yes] {""}

                We look at it again on { TIME($review, style: "date") }. Harm shows up earlier? Reply OBJECT and why, any time. The register: !decision { $number }
           *[no] {""}
        }

        { consent-signed }

vote-why-closed =
    { $ending ->
        [withdrawn] It is withdrawn. Anyone may bring it again.
        [asked] It is put off, and not decided: nobody's silence is consent.
        [silence] Some answers are missing, and nothing is decided without them.
        [objection] { $goes_on ->
            [yes] An objection stands. We look for what would meet it, and then I ask everybody once more.
           *[no] An objection stands, so it is not decided now.
        }
        [quorum] Fewer have answered than the circle asks for, so it is not decided.
       *[consents] Nobody stands in its way, and nobody takes it up, so it is not decided.
    }

vote-decision-closed =
    { vote-why-closed }{ $registers ->
        [yes] { $goes_on ->
            [yes] {""}
           *[no] {" "}It is postponed, and can come back any time.
        }
       *[no] {""}
    }

    { consent-counts }{ consent-worries }
    .mail-subject = { $outcome ->
        [withdrawn] Withdrawn: { $title }
        [lapsed] Lapsed: { $title }
       *[postponed] Postponed: { $title }
    }
    .mail =
        Dear { $you }, it is not decided in { $circle }:

        { $text }

        { vote-why-closed } It is postponed, and can come back any time.

        { consent-counts }{ consent-worries }

        Nothing changes from what was before. The register: !decision { $number }

        { consent-signed }

vote-late-answer =
    Thank you for your answer on “{ $title }”. This step is over already, so your answer is kept and not counted. You can always bring it up again in the circle.
    .mail-subject = Your answer is kept: { $title }
    .mail =
        Dear { $you }, here is what became of your answer.

        { vote-late-answer }

        { consent-signed }

## The card.   $apart: yes | no (it is for some alone)

vote-card-text =
    { $apart ->
        [yes] This is for those whom it concerns; they have it from me alone.
       *[no] { $asks ->
            [yes] “{ $question }”

                { $text }
           *[no] {""}

                { $text }
        }
    }

vote-card =
    .open =
        Do you consent? 👍 consent, 🤔 concern, 🛑 object, ⏭️ pass

        { vote-card-text }

        { consent-card-numbers }
        { consent-when } { consent-silence }{ vote-last }{ consent-who-reads }
    .objection =
        An objection stands; all are still heard: 👍 🤔 🛑 ⏭️

        { vote-card-text }

        { consent-card-numbers }
        { consent-when } { consent-silence }{ vote-last }{ consent-who-reads }
    .provisional =
        Adopted provisionally. An objection brings it back: 🛑

        { vote-card-text }

        { consent-card-numbers }
        Open in one's own time until { $until }. { consent-silence }{ consent-who-reads }
    .paused =
        Paused; answers welcome: 👍 consent, 🤔 concern, 🛑 object

        { vote-card-text }

        { consent-card-numbers } The clock stands still.{ consent-who-reads }
