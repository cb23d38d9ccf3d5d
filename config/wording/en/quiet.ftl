### Quiet times, a circle's rest, and people's own pace and zone.

## Quiet times

quiet-night = nights from { $begins } to { $ends }
quiet-weekday =
    { $day ->
        [0] Mondays
        [1] Tuesdays
        [2] Wednesdays
        [3] Thursdays
        [4] Fridays
        [5] Saturdays
       *[6] Sundays
    }
# $one: yes | no (a single day)
quiet-days =
    { $one ->
        [yes] { TIME($first, style: "date") }
       *[no] { TIME($first, style: "date") } to { TIME($last, style: "date") }
    }

# $quiet: yes | no   $times: "nights from 22:00 to 07:00; Sundays"   $zone: Lisbon
quiet-shown =
    { $quiet ->
        [yes] Quiet in { $circle }: { $times } ({ $zone } time). In quiet time no clock of ours calls or writes to anybody, and nothing that runs for hours or days ends.
       *[no] { $circle } has no quiet times. A host can set some: `!quiet nights 22:00-7:00`, `!quiet sunday`, `!quiet 24 dec - 2 jan`.
    }
quiet-set =
    { $quiet ->
        [yes] Written down. Quiet in { $circle } from now on: { $times } ({ $zone } time). I call and write to nobody then, and new rounds get those days in addition; times that were told already stay. What you yourselves write is answered as always.
       *[no] { $circle } has no quiet times any more.
    }

refused-quiet-how = I can't read “{ $typed }” as a quiet time. For example: `!quiet nights 22:00-7:00`, `!quiet sunday`, `!quiet 24 dec - 2 jan`. `!quiet off` ends them all, `!quiet off sunday` one. Nothing has changed.
refused-quiet-too-long = Some time has to be left for being together: a night has 16 hours at most, a week one day that is not quiet, dates a quarter of a year. Nothing has changed. If the circle wants to rest, there is `!rest`.

## Rest

# $by: who asked for it   $inviter: named | you (it is told to whoever asked)
circle-rests = { $by } lets { $circle } rest. Nothing new begins, and the clocks of what is open stand still; no time is lost. Talk as you like. `!wake` ends it.
    .mail-subject = { $circle } rests for a while
    .mail =
        Dear { $you }, { $inviter ->
            [you] you let
           *[named] { $by } lets
        } { $circle } rest for a while. Nothing new begins, and the clocks of what is open stand still; no time is lost. What people say to each other still reaches you. I write when { $circle } wakes.

        { mail-signed }
circle-wakes = { $circle } is awake again. What was open goes on, and has all its time back.
    .mail-subject = { $circle } is awake again
    .mail =
        Dear { $you }, { $circle } is awake again. What was open goes on, and has all its time back.

        { mail-signed }
circle-rests-already = { $circle } rests already. `!wake` ends it.
circle-is-awake = { $circle } is awake. `!rest` lets it rest: nothing new begins then, and clocks stand still.
refused-rest-how = A rest has no end of its own: `!rest` alone begins it, and `!wake` ends it. For days with an end there is `!quiet 24 dec - 2 jan`. Nothing has changed.
refused-circle-rests = { $circle } rests at the moment, so nothing new begins. `!wake` ends the rest.

## A person's own pace

slow-week-set = Until { $until } everything in all your circles waits in your own time, and nobody is told. Then it is as before, by itself. `!pace live` ends it sooner.
slow-week-over = Your week in your own time is over, and everything is as it was before. If it did you good, `!pace slow week` gives you another; with `!pace slow` it stays so.
pace-by-mail = By mail you are in your own time always: your place in every round stays open for days. Going away? AWAY until a date lets everything wait.

## Zones

refused-zone-which = “{ $typed }” can mean several zones: { $zones }. Which one is yours? For example `!zone { $first }`.
refused-zone-near = I don't know the time zone “{ $typed }”. Did you mean `!zone { $meant }`?
refused-zone-of-circle = In a room this sets the zone of the whole circle, which is for hosts. For your own, write `!zone` and your city to me alone.

# Asked once, after somebody's first answer.  $zone: the circle's
zone-asked = Times in { $circle } are told in { $zone } time. Do you live by another clock? Write `!zone` and your city, for example `!zone Berlin`, and the times I tell you alone are yours. If not, there is nothing to do; I don't ask again.
zone-foot =
    .mail = Times in { $circle } are { $zone } time. Another clock where you live? Reply ZONE and your city, once; or do nothing.

## A practice turn

practice-offered = Your first round in { $circle } has begun. If you would like to try its words before, write `!practice`: one question for you alone, where nothing counts and nobody sees. Your place in the round stays open meanwhile.
practice-foot =
    .mail = New to this? Reply PRACTICE, and you can try the words first: nothing counts and nobody sees.

practice-asked =
    A practice turn, for you alone: nothing counts, nobody sees it, and I keep nothing.

    “What do you see from your window?”

    Write a few words, as many messages as you like, and then `done`. Or try `pass`, `later` or `more`.
    .mail-subject = A practice question: What do you see from your window?
    .mail =
        Dear { $you }, a practice turn for you alone: nothing counts, nobody sees it, and I keep nothing.

            What do you see from your window?

        Just reply with a few words. Or try PASS, LATER or MORE. A real round waits for you meanwhile; its own letter is where to answer it.

        The Facilitator (a program, not a person).

# $word: words | done | pass | later | more   $text: what they wrote
practice-answered =
    { $word ->
        [words] Thank you. In a round these would be your words, with your name, and I would wait for more until you say `done`. Try it: `done`.
        [done] That was it: in a round the word goes on to the next now, and your words stand. Practice is over; nothing of it is kept. `!practice` begins another.
        [pass] A pass is always fine. In a round you count as heard, and nobody asks why. Practice is over; `!practice` begins another.
        [later] In a round I would come back to you at the end. This is the end: “What do you see from your window?”
       *[more] In a round you would have more time now, once in each step. Here there is time enough: “What do you see from your window?”
    }
    .mail-subject = { $word ->
        [words] Your practice words
       *[other] Your practice turn
    }
    .mail =
        { $word ->
            [words] Thank you. In a round I would read this out at your place, with your name, and send you this copy:
            [done] In a round you would be heard with what you wrote before. By mail your words alone are enough.
            [pass] A pass is always fine. In a round you count as heard, and nobody asks why.
            [later] In a round your place would stay open until its time is over. By mail there is no hurry at all.
           *[more] In a round everyone would have a day more now. You can ask for it once.
        }

        { $word ->
            [words] { $text }
           *[other] { "" }
        }

        Nothing of this counted, nobody saw it, and I keep nothing. You can try another word as a reply.

        The Facilitator (a program, not a person).
