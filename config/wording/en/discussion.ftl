# The open discussion: free talk in the room, letters read into it, hands where they are wanted.
#
# A message is `discussion-` and the name of its notice; where a sentence of the go-around fits as
# it stands (go_around.ftl), it is not written twice. The rules of the voice stand there, too.
# Always there: $you (who is addressed), $circle (its name), $host (a host's name).

## Beginning

# $inviter: named | circle   $table: talks | none   $about: all | questions   $queue: yes | no
# $letters: how many take part by mail, $mail: who   $listeners: who only listens this time
# $answerers: who answers the questions as they come
discussion-opened =
    { $inviter ->
        [named] { $by } invites us to { $about ->
            [questions] ask what we would like to know:
           *[all] talk this over:
        }
       *[circle] We are invited to { $about ->
            [questions] ask what we would like to know:
           *[all] talk this over:
        }
    }

    { $prompt }

    { $table ->
        [none] Nobody sits at the table just now, so this is held in letters: reply to this message or write to me, until { $until }, and they are read here as they come.
       *[talks] { $about ->
            [questions] { $answerers_count ->
                [0] Questions only, this time: answers have their place later.
                [one] Questions only, this time; { $answerers } answers them as they come.
               *[other] Questions only, this time; { $answerers } answer them as they come.
            } Just write here, until { $until }.
           *[all] Just talk here, until { $until }.
        }{ $queue ->
            [yes] {" "}For the word: ✋ or "hand"; I call one after another.
           *[no] {" "}Nobody is called; ✋ shows that you have something to say.
        } Letters are read here as they come.
    } "pass" is always fine, and so is listening: nobody is named for saying nothing.{ $listeners_count ->
        [0] {""}
        [one] {" "}{ $listeners } only listens in this part.
       *[other] {" "}{ $listeners } only listen in this part.
    }{ $letters ->
        [0] {""}
        [one] {" "}{ $mail } reads and answers by mail.
       *[other] {" "}{ $mail } read and answer by mail.
    }

# To one member in their own time.   $others: everyone else   $most: letters they may write, 0: any
discussion-round-announced =
    { $inviter ->
        [named] { $by } invites everyone in { $circle } to { $about ->
            [questions] ask what they would like to know:
           *[all] talk this over:
        }
       *[circle] Everyone in { $circle } is invited to { $about ->
            [questions] ask what they would like to know:
           *[all] talk this over:
        }
    }

    { $prompt }

    { $table ->
        [talks] Some talk in the room now; "in" brings you to them while they do.
       *[none] This is held in letters.
    } In your own time write { $most ->
        [0] to me here, as often as you like,
        [one] me one letter here,
       *[other] me up to { $most } letters here,
    } and I read it out in the room as it comes, for { $others } to hear. { $about ->
        [questions] { $part ->
            [answers] The others ask, and you answer. "pass" is always fine.
           *[joins] { $answerers_count ->
                [0] Questions only, this time. "pass" is always fine.
                [one] Questions only, this time; { $answerers } answers them. "pass" is always fine.
               *[other] Questions only, this time; { $answerers } answer them. "pass" is always fine.
            }
        }
       *[all] "pass" is always fine.
    }
    Your place is open until { $until }. If you write nothing, that is all right: it closes without your words, and nobody is named.
    .mail-subject = { $about ->
        [questions] { $part ->
            [answers] They ask, and you answer: { $prompt }
           *[joins] Your questions: { $prompt }
        }
       *[all] Let us talk: { $prompt }
    }
    .mail =
        Dear { $you }, { $inviter ->
            [you] you invite everyone in { $circle } to { $about ->
                [questions] ask what they would like to know:
               *[all] talk this over:
            }
            [named] { $by } invites everyone in { $circle } to { $about ->
                [questions] ask what they would like to know:
               *[all] talk this over:
            }
           *[circle] everyone in { $circle } is invited to { $about ->
                [questions] ask what they would like to know:
               *[all] talk this over:
            }
        }

        { $prompt }

        { $part ->
            [answers] The others ask, and you answer: I send you each question that comes by letter, and what is asked in the room a little later. Just reply with your answer, as few or many words as you like.
           *[joins] Just reply with your { $about ->
                [questions] questions,
               *[all] words,
            } as few or many as you like.{ $answerers_count ->
                [0] {""}
                [one] {" "}{ $answerers } answers them as they come.
               *[other] {" "}{ $answerers } answer them as they come.
            }
        } I read your letter out in the room as it comes; { $others } will see it. { $most ->
            [0] Write as often as you like.
            [one] One letter each, so that there is room for all.
           *[other] Up to { $most } letters each, so that there is room for all.
        } I leave off signature and quotes, and send you a copy of what was read.

        Rather not? Reply PASS.   More time? Reply MORE.   Travelling? Reply AWAY until a date.

        Your place is open until { $until }. If you write nothing, that is all right: it closes without your words, and nobody is named. When it closes I write to you, with the letters that were read.

        { go-around-signed }

