# The record: notes, actions, quotes, minutes; what was missed; being forgotten.
#
# The rules of the voice as in go_around.ftl. Nobody missing is named, nothing is overdue, and what
# somebody is quoted with they have said yes to.

## A line of one's own, asked about alone

# $by: who asks   $text: the words
quote-asked =
    { $by } would like to have these words of yours in the minutes of { $circle }:

    { $text }

    Answer "ok", or write them as you would like them to stand, or "leave me out". Without an answer they stay out, and nobody is told.
    .mail-subject = May this stand in our minutes?
    .mail =
        Dear { $you }, { $by } would like to have these words of yours in the minutes of { $circle }:

        { $text }

        Reply OK, or with the words as you would like them to stand, or LEAVE ME OUT. Without an answer they stay out, and nobody is told.

        { letter-signed }

line-kept =
    Thank you. It stands in the minutes like this:

    { $text }

    Answer my question again with other words to change it, or with "leave me out" to take it out.
    .mail-subject = It stands in our minutes
    .mail =
        Dear { $you }, thank you. It stands in the minutes of { $circle } like this:

        { $text }

        Reply with other words to change it, or LEAVE ME OUT to take it out. With nothing to change, there is nothing to do.

        { letter-signed }

line-left-out = Good. These words are not in the minutes, and nobody is told.
    .mail-subject = These words stay out
    .mail =
        Dear { $you }, good. These words are not in the minutes of { $circle }, and nobody is told.

        { letter-signed }

## Actions

# $by: who asks   $text   $number   $dated: yes | no, $due
action-asked =
    { $by } asks whether you would take this on in { $circle }{ $dated ->
        [yes] , by { TIME($due, style: "date") }
       *[no] {""}
    }:

    { $text }

    Answer "ok" or "no"; both are fine.
    .mail-subject = Would you take this on?
    .mail =
        Dear { $you }, { $by } asks whether you would take this on in { $circle }{ $dated ->
            [yes] , by { TIME($due, style: "date") }
           *[no] {""}
        }:

        { $text }

        Reply OK or NO; both are fine.

        { letter-signed }

action-taken =
    Thank you for taking this on:

    { $text }

    { $dated ->
        [yes] I remind you the day before { TIME($due, style: "date") } and on that day, you alone. `!action done { $number }` when it is done.
       *[no] `!action done { $number }` when it is done.
    }
    .mail-subject = Thank you for taking this on
    .mail =
        Dear { $you }, thank you for taking this on in { $circle }:

        { $text }

        { $dated ->
            [yes] I remind you the day before { TIME($due, style: "date") } and on that day, you alone. Reply DONE when it is done.
           *[no] Reply DONE when it is done.
        }

        { letter-signed }

action-given-back = That is fine. It is open for somebody else now; only who asked you hears of it.
    .mail-subject = That is fine
    .mail =
        Dear { $you }, that is fine. It is open for somebody else in { $circle } now; only who asked you hears of it.

        { letter-signed }

action-done = Done. Thank you.
    .mail-subject = Done
    .mail =
        Dear { $you }, done. Thank you.

        { letter-signed }

# To who had asked   $member: who was asked
action-not-taken =
    { $member } does not take this on, and that is fine. In { $circle } it is open for somebody else:

    { $text }
    .mail-subject = Open for somebody else
    .mail =
        Dear { $you }, { $member } does not take this on, and that is fine. In { $circle } it is open for somebody else:

        { $text }

        { letter-signed }

