# A session: a practice in several steps, held from a format. Each asking step speaks for itself
# (go_around.ftl, prompt_round.ftl); here is what stands between the steps.
#
# The rules of the voice as in go_around.ftl. Formats bring their own words; these only hold them.

# $title, $purpose: of the format   $steps: how many   $kept: none | outcome | summary | by-yes
# $noted: yes | no, $note: what the format asks of everyone   $letters, $mail: who reads by mail
# $way: none | tables | circles (where $people are too many to sit together: at $count of them)
# $tells: yes | no (whether one of each table tells the others a line)
session-opened =
    { $inviter ->
        [named] { $by } invites us to: { $title }.
        [few] Somebody here has begun: { $title }. I ask those whom it concerns, each alone; nobody else needs to do anything.
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
    }{ $way ->
        [tables] {""}

            We are { $people }, so we sit at { $count } tables; the lot says who sits where. { $tells ->
                [yes] Afterwards we are all here again, and hear a line from each.
               *[no] Afterwards we are all here again. What is told at a table stays there.
            }
        [circles] {""}

            We are { $people }, so there are { $count } circles beside one another; the lot says who sits where, and each has a host of its own. What is told in a circle stays there.
       *[none] {""}
    }

line-of-few-removed = Whom it concerns is nobody else's business.

# Alone, to whoever began it in a room
line-of-few-is-removed = I have begun it, and took your line out of the room, so that nobody else reads whom it concerns.

# $role: the part, as the format calls it   $for: one | some (the name is theirs together) | any
part-called =
    { $for ->
        [some] one of the { $role }
        [any] { $role }
       *[one] the { $role }
    }

# $where: room | alone   $needed: yes | no (whether the practice can do without anybody in that part)
# $at: first | midst (of the practice)
part-offered =
    { $where ->
        [alone] { $at ->
            [first] In { $circle } we begin: { $title }.
           *[midst] “{ $title }” in { $circle } goes on.
        } Would you like to be { part-called }? Answer "!in" until { $until }. No need to answer otherwise.
       *[room] Who would like to be { part-called }? Tap 👋 below or say "!in" until { $until }. { $needed ->
            [yes] It takes somebody; if nobody would like it today, we leave it for another day.
           *[no] If nobody does, that is fine too; a host goes on sooner with "!next".
        }
    }
    .mail-subject = Would you like to be { part-called }? { $title }
    .mail =
        Dear { $you }, { $at ->
            [first] in { $circle } we begin: { $title }.
           *[midst] “{ $title }” in { $circle } goes on.
        }

        Would you like to be { part-called }? Then reply with the one word IN

        The offer stands until { $until }. If it is not for you, there is nothing to do.

        { go-around-signed }

part-taken = { $member } is { part-called }. Thank you.

# Whose turn it was has passed: nobody is asked about what was not told.
turn-left = That is fine. We leave this turn at that, and go on.

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

stillness-began = { $text } This lasts until { $until }; then we go on.

# To the host alone. $sentence: what to say, or to do   $step of $steps
host-sentence =
    For you as host{ $steps ->
        [1] {""}
       *[other] , step { $step } of { $steps }
    }:

    { $sentence }
    .mail-subject = Your next sentence: { $title }
    .mail =
        Dear { $you }, you host “{ $title }” in { $circle }. { $steps ->
            [1] For you to say or do now:
           *[other] This is step { $step } of { $steps }:
        }

        { $sentence }

        { go-around-signed }

# $where: room | alone (to whom it was written)   $others: who else reads it
written-to =
    { $others_count ->
        [0] to you alone
       *[other] to you and { $others }
    }

session-words-revealed =
    { $where ->
        [alone] “{ $prompt }” In { $circle } this was written { written-to }:
       *[room] “{ $prompt }” Here is everything that was written:
    }

    { $letter }
    .mail-subject = Written to you: { $prompt }
    .mail =
        Dear { $you }, in { $circle } this was written { written-to }, below “{ $prompt }”:

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

