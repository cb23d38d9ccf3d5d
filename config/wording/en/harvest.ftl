# The harvest: what a circle keeps, line by line, by each author's own yes. Where it has no words of
# its own, those of the same name without "harvest-" are said. Always there: $you, $circle, $host.

## Beginning

# $where: room | alone   $stage: drafting | asking   $signed: yes | no
# $lines: one's own, numbered, $count: how many (alone, when asking)   $letters, $mail: who is by mail
harvest-round-announced =
    { $stage ->
        [drafting] { $where ->
            [alone] “{ $prompt }” You are asked to write down what we keep, one line each, here or by mail. Put a name and a colon before somebody else's words ("Ben: …"): they are asked before it is kept. Your own lines are kept as you write them. There is time until { $until }.
           *[room] “{ $prompt }” We gather what we keep. Somebody writes it down now; whoever is quoted is asked first.
        }
       *[asking] { $where ->
            [alone] May { $count ->
                [one] this line of yours
               *[other] these lines of yours
            } be kept in { $circle }{ $signed ->
                [yes] , under your name
               *[no] , without your name
            }?

            { $lines }

            { $count ->
                [one] Answer "ok", or write how it should read, or "leave me out".
               *[other] Answer "ok" or "leave me out" for all, or by number: "1: ok", "2: leave me out", or a number and how it should read.
            } What you do not answer by { $until } is left out.
           *[room] “{ $prompt }” I now ask each of those whose words may be kept, alone, about their own lines. What nobody answers by { $until } is left out. Then the rest is shown here.
        }
    }
    .mail-subject = { $stage ->
        [drafting] What do we keep? { $prompt }
       *[asking] May this be kept? { $prompt }
    }
    .mail =
        Dear { $you }, { $stage ->
            [drafting] you are asked to write down what { $circle } keeps:

                { $prompt }

            Reply with one line each. Put a name and a colon before somebody else's words ("Ben: ..."): they are asked before it is kept. Your own lines are kept as you write them.

            Rather not? Reply PASS.   More time? Reply MORE.

            There is time until { $until }. If you write nothing, that is all right.
           *[asking] may { $count ->
                [one] this line of yours
               *[other] these lines of yours
            } be kept in { $circle }{ $signed ->
                [yes] , under your name
               *[no] , without your name
            }?

                { $lines }

            { $count ->
                [one] Reply OK, or with how it should read, or LEAVE ME OUT.
               *[other] Reply OK or LEAVE ME OUT for all, or by number, a line each: "1: ok", "2: leave me out", or a number and how it should read.
            }

            What you do not answer by { $until } is left out, and nobody is named.
        }

        { letter-signed }

harvest-place-added = { $member }, there is a place for you in this, until { $until }. Write to me alone, one line each. "pass" is always fine.

harvest-chair-handed = { prompt-round-chair-handed }

harvest-round-paused = { $by } asks for a pause. All clocks stand still; nobody loses time. Answers that come meanwhile count.

## Receipts, each to one member

# $stage   $letter: the lines written down, or those that are kept   $others: yes | no (somebody is quoted)
# $kept, $out, $open: numbers of their lines
harvest-words-received =
    { $stage ->
        [drafting] Thank you. This is what I have so far:

            { $letter }

            { $others ->
                [yes] Whoever is quoted here is asked before it is kept.{" "}
               *[no] {""}
            }You can add lines until { $until }; "take back" removes them.
       *[asking] { $kept ->
            [0] Thank you. Nothing of yours is kept so far.
           *[other] Thank you. This is kept:

                { $letter }
        }

            { $open ->
                [0] {""}
                [one] One line is still open.{" "}
               *[other] { $open } lines are still open.{" "}
            }You can change your mind until { $until }.
    }
    .mail-subject = { $stage ->
        [drafting] Your lines: { $prompt }
       *[asking] What is kept of yours: { $prompt }
    }
    .mail =
        Dear { $you }, { $stage ->
            [drafting] this is what I have so far:

                { $letter }

            { $others ->
                [yes] Whoever is quoted here is asked before it is kept.{" "}
               *[no] {""}
            }Something wrong or missing? A new reply replaces it, until { $until }. TAKE BACK as your whole reply removes it.
           *[asking] { $kept ->
                [0] nothing of yours is kept in { $circle } so far.
               *[other] this is kept in { $circle }:

                    { $letter }
            }

            { $open ->
                [0] {""}
                [one] One line is still open.{" "}
               *[other] { $open } lines are still open.{" "}
            }You can change your mind until { $until }: just reply. With nothing to change, there is nothing to do.
        }

        { letter-signed }

