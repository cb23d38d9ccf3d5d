# A rehearsal: a practice played for its host alone. What the practice itself says is told as always.

rehearsal-member = Member { $number }
rehearsal-played = { $name } (played)
rehearsal-room = Rehearsal: { $title }

# $title: of the practice
rehearsal-asked = I have made a room for you alone, in which I play “{ $title }”: look for my invitation. It begins when you are there. Nobody else hears of it.

# $played: how many members the program plays   $letters: how many of them by mail
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
    All your words as host work here. `!end` stops it. No mail leaves, nobody else is invited, and nothing is kept.

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

# $title: of the practice   $span: how long the room stays
rehearsal-over = That was “{ $title }”, as your circle would see it. I leave this room in { $span }, and nothing of it is kept.

rehearsal-sentence-1 = I am glad to be here. It was a full week.
rehearsal-sentence-2 = I have been thinking about this for a while. I would begin small.
rehearsal-sentence-3 = I am a little tired today, and that is fine.
rehearsal-sentence-4 = What I need is a little help, and some patience.
rehearsal-sentence-5 = I noticed how much went well without anybody saying so.
rehearsal-sentence-6 = I don't know yet. I would like to hear the others.
rehearsal-concern = I worry that it is more work than it looks.
rehearsal-objection = As it stands it would leave out those who cannot come in the evening.

## Answers of "no"

# $name: of the practice
refused-rehearsal-needs-chat = A rehearsal needs a chat room with you in it. Here `!format { $name }` shows the practice step by step.
refused-rehearsal-running = A rehearsal of yours is running already. Say `!end` in its room, or leave it; then the next one can begin.
refused-rehearsal-of-one = A row of meetings is rehearsed one meeting at a time. `!start { $name } rehearse=yes` plays the first.