# $apart: yes | no (whether this was one of several tables)
session-circle-letter =
    { $where ->
        [alone] “{ $title }” in { $circle } is complete. This is what was said:
       *[room] This is what was said in “{ $title }”:
    }

    { $letters }
    .mail-subject = What was said: { $title }
    .mail =
        Dear { $you }, “{ $title }” in { $circle } is complete.{ $told ->
            [yes] {" "}{ $text }
           *[no] {""}
        } This is what was said:

        { $letters }
        { $apart ->
            [yes] {""}

                { apart-goes-on-by-mail }
           *[no] {""}
        }

        { go-around-signed }

# $way: none | tables | circles (how those sat whose whole session is over)
# $apart: yes | no (whether this was one of several tables)
session-round-closed =
    { $apart ->
        [yes] { session-outcome } { apart-goes-on }
       *[no] { $way ->
            [circles] { $outcome ->
                [complete] All our circles are over: “{ $title }” is complete. What was told stays in each. Thank you, everyone.
               *[other] { session-outcome }
            }
           *[other] { session-outcome }
        }
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
        }{ $apart ->
            [yes] {" "}{ apart-goes-on-by-mail }
           *[no] {""}
        }

        { go-around-signed }

session-outcome =
    { $outcome ->
        [cancelled] “{ $title }” does not go on.
        [untaken] Nobody has taken that part today, and that is fine. “{ $title }” ends here; anyone may begin it another day.
        [ended] “{ $title }” ends here. Thank you.
       *[complete] “{ $title }” is complete. Thank you, everyone.
    }

