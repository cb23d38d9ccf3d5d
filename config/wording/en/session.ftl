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

# $role: the part, as the format calls it   $for: one | some (the name is theirs together) | any
part-called =
    { $for ->
        [some] one of the { $role }
        [any] { $role }
       *[one] the { $role }
    }

# $where: room | alone   $needed: yes | no (whether the practice can do without anybody in that part)
part-offered =
    { $where ->
        [alone] In { $circle } we begin: { $title }. Would you like to be { part-called }? Answer "!in" until { $until }. No need to answer otherwise.
       *[room] Who would like to be { part-called }? Tap 👋 or say "!in" until { $until }. { $needed ->
            [yes] It takes somebody; if nobody would like it today, we leave it for another day.
           *[no] If nobody does, that is fine too; a host goes on sooner with "!next".
        }
    }
    .mail-subject = Would you like to be { part-called }? { $title }
    .mail =
        Dear { $you }, in { $circle } we begin: { $title }.

        Would you like to be { part-called }? Then reply with the one word !in

        The offer stands until { $until }. If it is not for you, there is nothing to do.

        { go-around-signed }

part-taken = { $member } is { part-called }. Thank you.

# $where: room | alone   $quoted: yes | no ($words: what somebody wrote before, told with it)
step-told =
    { $text }{ $quoted ->
        [yes] {""}

            { $words }
       *[no] {""}
    }
    .mail-subject = A word from { $circle }
    .mail =
        Dear { $you },

        { step-told }

        { go-around-signed }

stillness-began = { $text } We go on { $until }.

# To the host alone. $sentence: what to say, or to do   $step of $steps
host-sentence =
    For you as host, step { $step } of { $steps }:

    { $sentence }
    .mail-subject = Your next sentence: { $title }
    .mail =
        Dear { $you }, you host “{ $title }” in { $circle }. This is step { $step } of { $steps }:

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

# To one who tells their own, alone. $words: what they wrote
words-to-tell =
    This is what you wrote. When I call you, tell it in the room, in these words or others. If you say nothing, it is shown at the end; "pass" keeps it to yourself.

    { $words }
    .mail-subject = To tell: what you wrote
    .mail =
        Dear { $you }, this is what you wrote in { $circle }. When I call you, tell it in the room, in these words or others. If you say nothing, it is shown at the end; PASS keeps it to yourself.

        { $words }

        { go-around-signed }

session-circle-letter =
    { $where ->
        [alone] “{ $title }” in { $circle } is complete. This is what was said:
       *[room] “{ $title }” is complete. This is what was said:
    }

    { $letters }
    .mail-subject = What was said: { $title }
    .mail =
        Dear { $you }, “{ $title }” in { $circle } is complete.{ $told ->
            [yes] {" "}{ $text }
           *[no] {""}
        } This is what was said:

        { $letters }

        { go-around-signed }

session-round-closed =
    { $outcome ->
        [cancelled] “{ $title }” does not go on.
        [untaken] Nobody has taken that part today, and that is fine. “{ $title }” ends here; anyone may begin it another day.
        [ended] “{ $title }” ends here. Thank you.
       *[complete] “{ $title }” is complete. Thank you, everyone.
    }
    .mail-subject = { $outcome ->
        [cancelled] “{ $title }” does not go on
       *[complete] “{ $title }” is over
    }
    .mail =
        Dear { $you }, { $outcome ->
            [cancelled] “{ $title }” in { $circle } does not go on. There is nothing to do.
            [untaken] nobody in { $circle } has taken a part that “{ $title }” needs, and that is fine. It ends here; anyone may begin it another day.
            [ended] “{ $title }” in { $circle } has ended. Thank you. There is nothing to do.
           *[complete] “{ $title }” in { $circle } is complete. Thank you. There is nothing to do.
        }

        { go-around-signed }

# $why: host | outage
session-round-extended =
    { $why ->
        [outage] I was not reachable for a while, and I am sorry. That time is given back: we go on { $until }.
       *[host] There is more time: we go on { $until }.
    }

# When a talk ends and the practice goes on.   $hands: whose hand everybody sees
hands-left = { $hands } still had a hand up: that can begin the next talk.

session-round-resumed = We go on: { $title }.

## Several tables

# $kind: pairs | groups | apart (each meets somebody who has a part)   $turn: first | again
tables-laid =
    { $turn ->
        [again] Time for other company: you find a new invitation among your rooms, or in your mailbox.
       *[first] { $kind ->
            [pairs] Now in twos. You find an invitation among your rooms: there you sit with nobody else. Who takes part by mail has a letter.
            [apart] Some of us meet two by two now. Whoever does finds an invitation among their rooms, or a letter.
           *[groups] Now in small groups. You find an invitation among your rooms: there you sit with nobody else. Who takes part by mail has a letter.
        }
    } What is said there stays there. When all are back we go on here.

