# The prompt round: what is said otherwise than in a go-around.
#
# Where a prompt round has no words of its own, those of the same name without "prompt-round-" are
# said (go_around.ftl has them, and the rules of the voice). Always there: $you, $circle, $host.
# $seal says when words are seen: open (as they come), signed or unsigned (all together, when the
# round opens, with or without names), writing (for oneself: it opens in a later step, or never).

## Beginning

# $where: room | alone   $inviter: named | circle | some ($by is there with "named", $asked with
# "some": it is for those only)   $seal
# $others: everyone else in the round   $letters: how many take part by mail, $mail: who
prompt-round-round-announced =
    { $where ->
        [alone] { $inviter ->
            [some] { $others_count ->
                [0] In { $circle } this question is for you:
               *[other] In { $circle } this question is for you and { $others }:
            }
            [named] { $by } asks everyone in { $circle } one question:
           *[circle] Everyone in { $circle } is asked one question:
        }
       *[room] { $inviter ->
            [some] { $asked }, this question is for you:
            [named] { $by } asks us all one question:
           *[circle] We are all asked one question:
        }
    }

    { $prompt }

    { $where ->
        [alone] Just answer here with your words, as few or many as you like. { $seal ->
            [open] I read them out in the room, where { $others } hear them.
            [signed] Nobody sees them before the round opens; then { $others } see everyone's words together, each with its author's name.
            [writing] { $then ->
                [shown] Nobody sees it now; in a later step it is shown to all.
                [given] Nobody sees it now; later only those whom it is for read it.
               *[kept] This is for yourself: nobody sees it, now or later.
            }
           *[unsigned] Nobody sees them before the round opens; then { $others } see everyone's words together, shuffled and without names.
        }
       *[room] { $seal ->
            [open] In any order, whenever it suits you: reply to this message, or write to me alone and I read it out here.{ $answerers_count ->
                [0] {""}
                [one] {" "}{ $answerers } answers the questions as they come.
               *[other] {" "}{ $answerers } answer the questions as they come.
            }
            [signed] Please write to me alone, in our private chat or by mail. Nobody sees your words before the round opens; then all are shown here together, each with its author's name.
            [writing] A quiet moment to write, each to me alone, in our private chat or by mail. { $then ->
                [shown] Nobody sees it now; in a later step it is shown to all.
                [given] Nobody sees it now; later only those whom it is for read it.
               *[kept] It is for yourself: nobody sees it, now or later.
            }
           *[unsigned] Please write to me alone, in our private chat or by mail. Nobody sees your words before the round opens; then all are shown here together, shuffled and without names.
        }
    } "pass" is always fine.
    { $seal ->
        [open] Your place is open until { $until }.
        [writing] There is time until { $until }, or until all have written.
       *[other] It opens when all have answered, and by { $until } at the latest; until then your place is open.
    } If you write nothing, that is all right: the round closes without your words, and nobody is named.{ $where ->
        [alone] {""}
       *[room] { $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    }
    .mail-subject = A question for you: { $prompt }
    .mail =
        Dear { $you }, { $inviter ->
            [you] you ask everyone in { $circle } { $questions ->
                [two] two questions
               *[one] one question
            }, yourself as well:
            [some] { $others_count ->
                [0] in { $circle } this question is for you:
               *[other] in { $circle } this question is for you and { $others }:
            }
            [named] { $by } asks everyone in { $circle } { $questions ->
                [two] two questions
               *[one] one question
            }:
           *[circle] everyone in { $circle } is asked { $questions ->
                [two] two questions
               *[one] one question
            }:
        }

        { $prompt }

        { $part ->
            [answers] The others ask, and you answer: I send you each question as it comes, and you reply with your answer, as few or many words as you like.
            [asks] Just reply with your questions, as few or many as you like.{ $answerers_count ->
                [0] {""}
                [one] {" "}{ $answerers } answers them as they come.
               *[other] {" "}{ $answerers } answer them as they come.
            }
           *[says] Just reply with your words, as few or many as you like.
        } { $seal ->
            [open] They are read out in the room{ $inviter ->
                [some] , for all of us to hear.
               *[named] { $others_count ->
                    [0] .
                   *[other] ; { $others } will see them.
                }
            }
            [signed] Nobody sees them before the round opens; then { $inviter ->
                [some] all of { $circle } see
               *[named] { $others_count ->
                    [one] { $others } sees
                   *[other] { $others } see
                }
            } everyone's words together, each with its author's name.
            [writing] { $then ->
                [shown] Nobody sees it now; in a later step it is shown to all.
                [given] Nobody sees it now; later only those whom it is for read it.
               *[kept] This is for yourself: nobody sees it, now or later.
            }
           *[unsigned] Nobody sees them before the round opens; then { $inviter ->
                [some] all of { $circle } see
               *[named] { $others_count ->
                    [one] { $others } sees
                   *[other] { $others } see
                }
            } everyone's words together, shuffled and without names.
        } I leave off signature and quotes, and send you a copy of what was taken.

        Rather not? Reply PASS.   More time? Reply MORE.   Travelling? Reply AWAY until a date.

        { $seal ->
            [open] Your place is open until { $until }.
            [writing] There is time until { $until }, or until all have written.
           *[other] Your place is open until { $until }; then the round opens, or sooner when all have answered.
        } If you write nothing, that is all right: the round closes without your words, and nobody is named.{ $seal ->
            [writing] {""}
           *[other] {" "}{ letter-comes }
        }

        { letter-signed }

# To one member, whose place is open in their own time.   $seal
prompt-round-place-kept =
    Take your time with “{ $prompt }”. Your place is open until { $until }. { $seal ->
        [open] Write to me here and I read it out, or reply to the card in the room.
       *[other] Write to me here; nobody sees it before the round opens.
    } "pass" is fine too. If you write nothing, that is all right: nobody is named.
    .mail-subject = Your place is open: { $prompt }
    .mail =
        Dear { $you }, your place in { $circle } is open until { $until }. The question is:

        { $prompt }

        Just reply with your words; { $seal ->
            [open] they are read out to the circle.
           *[other] nobody sees them before the round opens.
        } Rather not? Reply PASS. If you write nothing, that is all right: the round closes without your words, and nobody is named.

        { letter-signed }

# $seal
prompt-round-place-added =
    { $member }, there is a place for you in this round, until { $until }: “{ $prompt }” { $seal ->
        [open] Reply to the card, or write to me alone.
       *[other] Write to me alone; nobody sees it before the round opens.
    } "pass" is always fine. If you write nothing, that is all right, and nobody is named.

# To one member, once: questions are asked for, and these words were none.
prompt-round-question-wanted =
    Could you put it as a question? This part is for questions only. If you would rather leave it as it is, send it once more, and it counts.
    .mail-subject = Could you put it as a question? { $prompt }
    .mail =
        Dear { $you }, could you put it as a question? In { $circle } this part is for questions only:

        { $prompt }

        Reply with your question until { $until }. If you would rather leave it as it is, send it once more, and it counts. Rather not? Reply PASS. If you write nothing, that is all right, and nobody is named.

        { letter-signed }

# To whoever answers.   $member: who asks
prompt-round-question-came =
    { $member } asks:

    { $words }

    Answer here, and I read it out; “{ $prompt }” is open until { $until }.
    .mail-subject = { $member } asks you: { $prompt }
    .mail =
        Dear { $you }, { $member } asks:

        { $words }

        Just reply with your answer; I read it out in { $circle } until { $until }. It is fine to leave a question open: reply PASS, or write nothing; nobody is named.

        { letter-signed }

prompt-round-chair-handed = { $member }, the chair of this round is yours now: "pause", "extend" and "end" listen to you. The round goes on by itself too.

prompt-round-round-paused = { $by } asks for a pause. All clocks stand still; nobody loses time. What you write meanwhile counts.

## Receipts, each to one member

# $taken: sealed | read | added | echo   $seal
prompt-round-words-received =
    { $taken ->
        [sealed] Thank you. { $seal ->
            [writing] This is what I keep for you:
           *[other] This is what I keep until the round opens:
        }
        [added] Thank you. I add this to what you said, and read it out:
        [echo] Thank you. I read this out as your echo:
       *[read] Thank you. I read this out in the room:
    }

    { $words }

    { $taken ->
        [sealed] { $seal ->
            [writing] { $then ->
                [kept] Nobody sees it, now or later.
               *[shown] Nobody sees it now.
            }
            [unsigned] Nobody sees it before. Then it is shown without your name.
           *[other] Nobody sees it before. Then it is shown with your name.
        } You can add to it until { $until }.
       *[other] You can add to it until { $until }.
    } "take back" removes it.
    .mail-subject = { $taken ->
        [added] What you added: { $prompt }
        [echo] Your echo: { $prompt }
       *[other] Your words: { $prompt }
    }
    .mail =
        Dear { $you }, { $taken ->
            [sealed] { $seal ->
                [writing] this is what I keep for you in { $circle }:
               *[other] this is what I keep until the round opens in { $circle }:
            }
            [added] this is what I add to your words and read out in { $circle }:
            [echo] this is what I read out in { $circle } as your echo:
           *[read] this is what I read out in { $circle }:
        }

        { $words }

        { $taken ->
            [sealed] { $seal ->
                [writing] { $then ->
                    [kept] Nobody sees it, now or later.
                   *[shown] Nobody sees it now.
                }
                [unsigned] Nobody sees it before. Then it is shown without your name.
               *[other] Nobody sees it before. Then it is shown with your name.
            } Something wrong or missing? A reply with new words replaces it, until { $until }.
           *[other] Something missing? Reply with it, until { $until }.
        } TAKE BACK as your whole reply removes it. With nothing to change, there is nothing to do.

        { letter-signed }

# What somebody showed in the room although the round is sealed.
prompt-round-seen-by-all =
    Your words in the room on “{ $prompt }” count. This round is sealed, so I mention it: the others can see them there already. To add something unseen, write to me here, until { $until }. To take them out, remove your message in the room.
    .mail-subject = Your words can be seen: { $prompt }
    .mail =
        Dear { $you }, your words in the room of { $circle } count. This round is sealed, so I mention it: the others can see them there already. To add something unseen, reply to this mail, until { $until }. TAKE BACK as your whole reply takes them out of the round. The question is:

        { $prompt }

        { letter-signed }

## The opening and the close

# $seal: signed | unsigned   $heard, $seats, $open_places: numbers
prompt-round-words-revealed =
    { $letter_count ->
        [0] “{ $prompt }” The round opens, and nothing was said this time.
       *[other] “{ $prompt }” The round opens. These are everyone's words, { $seal ->
            [unsigned] shuffled and without names:
           *[other] shuffled:
        }

            { $letter }
    }

