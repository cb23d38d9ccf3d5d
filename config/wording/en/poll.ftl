# The poll: every sentence the Facilitator says about one.
#
# A message is named poll-<notice>. Its value is the chat text, `.mail` and `.mail-subject` are the mail.
# Always there: $you (who is addressed), $circle, $host. With every notice of a poll: $number (in the
# circle's row of polls), $kind, $title (the question's first line), $question, $asker, $until.
#
# What is particular to a kind of poll is named poll-<kind>-…: its name, how one answers, its fixed
# options.

## Kinds

poll-choose-name = one or more of several
poll-check-name = sense check
poll-gradients-name = gradients of agreement
poll-count-name = who is in

# How one answers in chat.   $seen: yes | no (whether answers may be seen before the end)
# $taps: yes | no   $least, $most: how many options   $target: how many have to be in
poll-choose-how =
    { $seen ->
        [no] Write to me alone, in our private chat or by mail:
       *[yes] { $taps ->
            [yes] Tap a number under the card, or reply with
           *[no] Reply with
        }
    } { $most ->
        [1] the number or the name of one of them.
       *[other] the numbers or the names of { $least ->
            [1] up to { $most }
           *[other] { $least } to { $most }
        } of them, for example "1, 2".
    }
poll-check-how =
    { $seen ->
        [no] Write to me alone, in our private chat or by mail: "looks good", "not sure" or "worried"{ poll-and-why }.
       *[yes] Tap 👍, 🤷 or 🤔 under the card, or reply "looks good", "not sure" or "worried"{ poll-and-why }.
    }
poll-gradients-how =
    { $seen ->
        [no] Write to me alone, in our private chat or by mail: the number of the step that is yours{ poll-and-why }.
       *[yes] Tap the number of the step that is yours under the card, or reply with it{ poll-and-why }.
    }
poll-count-how =
    { $seen ->
        [no] Write to me alone, in our private chat or by mail: "in" or "out".
       *[yes] Tap 🙋 under the card if you are in, or reply "in" or "out".
    }{ $target ->
        [0] {""}
        [one] {" "}It comes about when one of us is in.
       *[other] {" "}It comes about when { $target } of us are in.
    }

# $anonymous: yes | no
poll-and-why = { $anonymous ->
        [yes] {""}
       *[no] , and why, if you like
    }

# How one answers by mail, right above the ballot.
poll-choose-how-by-mail =
    { $most ->
        [1] Reply with the number or the name of one of them, or put an x into its brackets:
       *[other] Reply with the numbers or the names of { $least ->
            [1] up to { $most }
           *[other] { $least } to { $most }
        } of them ("1, 2"), or put an x into their brackets:
    }
poll-check-how-by-mail = Reply "looks good", "not sure" or "worried"{ poll-and-why }; or put an x into the brackets:
poll-gradients-how-by-mail = Which step is yours? Reply with its number{ poll-and-why }; or put an x into its brackets:
poll-count-how-by-mail =
    Reply "in" or "out", or put an x into the brackets.{ $target ->
        [0] {""}
        [one] {" "}It comes about when one of us is in.
       *[other] {" "}It comes about when { $target } of us are in.
    }

# The options that are always the same.
poll-check-good = 👍 looks good
poll-check-unsure = 🤷 not sure
poll-check-worried = 🤔 worried
poll-gradients-yes = a whole-hearted yes
poll-gradients-wish = yes, with a small wish
poll-gradients-reservations = yes, with reservations
poll-gradients-abstain = I have no opinion
poll-gradients-aside = I stand aside
poll-gradients-along = no, but I go along with the others
poll-gradients-apart = no, and I take no part in it
poll-gradients-stop = no, I would stop it
poll-count-in = I'm in
poll-count-out = I'm out
poll-none = none of these

## Lines

# An option in a list, a winner among several, and how many chose it.
poll-option = { $number }. { $option }
poll-winner = { $follows ->
        [none] “{ $option }”
        [last] “{ $option }” and
       *[more] “{ $option }”,
    }
poll-figure = { $option }: { $votes }
# $in, $out: how many   $target: how many are needed, or 0
poll-count-figure = { $target ->
        [0] { $in } in, { $out } out
       *[other] { $in } in (of { $target } needed), { $out } out
    }