# The topics of the tables, each under its number.   $where: room | alone
tables-to-choose =
    { $where ->
        [alone] “{ $title }” in { $circle }: each topic has a table now. To go to one, say "!in" and its number, such as "!in 1". You may go to several.
       *[room] Each topic has a table now. Go where you are drawn: "!in 1" brings you to the first one, here or in our private chat. You may go to several, and come back as you like.
    }

    { $topics }
    .mail-subject = Where would you like to go? { $title }
    .mail =
        Dear { $you }, in { $circle } each topic has a table now. To go to one, reply with !in and its number, such as !in 1 - you may go to several. What is said there comes to you by mail, and what you write is read there.

        { $topics }

        { go-around-signed }

# $room: some (at the tables $others; $one is the first of them) | none
table-left-alone =
    { $room ->
        [some] You are the only one at your table now, I'm sorry. There is room for you at table { $others }: "!in { $one }" brings you there. Staying where you are is fine too.
       *[none] You are the only one at your table now, I'm sorry. Thank you for being there; we go on together soon.
    }
    .mail-subject = Your table: { $title }
    .mail =
        Dear { $you }, you are the only one at your table now, I'm sorry. { $room ->
            [some] There is room for you at table { $others }: to go there, reply with !in { $one }
           *[none] Thank you for being there; we go on together soon.
        }

        { go-around-signed }

speakers-named = { $members } { $members_count ->
        [one] tells
       *[other] tell
    } us what was found in the small groups ({ $role }). Thank you.

# How a table's room is called.   $names: who sits there
table-name = { $names } · { $title }
table-topic = A table of “{ $title }” in { $circle }. Only those who sit here read it.

# $mail: some | none (nobody takes part by mail)
table-kept =
    { $mail ->
        [some] This stays yours. I only stay to carry the letters between you.
       *[none] This room is yours now: you can name it, and ask others in. I leave you to yourselves.
    }
    .mail-subject = You stay in touch
    .mail =
        Dear { $you }, your table stays yours: a reply to these letters goes to those who sat with you, and theirs come to you.

        { go-around-signed }

table-rests = It is quiet here from now on: what was said stays readable for you. Thank you for having been here.

refused-nothing-to-keep = There is nothing to keep here. At the end of a step in small company I ask whether you would like to keep your room; there "!keep" does it.
refused-keep-later = Just talk on: when your time here is over, I ask whether you would like to keep this room.
refused-no-tables = There are no tables to go to just now.
refused-table-unknown = There is no table { $number } that is open just now.
refused-table-is-yours = You have company at your table, so please stay with them. When you are alone there, "!in" and a number brings you to another one.

## The card, while no round holds a step

session-card = { $title }
    .filling = Who would like to be { part-called }? Tap 👋 or say "!in" until { $until }. { $title }, step { $step } of { $steps }.
    .still = A still moment, until { $until }. { $title }, step { $step } of { $steps }.
    .step = { $title }, step { $step } of { $steps }.
    .tables =
        { $free ->
            [yes] Go where you are drawn: "!in 1" brings you to table 1.
           *[no] We sit in small company, each in a room of its own. When all are back we go on here.
        } { $title }, step { $step } of { $steps }.
    .apart = A part of this is between a few of us now. When it is over we go on here. { $title }, step { $step } of { $steps }.
    .paused = A pause. { $title }, step { $step } of { $steps }. A host goes on with "!resume".
    .closed = “{ $title }” is complete. Thank you, everyone.
    .cancelled = “{ $title }” does not go on.

# At the foot of a card of a round that holds a step
session-step = { $title }, step { $step } of { $steps }.

# At the top of a mail that asks in a step.   $told, $before: yes | no
session-preface =
    .mail =
        { $title }, step { $step } of { $steps }.{ $talked ->
            [yes] {" "}The talk about “{ $about }” is over; thank you for being part of it.
           *[no] {""}
        }{ $told ->
            [yes] {" "}{ $text }
           *[no] {""}
        }{ $before ->
            [yes] {" "}What was said before stands at the end.
           *[no] {""}
        }

# Below that, to whoever has the chair.   $said: yes | no   $sentence: ready to copy
session-chair =
    .mail =
        You have the chair. { $said ->
            [yes] For this step:

                { $sentence }

            { "" }
           *[no] {""}
        }Your words as host, each alone in a reply: !next, !pause, !resume, !extend 1d, !chair and a name, !end.

# At the end of that mail
session-before =
    .mail =
        What was said before:

        { $letters }

## Answers of "no"

# $format: its title
refused-format-too-few = “{ $format }” needs at least { $least } people.
refused-format-too-many = “{ $format }” is for at most { $most } people. In a smaller circle I am glad to hold it.
refused-nothing-offered = Just now there is no part to take. When one is offered, "!in" takes it.
