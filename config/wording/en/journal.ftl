# The log of decisions: codes, receipts, and what people take away.

# In a receipt, where there is a code   $receipt
consent-receipt = { $receipt_known ->
    [yes] {""}

        Your receipt is { $receipt }: by it you find your answer in the list when this is over.
   *[no] {""}
}

# At the close   $log_code: the code of the log's last entry
consent-log = { $log_code_known ->
    [yes] {" "}Its log closed with the code { $log_code }; with `!export { $number } json` anybody can count it again.
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

export-to-count = { $all ->
    [yes] `!decisions export json` brings it so that anybody can count it again.
   *[no] `!export { $number } json` brings it so that anybody can count it again.
}

# With the file.   $all: yes | no   $number: of the decision, or 0   $kind: md | json | csv
export-brought =
    { $all ->
        [yes] Here are the decisions of { $circle } that are closed.
       *[no] Here is decision { $number }.
    } { $kind ->
        [json] Anybody can count it again from this file: `facilitator verify` and the file's name, on any computer with the program.
        [csv] It has one line for each answer.
       *[md] { export-to-count }
    } A copy that you keep is yours to look after.
    .mail-subject = { $all ->
        [yes] Decisions of { $circle }
       *[no] Decision { $number }
    }
    .mail =
        Dear { $you }, { $all ->
            [yes] here are the decisions of { $circle } that are closed, as a file.
           *[no] here is decision { $number }, as a file.
        } { $kind ->
            [json] Anybody can count it again from this file: `facilitator verify` and the file's name, on any computer with the program.
            [csv] It has one line for each answer.
           *[md] { export-to-count }
        }

        A copy that you keep is yours to look after.

        { letter-signed }

# Where a file was, for those who see that it is gone
export-removed = Words in it were taken back. !export brings it as it is now.

## As a file to read

export-title = Decisions of { $circle }
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