# Who chose what.
poll-of-member = { $member }: { $said }

## Said in several places

# Which poll it is; of the usual kind no more is said.   $called: what its kind is called
poll-which = (poll { $number }{ $kind ->
        [choose] {""}
       *[other] , { $called }
    })

poll-pass = "pass" is always fine.

# $own: yes | no (the reader did it), wherever $by is said

# Who is asked and who sees what, in every poll.   $anonymous, $weighted: yes | no
# $chosen: yes | no (only some are asked), $voters: who
poll-who-sees =
    { $chosen ->
        [yes] Asked are { $voters }, and nobody else.{" "}
       *[no] {""}
    }{ $anonymous ->
        [yes] { poll-anonymous-rule }
       *[no] { poll-who-sees-named }
    }{ $weighted ->
        [yes] {" "}{ poll-weights-rule }
       *[no] {""}
    }

# The same, where it is not anonymous.   $hidden: no | voted | closed   $names: yes | no   $few: yes | no
poll-who-sees-named =
    { $hidden ->
        [closed] Nobody sees how it stands before the end; then { $names ->
            [yes] everybody sees who chose what.
           *[no] everybody sees the numbers, and no names.
        }
        [voted] Whoever has answered sees how it stands so far; at the end { $names ->
            [yes] everybody sees who chose what.
           *[no] everybody sees the numbers, and no names.
        }
       *[no] How it stands is shown as we go{ $names ->
            [yes] , and at the end who chose what.
           *[no] , in numbers. A tap or a reply in the room can be seen.
        }
    }{ $names ->
        [yes] {""}
       *[no] { $few ->
            [yes] {" "}There are so few of us that the numbers may tell who chose what.
           *[no] {""}
        }
    }

# $why: never | always | objection   $adds: yes | no
poll-asks-besides =
    { $why ->
        [always] {" "}Please say why, too: "… because …".
        [objection] {" "}If you speak against it, please say why.
       *[never] {""}
    }{ $adds ->
        [yes] {" "}Something missing? `!option` and its name adds it.
       *[no] {""}
    }

# $needed: the quorum, or 0   $threshold: percent, or 0   $early: yes | no   $letters, $readers
poll-when =
    Please answer by { $until }. { $early ->
        [yes] When all have answered, it closes a few minutes later.{" "}
       *[no] {""}
    }If you write nothing, the others are counted without you.{ $needed ->
        [0] {""}
        [one] {" "}It needs one answer at least.
       *[other] {" "}It needs { $needed } answers at least.
    }{ $threshold ->
        [0] {""}
       *[other] {" "}What is chosen needs { $threshold } percent of those who choose.
    }

poll-who-reads =
    { $letters ->
        [0] {""}
        [one] {" "}{ $readers } reads and answers by mail.
       *[other] {" "}{ $readers } read and answer by mail.
    }

## Beginning

# $yours: yes | no (the reader asks)   $called   $where: room | alone   $options   $ballot   $how, $how_by_mail
poll-opened =
    { $yours ->
        [yes] Your question is before the circle { poll-which }:
       *[no] { $asker } asks { poll-which }:
    }

    { $question }

    { $options }

    { $how } { poll-pass }{ poll-asks-besides }
    { poll-who-sees } { poll-when }{ $where ->
        [room] { poll-who-reads }
       *[alone] {""}
    }

    { poll-anonymous-limits }
    .mail-subject = { $yours ->
        [yes] Your question is out: { $title }, open until { $until }
       *[no] Your answer by { $until }: { $title }
    }
    .mail =
        Dear { $you }, { $yours ->
            [yes] your question is before { $circle } { poll-which }:
           *[no] { $asker } asks { poll-which }:
        }

        { $question }

        { $how_by_mail }

        { $ballot }

        Rather not? Reply PASS.   More time? Reply MORE.{ poll-asks-besides }

        { poll-who-sees } { poll-when } Your last answer counts.

        { poll-anonymous-limits }

        { letter-signed }

## Answers