# $when: today | tomorrow | other (the day is past: we had been away)   $due
action-due =
    { $when ->
        [tomorrow] For tomorrow you took this on in { $circle }:
        [today] For today you took this on in { $circle }:
       *[other] For { TIME($due, style: "date") } you took this on in { $circle }:
    }

    { $text }

    { $when ->
        [tomorrow] Is it done already? Then answer "done". Otherwise you hear of it once more, tomorrow.
       *[today] Is it done? Then answer "done". If it has to wait, there is nothing to do: I do not ask again.
    }
    .mail-subject = { $when ->
        [tomorrow] For tomorrow
        [today] For today
       *[other] For { TIME($due, style: "date") }
    }
    .mail =
        Dear { $you }, { $when ->
            [tomorrow] for tomorrow you took this on in { $circle }:
            [today] for today you took this on in { $circle }:
           *[other] for { TIME($due, style: "date") } you took this on in { $circle }:
        }

        { $text }

        { $when ->
            [tomorrow] Is it done already? Then reply DONE. Otherwise you hear of it once more, tomorrow.
           *[today] Is it done? Then reply DONE. If it has to wait, there is nothing to do: I do not ask again.
        }

        { letter-signed }

# It belongs to a decision.   $number: the decision   $text
action-linked = Noted, and shown with decision { $number }: { $text }

actions-shown =
    { $count ->
        [0] Nothing is noted here as to be done. `!action TEXT by=NAME due=2026-03-20` notes something.
        [one] One thing is to be done here:
       *[other] { $count } things are to be done here:
    }
    { $count ->
        [0] {""}
       *[other] { $lines }
    }

## Minutes

# $heard: how many   $slow: how many of them in their own time   $paces: live | slow | both
minutes-heard =
    { $heard ->
        [one] One of us was heard
       *[other] { $heard } of us were heard
    }{ $paces ->
        [live] .
        [slow] , in their own time.
       *[both] , { $slow ->
            [one] one of them in their own time.
           *[other] { $slow } of them in their own time.
        }
    }

# What was noted beside all rounds.   $day
minutes-beside =
    Noted beside our rounds
    { $circle }, { TIME($day, style: "date") }.
    .mail =
        Noted beside our rounds

        { $circle }, { TIME($day, style: "date") }.

# $over: yes | no   $counted: yes | no   $empty: nothing of what was said is in it
minutes-head =
    Minutes: **{ $title }**
    { $circle }, { $began }.{ $over ->
        [yes] {""}
       *[no] {" "}It is still running.
    }{ $counted ->
        [yes] {" "}{ minutes-heard }
       *[no] {""}
    }{ $empty ->
        [yes] {" "}Nothing of what was said is kept.
       *[no] {""}
    }
    .mail =
        Minutes: { $title }

        { $circle }, { $began }.{ $over ->
            [yes] {""}
           *[no] {" "}It is still running.
        }{ $counted ->
            [yes] {" "}{ minutes-heard }
           *[no] {""}
        }{ $empty ->
            [yes] {" "}Nothing of what was said is kept.
           *[no] {""}
        }

minutes-heading =
    { $kind ->
        [decided] Decided
        [came] What came of it
        [kept] What we keep
        [notes] Notes
        [actions] To do
       *[quotes] In their own words
    }

# $kind   $lines   $more: lines that do not fit
minutes-part =
    { minutes-heading }:
    { $lines }
    { $more ->
        [0] {""}
       *[other] … and { $more } more; the file has them all: `!minutes` in our private chat brings it.
    }
    .mail =
        { minutes-heading }:

        { $lines }
        { $more ->
            [0] {""}
           *[other] … and { $more } more; the attached file has them all.
        }

# $number: in the register, or 0   $phase: one of the phase- lines
minutes-decision =
    { $number ->
        [0] {""}
       *[other] { $number }.{" "}
    }{ $text } ({ $phase })

# What a step came to.   $how: picked | agreed | objected | undecided   $people, $text
minutes-came =
    { $how ->
        [picked] Picked: { $text }
        [agreed] Agreed: { $text }
        [objected] Not agreed, an objection stands: { $text }
       *[undecided] Left open: { $text }
    }

# What the one who decides has told at the end.
minutes-told = { $name }: { $text }

# $points: what an option has come to
minutes-points =
    { $points ->
        [one] 1 point
       *[other] { $points } points
    }: { $text }

