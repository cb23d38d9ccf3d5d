# What comes back by itself, seasons, and the turn to host.
#
# In every sentence about a rhythm: $title (the practice, or the question)   $beat: "every Monday at
# 18:00"   $zone: the circle's city   $kind: every | season   $number of $meetings   $next: the next date
# $hosted: yes | no, $by: who hosts   $has_link: yes | no, $link: the calendar

weekday-name =
    { $day ->
        [monday] Monday
        [tuesday] Tuesday
        [wednesday] Wednesday
        [thursday] Thursday
        [friday] Friday
        [saturday] Saturday
       *[sunday] Sunday
    }
rhythm-beat =
    { $every ->
        [day] every day at { $clock }
        [month] on the { $which ->
            [first] first
            [second] second
            [third] third
            [fourth] fourth
           *[last] last
        } { $days } of the month at { $clock }
       *[week] { $step ->
            [one] every { $days } at { $clock }
           *[other] every { $step } weeks on { $days } at { $clock }
        }
    }

rhythm-date = “{ $title }” { $at }
rhythm-line =
    { $n }. { $kind ->
        [season] The season “{ $title }”, { $meetings } meetings
       *[every] “{ $title }”
    }, { $beat }.{ $has_next ->
        [yes] {" "}Next: { $next }.
       *[no] { $kind ->
            [season] {" "}All its meetings have begun.
           *[every] {" "}It always falls into our quiet times, so it does not come round.
        }
    }{ $quiet ->
        [yes] { $days ->
            [one] {" "}Left out on { TIME($first, style: "date") }, where it is quiet.
           *[more] {" "}Left out where it is quiet, first on { TIME($first, style: "date") } and last on { TIME($last, style: "date") }.
        }
       *[no] {""}
    }

calendar-summary =
    { $what ->
        [goaround] Go-around in { $circle }
        [round] A question in { $circle }
       *[practice] { $title } in { $circle }
    }

rhythms-shown =
    What comes back here:

    { $lines }

    `!every move 1 DATE` finds another day for the next one of number 1, `!every stop 1` ends it.
rhythms-none = Nothing comes back here by itself yet. For example: `!every monday 18:00 check_in`.

# $where: room | alone
rhythm-begun =
    { $kind ->
        [season] A season begins: “{ $title }”, { $meetings } meetings, { $beat } ({ $zone } time). The first one: { $next }.
       *[every] It comes back { $beat } ({ $zone } time): “{ $title }”. The first time: { $next }.
    }{ $hosted ->
        [yes] {" "}Hosting goes round, and { $by } begins; whoever is next hears of it from me a week before.
       *[no] {""}
    }{ $has_link ->
        [yes] {" "}For your calendar: { $link }
       *[no] {""}
    } { $kind ->
        [season] `!season` shows where we are.
       *[every] `!every` shows what comes back, and how to end it.
    }
    .mail-subject =
        { $kind ->
            [season] A season begins: { $title }
           *[every] { $title }, { $beat }
        }
    .mail =
        Dear { $you }, { $kind ->
            [season] a season begins in { $circle }: “{ $title }”, { $meetings } meetings, { $beat } ({ $zone } time).
           *[every] something new comes back in { $circle }, { $beat } ({ $zone } time): “{ $title }”.
        }

        The first time: { $next }. The dates come with this mail, for your calendar. When it begins I write to you, and your place stays open for days.{ $hosted ->
            [you] {" "}Hosting goes round, and you begin.
            [yes] {" "}Hosting goes round, and { $by } begins; when it is your turn I ask you a week before.
           *[no] {""}
        }

        There is nothing to do now.

        { go-around-signed }

rhythm-announced =
    { $kind ->
        [season] Meeting { $number } of { $meetings } of our season is { $next }.
       *[every] “{ $title }” { $next }.
    }{ $hosted ->
        [you] {" "}You host.
        [yes] {" "}{ $by } hosts.
       *[no] {" "}Nobody has the chair yet; anyone may take it.
    }
    .mail-subject = Soon: { $title }
    .mail =
        Dear { $you }, { $kind ->
            [season] meeting { $number } of { $meetings } of the season in { $circle } is on { $next }.
           *[every] “{ $title }” comes round again in { $circle }: { $next }.
        }{ $hosted ->
            [you] {" "}You host.
            [yes] {" "}{ $by } hosts.
           *[no] {""}
        }

        You take part in your own time: my first question reaches you when it begins, and your place stays open for days. There is nothing to do now.

        { go-around-signed }

