# The vote by points: what is said otherwise than in a prompt round. Where it has no words of its own,
# those of the same name without "dot-vote-" are said. Always there: $you, $circle, $host.

## Beginning

# $where: room | alone   $inviter: named | circle ($by is there with "named")   $points: for each
# $options: numbered   $few: yes | no (so few that sums may tell)   $letters, $mail: who is by mail
dot-vote-round-announced =
    “{ $prompt }”

    { $options }

    { $points ->
        [one] You have one point to place
       *[other] You have { $points } points to spread as you like
    }. { $where ->
        [alone] Answer here
       *[room] Write to me alone, in our private chat or by mail,
    } with the number and the points, a line each, for example "1: { $points }". Fewer is fine, and "pass" too. Nobody sees what you give; only the sums are shown.{ $few ->
        [yes] {" "}There are so few of us that the sums may tell who gave what.
       *[no] {""}
    }
    There is time until { $until }, or until all have answered. If you write nothing, that is all right, and nobody is named.{ $where ->
        [alone] {""}
       *[room] { $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    }
    .mail-subject = Your points: { $prompt }
    .mail =
        Dear { $you }, in { $circle } the question is: “{ $prompt }”

        { $options }

        { $points ->
            [one] You have one point to place
           *[other] You have { $points } points to spread as you like
        }. Reply with the number and the points, a line each, for example:

        1: { $points }

        Fewer is fine; what you leave stays unplaced. Nobody sees what you give: only the sums are shown.{ $few ->
            [yes] {" "}There are so few of us that the sums may tell who gave what.
           *[no] {""}
        } I send you a copy of what was taken; a new reply replaces it.

        Rather not? Reply PASS.   More time? Reply MORE.   Travelling? Reply AWAY until a date.

        There is time until { $until }, or until all have answered. If you write nothing, that is all right: the sums are shown without yours, and nobody is named.

        { letter-signed }

dot-vote-place-added = { $member }, there is a place for you in this vote, until { $until }: “{ $prompt }” Write to me alone, with the numbers and your points. "pass" is always fine.

dot-vote-chair-handed = { prompt-round-chair-handed }

dot-vote-round-paused = { $by } asks for a pause. All clocks stand still; nobody loses time. Points that come meanwhile count.

## Receipts, each to one member

# $letter: their points, each with its option   $placed, $left: points   $few: yes | no
dot-vote-words-received =
    { $placed ->
        [0] Thank you. You have placed no points, and that is fine.
       *[other] Thank you. These are your points:

            { $letter }
    }

    { $left ->
        [0] {""}
        [one] One point stays unplaced.{" "}
       *[other] { $left } points stay unplaced.{" "}
    }Nobody else sees this. A new answer replaces it, until { $until }; "take back" removes it.
    .mail-subject = Your points: { $prompt }
    .mail =
        Dear { $you }, { $placed ->
            [0] you have placed no points in { $circle }, and that is fine.
           *[other] these are your points in { $circle }:

                { $letter }
        }

        { $left ->
            [0] {""}
            [one] One point stays unplaced.{" "}
           *[other] { $left } points stay unplaced.{" "}
        }Nobody else sees this. Something wrong? A new reply replaces it, until { $until }. TAKE BACK as your whole reply removes it. With nothing to change, there is nothing to do.

        { letter-signed }

# $word: pass | later | more
dot-vote-word-taken =
    { $word ->
        [pass] Your pass is noted, and counts as being here.
        [more] There is more time, until { $until }.
       *[later] Take your time. Your place is open until { $until }.
    }
    .mail-subject = { $word ->
        [pass] Your pass is noted: { $prompt }
       *[other] Until { $until }: { $prompt }
    }
    .mail =
        Dear { $you }, { $word ->
            [pass] your pass is noted, and counts as being here. There is nothing more to do. You get the sums with everything else that is said.
            [more] there is more time, until { $until }.
           *[later] take your time. Your place is open until { $until }.
        }

        { letter-signed }

dot-vote-seen-by-all =
    Your points in the room on “{ $prompt }” count. Points are placed unseen here, so I mention it: the others can see yours there already. To place them anew and unseen, write to me here, until { $until }.
    .mail-subject = Your points can be seen: { $prompt }
    .mail =
        Dear { $you }, your points in the room of { $circle } count. Points are placed unseen there, so I mention it: the others can see yours already. To place them anew and unseen, reply to this mail, until { $until }.

        { letter-signed }

# $rest: words | open | closed
dot-vote-words-removed =
    { $rest ->
        [closed] Your answer is removed. The sums have been shown; they carry nobody's name, and stay as they are.
       *[open] Your points are removed. Your place is open until { $until }; "pass" is fine too.
    }
    .mail-subject = Your points are removed: { $prompt }
    .mail =
        Dear { $you }, { $rest ->
            [closed] your answer is removed. The sums have been shown; they carry nobody's name, and stay as they are.
           *[open] your points in { $circle } are removed. Your place is open until { $until }: reply with new ones, or PASS.
        }

        { letter-signed }

## The sums

# Told by the practice.   $letter: the sums   $placed: how many points in all
points-shown =
    { $placed ->
        [0] “{ $prompt }” Nobody placed a point this time.
       *[other] “{ $prompt }” This is how the points fell:

            { $letter }
    }

## The card

# $heard, $seats: numbers   $letters, $mail: who is by mail
dot-vote-card =
    .sealed =
        Write to me alone: number and points. "pass" is fine.

        “{ $prompt }” There is time until { $until }, or until all have answered. Heard { $heard } of { $seats }. Only the sums are shown, and nobody is named for saying nothing.{ $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    .paused =
        A pause. The clocks stand still; "resume" goes on.

        “{ $prompt }” Heard { $heard } of { $seats }. Write to me alone meanwhile, if you like.
    .closed =
        The points are placed. Thank you.

        “{ $prompt }” Heard { $heard } of { $seats }.
    .cancelled =
        This is called off. No points are counted.

        “{ $prompt }”

## Answers of "no", in chat and mail

# $number: 0 | 1, whether there is a line   $line: what was not clear
refused-points-unread =
    { $number ->
        [0] Please write your points so: the number, a colon, and how many. For example "1: 3".
       *[other] I am not sure how to read “{ $line }”, so nothing is counted yet. Please write the number, a colon, and the points, a line each. For example "1: 3".
    }
refused-points-twice = You gave points to number { $number } twice, and I would rather not guess. Please send all your points once more.
refused-points-number = There is no number { $number } here; they go from 1 to { $most }. Please send all your points once more.
refused-points-too-many =
    That makes { $given } points, and { $points ->
        [one] there is one for each of us.
       *[other] there are { $points } for each of us.
    } Please take some away and send them all once more; nothing is counted yet.
refused-points-too-late = The points are counted already, so yours are not among them. Thank you for writing; your words are welcome in the room.
