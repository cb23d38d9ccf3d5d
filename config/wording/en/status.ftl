# Where things stand: each thing that is open in two or three short sentences, numbers and no names.
#
# The rules of the voice as in go_around.ftl. Nobody is told to be missing: a place is open.

# $count: how many lines   $lines: one for each thing that is open, or for each circle
status =
    { $count ->
        [0] Nothing that I hold is open here.
        [one] Just now: { $lines }
       *[other] Just now:

    { $lines }
    }

# $where: here | part ($part: the room's name) | named ($circle)
status-place =
    { $where ->
        [named] { $circle }:{" "}
        [part] In { $part }:{" "}
       *[here] {""}
    }

# Nothing is open.   $has_dates: yes | no
status-quiet =
    { status-place }{ $where ->
        [here] nothing is open here.
       *[named] nothing is open.
    }{ $has_dates ->
        [yes] {" "}What comes next: { $dates }.
       *[no] {""}
    }{ $where ->
        [here] {" "}`!help` shows what can be begun.
       *[named] {""}
    }

# $kind: step ($title, $step of $steps) | round | decision ($number)   $says: yes | no ($asked, shortened)
# $does: what the step is, in words   $paused: yes | no   $counted: yes | no ($heard of $seats; $open places)
# $ends: yes | no ($until)   $way: what is so in a session between two rounds: tables | still | offer ($role)
# $then: step ($next) | last | turns | letter | decided | objection | provisional
# | questions | answers (one waits for its answer) | reactions   $yours: yes | no
status-line =
    { status-place }{ $kind ->
        [step] { step-of-steps }.
        [decision] Proposal { $number }.
        [poll] Poll { $number }.
       *[round] One question to all.
    }{ $says ->
        [yes] {" "}“{ $asked }”
       *[no] { $kind ->
            [step] { $way ->
                [offer] {""}
               *[none] {" "}{ $does }.
            }
           *[round] {""}
        }
    }{ $way ->
        [offer] {" "}Before it goes on, a part is offered: { $role }. `!in` takes it.
        [tables] {" "}We sit in small company.
       *[none] {""}
    } { $paused ->
        [yes] It rests in a pause; no time runs.{" "}
       *[no] {""}
    }{ $counted ->
        [yes] { $kind ->
            [decision] { $then ->
                [questions] Heard
                [answers] Heard
                [reactions] Heard
               *[decided] Answered
            }
            [poll] Answered
           *[other] Heard
        } { $heard } of { $seats }{ $open ->
            [0] .
            [one] ; one place is open{ $ends ->
                [yes] {" "}until { $until }.
               *[no] .
            }
           *[other] ; { $open } places are open{ $ends ->
                [yes] {" "}until { $until }.
               *[no] .
            }
        }{" "}
       *[no] { $ends ->
            [yes] There is time until { $until }.{" "}
           *[no] {""}
        }
    }{ $yours ->
        [yes] Yours is open, too.{" "}
       *[no] {""}
    }{ $then ->
        [step] Then: { $next }.
        [last] Nothing more is asked after that.
        [turns] Then come the turns, and at the end everyone's words in one letter.
        [letter] Then everyone's words come in one letter.
        [objection] An objection is open; when it is met, it goes on.
        [provisional] It holds for now, and is in force when the letters are in.
        [answers] A question waits for its answer. Then come first reactions, and after them the question of consent.
        [questions] Then come first reactions, and after them the question of consent.
        [reactions] Then comes the question of consent.
        [counted] Then it is counted.
       *[decided] Then it is decided, by the rule on its card.
    }