# $seal   (in chat as in every round)
prompt-round-circle-letter =
    .mail =
        Dear { $you }, { $letter_count ->
            [0] the round in { $circle } ends here, and nothing was said this time.
           *[other] here are everyone's words from { $circle }, { $seal ->
                [open] in the order of the places.
                [unsigned] shuffled and without names.
               *[signed] shuffled.
            }
        } The question was:

        { $prompt }

        { $letter }

        { $open_places ->
            [0] Every place was heard.
            [one] One place stayed open.
           *[other] { $open_places } places stayed open.
        } Thank you. The round is closed, and there is nothing more to do. To take your own words out of it, reply TAKE BACK.

        { letter-signed }

# To who had the chair.   $seal ($member is there but with "unsigned")
prompt-round-late-words-for-host =
    { $seal ->
        [unsigned] Words have come
       *[other] { $member } has sent words
    } on “{ $prompt }”, after it closed. They are not in the letter; I have said thank you. You may like to answer.

    { $words }
    .mail-subject = After the close: { $prompt }
    .mail =
        Dear { $you }, { $seal ->
            [unsigned] words have come
           *[other] { $member } has sent words
        } for a round in { $circle } after it closed. They are not in the letter; I have said thank you. You may like to answer.

        { $prompt }

        { $words }

        { letter-signed }