# Alone and once, to whoever said what is no question where only questions are asked for.
# $said: yes (in the room, where it stays) | no (by letter: it waits)   $answerers: who answers
discussion-question-wanted =
    { $said ->
        [yes] A word to you alone, and only once: this part is for questions{ $answerers_count ->
            [0] {""}
           *[other] , and { $answerers } alone { $answerers_count ->
                [one] answers
               *[other] answer
            }
        }. What you said stays. Would you like to put it as a question?
       *[no] Could you put it as a question? This part is for questions{ $answerers_count ->
            [0] {""}
           *[other] , and { $answerers } alone { $answerers_count ->
                [one] answers
               *[other] answer
            }
        }. If you would rather leave it as it is, send it once more, and I read it out.
    }
    .mail-subject = Could you put it as a question? { $prompt }
    .mail =
        Dear { $you }, could you put it as a question? In { $circle } this part is for questions{ $answerers_count ->
            [0] {""}
           *[other] , and { $answerers } alone { $answerers_count ->
                [one] answers
               *[other] answer
            }
        }:

        { $prompt }

        Nothing is read out yet. Reply with your question until { $until }. If you would rather leave it as it is, send it once more, and I read it out. Rather not? Reply PASS. If you write nothing, that is all right, and nobody is named.

        { go-around-signed }

# A question by letter, to one who answers in their own time.   $member asks: $words
discussion-question-came =
    { $member } asks:

    { $words }

    Answer here, and I read it out, until { $until }. It is about “{ $prompt }”.
    .mail-subject = { $member } asks: { $prompt }
    .mail =
        Dear { $you }, { $member } asks:

        { $words }

        Just reply with your answer; I read it out in { $circle }, until { $until }. It is fine to leave a question open: reply PASS, or write nothing; nobody is named.

        { go-around-signed }

discussion-place-added = { $member }, there is a place for you at the table: just join in. "pass" is always fine.

## The word

# $hand: first | order | clarify | reply | topic
discussion-hand-called =
    { $hand ->
        [first] { $member }, please begin: the word is yours.
        [order] { $member }, your point of order, please.
        [clarify] { $member }, your question, please.
        [reply] { $member }, your reply, please.
       *[topic] { $member }, the word is yours.
    } When you have finished: "done" or ✅. "pass" is fine. Without a word by { TIME($until, style: "clock") } we go on, and you can raise your hand again.

# $left: some | none   $speaking: somebody | nobody
discussion-time-cue =
    { $left ->
        [none] Our time is up. { $speaking ->
            [somebody] Please finish in peace; then this part of the talk closes.
           *[nobody] This part of the talk closes now.
        }
       *[some] This part of the talk closes { TIME($until, style: "away") }, at { TIME($until, style: "clock") }. "more" asks for time.
    }

## Clocks

discussion-round-paused = { $by } asks for a pause. All clocks stand still; nobody loses time. Letters that come meanwhile are read when we go on.

# $why is always "resumed" here.   $step: box | window   $where: room | alone
discussion-round-resumed =
    { $why ->
       *[resumed] We go on, and every clock has been given back the time of the pause.
    } { $step ->
        [box] We talk until { $until }.
       *[window] Letters are read until { $until }.
    }{ $where ->
        [alone] {" "}(It is about this, in { $circle }: “{ $prompt }”.)
       *[room] {""}
    }