# A concern of somebody who agreed.   $name, $text
minutes-concern = Concern, to look at again: { $text } ({ $name })

# Why a file of the minutes was removed: another one follows, or nothing of it is left.
file-renewed = Something in this file was taken back or changed.

minutes-quote = “{ $text }” ({ $name })

# $state: asked | kept | done   $owned, $dated: yes | no
minutes-action =
    { $number }. { $text }{ $owned ->
        [yes] {" "}({ $owner }{ $dated ->
            [yes] , by { TIME($due, style: "date") }
           *[no] {""}
        })
       *[no] {" "}(open for somebody{ $dated ->
            [yes] , by { TIME($due, style: "date") }
           *[no] {""}
        })
    }{ $state ->
        [done] , done
       *[kept] {""}
    }

# The end of the mail that brings minutes
minutes-mail =
    .mail-subject = Minutes: { $title }
    .mail =
        The same is attached as a file. Taking back your words removes them from the minutes I keep; what is in a mailbox already I cannot call back.

        { letter-signed }

## What one missed

# $needs, $news: lines   $count, $happened: how many   $more_needs, $more_news: how many are not shown
missed-shown =
    { $count ->
        [0] Nothing waits for you.
       *[other] What waits for you:
    }
    { $count ->
        [0] {""}
       *[other] { $needs }
    }
    { $more_needs ->
        [0] {""}
       *[other] … and { $more_needs } more.
    }
    { $happened ->
        [0] Nothing else has happened since your last words.
       *[other] What happened since your last words:
    }
    { $happened ->
        [0] {""}
       *[other] { $news }
    }
    { $more_news ->
        [0] {""}
       *[other] … and { $more_news } more.
    }
    More: `!minutes`, `!decisions`, `!action`.

# $where: named | here, $circle
# $kind: decision | step | round   $title   $practice   $number   $until
missed-awaits =
    { $where ->
        [named] { $circle }:{" "}
       *[here] {""}
    }{ $kind ->
        [decision] decision { $number }, “{ $title }”
        [poll] poll { $number }, “{ $title }”
        [step] { $practice }, “{ $title }”
       *[round] “{ $title }”
    }, open for you until { TIME($until, style: "short") }

# $state: asked | kept   $dated: yes | no, $due
missed-action =
    { $where ->
        [named] { $circle }:{" "}
       *[here] {""}
    }{ $state ->
        [asked] would you take this on? “{ $text }” (`!action ok { $number }` or `!action no { $number }`)
       *[kept] you took on: “{ $text }”{ $dated ->
            [yes] , for { TIME($due, style: "date") }
           *[no] {""}
        } (`!action done { $number }`)
    }

missed-quote =
    { $where ->
        [named] { $circle }:{" "}
       *[here] {""}
    }may this stand in our minutes? “{ $text }” (answer my question about it)

# $title   $at
missed-closed =
    { $where ->
        [named] { $circle }:{" "}
       *[here] {""}
    }“{ $title }” was completed, { TIME($at, style: "short") }

# $number   $text   $phase
missed-decided =
    { $where ->
        [named] { $circle }:{" "}
       *[here] {""}
    }decision { $number }: “{ $text }” ({ $phase })

# $people
missed-came =
    { $where ->
        [named] { $circle }:{" "}
       *[here] {""}
    }{ $people ->
        [one] somebody new has come
       *[other] { $people } new people have come
    }

## Being forgotten