rhythm-stopped =
    { $kind ->
        [season] The season “{ $title }” ends here, before its last meeting. Thank you for the time it had.
       *[every] “{ $title }” no longer comes back ({ $beat }). What is running runs on.
    }
    .mail-subject = No more dates: { $title }
    .mail =
        Dear { $you }, { $kind ->
            [season] the season “{ $title }” in { $circle } ends here, before its last meeting.
           *[every] “{ $title }” no longer comes back in { $circle } ({ $beat }).
        } Your calendar can let go of its dates: they come with this mail, cancelled. There is nothing to do.

        { go-around-signed }

# $was, $to: where the date was, and where it is now
rhythm-moved =
    “{ $title }” moves this one time, from { $was } to { $to }. The other dates stay.
    .mail-subject = A new date: { $title }
    .mail =
        Dear { $you }, “{ $title }” in { $circle } moves this one time, from { $was } to { $to }. The other dates stay; all of them come with this mail, for your calendar. There is nothing to do.

        { go-around-signed }

# The quiet times have changed.   $state: left_out | back | none   $days: one | more, from $first to $last
rhythm-quiet =
    { $state ->
        [none] “{ $title }” ({ $beat }) would now always fall into our quiet times, so it does not come round any more.{ $has_next ->
            [yes] {" "}Only what was moved stays: { $next }.
           *[no] {""}
        } Other quiet times give it room again, and { $kind ->
            [season] `!season stop`
           *[every] `!every stop { $place }`
        } ends it.
        [left_out] { $days ->
            [one] “{ $title }” is left out on { TIME($first, style: "date") }: it is quiet here then.
           *[more] “{ $title }” is left out where it is quiet here, first on { TIME($first, style: "date") } and last on { TIME($last, style: "date") }.
        } The next date: { $next }.
       *[back] “{ $title }” comes round again on days that were quiet. The next date: { $next }.
    }
    .mail-subject = Other dates: { $title }
    .mail =
        Dear { $you }, { $state ->
            [none] “{ $title }” in { $circle } ({ $beat }) would now always fall into the circle's quiet times, so it does not come round any more.{ $has_next ->
                [yes] {" "}Only what was moved stays: { $next }.
               *[no] {""}
            }
            [left_out] { $days ->
                [one] “{ $title }” in { $circle } is left out on { TIME($first, style: "date") }: it is quiet there then.
               *[more] “{ $title }” in { $circle } is left out where it is quiet there, first on { TIME($first, style: "date") } and last on { TIME($last, style: "date") }.
            } The next date: { $next }.
           *[back] “{ $title }” in { $circle } comes round again on days that were quiet. The next date: { $next }.
        } The dates come with this mail, for your calendar. There is nothing to do.

        { go-around-signed }

# To the host alone, a week before dates in quiet days.   $days: one | more   $place: its number in `!every`
rhythm-pauses =
    { $days ->
        [one] It is quiet in { $circle } on { TIME($first, style: "date") }, so “{ $title }” is left out that day.
       *[more] It is quiet in { $circle } from { TIME($first, style: "date") } to { TIME($last, style: "date") }, so “{ $title }” is left out in that time.
    } It comes round again { $next }.{ $kind ->
        [season] {" "}That is then meeting { $number }.
       *[every] {" "}Another day for it? `!every move { $place } { TIME($first, style: "date") } to DATE`.
    }
    .mail-subject = Left out in quiet days: { $title }
    .mail =
        Dear { $you }, { $days ->
            [one] it is quiet in { $circle } on { TIME($first, style: "date") }, so “{ $title }” is left out that day.
           *[more] it is quiet in { $circle } from { TIME($first, style: "date") } to { TIME($last, style: "date") }, so “{ $title }” is left out in that time.
        } It comes round again { $next }.{ $kind ->
            [season] {" "}That is then meeting { $number }.
           *[every] {" "}Another day for it? Write !every move { $place } { TIME($first, style: "date") } to DATE, to the circle.
        }

        { go-around-signed }