# $passed: yes | no   $choice: what was chosen   $anonymous: yes | no, $code   $voice: vote | only   $reason: yes | no, $words   $stands: yes | no, $lines
# $seen: yes | no
poll-vote-received =
    { $passed ->
        [yes] Thank you. You leave “{ $title }” to the others.
       *[no] Thank you. For “{ $title }” I have noted:

            { $choice }
    }

    { $reason ->
        [yes] with your reason:

            { $words }
       *[no] {""}
    }

    { $stands ->
        [yes] How it stands so far:

            { $lines }
       *[no] {""}
    }

    { poll-anonymous-receipt }

    While it is open, until { $until } at the latest, a new answer replaces it; "take back" removes it.{ poll-voice }{ poll-receipt }
    .mail-subject = Noted: { $title }
    .mail =
        Dear { $you }, thank you. { $passed ->
            [yes] You leave poll { $number } to the others: { $title }
           *[no] For poll { $number }, “{ $title }”, I have noted:

                { $choice }
        }

        { $reason ->
            [yes] with your reason:

                { $words }
           *[no] {""}
        }

        { $stands ->
            [yes] How it stands so far:

                { $lines }
           *[no] {""}
        }

        { poll-anonymous-receipt }

        If that's wrong, just reply anew: the last answer counts, until { $until } at the latest. TAKE BACK removes it.{ poll-voice }{ poll-receipt }

        { letter-signed }

# $over: yes | no
poll-vote-taken-back =
    { $over ->
        [yes] Your words about “{ $title }” are removed. What was counted stays a number.
       *[no] Your answer to “{ $title }” is taken back. You can answer anew until { $until }.
    }
    .mail-subject = Taken back: { $title }
    .mail =
        Dear { $you }, { $over ->
            [yes] your words about poll { $number } in { $circle }, “{ $title }”, are removed. What was counted stays a number.
           *[no] your answer to poll { $number } in { $circle }, “{ $title }”, is taken back. You can answer anew until { $until }.
        }

        { letter-signed }

# $passed: yes | no   $choice: what was chosen
poll-vote-seen =
    { $passed ->
        [yes] Your answer to “{ $title }” counts: you leave it to the others.
       *[no] Your answer to “{ $title }” counts:

            { $choice }
    }

    Answers stay hidden there until the end, so I mention it: the others can see yours in the room already. Next time, write it to me here.
    .mail-subject = Your answer can be seen: { $title }
    .mail =
        Dear { $you }, { $passed ->
            [yes] your answer to “{ $title }” counts: you leave it to the others.
           *[no] your answer to “{ $title }” counts:

                { $choice }
        }

        Answers stay hidden there until the end, so I mention it: the others can see yours in the room already.

        { letter-signed }

# $came: what it came to   $kept: yes | no
poll-late-vote =
    Thank you. “{ $title }” had closed when your answer came, so it is { $kept ->
        [no] neither counted nor kept: it was anonymous.
       *[yes] kept and not counted.
    } { $came ->
        [cancelled] It was called off.
       *[counted] `!poll { $number }` shows what came of it.
    }
    .mail-subject = It had closed: { $title }
    .mail =
        Dear { $you }, thank you. Poll { $number } in { $circle } had closed when your answer came, so it is { $kept ->
            [no] neither counted nor kept, for it was anonymous: { $title }
           *[yes] kept and not counted: { $title }
        }

        { $came ->
            [cancelled] It was called off.
           *[counted] `!poll { $number }` shows what came of it.
        }

        { letter-signed }

# $code: reminder | quorum   $answered: how many have
poll-asked =
    { $code ->
        [quorum] Too few of us have answered “{ $title }”, so it waits a little: until { $until }. Would you like to?
       *[reminder] “{ $title }” is open until { $until }. Would you still like to answer?
    }

    { $options }

    Just write it to me here. { poll-pass }
    .mail-subject = { $code ->
        [quorum] We wait a little: { $title }, until { $until }
       *[reminder] Still open until { $until }: { $title }
    }
    .mail =
        Dear { $you }, { $code ->
            [quorum] too few of us have answered poll { $number } in { $circle }, so it waits a little, until { $until }. Would you like to?
           *[reminder] poll { $number } in { $circle } is open until { $until }. Would you still like to answer?
        }

        { $question }

        { $how_by_mail }

        { $ballot }

        Rather not? Reply PASS. If you write nothing, the others are counted without you.

        { letter-signed }