## The card: what to do now stands first

# $seal   $heard, $seats: numbers
prompt-round-card =
    .open =
        Reply here with your words, or write to me. "pass" is fine.

        “{ $prompt }” In any order, until { $until }, or sooner when all have answered. Heard { $heard } of { $seats }. { then-closes }, and nobody is named for saying nothing.{ $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    .sealed =
        Write to me alone; nobody sees it yet. "pass" is fine.

        “{ $prompt }” { $seal ->
            [writing] There is time until { $until }, or until all have written.
            [unsigned] It opens when all have answered, and by { $until } at the latest; then everyone's words are shown together, shuffled and without names.
           *[other] It opens when all have answered, and by { $until } at the latest; then everyone's words are shown together, each with its author's name.
        } Heard { $heard } of { $seats }. Nobody is named for saying nothing.{ $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    .echo =
        Does it echo in you? Reply here, briefly. "pass" is fine.

        “{ $prompt }” Until { $until }, or sooner when nobody has anything to add. Heard { $heard } of { $seats }. { then-closes }.{ $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    .paused =
        A pause. The clocks stand still; "resume" goes on.

        “{ $prompt }” Heard { $heard } of { $seats }. { $seal ->
            [open] Words are welcome meanwhile
           *[other] Write to me alone meanwhile, if you like
        }, and "pass" is always fine.
    .closed =
        This round is closed. Thank you.

        “{ $prompt }” Heard { $heard } of { $seats }. { $seal ->
            [open] The circle letter is below.
            [writing] Thank you for writing.
           *[other] Everyone's words are below.
        }
    .cancelled =
        This round is called off. Nothing is recorded of it.

        “{ $prompt }”{ $seal ->
            [open] {""}
           *[other] {" "}What was written to me alone stays unseen.
        }

## Answers of "no", in chat and mail

refused-question-missing = Which question shall we all answer? Write it after the word, for example: !round What is growing in you this week?
refused-nobody-to-answer = A round needs at least one more person. When there are two of you, I am glad to begin.
refused-kept-already = I have your words, and keep them unseen until the round opens. To add something, write to me alone; to remove them, say "take back".
