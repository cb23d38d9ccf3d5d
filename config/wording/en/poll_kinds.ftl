# What is particular to kinds of poll that are counted in numbers, orders and moments.
#
# Of each kind: its name, how one answers in chat and above the ballot of a letter (with $seen and the
# numbers of the rules), one's own answer in the receipt, and the lines in which the count is told.

## Points on a scale (`!poll score`), points to share (`!poll dots`)

poll-score-name = points on a scale
poll-dots-name = points to share

# $low, $high: the ends of the scale
poll-score-how =
    { $seen ->
        [no] Write to me alone, in our private chat or by mail, how many points each gets
       *[yes] Reply with how many points each gets
    }, from { $low } to { $high }, for example "1: { $high }, 2: { $low }". What you leave out gets none from you; the most points in all have it.
poll-score-how-by-mail = How many points does each get, from { $low } to { $high }? Put them into the brackets, or reply "1: { $high }, 2: { $low }". What you leave out gets none from you; the most points in all have it.

# $points: how many there are for each
poll-dots-how =
    { $seen ->
        [no] Write to me alone, in our private chat or by mail, where your points go
       *[yes] Reply with where your points go
    }, for example "1: 3, 2: 1". { $points ->
        [one] There is one for each of us
       *[other] There are { $points } for each of us, to share as you like
    }; the most points have it.
poll-dots-how-by-mail =
    { $points ->
        [one] There is one point for each of us
       *[other] There are { $points } points for each of us, to share as you like
    }. Put them into the brackets, or reply "1: 3, 2: 1". The most points have it.

# What one option was given, by one or by all.
poll-dots-line =
    { $option }: { $points ->
        [one] { $points } point
       *[other] { $points } points
    }
poll-dots-left =
    { $points ->
        [one] One point is left to give.
       *[other] { $points } points are left to give.
    }
# $sum: all its points   $givers: how many gave any number   $mean: on average among those
poll-score-line =
    { $sum ->
        [one] { $option }: { $sum } point
       *[other] { $option }: { $sum } points
    }{ $givers ->
        [0] {""}
        [one] {" "}(one of us gave a number)
       *[other] {" "}({ $mean } on average, from { $givers } of us)
    }
poll-left-out =
    { $number ->
        [one] One is left out.
       *[other] { $number } are left out.
    }

# $how: number | order | moment
refused-ballot-empty =
    { $how ->
        [order] Your ballot came back in the order in which I sent it, with nothing in its brackets, so nothing is counted. Please put 1 into the brackets of your first choice, 2 into those of the next. Or just reply with their numbers, the first choice first: "2, 1".
        [moment] Your ballot came back with nothing in its brackets, so nothing is counted. Please put yes, maybe or no into them. Or just reply with the numbers of what suits you: "1, 3".
       *[number] I find no points in that, so nothing is counted. Please write how many go where: "1: 3, 2: 1"; or fill in the brackets of the letter.
    } PASS is always fine.
refused-dots-points = Points to share can be from 1 to { $most }: `points=8`.
refused-score-scale = A scale has two ends between 0 and { $most }, the lower one first: `scale=0..5`.
refused-score-range = “{ $option }” would get { $number }, and the scale goes from { $low } to { $high }. Please send all your points once more; nothing has changed.

## In order of choice: for one (`!poll ranked`), for several places (`!poll stv`)

poll-ranked-name = in order of choice
poll-stv-name = several places, in order of choice

poll-ranked-how =
    { $seen ->
        [no] Write to me alone, in our private chat or by mail, the numbers in your order, your first choice first:
       *[yes] Reply with the numbers in your order, your first choice first:
    } "2, 1, 3". Leave out what you don't want. If none is first for more than half, what has the fewest goes out and its votes move on.
poll-ranked-how-by-mail = Put 1 into the brackets of your first choice, 2 into those of the next; or move the lines into your order; or reply "2, 1, 3". Leave out what you don't want. If none is first for more than half, what has the fewest goes out and its votes move on.
# $seats: how many are chosen
poll-stv-how =
    { $seen ->
        [no] Write to me alone, in our private chat or by mail, the numbers in your order, your first choice first:
       *[yes] Reply with the numbers in your order, your first choice first:
    } "2, 1, 3". Leave out what you don't want. { $seats } are chosen, and votes that one doesn't need move on to your next choice.
poll-stv-how-by-mail = Put 1 into the brackets of your first choice, 2 into those of the next; or move the lines into your order; or reply "2, 1, 3". Leave out what you don't want. { $seats } are chosen, and votes that one doesn't need move on to your next choice.

poll-ranked-own = { $place }. { $option }
# $round: which round was the last, from the second on; 1 where there was only one
poll-ranked-line =
    { $option }: { $votes }{ $round ->
        [1] {""}
       *[other] {" "}in round { $round }
    }