# $why: more | host | outage   $step: box | window   $where: room | alone
discussion-round-extended =
    { $why ->
        [more] There is more time for everyone:
        [outage] I was not reachable for a while, and I am sorry. That time is given back:
       *[host] There is more time:
    } { $step ->
        [box] we talk until { $until }.
       *[window] letters are now read until { $until }.
    }{ $where ->
        [alone] {" "}(It is about this, in { $circle }: “{ $prompt }”.)
       *[room] {""}
    }

## Receipts, each to one member

# $reading: now | later   $rest: more | none
discussion-words-received =
    Thank you. This is what I read out in the room{ $reading ->
        [later] , as soon as the word is free:
       *[now] :
    }

    { $words }

    { $rest ->
        [more] You can write again until { $until }.
       *[none] That was your last letter this time; the others have as many.
    } "take back" removes it.
    .mail-subject = Your letter: { $prompt }
    .mail =
        Dear { $you }, this is what I read out { $at ->
            [table] at your table, and nowhere else
           *[circle] in { $circle }
        }{ $reading ->
            [later] , as soon as the word is free:
           *[now] :
        }

        { $words }

        { $rest ->
            [more] Something to add, or to answer? Reply with it, until { $until }.
           *[none] That was your last letter this time; the others have as many.
        } TAKE BACK as your whole reply removes it. With nothing to change, there is nothing to do.

        { go-around-signed }

# $word: pass | done | more
discussion-word-taken =
    { $word ->
        [pass] Your pass is noted, and counts as being here. Thank you.
        [done] Noted: you are through with this. Thank you.
       *[more] There is more time now, until { $until }, for everyone. If you write nothing, that is all right.
    }
    .mail-subject = { $word ->
        [pass] Your pass is noted: { $prompt }
        [done] Noted: { $prompt }
       *[more] More time: { $prompt }
    }
    .mail =
        Dear { $you }, { $word ->
            [pass] your pass is noted, and counts as being here. Should you like to say something after all, a reply until { $until } is read out. It is about:
            [done] it is noted that you are through with this. Should you like to say something after all, a reply until { $until } is read out. It is about:
           *[more] there is more time now, until { $until }, for everyone { $at ->
                [table] at your table
               *[circle] in { $circle }
            }. Reply with your words, or PASS. If you write nothing, that is all right, and nobody is named. It is about:
        }

        { $prompt }

        { go-around-signed }

## A table of a session: a few, in a room of their own or by mail among themselves

# $here: who sits there   $listeners: who only listens, $speakers: the others   $mail: who is by mail
# $apart: yes | no (the circle's own room)
# $pace: live | own (everybody in their own time)   $turns: free | round ($first begins)
# $telling: yes | no ($role: what somebody may take)
discussion-table-opened =
    { $apart ->
        [free] A table for whoever is drawn to it. Only those who come here read it.
        [yes] { $here }, you sit together, and nobody else reads what you say here.
       *[no] { $here }, this is for you:
    }

    { $prompt }

    { $turns ->
        [round] { $first }, please begin; I say when the word goes on. You have until { $until }.
       *[free] { $listeners_count ->
            [0] { $pace ->
                [own] Write whenever it suits you, until { $until }.
               *[live] Just talk here, until { $until }.
            }
            [one] { $speakers }, the word is yours until { $until }. { $listeners } only listens in this part.
           *[other] { $speakers }, the word is yours until { $until }. { $listeners } only listen in this part.
        }
    }{ $mail_count ->
        [0] {""}
        [one] {" "}{ $mail } writes by mail: letters are read here, and what you say here goes to { $mail }.
       *[other] {" "}{ $mail } write by mail: letters are read here, and what you say here goes to them.
    }{ $telling ->
        [yes] {" "}One of you tells the others afterwards ({ $role }): 👋 or "!in" takes it, else the lot decides.
       *[no] {""}
    } Through before? "done". "pass" is always fine, and nobody is named for saying nothing.