# $added: the option   $by: who added it   $where: room | alone   $answered: yes | no
poll-option-added =
    { $by } adds to “{ $title }”:

    { $added }

    Answers that are there stay as they are; to choose it, answer anew until { $until }.
    .mail-subject = One more to choose: { $title }
    .mail =
        Dear { $you }, { $own ->
            [yes] you have added one more to choose
           *[no] { $by } has added one more to choose
        } to poll { $number } in { $circle }: { $title }

        { $added }

        { $answered ->
            [yes] Your answer stays as it is. To change it, reply with all that you choose now, until { $until }.
           *[no] You can answer until { $until }. { $how_by_mail }
        }

        { $ballot }

        { letter-signed }

## Time

# $cause: more | host | outage | letter | option | quorum   $missing: how many answers are missing
poll-round-extended =
    { $cause ->
        [more] Somebody would like more time for “{ $title }”, so there is more for all of us.
        [outage] I was away for a while, and I'm sorry. That time is given back for “{ $title }”.
        [letter] A letter took long to arrive; whoever reads by mail has the same days as everyone. So there is more time for “{ $title }”.
        [quorum] { $missing ->
            [one] “{ $title }” needs one more answer, so it waits once.
           *[other] “{ $title }” needs { $missing } more answers, so it waits once.
        }
       *[host] There is more time for “{ $title }”.
    } It is open until { $until } now.
    .mail-subject = { $cause ->
        [quorum] We wait a little: { $title }, until { $until }
       *[more] More time: { $title }, until { $until }
    }
    .mail =
        Dear { $you }, a word about poll { $number } in { $circle }.

        { poll-round-extended } An answer that is with me counts as it is; you can still change it.

        { letter-signed }

poll-round-paused =
    “{ $title }” is paused, and its clock stands still. Answers are welcome all the same.
    .mail-subject = Paused: { $title }
    .mail =
        Dear { $you }, poll { $number } in { $circle } is paused, and its clock stands still: { $title }

        What you have answered stays as it is, and answers are welcome all the same. I write when it goes on.

        { letter-signed }

poll-round-resumed =
    We go on with “{ $title }”. The pause is given back: it is open until { $until }.
    .mail-subject = We go on: { $title }, until { $until }
    .mail =
        Dear { $you }, we go on with poll { $number } in { $circle }: { $title }

        The pause is given back: it is open until { $until }. What you have answered stays as it is.

        { letter-signed }

## Outcomes

# What it came to.   $came   $winners, $many: what was chosen, on one line   $needed, $threshold, $target
# $answered   $decides: yes | no   $drawn: yes | no
poll-came =
    { $came ->
        [decided] { $kind ->
            [count] Enough of us are in.
           *[other] { $drawn ->
                [yes] Chosen by lot: { $winners }.
               *[no] Chosen: { $winners }.
            }
        }
        [tie] A tie: { $winners } are level.
        [quorum] Not enough answers: it needed { $needed }, and { $answered ->
            [0] none came.
            [one] one came.
           *[other] { $answered } came.
        } Nothing is chosen.
        [threshold] { $kind ->
            [count] Not enough of us are in this time: it needed { $target }.
           *[other] { $many ->
                [0] Nothing is chosen: it needed { $threshold } percent.
                [one] Nothing is chosen: most chose { $winners }, and it needed { $threshold } percent.
               *[other] Nothing is chosen: { $winners } are level, and it needed { $threshold } percent.
            }
        }
        [nobody] Nobody chose anything, so nothing is counted.
        [cancelled] It was called off, and nothing is counted.
        [few] Too few of us chose something to show it without showing who: fewer than { $fewest }. So nothing is shown, and the answers are gone.
       *[shown] This shows what we think; nothing is decided by it.
    }

# What one could do next.
poll-then =
    { $came ->
        [tie] {" "}`!runoff { $number }` asks about these alone, and `!lot { $number }` draws one.
        [shown] { $kind ->
            [count] {""}
           *[other] {" "}To decide: `!propose` and a text.
        }
       *[other] {""}
    }

# How many answered.   $places   $passed   $no_answer, $not_reached, $gone
poll-counts =
    { $answered } of { $places } answered{ $passed ->
        [0] .
        [one] , one of them with a pass.
       *[other] , { $passed } of them with a pass.
    }{ $not_reached ->
        [0] {""}
        [one] {" "}One place could not be reached.
       *[other] {" "}{ $not_reached } places could not be reached.
    }{ $gone ->
        [0] {""}
        [one] {" "}One answer is not counted, because somebody has left since.
       *[other] {" "}{ $gone } answers are not counted, because people have left since.
    }

