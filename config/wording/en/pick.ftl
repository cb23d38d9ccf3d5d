# A pick: something is chosen, as one step of a practice.
#
# With every request: $prompt, $until, $what: person | choice | date | words, $decides: all | each |
# alone, $many: yes | no ($most: how many), $listed: yes | no ($options: the numbered ones), $seal: open |
# sealed | later | some (who hears who picked what), $chair: named | nobody ($host_name: who says which
# one), $asked: who is asked, $letters and $mail: who reads by mail.

# How to answer.
pick-how =
    { $what ->
        [person] { $many ->
            [yes] Up to { $most } names or numbers, with "and" between them. "me" is welcome too.
           *[no] A name or a number. "me" is welcome too.
        }
        [date] A day, for example "12 March" or "Friday".
        [words] In your own words.
       *[choice] { $many ->
            [yes] Up to { $most } of them, by number, with "and" between them.
           *[no] The number, or the words.
        }
    }

# How it ends.
pick-rule =
    { $decides ->
        [each] Everybody picks for themselves; nothing is added up.
        [alone] It is picked by nobody else. If nothing is written by then, we go on without it.
       *[all] If all who answer say the same, that is it. { $chair ->
            [named] Otherwise { $host_name } says which one; if not, it is the one named most, and among equals the lot.
           *[nobody] Otherwise it is the one named most, and among equals the lot.
        }
    }

pick-seen =
    { $seal ->
        [open] {""}
        [sealed] {" "}Nobody sees who picked what before the end.
        [later] {" "}Nobody sees it now; a later step opens it.
       *[some] {" "}Only those whom it is for are told of it.
    }

pick-list =
    { $listed ->
        [yes] {""}

            { $options }
       *[no] {""}
    }