# To one member by mail.   $others: who sits with them   $part: speaks | listens
# $apart: yes | no (the circle's own room) | free (whoever likes comes)
discussion-table-announced =
    In { $circle } you sit together with { $others }{ $apart ->
        [yes] , in a room of your own:
       *[no] :
    }

    { $prompt }

    { $part ->
        [listens] You only listen in this part: there is nothing to write.
       *[speaks] Write there or to me here, whenever it suits you; only { $others } will read it. "pass" is always fine.
    }
    There is time until { $until }. If you write nothing, that is all right, and nobody is named.
    .mail-subject = { $apart ->
        [free] A table for you: { $prompt }
       *[other] With { $others }: { $prompt }
    }
    .mail =
        Dear { $you }, in { $circle } { $apart ->
            [free] you have a place at this table now:
           *[other] you sit together with { $others } now:
        }

        { $prompt }

        { $part ->
            [listens] You only listen in this part. What is said comes to you by mail, and there is nothing to write.
           *[speaks] Just reply with your words. Only { $apart ->
                [free] those who come to this table
               *[other] { $others }
            } will read them, and what is said there comes to you, to nobody else. I leave off signature and quotes, and send you a copy.
        }{ $telling ->
            [yes] {" "}One of you tells the others afterwards ({ $role }). If you would like to, reply with the one word !in
           *[no] {""}
        }

        { $part ->
            [listens] {""}
           *[speaks] Rather not? Reply PASS.   More time? Reply MORE.   Travelling? Reply AWAY until a date.
        }

        There is time until { $until }{ $apart ->
            [free] .
           *[other] , or until all of you have written.
        } If you write nothing, that is all right, and nobody is named.

        { go-around-signed }

discussion-table-swapped = Now the word goes on, for as long: { $member }, please.

# $whose: mine (who reads it) | other
discussion-table-teller =
    { $member } tells the others afterwards ({ $role }). Thank you.
    .mail-subject = Who tells the others
    .mail =
        Dear { $you }, { $whose ->
            [mine] you tell
           *[other] { $member } tells
        } the others afterwards what was found at your table ({ $role }). Thank you.

        { go-around-signed }

# $chat: some | none (all take part by mail)   $outcome: complete | ended | cancelled
discussion-table-over =
    { $outcome ->
        [cancelled] This is called off. I'm sorry if you were in the middle of it.
       *[other] Our time here is over. Thank you.
    } If you would like to keep this room, one of you says "!keep", and it is yours. Else nobody can write here from tomorrow on; what was said stays readable for you alone.
    .mail-subject = Your table is over: { $prompt }
    .mail =
        Dear { $you }, { $outcome ->
            [cancelled] this is called off. I'm sorry if you were in the middle of it.
           *[other] the time at your table is over. Thank you.
        } If you would like to go on writing to each other, reply KEEP. Until tomorrow a reply reaches those who sat with you in any case.

        { go-around-signed }

## The end of the table, and of all

# $hands: whose hand is up still, as everybody sees   $open_places: a number
discussion-goes-on =
    The talk at the table is over. Thank you. { $open_places ->
        [one] One place is still open, for a letter,
       *[other] { $open_places } places are still open, for letters,
    } until { $until }; they are read here as they come.{ $hands_count ->
        [0] {""}
        [one] {" "}{ $hands } still had a hand up: a letter is heard as well.
       *[other] {" "}{ $hands } still had a hand up: a letter is heard as well.
    }

# $outcome: complete | ended | cancelled   $where: room | alone   $letter_count: who wrote letters
discussion-round-closed =
    { $outcome ->
        [cancelled] { $where ->
            [alone] The talk in { $circle } is called off: “{ $prompt }”. There is nothing to do, and nothing is recorded of it. I'm sorry if you were in the middle of it.
           *[room] This part is called off. Nothing is recorded of it. Thank you all the same.
        }
       *[other] This part is over. Thank you, all of you. What was said in the room stays there, as talk does; I keep none of it.{ $hands_count ->
            [0] {""}
           *[other] {" "}{ $hands } still had a hand up: that can begin the next talk.
        }
    }
    .mail-subject = { $outcome ->
        [cancelled] Called off: { $prompt }
       *[other] This part is over: { $prompt }
    }
    .mail =
        Dear { $you }, { $outcome ->
            [cancelled] the talk in { $circle } is called off. There is nothing to do, and nothing is recorded of it. I'm sorry if you were in the middle of it. It was about:
           *[other] this part of the talk in { $circle } is over. Thank you. It was about:
        }

        { $prompt }

        { $outcome ->
            [cancelled] {""}
           *[other] { $letter_count ->
                [0] No letters were read this time.
               *[other] These letters were read:

                    { $letter }
            }
        }

        { go-around-signed }