poll-ranked-gone = { $option }: out after round { $round }
poll-ranked-spent =
    { $votes ->
        [one] One answer names none of these.
       *[other] { $votes } answers name none of these.
    }
poll-ranked-won = Round { $round }: { $winner } has more than half of the answers that are left.
# $seed: what every lot of this count was drawn from
poll-lot-seed = So that anyone can draw the lot again: the seed is { $seed }.
poll-ranked-round = Round { $round }: { $votes }.
# $out: who   $number: how many   $settled: clear | earlier | lot   $moves: yes | no, $moved   $ended: how
# many answers name nobody else
poll-ranked-out =
    { $number ->
        [one] { $out } goes out
       *[other] { $out } go out, since nobody has them first
    }{ $settled ->
        [earlier] {" "}(level with another, and behind it in an earlier round)
        [lot] {" "}(level with another in every round, so a lot decided)
       *[clear] {""}
    }.{ $moves ->
        [yes] {" "}Votes move on: { $moved }.
       *[no] {""}
    }{ $ended ->
        [0] {""}
        [one] {" "}One answer names nothing else that is left.
       *[other] {" "}{ $ended } answers name nothing else that is left.
    }
# $votes: how many it takes
poll-stv-quota =
    { $votes ->
        [one] Whoever has one vote is chosen.
       *[other] Whoever has { $votes } votes is chosen.
    }
poll-stv-line =
    { $option }: { $votes ->
        [one] { $votes } first choice
       *[other] { $votes } first choices
    }
# $step: surplus | out   $of: whose votes move   $quota: how many it takes   $settled
# $votes: how all stand then
poll-stv-stage =
    { $step ->
        [surplus] Count { $round }: { $quota ->
            [one] what { $of } had above one vote moves on
           *[other] what { $of } had above { $quota } votes moves on
        }{ $settled ->
            [earlier] {" "}(of two that are level, the one ahead in an earlier count first)
            [lot] {" "}(of two that are level, one by lot)
           *[clear] {""}
        }
       *[out] Count { $round }: { $of } goes out{ $settled ->
            [earlier] {" "}(level with another, and behind in an earlier count)
            [lot] {" "}(level with another in every count, so a lot decided)
           *[clear] {""}
        }
    }: { $votes }.
# $how: quota | left
poll-stv-in =
    { $how ->
        [left] As many are left as there are places, so chosen in count { $round }: { $elected }.
       *[quota] Chosen in count { $round }: { $elected }.
    }
poll-stv-spent = Votes that could not move on: { $votes }.

refused-ranked-equal = Two of them have a { $place }, and I would rather not guess which comes first. Please send your order once more; nothing has changed.
refused-ranked-two-ways = I can read that in two ways: by the numbers in front, or by the order of the lines. Please reply with just the numbers of the options, your first choice first: "2, 1". Nothing has changed.
refused-ranked-twice = “{ $option }” is in your order twice. Please send it once more; nothing has changed.
refused-ranked-unread = I am not sure how to read “{ $typed }”, so nothing is counted. Please reply with the numbers of the options, your first choice first: "2, 1".
refused-stv-places = Please say how many are chosen, fewer than there are options: `seats=` from 1 to { $most }.

## Which time (`!poll time`)

poll-time-name = which time
poll-time-how =
    { $seen ->
        [no] Write to me alone, in our private chat or by mail, what suits you:
       *[yes] Reply with what suits you:
    } "1 yes, 2 maybe, 3 no". "1, 3" is a yes to those. Maybe means: if need be. What you leave out is a no.
poll-time-how-by-mail = Put yes, maybe (if need be) or no into the brackets, or reply with the numbers of what suits you: "1, 3". What you leave out is a no.
# $when: the moment   $answer: yes | maybe | no
poll-time-own =
    { $when }: { $answer ->
        [yes] yes
        [maybe] if need be
       *[no] no
    }
# $yes, $maybe: how many
poll-time-line =
    { $when }: { $yes } yes{ $maybe ->
        [0] {""}
       *[other] , { $maybe } if need be
    }
# A line of the ballot, for its reader.   $mark: what stands in the brackets, or a blank
poll-ballot-line = [{ $mark }] { $number }. { $option }

# What the event is called in a calendar.
poll-calendar = { $question } ({ $circle })

refused-time-no-moment = “{ $typed }” is no time to come that I can read. Please write each on a line of its own with its day and its hour, for example "Fri 27 November 18:00".
# $when: the time   $until: how long all have to answer   $mail: yes | no
refused-time-too-soon =
    { $when } would be over before all of us have had time to answer: this poll is open until { $until }. { $mail ->
        [yes] Some of us answer by mail and have three days for it. Please take later times.
       *[no] Please take later times, or give it less time: `window=1d`.
    }
refused-time-unread = I am not sure how to read “{ $typed }”, so nothing has changed. Please write the number and yes, maybe or no: "1 yes, 2 maybe".
refused-time-twice = There are two answers to { $option }. Please send them once more; nothing has changed.