# $ending: all | time | host | lot   $by: who ended it   $told: yes | no, $lines: the count
# $stepped: yes | no, $steps: how it went   $named: yes | no, $who   $reasoned: how many, $reasons
poll-closed =
    { $ending ->
        [host] { $by } has ended poll { $number }:
       *[all] Poll { $number } is over:
    }

    { $question }

    { poll-came }

    { $told ->
        [yes] { $lines }
       *[no] {""}
    }

    { $weighted ->
        [yes] { poll-weights-told }

            { $heads }
       *[no] {""}
    }

    { $stepped ->
        [yes] { $steps }
       *[no] {""}
    }

    { $named ->
        [yes] Who chose what:

            { $who }
       *[no] {""}
    }

    { $reasoned ->
        [0] {""}
       *[other] Said with it:

            { $reasons }
    }

    { poll-counts }{ poll-anonymous-list }{ poll-then }{ poll-log }
    .mail-subject = { $came ->
        [decided] { $kind ->
            [count] Enough are in: { $title }
           *[other] Chosen: { $winners } ({ $title })
        }
        [tie] A tie: { $title }
        [quorum] Not enough answers: { $title }
        [few] Too few to show: { $title }
       *[other] How we answered: { $title }
    }
    .mail =
        Dear { $you }, { $ending ->
            [host] { $own ->
                [yes] you have ended poll { $number } in { $circle }:
               *[no] { $by } has ended poll { $number } in { $circle }:
            }
           *[all] poll { $number } in { $circle } is over:
        }

        { $question }

        { poll-came }

        { $told ->
            [yes] { $lines }
           *[no] {""}
        }

        { $weighted ->
            [yes] { poll-weights-told }

                { $heads }
           *[no] {""}
        }

        { $stepped ->
            [yes] { $steps }
           *[no] {""}
        }

        { $named ->
            [yes] Who chose what:

                { $who }
           *[no] {""}
        }

        { $reasoned ->
            [0] {""}
           *[other] Said with it:

                { $reasons }
        }

        { poll-counts }{ poll-anonymous-list }{ poll-then }{ poll-log }

        { letter-signed }

# $by: who called it off
poll-cancelled =
    { $by } has called off poll { $number }: “{ $title }”. Nothing is counted.
    .mail-subject = Called off: { $title }
    .mail =
        Dear { $you }, { $own ->
            [yes] you have called off
           *[no] { $by } has called off
        } poll { $number } in { $circle }, “{ $title }”. Nothing is counted.

        { letter-signed }

# $by: who opened it again   $where: room | alone
poll-reopened =
    { $by } has opened poll { $number } again:

    { $question }

    { $options }

    Answers that are there stay; you can change yours. { $how } { poll-pass } { poll-when }
    .mail-subject = Open again: { $title }, until { $until }
    .mail =
        Dear { $you }, { $own ->
            [yes] you have opened
           *[no] { $by } has opened
        } poll { $number } in { $circle } again:

        { $question }

        An answer of yours stays as it is; to change it, or to answer now:

        { $how_by_mail }

        { $ballot }

        { poll-when }

        { letter-signed }

# $seed: what was drawn from
poll-lot-drawn =
    The lot has drawn { $winners } for “{ $title }” (poll { $number }). So that anyone can draw it again: the seed is { $seed }.
    .mail-subject = Drawn by lot: { $winners } ({ $title })
    .mail =
        Dear { $you }, there was a tie in poll { $number } in { $circle }: { $title }

        The lot has drawn { $winners }. So that anyone can draw it again: the seed is { $seed }.

        { letter-signed }

## The card