discussion-late-words-kept =
    Thank you for your words on “{ $prompt }”. That part was over already, so I have not read them out. { $at ->
        [table] You are welcome to say them to those who sat with you.
       *[circle] They are kept, and a host can read them. You are welcome to say them in the room as well.
    }
    .mail-subject = Your words are kept: { $prompt }
    .mail =
        Dear { $you }, thank you for your words. That part was over already, so I have not read them out. { $at ->
            [table] Nobody else has seen them.
           *[circle] They are kept, and a host can read them.
        } To share them with everyone in { $circle }, write to the circle's own address. It was about:

        { $prompt }

        { go-around-signed }

# To who had the chair.
discussion-late-words-for-host =
    { $member } has sent words on “{ $prompt }”, after it was over. I have not read them out, and have thanked them. You may like to answer.

    { $words }
    .mail-subject = After the close: { $prompt }
    .mail =
        Dear { $you }, { $member } has sent words for a talk in { $circle } after it was over. I have not read them out, and have thanked them. You may like to answer.

        { $prompt }

        { $words }

        { go-around-signed }

## The card: what to do now stands first

# $speaking: somebody ($member) | nobody   $hands: whose hand is up, in the order of calling
# $own_time: yes (letters until $window) | no   $about: all | questions
discussion-card =
    .open =
        { $about ->
            [questions] Questions only: just write here. ✋ for the word.
           *[all] Just talk here. ✋ shows you have something to say.
        }

        “{ $prompt }” Until { $until }.{ $speaking ->
            [somebody] {" "}{ $member } has the word.
           *[nobody] {""}
        }{ $hands_count ->
            [0] {""}
           *[other] {" "}Hands: { $hands }.
        }{ $own_time ->
            [yes] {" "}Not in the room? Write to me until { $window }; letters are read here as they come.
           *[no] {""}
        } "done" or "pass" when you are through; nobody is named for saying nothing.{ $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    .queue =
        { $speaking ->
            [somebody] { $member } has the word. To come next: ✋ or "hand".
           *[nobody] The word is free: ✋ or "hand", and I call you.
        }

        “{ $prompt }”{ $about ->
            [questions] {" "}Questions only.
           *[all] {""}
        } Until { $until }.{ $hands_count ->
            [0] {""}
           *[other] {" "}Hands: { $hands }.
        } Finished? "done" or ✅.{ $own_time ->
            [yes] {" "}Not in the room? Write to me until { $window }; letters are read here as they come.
           *[no] {""}
        } "pass" is fine; nobody is named for saying nothing.{ $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    .slow =
        Letters are welcome: reply here, or write to me.

        “{ $prompt }”{ $about ->
            [questions] {" "}Questions only.
           *[all] {""}
        } Until { $until }. Letters are read here as they come. "pass" is fine; nobody is named for saying nothing.{ $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    .paused =
        A pause. The clocks stand still; "resume" goes on.

        “{ $prompt }”{ $hands_count ->
            [0] {""}
           *[other] {" "}Hands: { $hands }.
        } Letters are welcome meanwhile, and "pass" is always fine.
    .closed =
        This part is over. Thank you.

        “{ $prompt }”
    .cancelled =
        This part is called off. Nothing is recorded of it.

        “{ $prompt }”

## Answers of "no", in chat and mail

refused-topic-missing = What shall we talk about? Write it after the word.
refused-nobody-to-talk-with = A talk needs somebody to talk with. When there are two of you, I am glad to begin.
refused-only-listening = In this part you only listen; your turn comes. What others say is there for you all the same.
refused-table-has-ended = The talk at the table is over. Letters are still read here as they come: write to me, or reply to the card. A host closes it all with "end".
refused-letters-used = You have written as many letters as everybody has this time. To say more, write to the circle itself: that is talk, and always welcome.
