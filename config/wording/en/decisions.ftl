# What is said about decisions before it is clear which one is meant, or that one is.

# $word: the command that says it, $says: its first word   $number   $alone: yes | no (answers are sealed)
answer-as-talk = { $alone ->
    [yes] Here in the room that is talk, and not counted. Is it your answer to decision { $number }? Then write it to me alone, in our private chat.
   *[no] Here in the room that is talk, and not counted. Is it your answer to decision { $number }? Then say `!{ $word }`{ $says ->
        [object] {" "}and why
        [concern] {" "}and your worry
       *[other] {""}
    }, or reply with it to the card.
}

# To the owner of an objection that is doubted, who leaves it as it is
objection-left =
    That is fine. Objection { $objection } stands as it is, and the others are asked; in doubt it stands. There is nothing else to do.
    .mail-subject = Objection { $objection } stands as it is
    .mail =
        Dear { $you }, that is fine. Objection { $objection } stands as it is, and the others are asked; in doubt it stands. There is nothing else to do.

        { letter-signed }

refused-void-which = Which decision would be void, and why? For example: !void 3 The newcomers were not asked.
