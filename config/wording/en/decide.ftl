# Deciding how to decide: three questions to whoever asks, alone, and the lightest way that fits.

# $asks: affected | undone | urgency (the first that is open)   $how: all | next | again (could not be read)
decide-questions = Who is affected: only me, a few of us, or all? How can it be undone: easily, with effort, or hardly? How urgent is it: today, this week, or no hurry?

decide-question =
    { $asks ->
        [affected] Who is affected: only me (1), a few of us (2), or all (3)?
        [undone] How can it be undone: easily (1), with effort (2), or hardly (3)?
       *[urgency] How urgent is it: today (1), this week (2), or no hurry (3)?
    }

decide-asked =
    { $how ->
        [all] How shall we decide this?

            { $text }

            Three questions help me to find the lightest way. { decide-questions }

            Answer in one line, for example: all, easily, no hurry. Or one at a time: who is affected, only me 1️⃣, a few of us 2️⃣, or all 3️⃣?
        [again] I can't read that as an answer yet. { decide-question }
       *[next] Thank you. { decide-question }
    }
    .mail-subject = How shall we decide this? { $text }
    .mail =
        Dear { $you }, { $how ->
            [all] how shall we decide this?

                { $text }

                Three questions help me to find the lightest way. { decide-questions }

                Reply in one line, for example: all, easily, no hurry. Only you read this.
            [again] I can't read that as an answer yet. { decide-question } It is about:

                { $text }
           *[next] thank you. { decide-question } It is about:

                { $text }
        }

        { letter-signed }

# $way: do | advice | poll | consent | full   $days: how long the answers are waited for; 0: as always here
# $line: what begins it   $runs: yes | no (a yes can begin it)
decide-way =
    { $way ->
        [do] It is yours, and can be undone: just do it, and say so.
        [advice] Ask those whom it touches and those who know, and then decide yourself: the advice process.
        [poll] There are several ways to go: a poll shows which of them people would choose, and the one they lean to can be proposed then.
        [full] It touches all of us and is hard to undo, so it deserves our full attention: a proposal with a round of questions and a round of reactions before we are asked for our consent.
       *[consent] It is for us together: a proposal, and everybody is asked whether they consent.{ $days ->
            [0] {""}
            [one] {" "}A day is enough.
           *[other] {" "}{ $days } days are enough, also for whoever reads by mail.
        }
    }

decide-fits =
    { decide-way } { $way ->
        [do] This keeps it in our minutes:
       *[other] This begins it:
    }

    { $line }

    { $runs ->
        [yes] Shall I? "yes" does it, in your name; or send the line yourself, in any words. "no" leaves it.
       *[no] { $way ->
            [do] The Scribe is not in this room, so telling the others is enough.
           *[other] { $host } or another host can begin it.
        }
    }
    .mail-subject = A way to decide it
    .mail =
        Dear { $you }, this is what I would suggest. { decide-way } { $way ->
            [do] This keeps it in our minutes:
           *[other] This begins it:
        }

        { $line }

        { $runs ->
            [yes] Shall I? Reply YES, and it is done in your name; or send the line yourself, in any words. NO leaves it.
           *[no] { $way ->
                [do] The Scribe is not in this room, so telling the others is enough.
               *[other] { $host } or another host can begin it.
            }
        }

        { letter-signed }

decide-begun = Done, in your name: { $line }
decide-left = All right, nothing begins. You can send the line yourself at any time.

refused-decide-late = That question has been answered, or has lapsed. `!decide` and the words ask anew.