# To the host alone, once.   $at: the date   $why: running | late | refused, $reason
rhythm-left-out =
    { $why ->
        [running] Another round was still running in { $circle }, so I left out “{ $title }” this time ({ $at }).
        [late] I was not reachable, and I am sorry: “{ $title }” in { $circle } was left out this time ({ $at }).
       *[refused] I could not begin “{ $title }” in { $circle } ({ $at }): { $reason }
    } { $has_next ->
        [yes] { $kind ->
            [season] That meeting is now { $next }; `!season move` finds another day.
           *[every] The next date is { $next }.
        }
       *[no] There is no further date.
    }
    .mail-subject = Left out this time: { $title }
    .mail =
        Dear { $you }, { $why ->
            [running] another round was still running in { $circle }, so I left out “{ $title }” this time ({ $at }).
            [late] I was not reachable, and I am sorry: “{ $title }” in { $circle } was left out this time ({ $at }).
           *[refused] I could not begin “{ $title }” in { $circle } ({ $at }): { $reason }
        }

        { $has_next ->
            [yes] The next date is { $next }.
           *[no] There is no further date.
        }

        { go-around-signed }

## The turn to host

# $why: turn | swap | passed_on   $at: the date   $has_note, $note: what the season says to its host
host-turn =
    { $why ->
        [swap] { $by } would like to swap turns with you: “{ $title }” in { $circle } on { $at } would be yours to host, and { $by } takes your next turn.
        [passed_on] The turn to host “{ $title }” in { $circle } on { $at } has come to you.
       *[turn] It would be your turn to host “{ $title }” in { $circle } on { $at }.
    } If that is fine, there is nothing to do. Otherwise `!host decline` passes it on, and `!host swap @name` swaps with somebody.{ $has_note ->
        [yes] {" "}For that meeting: { $note }
       *[no] {""}
    }
    .mail-subject = Your turn to host: { $title }
    .mail =
        Dear { $you }, { $why ->
            [swap] { $by } would like to swap turns with you: “{ $title }” in { $circle } on { $at } would be yours to host, and { $by } takes your next turn.
            [passed_on] the turn to host “{ $title }” in { $circle } on { $at } has come to you.
           *[turn] it would be your turn to host “{ $title }” in { $circle } on { $at }.
        } A host opens, keeps an eye on the time, and closes; I send you a sentence for each step.

        If that is fine, there is nothing to do. Otherwise reply with one of these:
            DECLINE        it passes on to the next one, and nobody hears who declined
            SWAP NAME      you have that member's turn, and they have yours{ $has_note ->
            [yes] {"\u000A\u000A"}For that meeting: { $note }
           *[no] {""}
        }

        { go-around-signed }

# $role: the part, as the format calls it   $at: the date
part-turn =
    On { $at } our season in { $circle } comes to you: you would be the { $role }. There is nothing to do now but to think of it, if you like. "pass" is fine when it comes.
    .mail-subject = Your turn: { $role }
    .mail =
        Dear { $you }, on { $at } the season in { $circle } comes to you: you would be the { $role }. There is nothing to do now but to think of it, if you like. When it begins I write to you; PASS is fine then, too.

        { go-around-signed }

host-declined = Thank you for saying so. I ask the next one; the room does not hear of it. Your turn comes round again.
host-swapped = Good: { $other } hosts “{ $title }” on { $at } if that suits, and you have { $other }'s next turn.
host-left = You are out of the turns to host from now on. `!host join` brings you back.
host-joined = You take turns in hosting again; yours comes last.
hosts-to-come =
    { $count ->
        [0] No date is set at the moment.
       *[other] Who hosts next:

            { $lines }
    }
host-line =
    “{ $title }”, { $next }: { $hosted ->
        [yes] { $by } hosts.
       *[no] nobody has the chair yet; anyone may take it.
    }

## Seasons

# $meeting: its title
season-meeting =
    Meeting { $number } of { $meetings } of our season: { $meeting }.
season-closing =
    That was the last meeting of our season. Now we look at how it goes on: go on, change something, rest, or stop. Every one of these is a good ending.
season-over = The season “{ $title }” is complete. If it goes on for you, `!season` with a day and an hour begins the next one.

# $held: meetings begun   $phase: under_way | closing
season-shown =
    “{ $title }”, { $beat } ({ $zone } time): { $phase ->
        [closing] all { $meetings } meetings have been held, and we look at how it goes on.
       *[under_way] { $held ->
            [0] none of { $meetings } meetings held yet
            [one] one of { $meetings } meetings held
           *[other] { $held } of { $meetings } meetings held
        }. Meeting { $number }: { $next }. `!season move { $number } DATE` finds another day, `!season stop` ends it.
    }

