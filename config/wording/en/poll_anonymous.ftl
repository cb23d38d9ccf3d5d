# Polls in which nobody's answer is known, and polls in which answers weigh differently.

## Anonymous

# $fewest: how many have to choose something
poll-anonymous-rule = It is anonymous: nobody sees how it stands before the end, and then I forget who has answered, and what. Only the answers stay. If fewer than { $fewest } of us choose something, nothing of it is shown, because it could show who they are.

# What it protects from, and what not; only where it is asked for the first time.
poll-anonymous-limits =
    { $anonymous ->
        [yes] It hides you from each other and from hosts. It does not hide you from whoever runs this service while it is open, nor where all answer the same. What you wrote, and my receipt, stay where you have them: in our private chat, or in your mail. Please give no reason: words can show who wrote them, so I keep none.
       *[no] {""}
    }

# $code: under which one's own answer is found
poll-anonymous-receipt =
    { $anonymous ->
        [yes] Your code is { $code }. When it is over, and enough of us have chosen, your answer stands under it in the list that comes with the outcome, so that you can see it was counted. Nobody else has this code; a new answer gets a new one.
       *[no] {""}
    }

# $told: yes | no (whether the count is shown)
poll-anonymous-list =
    { $anonymous ->
        [yes] { $told ->
            [yes] {" "}With this comes a list: each answer stands under the code that its author was told.
           *[no] {""}
        }
       *[no] {""}
    }

refused-poll-late-unkept = Poll { $number } was over when your answer came. It is anonymous, so your answer is neither counted nor kept.
refused-poll-anonymous-alone = “{ $title }” is anonymous, so I count only what you write to me here, in our private chat, or by mail. Nothing has changed. What the others have seen in the room you can remove there.
refused-poll-anonymous-over = “{ $title }” was anonymous, and it is over: I don't know any more which answer is yours, so I can't take it back.
# $which: hidden | names | reason | weights | count
refused-poll-anonymous-with =
    { $which ->
        [count] In `!poll count` we want to know who is in, so it can't be anonymous. `!poll choose anonymous=yes` can.
        [names] An anonymous poll shows no names, so `names=yes` doesn't go with it.
        [reason] An anonymous poll asks for no reasons, because words can show who wrote them. Please leave out `reason=`.
        [weights] In an anonymous poll each of us counts the same: a weight would show whose answer it is. Please leave out `weights=`.
       *[hidden] In an anonymous poll nobody sees how it stands before the end. Please leave out `hidden=`.
    }
# $places: how many we are   $fewest
refused-poll-anonymous-few = An anonymous poll shows nothing with fewer than { $fewest } answers, and there are { $places } of us: it could show who chose what. `!poll … hidden=closed` at least keeps it unseen until the end.
refused-propose-anonymous = A decision can't be anonymous: an objection needs somebody who can say what would resolve it. `sealed=yes` shows no answer before the end, and in a bigger circle an objection can be made without your name: `!help unnamed` says how. To ask what people think: `!poll … anonymous=yes`.

## Weighted

# $weights: whose answer counts how much
poll-weights-rule =
    Here answers weigh differently: { $weights } Everybody else counts 1.{ $names ->
        [yes] {""}
       *[no] {" "}With such weights the numbers may tell who chose what.
    }
# $weights; below it the count with everybody alike
poll-weights-told = Answers weighed differently here: { $weights } Everybody else counts 1. With all of us counted alike:
# $votes: yes | no (no: weight 0)
poll-weight-of-member =
    { $votes ->
        [no] { $member } has a voice and no vote.
       *[yes] { $member } counts { $weight }.
    }
# $voice: vote | only
poll-voice =
    { $voice ->
        [only] {" "}In this poll you have a voice and no vote: your answer is shown among those counted alike, and does not decide.
       *[vote] {""}
    }

refused-poll-weights-host = Only hosts give answers another weight than one. Without `weights=` everybody counts the same.
refused-poll-weights-unread = I can't read “{ $typed }” as a weight. A name, a colon and a number with three decimals at most: `weights=Ana:2,Ben:0.5`. In a name a blank is written _.
refused-poll-weights-twice = { $name } has two weights there. Please give one.
refused-poll-weights-nothing = Somebody has to have a vote: with these weights nobody's answer would count.
refused-poll-weights-kind = In this kind of poll weights make no sense: `count` is about people, and `stv` counts by rules that know no weights. They go with `choose`, `score`, `dots`, `ranked`, `time`, `check` and `gradients`.
refused-propose-weights = In a decision by consent one objection is enough, whoever makes it, so answers have no weights. They go with a poll: `!poll … weights=Ana:2`.