# $why: host | outage
session-round-extended =
    { $why ->
        [outage] I was not reachable for a while, and I am sorry. That time is given back: there is time until { $until }.
       *[host] There is more time, until { $until }.
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

# $from: groups | tables (of a practice for which many came)
speakers-named = { $members } { $members_count ->
        [one] tells
       *[other] tell
    } us { $from ->
        [tables] a line from the tables
       *[groups] what was found in the small groups ({ $role })
    }. Thank you.

## Tables and circles beside one another, where many came

# $way: tables | circles   $number: which one of $count, for $people in all
apart-laid =
    { $way ->
        [circles] Now to our { $count } circles.
       *[tables] Now to our { $count } tables.
    } You find an invitation among your rooms: there you sit with a few of us, and nobody else reads along. Who takes part by mail has a letter. { $way ->
        [circles] When all circles are over, I say so here.
       *[tables] When all are back we go on here.
    }

# $order: who sits there   $letters, $mail: who of them reads by mail
# $noted: yes | no, $note: what the format asks of everyone   $tells: yes | no, $tell: what is asked
apart-opened =
    { $way ->
        [circles] This is circle { $number } of { $count }
       *[tables] This is table { $number } of { $count }
    } of “{ $title }”: { $order }. Nobody else reads what we say here, and nothing of it is kept.{ $noted ->
        [yes] {" "}{ $note }
       *[no] {""}
    } "pass" is fine at every step.{ $letters ->
        [0] {""}
        [one] {" "}{ $mail } reads and answers by mail.
       *[other] {" "}{ $mail } read and answer by mail.
    }{ $tells ->
        [yes] {" "}{ apart-tells }
       *[no] {""}
    }

apart-tells = At the end our host answers one question before everybody, in a line: “{ $tell }” Nothing else leaves this table.

# Asked at a table.   $until: when the lot falls
apart-host-offered =
    Who would like to host { $way ->
        [circles] this circle
       *[tables] this table
    }? I give you a sentence for each step. Tap 👋 below or say "!in" until { $until }; if nobody does, the lot falls on one of us.

# How the room of a table is called, and how those are who sit there
apart-name = { $way ->
    [circles] Circle { $number } of { $circle } · { $title }
   *[tables] Table { $number } of { $circle } · { $title }
}
apart-called = { $way ->
    [circles] { $circle } (circle { $number })
   *[tables] { $circle } (table { $number })
}

# At the end of a table
apart-goes-on = { $way ->
        [circles] When all circles are over, I say so where we began.
       *[tables] When all tables are through, we go on together where we began.
    } If you would like to keep this room, one of you says "!keep", and it is yours. Else nobody can write here from tomorrow on; what was said stays readable for you alone.
apart-goes-on-by-mail = If you would like to go on writing to each other, reply KEEP. Until tomorrow a reply reaches those who sat with you in any case.

# In the first letter of a table   $order: who sits there
session-apart =
    .mail =
        { $way ->
            [circles] We are { $people }, so there are { $count } circles beside one another, and the lot says who sits where. You are in circle { $number }: { $order }. Nobody else reads what is said there, and nothing of it is kept.
           *[tables] We are { $people }, so we sit at { $count } tables, and the lot says who sits where. You are at table { $number }: { $order }. Nobody else reads what is said there, and nothing of it is kept.
        }{ $tells ->
            [yes] {" "}{ apart-tells }
           *[no] {""}
        }

# How a table's room is called.   $names: who sits there
table-name = { $names } · { $title }
table-topic = { $way ->
        [circles] One of our circles
       *[tables] A table
    } of “{ $title }” in { $circle }. Only those who sit here read it.

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

refused-not-asked-now = This part is asked of others. Another part asks you again; until then there is nothing you need to do.
refused-nothing-to-keep = There is nothing to keep here. At the end of a step in small company I ask whether you would like to keep your room; there "!keep" does it.
refused-keep-later = Just talk on: when your time here is over, I ask whether you would like to keep this room.
refused-no-tables = There are no tables to go to just now.
refused-table-unknown = There is no table { $number } that is open just now.
refused-table-is-yours = You have company at your table, so please stay with them. When you are alone there, "!in" and a number brings you to another one.

## The card, while no round holds a step

session-card = { $title }
    .filling = Who would like to be { part-called }? Tap 👋 or say "!in" until { $until }. { step-of-steps }.
    .still = A quiet time, until { $until }. { step-of-steps }.
    .step = { step-of-steps }.
    .tables =
        { $free ->
            [yes] Go where you are drawn: "!in 1" brings you to table 1.
           *[no] { $way ->
                [circles] We sit in several circles, each in a room of its own. When all are over, I say so here.
               *[none] We sit in small company, each in a room of its own. When all are back we go on here.
            }
        } { step-of-steps }.
    .apart = A part of this is between a few of us now. When it is over we go on here. { step-of-steps }.
    .paused = A pause. { step-of-steps }. A host goes on with "!resume".
    .closed = “{ $title }” is complete. Thank you, everyone.
    .cancelled = “{ $title }” does not go on.

# Which step of a practice it is, where it has several
step-of-steps = { $title }{ $steps ->
    [1] {""}
   *[other] , step { $step } of { $steps }
}

# At the foot of a card of a round that holds a step
session-step = { step-of-steps }.

# At the top of a mail that asks in a step.   $told, $before: yes | no
# $letters: one | two (how many questions are in it)
session-preface =
    .mail =
        { step-of-steps }.{ $talked ->
            [yes] {" "}The talk about “{ $about }” is over; thank you for being part of it.
           *[no] {""}
        }{ $told ->
            [yes] {" "}{ $text }
           *[no] {""}
        }{ $before ->
            [yes] {" "}What was said before stands at the end.
           *[no] {""}
        }{ $letters ->
            [two] {" "}Two questions are in this letter: first A, then B.
           *[one] {""}
        }

# What becomes of an answer to a second question.   $answer: words | choice | points
# $becomes (with words): read | opened | shown | given | kept   $few (with points): yes | no
second-then =
    { $answer ->
        [points] Only the sums are shown.{ $few ->
            [yes] {" "}There are so few of us that the sums may tell who gave what.
           *[no] {""}
        }
        [choice] { pick-rule }{ pick-seen }
       *[words] { $becomes ->
            [read] Then it is read out.
            [opened] Then everyone's answers open together, each with its author's name.
            [shown] Nobody sees it then either; a later step shows it to all.
            [given] Only those whom it is for read it.
           *[kept] It is for yourself: nobody sees it, now or later.
        }
    }

# A second question in the same letter, for a later step.   $answer: words | choice | points
# $options: what there is to choose among, numbered   $points: how many there are to spread
session-second =
    .mail =
        That was A. And here is B, for the step that follows:

        { $prompt }{ $answer ->
            [words] {""}
           *[other] {""}

                { $options }
        }

        { $answer ->
            [choice] Write A: before your answer to A, and B: and the number, in the same reply or in another one:
            [points] You have { $points } points to spread over these as you like. Write A: before your answer to A, and B: above your points, in the same reply or in another one:
           *[words] Write A: before your answer to A, and B: before your answer to B, in one reply or in two:
        }

        A: your words
        { $answer ->
            [choice] B: the number
            [points] B:
            1: { $points }
           *[words] B: your words
        }

        What has no letter before it answers A. PASS alone passes both; B: PASS passes only B. There is as much time for B as for A. Your answer to B waits unseen until the circle comes to it. { second-then }

# The same in the private chat, below the first question
second-asked =
    There is a second question, B, for the step that follows:

    { $prompt }{ $answer ->
        [words] {""}
       *[other] {""}

            { $options }
    }

    { $answer ->
        [choice] Write "B:" and the number, here.
        [points] You have { $points } points. Write "B:" and then a line for each, such as "1: { $points }".
       *[words] Write "B:" and your words, here.
    } "B: pass" is fine. There is as much time for it as for the first. It waits unseen until the circle comes to it. { second-then }

# What was taken for a second question.   $code: kept | passed | open | taken_back | nothing | unread
# $words: what was kept
second-taken =
    { $code ->
        [kept] For B I keep, until the circle comes to it:

            { $words }

        Another reply that begins with B: replaces it, and "B: TAKE BACK" removes it.
        [passed] For B it is noted that you pass.
        [open] B is still open for you: a reply that begins with B: answers it.
        [taken_back] What you had written for B is yours again, and nobody has seen it.
        [nothing] For B I find nothing of yours that I could take back.
       *[unread] I could not read your answer to B, and have taken nothing for it yet.
    }

second-which = Two questions are open for you, and I could not see for certain which one you answer. Please write it once more, with "A:" or "B:" before it. Nothing is taken yet.

# Below the receipt for A
letter-second =
    .mail = { second-taken }

# Alone, where there is no other receipt
second-received =
    { second-taken }
    .mail-subject = Your answer to B: { $prompt }
    .mail =
        Dear { $you }, thank you. { second-taken }

        { go-around-signed }

# To whoever answered a step that was not held after all
answer-not-needed =
    The circle did not come to this question: “{ $prompt }” So nobody has seen what you wrote for it. Thank you all the same.
    .mail-subject = Not asked after all: { $prompt }
    .mail =
        Dear { $you }, { $circle } did not come to this question: “{ $prompt }” So nobody has seen what you wrote for it. Thank you all the same. There is nothing to do.

        { go-around-signed }

refused-second-unread = To answer B, write "B:" and below or behind it the number of your choice, or your words.

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
# $next: the next number of people who can sit at several tables; 0 where it is never held so
refused-format-too-many = “{ $format }” is for at most { $most } people. { $next ->
        [0] In a smaller circle I am glad to hold it.
       *[other] With { $next } of us it can be held at several tables: might somebody join, or sit this one out?
    }
refused-nothing-offered = Just now there is no part to take. When one is offered, "!in" takes it.