# $moved: the number of the meeting   $to: its new date
season-moved =
    Meeting { $moved } of our season is now { $to }. The other dates stay.
    .mail-subject = A new date: { $title }
    .mail =
        Dear { $you }, meeting { $moved } of the season “{ $title }” in { $circle } is now on { $to }. The other dates stay; all of them come with this mail, for your calendar. There is nothing to do.

        { go-around-signed }

## Answers of "no"

refused-every-when = On which day, and at what time? For example: `!every monday 18:00 check_in`, `!every 2 weeks thursday 9:00 goaround How are we?` or `!every month first monday 18:00 check_in`.
refused-every-what = What shall come back? A practice, or a question, for example: `!every monday 18:00 check_in` or `!every friday 16:00 goaround What was good this week?`
refused-every-weeks = Something can come back every 1 to { $most } weeks. For example: `!every 2 weeks monday 18:00 check_in`.
refused-every-which = Which one do you mean? `!every` shows them with their numbers; `!every stop 1` ends the first.
refused-every-host = `host=rotate` lets hosting go round; I can't read “{ $typed }”. Without it, whoever begins it hosts. Nothing was started.
refused-every-option = “{ $typed }=” does not belong to what shall come back. Nothing was started.
refused-every-order = In what comes back, the order is `random`, `seats` or `reverse`. Nothing was started.
refused-every-lead = `lead=` has to be shorter than the time between two dates. For example: `lead=1d`. Nothing was started.
refused-every-season = “{ $format }” is a whole season. `!season monday 18:00 format={ $format }` begins it.
refused-every-enough = So much comes back here already ({ $most }) that one of them should end first: `!every` shows them.
refused-every-quiet = At that time it is always quiet here ({ $times }), so it would never come round. Please choose another time, or change the quiet times with `!quiet`. Nothing was started.
refused-every-move-season = That is a season: `!season move 3 20 March` moves its third meeting.
refused-every-date = To which day?{ $named ->
        [yes] {" "}I can't read “{ $typed }”.
       *[no] {""}
    } For example: `!every move 1 20 March` or `!every move 1 friday 17:00`; `!every move 1 16 March to 18 March` moves the one on the 16th.
refused-every-date-none = { $named ->
        [yes] I find no date of it on “{ $typed }”.
       *[no] It has no date that could move.
    } `!every` shows what comes back, and its next date.
refused-every-between = That day would change the order of the dates, or it is over. Please choose one after the date before it and before the one that follows.
refused-date-quiet = { $at } is in the quiet times here ({ $times }). Please choose another day or hour, or change the quiet times with `!quiet`. Nothing was changed.
refused-season-weeks = A season's meetings are whole weeks apart, 1 to { $most }. For example: `every=2w`.
refused-season-meetings = A season like this has { $least } to { $most } meetings. For example: `!season monday 18:00 meetings=6 every=2w`.
refused-season-number = How many meetings? I can't read “{ $typed }”. For example: `meetings=6`.
refused-season-running = A season is under way here already; `!season` shows where it stands.
refused-season-none = No season is under way here. For example: `!season monday 18:00 meetings=6 every=2w`.
refused-season-which = Which meeting do you mean? I can't read “{ $typed }” as one that is still to come. For example: `!season move 3 20 March`.
refused-season-date = To which day?{ $named ->
        [yes] {" "}I can't read “{ $typed }”.
       *[no] {""}
    } For example: `!season move 3 20 March` or `!season move 3 friday 17:00`.
refused-season-between = That day would change the order of the meetings. Please choose one after the meeting before it and before the one that follows.
refused-host-how = `!host` shows who hosts next. When it is you: `!host decline` or `!host swap @name`. `!host leave` takes you out of the turns, `!host join` brings you back.
refused-host-no-turns = Hosting does not go round here. `host=rotate` behind `!every …` lets it; in a season it does by itself.
refused-host-not-you = The next turn to host is not yours just now, so there is nothing to pass on. `!host` shows who is next.
refused-host-swap-whom = With whom? Another member's name, please: `!host swap @name`.
refused-host-not-in-turn = { $name } takes no turns in hosting just now. Somebody else, perhaps? `!host decline` passes it on to whoever is next.
refused-host-by-mail = If the turn suits you, there is nothing to do. Otherwise reply with DECLINE, or with SWAP and a name, alone on the first line.