# $word: pass | later | more
harvest-word-taken =
    { $word ->
        [pass] Your pass is noted. Nothing is kept of yours.
        [more] There is more time, until { $until }.
       *[later] Take your time. Your place is open until { $until }.
    }
    .mail-subject = { $word ->
        [pass] Your pass is noted: { $prompt }
       *[other] Until { $until }: { $prompt }
    }
    .mail =
        Dear { $you }, { $word ->
            [pass] your pass is noted. Nothing is kept of yours in { $circle }. There is nothing more to do.
            [more] there is more time, until { $until }.
           *[later] take your time. Your place is open until { $until }.
        }

        { letter-signed }

harvest-seen-by-all =
    Your answer in the room counts. I ask each person alone here, so I mention it: the others can see yours there. To change it unseen, write to me here, until { $until }.
    .mail-subject = Your answer can be seen: { $prompt }
    .mail =
        Dear { $you }, your answer in the room of { $circle } counts. I ask each person alone there, so I mention it: the others can see yours. To change it unseen, reply to this mail, until { $until }.

        { letter-signed }

# $rest: words | open | closed
harvest-words-removed =
    { $rest ->
        [closed] Your words are removed from what we keep.
       *[open] Your answer is removed. You can give a new one until { $until }; without one, nothing of yours is kept.
    }
    .mail-subject = Removed: { $prompt }
    .mail =
        Dear { $you }, { $rest ->
            [closed] your words are removed from what { $circle } keeps. What is already in somebody's mailbox I cannot call back.
           *[open] your answer is removed. You can give a new one until { $until }; without one, nothing of yours is kept.
        }

        { letter-signed }

## What we keep

# Told by the practice, in the room and by mail.   $letter: the lines
harvest-kept =
    What we keep, each line by its author's own word:

    { $letter }
    .mail-subject = What we keep: { $title }
    .mail =
        Dear { $you }, this is what { $circle } keeps of “{ $title }”, each line by its author's own word:

        { $letter }

        To take a line of yours out again, reply TAKE BACK.

        { letter-signed }

## The card

# $heard, $seats: numbers   $letters, $mail: who is by mail
harvest-card =
    .drafting =
        We gather what we keep, a line each.

        “{ $prompt }” There is time until { $until }. Whoever is quoted is asked before anything is kept.
    .asking =
        May it be kept? I ask each author alone.

        “{ $prompt }” Until { $until }, or sooner when all have answered. What nobody answers is left out.
    .paused =
        A pause. The clocks stand still; "resume" goes on.

        “{ $prompt }” Answers are welcome meanwhile, to me alone.
    .closed =
        This is gathered. Thank you.

        “{ $prompt }”
    .cancelled =
        This is called off. Nothing is kept.

        “{ $prompt }”

## Answers of "no", in chat and mail

refused-line-empty = I see no line in that yet. Write one line each, or "pass".
# $count: how many lines are theirs
refused-line-which =
    { $count ->
        [0] Nothing of yours is asked about here, so there is nothing to answer.
        [one] Is it "ok", "leave me out", or shall it read otherwise? Nothing is kept before you say.
       *[other] Which of your { $count } lines do you mean? Please answer by number, a line each: "1: ok", "2: leave me out". Nothing is kept before you say.
    }
refused-line-unclear = I am not sure how to read “{ $line }”, and nothing is kept on a guess. Please say "ok" alone, or "leave me out", or write the line as it should read.
refused-line-unknown =
    { $count ->
        [one] You have one line here, number 1; there is no number { $number }.
       *[other] You have { $count } lines here; there is no number { $number }.
    }
refused-harvest-past = That is closed already, so nothing changes. To take a line of yours out of what we keep, say "take back" as a reply to your words, or write to a host.
