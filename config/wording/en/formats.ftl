# A circle's own practices: sent as a file, looked at, kept; and what stands on the shelf.
#
# The rules of the voice as in go_around.ftl. What the checker says of a file is its own words.

# $circle: whose it is
format-ours = (yours)
format-theirs = (from { $circle })

# $title, $purpose, $note, $name: of the format   $steps: how many   $least, $most: for how many people
# $above: what happens when more come   $people: how many it was counted for   $live, $own: how long
# $days: yes | no (days pass between its steps)
format-shown =
    { $title }. { $purpose }{ $noted ->
        [yes] {" "}{ $note }
       *[no] {""}
    }

    For { $most ->
        [2] two people
       *[other] { $least } to { $most } people
    }{ $above ->
        [tables] {" "}(more sit at several tables)
        [circles] {" "}(more sit in several circles)
        [open] {" "}(more answer in any order)
       *[none] {""}
    }, { $kind ->
        [season] a row of meetings.
       *[steps] { $steps ->
            [one] one step.
           *[other] { $steps } steps.
        }
    }{ $has_live ->
        [yes] {" "}At the table, with { $people } people: about { $live }{ $days ->
            [yes] {" "}in all, on more than one day.
           *[no] .
        }
       *[no] {""}
    }{ $has_own ->
        [yes] {" "}In one's own time, or by letter: { $own }, or less when all have answered.
       *[no] {""}
    }

    { $lines }

    `!start { $name }` begins it; `!start { $name } rehearse=yes` plays it for you alone.

# How long, as a host would say it.   $unit: minutes | hours | days | weeks
# $least, $most: a number, "1½" or half (an hour)   $same: yes | no (there is only the longer one)
format-lasts =
    { $same ->
        [yes] { format-length }
       *[no] { $least ->
            [half] half an hour to { $most ->
                [1] an hour
               *[other] { $most } hours
            }
           *[other] { $least } to { $most } { $unit }
        }
    }
format-length =
    { $most ->
        [half] half an hour
        [1] { $unit ->
            [minutes] a minute
            [hours] an hour
            [days] a day
           *[weeks] a week
        }
       *[other] { $most } { $unit }
    }

# $kind: of the step   $words: what it asks   $live, $own: how long   $table: each | all | none
format-step =
    { $kind ->
        [announce] I tell you
        [break] A pause
        [prompt-round] Everyone, in any order
        [go-around] Everyone in turn
        [pairs] In pairs
        [small-groups] In small groups
        [silent-writing] Everyone writes alone
        [open-discussion] We talk it over
        [consent-vote] We ask for consent
        [dot-vote] We give points
        [pick] We choose
        [reveal] We open what was written
       *[harvest] We gather what we keep
    }{ $has_words ->
        [yes] : { $words }
       *[no] {""}
    }{ $table ->
        [each] {" "}({ $live } each{ $letters ->
            [yes] ; by letter { $own })
           *[no] )
        }
        [all] {" "}({ $live }{ $letters ->
            [yes] ; by letter { $own })
           *[no] )
        }
       *[none] { $letters ->
            [yes] {" "}(by letter { $own })
           *[no] {""}
        }
    }

# $row, $column: where   $words: what the checker says
format-mistake = line { $row }, column { $column }: { $words }

# $count: of mistakes   $lines: the first of them   $more: how many follow
format-mistakes =
    I read it, and { $count ->
        [one] one thing is not right yet. Nothing was kept. Please put it right and send it again:
       *[other] { $count } things are not right yet. Nothing was kept. Please put them right and send it again:
    }

    { $lines }{ $more ->
        [0] {""}
       *[other] {""}

    And { $more } more.
    }
    .mail-subject = Your practice: nearly there
    .mail =
        Dear { $you }, I read what you sent, and { $count ->
            [one] one thing is not right yet. Nothing was kept. Please put it right and send it again:
           *[other] { $count } things are not right yet. Nothing was kept. Please put them right and send it again:
        }

        { $lines }{ $more ->
            [0] {""}
           *[other] {""}

        And { $more } more.
        }

        { go-around-signed }

# $title, $name: of the format   $steps: how many   $again: it is a new text of one that was there
# $instead: the house has one of this name
format-kept =
    { $again ->
        [yes] Your “{ $title }” has a new text. What is being held now goes on with the old one.
       *[no] “{ $title }” is on your shelf now ({ $steps ->
            [one] one step
           *[other] { $steps } steps
        }).
    }{ $instead ->
        [yes] {" "}Here it stands before the other one of this name.
       *[no] {""}
    } `!start { $name }` begins it; `!start { $name } rehearse=yes` plays it for you alone first.
    .mail-subject = Your practice is kept: { $title }
    .mail =
        Dear { $you }, { $again ->
            [yes] your “{ $title }” in { $circle } has a new text. What is being held now goes on with the old one.
           *[no] “{ $title }” is on the shelf of { $circle } now ({ $steps ->
                [one] one step
               *[other] { $steps } steps
            }).
        }{ $instead ->
            [yes] {" "}There it stands before the other one of this name.
           *[no] {""}
        }

        To begin it, write !start { $name } as the first line of a mail to the circle.

        { go-around-signed }

format-removed = “{ $name }” is off your shelf. What is being held now goes on; the file that you sent stays where you keep it.

## Answers of "no"

refused-format-how = `!format NAME` shows a practice step by step. Hosts: `!format add` with the text below it, or as an answer to the file, adds one of your own; `!format remove NAME` takes it away.
refused-format-add-how = I see no practice here. Send it as a file that ends in .yaml to the hosts room or to me alone, answer such a file with `!format add`, or write `!format add` and the text below it.
refused-format-which-circle = You host several circles: { $names }. For which one is it? Answer your message with `!format add` and the circle's name.
refused-format-too-large = This is larger than 64 KiB, more than any practice needs. Nothing was kept.
refused-format-gone = I could not fetch that file. Would you send it once more?
refused-format-no-text = That file is no plain text (UTF-8). Nothing was kept.
refused-format-enough = There are 50 practices of your own on the shelf already. `!format remove NAME` makes room.
    .mail-subject = Your shelf is full
    .mail =
        Dear { $you }, there are 50 practices of your own on the shelf of { $circle } already. Write !format remove and the name of one that you no longer need, and send this again.

        { go-around-signed }
refused-format-not-ours = There is no practice of your own called “{ $typed }”. `!formats` marks those that are yours.
