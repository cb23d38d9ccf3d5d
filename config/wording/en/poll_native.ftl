# A poll shown as a poll of the room itself, beside its card.

# Its question.   $number: of the poll
poll-native-question = { $question } (poll { $number }; the card counts all answers)

# What it ends with, for programs that know no polls.   $why: over | grown (there is more to choose now)
# $again: yes | no (a new one follows)
poll-native-ended = { $why ->
        [grown] There is more to choose in poll { $number } now. { $again ->
            [yes] Please use the new one below this.
           *[no] Please answer its card.
        } Answers that are there stay.
       *[over] { $came ->
            [cancelled] Poll { $number } was called off, and nothing is counted.
           *[counted] Poll { $number } is over. { poll-came }

            { $told ->
                [yes] { $lines }
               *[no] {""}
            }

            { poll-counts }
        }
    }

# To the hosts, and to whoever asked, each alone.   $by: who removed it   $own: yes | no (the reader did)
poll-native-removed =
    { $own ->
        [yes] You have removed
       *[no] { $by } has removed
    } the poll to tick for “{ $title }” from the room. Poll { $number } itself goes on: the answers that are there count, and its card, the private chat and mail take more until { $until }.
    .mail-subject = Still open: { $title }
    .mail =
        Dear { $you }, { $own ->
            [yes] you have removed
           *[no] { $by } has removed
        } the poll to tick for “{ $title }” from the room of { $circle }.

        Poll { $number } itself goes on: the answers that are there count, and its card, the private chat and mail take more until { $until }.

        { letter-signed }

refused-poll-native = This poll can't be shown in the room as one to tick, where everybody sees each answer at once. `native=yes` goes with `choose`, `check`, `gradients` and `count`, with `hidden=no`, 20 options at most, and no reasons asked for.
