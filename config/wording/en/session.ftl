# A session: a practice in several steps, held from a format. Each asking step speaks for itself
# (go_around.ftl, prompt_round.ftl); here is what stands between the steps.
#
# The rules of the voice as in go_around.ftl. Formats bring their own words; these only hold them.

# $title, $purpose: of the format   $steps: how many   $kept: none | outcome | summary | by-yes
# $noted: yes | no, $note: what the format asks of everyone   $letters, $mail: who reads by mail
session-opened =
    { $inviter ->
        [named] { $by } invites us to: { $title }.
       *[circle] We are invited to: { $title }.
    } { $purpose }{ $noted ->
        [yes] {" "}{ $note }
       *[no] {""}
    }
    { $kept ->
        [none] Nothing is kept of what we say.
        [outcome] Only what we decide is kept.
        [summary] What is kept, each of us has seen first.
       *[by-yes] Words are kept only where their author says yes.
    } "pass" is fine at every step.{ $letters ->
        [0] {""}
        [one] {" "}{ $mail } reads and answers by mail.
       *[other] {" "}{ $mail } read and answer by mail.
    }

# $where: room | alone   $role: the part, as the format calls it
part-offered =
    { $where ->
        [alone] In { $circle } we begin: { $title }. Would you like to be the { $role }? Answer "!in" until { $until }. No need to answer otherwise.
       *[room] Who would like to be the { $role }? Tap 👋 or say "!in" until { $until }. If nobody does, that is fine too.
    }
    .mail-subject = Would you like to be the { $role }? { $title }
    .mail =
        Dear { $you }, in { $circle } we begin: { $title }.

        Would you like to be the { $role }? Then reply with the one word !in

        The offer stands until { $until }. If it is not for you, there is nothing to do.

        { go-around-signed }

part-taken = { $member } is the { $role }. Thank you.

# $where: room | alone
step-told = { $text }
    .mail-subject = A word from { $circle }
    .mail =
        Dear { $you },

        { $text }

        { go-around-signed }

stillness-began = { $text } We go on { $until }.

# To the host alone. $sentence: ready to copy   $step of $steps
host-sentence =
    For you as host, step { $step } of { $steps }. You could say now:

    { $sentence }
    .mail-subject = Your next sentence: { $title }
    .mail =
        Dear { $you }, you host “{ $title }” in { $circle }. This is step { $step } of { $steps }. What you could say now, if you like:

        { $sentence }

        { go-around-signed }

# $where: room | alone (to whom alone it was written)
session-words-revealed =
    { $where ->
        [alone] “{ $prompt }” In { $circle } this was written to you alone:
       *[room] “{ $prompt }” Here is everything that was written:
    }

    { $letter }
    .mail-subject = Written to you: { $prompt }
    .mail =
        Dear { $you }, in { $circle } this was written to you alone, below “{ $prompt }”:

        { $letter }

        { go-around-signed }

session-circle-letter =
    { $where ->
        [alone] “{ $title }” in { $circle } is complete. This is what was said:
       *[room] “{ $title }” is complete. This is what was said:
    }

    { $letters }
    .mail-subject = What was said: { $title }
    .mail =
        Dear { $you }, “{ $title }” in { $circle } is complete. This is what was said:

        { $letters }

        { go-around-signed }

session-round-closed =
    { $outcome ->
        [cancelled] “{ $title }” does not go on.
        [untaken] Nobody has taken that part today, and that is fine. “{ $title }” ends here; anyone may begin it another day.
        [ended] “{ $title }” ends here. Thank you.
       *[complete] “{ $title }” is complete. Thank you, everyone.
    }
    .mail-subject = “{ $title }” does not go on
    .mail =
        Dear { $you }, “{ $title }” in { $circle } does not go on. There is nothing to do.

        { go-around-signed }

# $why: host | outage
session-round-extended =
    { $why ->
        [outage] I was not reachable for a while, and I am sorry. That time is given back: we go on { $until }.
       *[host] There is more time: we go on { $until }.
    }

session-round-resumed = We go on: { $title }.

## The card, while no round holds a step

session-card = { $title }
    .filling = Who would like to be the { $role }? Tap 👋 or say "!in" until { $until }. { $title }, step { $step } of { $steps }.
    .still = A still moment, until { $until }. { $title }, step { $step } of { $steps }.
    .step = { $title }, step { $step } of { $steps }.
    .paused = A pause. { $title }, step { $step } of { $steps }. A host goes on with "!resume".
    .closed = “{ $title }” is complete. Thank you, everyone.
    .cancelled = “{ $title }” does not go on.

# At the foot of a card of a round that holds a step
session-step = { $title }, step { $step } of { $steps }.

# At the top of a mail that asks in a step.   $told, $before: yes | no
session-preface =
    .mail =
        { $title }, step { $step } of { $steps }.{ $told ->
            [yes] {" "}{ $text }
           *[no] {""}
        }{ $before ->
            [yes] {" "}What was said before stands at the end.
           *[no] {""}
        }

# At the end of that mail
session-before =
    .mail =
        What was said before:

        { $letters }

## Answers of "no"

# $format: its title
refused-format-not-yet = “{ $format }” has steps that I cannot hold yet (pairs, small groups, picks, points or consent within a practice). "!formats" shows what I can hold here.
refused-format-too-few = “{ $format }” needs at least { $least } people.
refused-format-too-many = “{ $format }” is for at most { $most } people. In a smaller circle I am glad to hold it.
refused-nothing-offered = Just now there is no part to take. When one is offered, "!in" takes it.