# $told: yes | no (whether it may show how it stands), $lines   $answered, $places
poll-card =
    .open =
        { $how }

        { $asker } asks (poll { $number }):

        { $question }

        { $options }

        { $told ->
            [yes] { $lines }
           *[no] {""}
        }

        { $answered } of { $places } answered. { poll-who-sees }{ poll-asks-besides } { poll-when }{ poll-who-reads }
    .paused =
        Paused: the clock stands still. Answers are welcome all the same.

        { $asker } asks (poll { $number }):

        { $question }

        { $options }

        { $told ->
            [yes] { $lines }
           *[no] {""}
        }

        { $answered } of { $places } answered.
    .closed =
        { poll-came }

        Poll { $number }, asked by { $asker }:

        { $question }

        { $told ->
            [yes] { $lines }
           *[no] { $options }
        }

        { $weighted ->
            [yes] { poll-weights-told }

                { $heads }
           *[no] {""}
        }

        { poll-counts }
    .cancelled =
        Called off. Nothing is counted.

        Poll { $number }, asked by { $asker }:

        { $question }

## The list

# $lines, $count
polls-shown = { $count ->
        [one] One poll here:
       *[other] { $count } polls here:
    }
    { $lines }
    { $count ->
        [one] `!poll 1` shows it whole.
       *[other] `!poll 1` shows one of them whole.
    }
polls-none = No polls here yet. To ask: `!poll choose Where do we meet?` and below it an option on each line. `!help poll` says more.
# One line of the list.   $phase: open | closed | cancelled   $title
poll-listed = { $number }. { $title } – { $phase ->
        [open] open until { $until }
        [cancelled] called off
       *[closed] { $came ->
            [decided] { $kind ->
                [count] enough were in
               *[other] chosen: { $winners }
            }
            [tie] a tie
            [quorum] not enough answers
            [threshold] nothing chosen
            [few] too few to show
            [nobody] nothing counted
           *[shown] over
        }
    }
# One poll whole.   $phase   $told: yes | no, $lines   $options
poll-shown =
    Poll { $number }, asked by { $asker }: { $phase ->
        [open] open until { $until }.
        [cancelled] called off.
       *[closed] over.
    }

    { $question }

    { $phase ->
        [closed] { poll-came }
       *[open] {""}
    }

    { $told ->
        [yes] { $lines }
       *[no] { $options }
    }

    { $weighted ->
        [yes] { poll-weights-told }

            { $heads }
       *[no] {""}
    }

    { $stepped ->
        [yes] { $steps }
       *[no] {""}
    }

    { $named ->
        [yes] { $who }
       *[no] {""}
    }

    { $phase ->
        [open] { $answered } of { $places } answered.
       *[closed] { poll-counts }{ poll-then }{ poll-log }
    }

## Answers of "no"

refused-poll-kind-unknown = There is no kind of poll “{ $typed }”. There are: { $kinds }; and question, selection and advice, which are held as a round or a practice. For example: `!poll choose Where do we meet?` and below it an option on each line.
refused-poll-kind-near = There is no kind of poll “{ $typed }”. Did you mean `!poll { $meant } …`?
refused-poll-no-question = What would you like to ask? For example: `!poll { $kind } { $which ->
        [check] Does the plan look good so far?
        [gradients] Shall we rent the field?
        [count] Who comes on Saturday?
        [stv] Who goes to the meeting?
        [time] When do we meet?
       *[other] Where do we plant first?
    }`
# $given, $least: how many there are, and have to be
refused-poll-no-options =
    { $given ->
        [0] There is nothing to choose yet
        [one] There is only one thing to choose yet
       *[other] There are only { $given } things to choose yet
    }. Please write each on a line of its own below the question, at least { $least }. Or all on one line: "Lunch? Soup, salad, rice".
refused-poll-too-many-options = That is more than people can weigh: { $most } options at most.
refused-poll-options-alike = “{ $option }” is there twice. Please give each option a name of its own.
refused-poll-option-there = “{ $option }” is there already: it is number { $number }. Nothing has changed.
refused-poll-options-fixed = In this kind of poll the answers are always the same, so please leave out the lines below the question.
refused-poll-setting =
    I can't make sense of `{ $setting }=`. { $which ->
        [hidden] It can be `hidden=no`, `hidden=voted` or `hidden=closed`.
        [reason] It can be `reason=never`, `reason=objection` or `reason=always`.
        [threshold] It is a share, 100 at most: `threshold=60%`.
        [choose] `choose=3` is three at most, `choose=2..3` two at least.
        [min] `min=2` is two at least, and no more than `max=`.
        [max] `max=3` is three at most, and no fewer than `min=`.
        [scale] It has two ends: `scale=0..10`.
        [points] It is a number: `points=8`.
        [seats] It is a number: `seats=2`.
        [target] It is a number: `target=5`.
       *[other] `!help poll` says what it can be.
    } Nothing was started.