# $where: room | alone
pick-round-announced =
    { $decides ->
        [alone] { $where ->
            [alone] This is yours to say: “{ $prompt }”
           *[room] { $asked }, this is yours to say: “{ $prompt }”
        }
       *[all] “{ $prompt }”
    }{ pick-list }

    { $where ->
        [alone] Just answer here.
       *[room] { $seal ->
            [open] Reply to this message, or write to me alone.
           *[sealed] Please write to me alone, in our private chat or by mail.
        }
    } { pick-how } "pass" is always fine.{ pick-seen }
    Please answer by { $until }. { pick-rule }{ $where ->
        [alone] {""}
       *[room] { $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    }
    .mail-subject = { $decides ->
        [alone] Yours to say: { $prompt }
       *[all] A question for you: { $prompt }
    }
    .mail =
        Dear { $you }, { $decides ->
            [alone] this is yours to say in { $circle }:
           *[all] everyone in { $circle } is asked:
        }

        { $prompt }{ pick-list }

        { $what ->
            [person] Reply with a number or a name; "me" is welcome too.{ $many ->
                [yes] {" "}Up to { $most } of them, with "and" between them.
               *[no] {""}
            }
            [date] Reply with a day, for example 12 March.
            [words] Just reply with your words.
           *[choice] Reply with the number.{ $many ->
                [yes] {" "}Up to { $most } of them, with "and" between them.
               *[no] {""}
            }
        } Rather not? Reply PASS.   More time? Reply MORE.{ pick-seen }

        Please answer by { $until }. { pick-rule } If you write nothing, that is all right, and nobody is named.

        { letter-signed }

pick-place-added = { $member }, there is a place for you in this, until { $until }: “{ $prompt }” { pick-how } "pass" is always fine.

## Receipts

# $words: what was understood
pick-words-received =
    Thank you. I have noted:

    { $words }

    To change it, just answer anew, until { $until }. "take back" removes it.
    .mail-subject = I have noted your answer: { $prompt }
    .mail =
        Dear { $you }, thank you. I have noted:

        { $words }

        To change it, reply anew, until { $until }. TAKE BACK as your whole reply removes it. With nothing to change, there is nothing to do.

        { letter-signed }

pick-seen-by-all =
    Your answer in the room to “{ $prompt }” counts. I mention it: the others can see it there. To answer unseen, remove your message and write to me here, until { $until }.
    .mail-subject = Your answer can be seen: { $prompt }
    .mail =
        Dear { $you }, your answer in the room of { $circle } counts. I mention it: the others can see it there.

        { letter-signed }

# $code: near | unclear   $meant and its $number
pick-asked =
    { $code ->
        [near] Did you mean “{ $meant }”? Then answer { $number }, please. Nothing is counted yet.
       *[unclear] I'm not sure how to read your answer. “{ $prompt }” { pick-how } Nothing is counted yet.
    }{ $code ->
        [near] {""}
       *[unclear] { pick-list }
    }
    .mail-subject = How may I read your answer? { $prompt }
    .mail =
        Hello { $you }. { pick-asked }

        { letter-signed }

## Which one

# $where: room | alone   $letter: who named what (empty where that is not for everybody)   $member
pick-choosing-opened =
    { $where ->
        [alone] “{ $prompt }” Not all have said the same, so you say which one.
       *[room] Not all have said the same, so { $member } says which one, until { $until }.
    }{ $letter_count ->
        [0] {""}
       *[other] {""}

            { $letter }
    }{ $where ->
        [alone] {""}

            { $what ->
                [words] Answer with the number of one of these, from the top, or in your own words that hold them together.
               *[person] Answer with { $many ->
                    [yes] up to { $most } names or numbers, with "and" between them.
                   *[no] a name or a number.
                }
            } The time is until { $until }. If you leave it, or say "pass", it is the one named most, and among equals the lot.
       *[room] {""}
    }
    .mail-subject = Which one? { $prompt }
    .mail =
        Dear { $you }, in { $circle } not all have said the same, so you say which one: “{ $prompt }”{ pick-list }

        This is what was said:

        { $letter }

        { $what ->
            [words] Reply with the number of one of these, from the top, or in your own words that hold them together.
           *[person] Reply with { $many ->
                [yes] up to { $most } names or numbers, with "and" between them.
               *[no] a name or a number.
            }
        } The time is until { $until }. If you leave it, or reply PASS, it is the one named most, and among equals the lot.

        { letter-signed }

# $how: same | chair | most | lot | each | none   $picked   $part: yes | no ($role)   $letter: who
# picked what (empty where that is not for everybody)   $where: room | alone
pick-what-came =
    { $how ->
        [each] “{ $prompt }” Everybody has picked.
        [none] Nothing was picked for “{ $prompt }”, and that is fine. We go on.
       *[same] { $part ->
            [yes] { $role }: { $picked }.{ $how ->
                [most] {" "}Named most.
                [lot] {" "}Several were named alike, and the lot fell so.
               *[same] {" "}Thank you.
            }
           *[no] { $how ->
                [most] Named most: { $picked }
                [lot] Several were named alike, and the lot fell on: { $picked }
               *[same] So it is: { $picked }
            }
        }
    }

pick-picked =
    { pick-what-came }{ $letter_count ->
        [0] {""}
       *[other] {""}

            { $letter }
    }
    .mail-subject = { $prompt }
    .mail =
        Dear { $you }, a word from { $circle }. { pick-what-came }{ $letter_count ->
            [0] {""}
           *[other] {""}

                { $letter }
        }

        { letter-signed }

pick-round-paused = { $by } asks for a pause. All clocks stand still; nobody loses time. What you answer meanwhile counts.

pick-chair-handed = { $member }, the chair is yours now.

## The card: what to do now stands first

pick-card =
    .naming =
        { $seal ->
            [open] Reply here, or write to me.
           *[sealed] Write to me alone.
        } { pick-how } "pass" is fine.

        { $decides ->
            [alone] { $asked }: “{ $prompt }”
           *[all] “{ $prompt }”
        }{ pick-list }

        Until { $until }, or sooner when all have answered. Heard { $heard } of { $seats }. { pick-rule }{ $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    .choosing =
        { $host_name } says which one, until { $until }.

        “{ $prompt }” Not all have said the same. Without a word by then it is the one named most, and among equals the lot.
    .paused =
        A pause. The clocks stand still; "resume" goes on.

        “{ $prompt }” Heard { $heard } of { $seats }.
    .closed =
        It is picked. Thank you.

        “{ $prompt }” Heard { $heard } of { $seats }.
    .cancelled =
        This is called off.

        “{ $prompt }”

## Answers of "no"

refused-pick-too-many =
    { $most ->
        [one] One is enough here. Which one?
       *[other] At most { $most } here. Which ones?
    } Nothing is counted yet.
refused-pick-is-chosen = The naming is over; it is being chosen now. Your voice is welcome in the room all the same.