# $alone: the circles in which nobody else hosts, or empty; $hosts: how many those are
forget-asked =
    You ask to be forgotten. If you answer "yes" within a day, I do this at once, and I cannot undo it:

    - What you said and asked is taken out of rounds, quotes, notes and the messages in which I showed it. What comes back with a question of yours ends.
    - From now on your name is “someone who left”; older messages may still show it. I let go of your addresses and the ids I know you by.
    - You are no longer a member of any circle here.
    - The register keeps the texts of decisions and how many answered, without your name.

    What is in somebody's mailbox or on their screen I cannot call back, and what is just on its way leaves our books within a week. In your app you leave the rooms yourself.{ $hosts ->
        [0] {""}
        [one] {" "}Nobody else hosts { $alone }: please name another host first (`!hosts add NAME`), or it goes on without one.
       *[other] {" "}Nobody else hosts { $alone }: please name other hosts first (`!hosts add NAME`), or they go on without one.
    }

    Without a "yes" nothing changes.
    .mail-subject = Shall I forget you?
    .mail =
        Dear { $you }, you ask to be forgotten. If you reply YES within a day, I do this at once, and I cannot undo it:

        - What you said and asked is taken out of rounds, quotes, notes and the messages in which I showed it. What comes back with a question of yours ends.
        - From now on your name is “someone who left”; older messages may still show it. I let go of your addresses and the ids I know you by.
        - You are no longer a member of any circle here, and I write to you no more.
        - The register keeps the texts of decisions and how many answered, without your name.

        What is in somebody's mailbox or on their screen I cannot call back, and what is just on its way leaves our books within a week.{ $hosts ->
            [0] {""}
            [one] {" "}Nobody else hosts { $alone }: please name another host first (!hosts add NAME), or it goes on without one.
           *[other] {" "}Nobody else hosts { $alone }: please name other hosts first (!hosts add NAME), or they go on without one.
        }

        Without a YES nothing changes.

        { letter-signed }

forget-not = Good, nothing changes.
    .mail-subject = Nothing changes
    .mail =
        Dear { $you }, good, nothing changes.

        { letter-signed }

forgotten =
    It is done. Your words, your name and your addresses are let go, and I leave this chat. Thank you for having been here. The door stays open: whoever comes again comes as somebody new.
    .mail-subject = It is done
    .mail =
        Dear { $you }, it is done. Your words, your name and your address are let go, and this is my last mail to you. Thank you for having been here. The door stays open: whoever comes again comes as somebody new.

        The Facilitator (a program, not a person).

forgotten-name = someone who left
forgotten-dyad = A circle of two

## Answers of "no"

refused-no-scribe = The Scribe is not in this room, so nothing is noted here. A host can ask it in: `!helpers +scribe`.
refused-keeps-nothing = For “{ $title }” we were told that nothing is kept of what is said, so I note and ask for nothing of it. What somebody takes on can be noted: `!action …`
refused-quote-how = Write `!quote` as a reply to the words you would like to have in the minutes; I ask their author.
refused-quote-whose = Those are my own words, or those of several people at once. Please answer the message of the one you mean.
refused-quote-which = That mail brought several voices. Reply with !quote and the first words of the one you mean.
refused-quote-gone = I no longer have these words, so I cannot ask about them. Their author can write them anew with `!note …`
refused-quote-asked-before = For these words I have asked already, and I ask once only.
refused-quote-sealed = What was written in a sealed round stays as it was shown: I ask for none of it.
refused-line-gone = These words are let go already. If you would like them to stand after all, answer with the words themselves.
refused-action-gone = Whoever wrote this has taken it back, so nothing is left to do.
refused-action-answer = Please answer "ok", "no" or "done". It is about: { $text }
refused-action-due-unread = I can't read “{ $typed }” as a day. Write for example `due=2026-03-20`, `due=friday` or `due=2w`.
refused-no-such-action = There is nothing to do with the number { $typed } here. `!action` alone shows what there is.
refused-action-of-another = That is for the one who took it on. Who noted it, and hosts, can say `!action done` with its number.
refused-no-minutes = I find nothing there to make minutes of. `!minutes` alone is for what was last; a name or a day works as well.
refused-forget-how = `!forget me` asks you once, tells you what it does, and then does it.
refused-forget-late = That question is more than a day old. If you still wish it, please write `!forget me` once more.
