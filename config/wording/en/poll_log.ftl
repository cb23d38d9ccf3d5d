# The log of polls: codes, receipts, and what people take away.

# In a receipt   $receipt_known: yes | no, $receipt   $list: whether answers are listed: yes | no | maybe
poll-receipt = { $receipt_known ->
    [yes] { $list ->
        [yes] {""}

            Your receipt is { $receipt }: by it you find your answer in the list when this is over.
        [maybe] {""}

            Your receipt is { $receipt }: by it you find your answer when this is over, in a list without names, if enough of you chose.
       *[no] {""}
    }
   *[no] {""}
}

# At the end   $log_code: the code of the log's last entry   $list: yes | no
poll-log = { $log_code_known ->
    [yes] { $list ->
        [yes] {" "}Anybody can count it again: `!export poll { $number } json`, with the code { $log_code }.
       *[no] {""}
    }
   *[no] {""}
}

# $passed: yes | no   $choice: what was chosen   $receipt_known, $receipt   $over: yes | no
# $list: yes | no | maybe
poll-receipt-shown =
    { $passed ->
        [yes] Poll { $number }, “{ $title }”: you leave it to the others.
       *[no] Poll { $number }, “{ $title }”: your answer is

            { $choice }
    }

    { $receipt_known ->
        [yes] Your receipt is { $receipt }.{" "}
       *[no] {""}
    }{ $over ->
        [yes] { $list ->
            [yes] `!export poll { $number }` has it in its list.
           *[no] So few chose that a list would show whose answer is whose, so there is none.
        }
       *[no] { $list ->
            [yes] When this is over, the list of answers has it; the last answer you give is the one that counts.
            [maybe] When this is over, a list without names has it, if enough of you chose; the last answer you give is the one that counts.
           *[no] The last answer you give is the one that counts. Of so few there will be no list.
        }
    }

## As a file to read

# $came: what it came to
export-poll = Poll { $number }: { $came ->
    [decided] chosen
    [tie] a tie
    [shown] how we answered
    [threshold] nothing had enough
    [quorum] too few answered
    [nobody] nobody chose
   *[cancelled] called off
}
# $came   $names: of what was chosen, or is level
export-poll-chosen = { $came ->
    [decided] Chosen: { $names }
    [tie] Level: { $names }
    [threshold] Ahead, and not by enough: { $names }
   *[other] Ahead: { $names }
}
export-poll-lot = A lot drew { $name }, from the seed { $seed }
export-poll-seed = Lots within the count are drawn from the seed { $seed }
export-poll-unlisted = So few chose that a list of the answers would show whose they are: it is left out.

## Answers of "no"

refused-poll-export-which = Which poll? For example `!{ $typed } poll 3`; `!poll` lists them.
refused-poll-export-open = Poll { $number } is still open. When it is over, `!export poll { $number }` brings it.
refused-poll-export-before = Poll { $number } began before there were logs, so it cannot be counted again. `!poll { $number }` shows what came of it.
refused-poll-export-anonymous = Poll { $number } is anonymous, so nothing is written down by which it could be counted again. `!poll { $number }` shows what came of it.
refused-poll-export-nothing = No poll is over here yet that could be taken away. `!poll` lists them.
refused-poll-no-receipt = I have no answer of yours that counts in poll { $number }.
