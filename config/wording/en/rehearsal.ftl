# A rehearsal: a practice played for its host alone. What the practice itself says is told as always.

rehearsal-member = Member { $number }
rehearsal-played = { $name } (played)
rehearsal-room = Rehearsal: { $title }

# $title: of the practice
rehearsal-asked = I have made a room for you alone, in which I play “{ $title }”: look for my invitation. It begins when you are there. Nobody else hears of it.

# $played: how many members the program plays   $letters: how many of them by mail
# $meetings: how many are played one after another
rehearsal-welcome =
    This is a rehearsal, for you alone. I play { $played ->
        [one] one member
       *[other] { $played } members
    }{ $letters ->
        [0] {""}
        [one] {", "}one of them by mail: what goes out by letter I show you here
       *[other] {", "}{ $letters } of them by mail: what goes out by letter I show you here
    }.
    Take part as you like, or only read along; where it says to write to me alone, reply to the card here. Where I wait for you, I wait a minute at most; days pass in a moment.
    All your words as host work here. { $meetings ->
        [one] `!end` stops it.
       *[other] It has { $meetings } parts, one of each kind of meeting; `!end` ends the one that runs, and `!next` goes on to the next. Leave this room to stop it all.
    } No mail leaves, nobody else is invited, and nothing is kept.

# $text: what the host would read alone
rehearsal-for-you =
    For you alone:

    { $text }

# $member: who   $how: mail | chat   $subject, $text: what they would read
rehearsal-aside =
    { $how ->
        [mail] { $member } gets a letter with the subject “{ $subject }”:
       *[chat] { $member } reads alone:
    }

    { $text }

# $span: how much time was put forward
rehearsal-later = { $span } later …

# $last, $next: titles of two meetings of a season
rehearsal-between = That was “{ $last }”. Next comes “{ $next }”: in a minute, or at once with `!next`. `!end` stops here.

# $span: how much time was put forward   $title: of the meeting that begins
rehearsal-meeting = { $span } later … “{ $title }” begins.

# $subject, $text: what a host who only has mail would read
rehearsal-letter =
    You get a letter with the subject “{ $subject }”:

    { $text }

# $name: who speaks
rehearsal-at-table = { $name }, at a table

# $title, $name: of the practice   $played: how many members the program plays   $text: who said what
rehearsal-sent =
    .mail-subject = A rehearsal: { $title }
    .mail =
        Dear { $you }, this is “{ $title }” as your circle would see it, from the first word to the last. I play { $played ->
            [one] one other member
           *[other] { $played } other members
        } and your part as well. Nobody was asked, no mail left, and nothing of it is kept.

        Days pass in a moment. Of your letters you see the first of each kind.

        { $text }

        That was all of it. !start { $name } begins it with your people.

        The Facilitator (a program, not a person).

# $title: of the practice   $span: how long the room stays
rehearsal-over = That was “{ $title }”, as your circle would see it. I leave this room in { $span }, and nothing of it is kept.

rehearsal-sentence-1 = I am glad to be here. It was a full week.
rehearsal-sentence-2 = I have been thinking about this for a while. I would begin small.
rehearsal-sentence-3 = I am a little tired today, and that is fine.
rehearsal-sentence-4 = What I need is a little help, and some patience.
rehearsal-sentence-5 = I noticed how much went well without anybody saying so.
rehearsal-sentence-6 = I don't know yet. I would like to hear the others.
rehearsal-question-1 = What would change for you if it were solved?
rehearsal-question-2 = Since when is it so?
rehearsal-question-3 = What have you left unsaid?
rehearsal-words = Begin small, and look again in two weeks.
rehearsal-line = We begin small, and we tell each other early.
rehearsal-reworded = We begin small, and look again in two weeks.
rehearsal-concern = I worry that it is more work than it looks.
rehearsal-objection = As it stands it would leave out those who cannot come in the evening.

## Answers of "no"

refused-rehearsal-running = A rehearsal of yours is running already. Say `!end` in its room, or leave it; then the next one can begin.