# $kinds: the kinds that have it
refused-poll-setting-elsewhere = `{ $setting }=` is for { $kinds }, and has no meaning in `!poll { $kind }`. Please leave it out. Nothing was started.
# $kind is held as a round or a practice, begun by $meant
refused-poll-voters-one = At least two people have to be asked: `voters=Ana,Ben`. Nothing was started.
# $name: who would weigh something and is not asked
refused-poll-voters-weight = { $name } would have a weight and is not among those who are asked. Nothing was started.
refused-poll-setting-practice = `{ $setting }=` has no meaning in `!poll { $kind }`, which is held like `{ $meant }`. Please leave it out. Nothing was started.
# $needed: how many would have to answer   $places: how many there are
refused-poll-quorum-too-high =
    It would need { $needed } answers, and { $places ->
        [one] there is one of us here.
       *[other] there are { $places } of us here.
    } Nothing was started.
refused-not-in-this-poll = This poll is for those who were in the circle in time to answer it. Talk is welcome all the same.
refused-poll-nothing-to-take-back = There is no answer of yours to take back. Nothing has changed.
refused-poll-no-such-option = There is no option { $number }: they go from 1 to { $most }. Nothing has changed.
refused-poll-which-option = Which option do you mean by “{ $typed }”? Its number is the surest way. Nothing has changed.
refused-poll-unread = I can't tell for certain which options you mean. Their numbers are the surest way. Nothing has changed.
refused-poll-too-many =
    { $most ->
        [1] Please choose one: you named { $given }. Nothing has changed.
       *[other] Please choose { $most } at most: you named { $given }. Nothing has changed.
    }
refused-poll-too-few = Please choose { $least } at least: you named { $given }. Nothing has changed.
refused-poll-reason = Please say why, too, in one answer: "… because …". Nothing has changed.
refused-poll-more-once = You have asked for more time here already; it is open until { $until }.
refused-poll-more-spent = There was more time twice already, and it is open until { $until }. "pass" is always fine.
refused-poll-no-adding = No options are added to this poll. You may ask whoever began it, or ask a question of your own: `!poll`.
refused-poll-closed = Poll { $number } is over. A host, or whoever asked, can open it again: `!reopen { $number }`.
refused-poll-not-closed = That poll is open still.
refused-poll-not-reopened = That poll can't be opened again. You can ask anew: `!poll`.
refused-poll-too-late-to-reopen = That poll closed more than two weeks ago. You can ask anew: `!poll`.
refused-poll-no-tie = There is no tie in that poll.
refused-poll-not-yours = That is for hosts, and for whoever asked the question.
refused-no-such-poll = There is no poll “{ $typed }” here. `!poll` lists them.
refused-no-poll-open = No poll is open here just now. `!help poll` says how to ask.
# $numbers: the polls that are open   $first: the number of one   $others: yes | no (other rounds, too)
refused-which-poll =
    { $others ->
        [yes] Several things are open. For a poll ({ $numbers }) please write which one before your answer: `!vote { $first } …`. Anything else please answer on its card or message, as a reply to it.
       *[no] Several polls are open: { $numbers }. Please write which one you mean before your answer: `!vote { $first } …`. By mail, reply to its letter.
    }
refused-vote-what = What do you choose? For example: `!vote 2`
refused-option-what = What shall be added? `!option` and its name.
# $kind: which kind of poll
refused-poll-unclear =
    I can't read that as an answer to “{ $title }”. { $kind ->
        [score] A number and its points are enough: "1: 5", or "pass".
        [dots] A number and its points are enough: "1: 3", or "pass".
        [ranked] The numbers in your order are enough: "2, 1", or "pass".
        [stv] The numbers in your order are enough: "2, 1", or "pass".
        [time] The numbers of what suits you are enough: "1, 3", or "pass".
        [check] "looks good", "not sure" or "worried" is enough, or "pass".
        [count] "in" or "out" is enough, or "pass".
       *[other] The number of what you choose is enough, or "pass".
    } Nothing has changed.
