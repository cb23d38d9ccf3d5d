# The log of decisions: codes, receipts, and what people take away.

# In a receipt, where there is a code   $receipt
consent-receipt = { $receipt_known ->
    [yes] {""}

        Your receipt is { $receipt }: by it you find your answer in the list when this is over.
   *[no] {""}
}

# At the close   $log_code: the code of the log's last entry
consent-log = { $log_code_known ->
    [yes] {" "}Anybody can count it again: `!export { $number } json`, with the code { $log_code }.
   *[no] {""}
}

# $position   $receipt: the code of the answer   $over: yes | no
receipt-shown =
    Decision { $number }: your answer is { $position ->
        [consent] consent
        [concern] consent, with a concern
        [object] an objection
        [aside] to stand aside
       *[pass] pass
    }. Your receipt is { $receipt }. { $over ->
        [yes] `!export { $number }` has it in its list.
       *[no] When this is over, the list of answers has it; the last answer you give is the one that counts.
    }

export-to-count = { $list ->
    [no] So few chose that a list of the answers would show whose they are: they are left out, and it cannot be counted again.
   *[yes] { export-json-counts }
}
export-json-counts = { $all ->
    [yes] { $of ->
        [poll] `!export polls json` brings them so that anybody can count them again.
       *[decision] `!decisions export json` brings it so that anybody can count it again.
    }
   *[no] { $of ->
        [poll] `!export poll { $number } json` brings it so that anybody can count it again.
       *[decision] `!export { $number } json` brings it so that anybody can count it again.
    }
}

export-verify = { $list ->
    [no] { export-to-count }
   *[yes] { $all ->
        [yes] Anybody can count them again from this file: `facilitator verify` and the file's name, on any computer with the program.
       *[no] Anybody can count it again from this file: `facilitator verify` and the file's name, on any computer with the program.
    }
}

export-lines = { $list ->
    [no] { export-to-count }
   *[yes] It has one line for each answer.
}

# With the file.   $list: yes, or no where answers are left out   $all: yes | no   $number: of the decision or poll, or 0   $kind: md | json | csv
# $of: decision | poll
export-brought =
    { $all ->
        [yes] { $of ->
            [poll] Here are the polls of { $circle } that are over.
           *[decision] Here are the decisions of { $circle } that are closed.
        }
       *[no] { $of ->
            [poll] Here is poll { $number }.
           *[decision] Here is decision { $number }.
        }
    } { $kind ->
        [json] { export-verify }
        [csv] { export-lines }
       *[md] { export-to-count }
    } A copy that you keep is yours to look after.
    .mail-subject = { $all ->
        [yes] { $of ->
            [poll] Polls of { $circle }
           *[decision] Decisions of { $circle }
        }
       *[no] { $of ->
            [poll] Poll { $number }
           *[decision] Decision { $number }
        }
    }
    .mail =
        Dear { $you }, { $all ->
            [yes] { $of ->
                [poll] here are the polls of { $circle } that are over, as a file.
               *[decision] here are the decisions of { $circle } that are closed, as a file.
            }
           *[no] { $of ->
                [poll] here is poll { $number }, as a file.
               *[decision] here is decision { $number }, as a file.
            }
        } { $kind ->
            [json] { export-verify }
            [csv] { export-lines }
           *[md] { export-to-count }
        }

        A copy that you keep is yours to look after.

        { letter-signed }

# Where a file was, for those who see that it is gone
export-removed = Words in it were taken back. !export brings it as it is now.

## As a file to read

# $holds: decisions | polls | both
export-title = { $holds ->
    [polls] Polls
    [both] Decisions and polls
   *[decisions] Decisions
} of { $circle }
export-decision = Decision { $number }: { $phase }
export-earlier = Earlier versions
export-objections = Objections
export-code = The log closed with the code { $code }

position-consent = consent
position-concern = consent, with a concern
position-object = objection
position-aside = stands aside
position-pass = pass

## Answers of "no"

refused-export-which = Which decision? For example `!{ $typed } 3`; `!decisions` lists them.
refused-export-open = Decision { $number } is still open. When it is over, `!export { $number }` brings it.
refused-export-before = Decision { $number } began before there were logs, so it cannot be counted again. `!decision { $number }` shows what the register has.
refused-export-nothing = Nothing is closed here yet that could be taken away. `!decisions` shows what is on its way.
refused-export-kind = I don't know “{ $typed }” as a kind of file. There are `md` (to read), `json` (to count again) and `csv` (for a spreadsheet).
refused-no-receipt = I have no answer of yours that counts in decision { $number }.
