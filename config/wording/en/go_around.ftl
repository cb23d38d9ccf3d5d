# The go-around: every sentence the Facilitator says about one.
#
# A message is named after its notice. Its value is the chat text (light Markdown), `.mail` and
# `.mail-subject` are the mail (the mail shell adds the circle's name to the subject).
# Always there: $you (who is addressed), $circle (its name), $host (a host's name).
# "until" and the other times arrive as text, in the reader's own zone and words.
#
# The rules of the voice: warm, short, no blame, one thing at a time; say how to answer, how to
# pass, until when, and what silence means. Nobody is ever named as missing.

## At the foot of every mail of a go-around

go-around-signed =
    The Facilitator (a program, not a person).{ $host ->
        [nobody] {""}
       *[named] {" "}Want a human? Begin your reply with "For { $host }:" and { $host } gets it.
    }

# What comes at the end.   $follows: whole | step (it holds a step of a practice, which goes on)
letter-comes =
    { $follows ->
        [step] Then we go on, and what was said comes with the next letter.
       *[whole] Then you get everyone's words in one letter.
    }

then-closes =
    { $follows ->
        [step] Then we go on
       *[whole] Then the circle letter closes the round
    }

## Beginning

# $where: room | alone   $inviter: named | circle | one ($by alone is asked) | some ($asked)   $lead: now | later   $pace: live | day
# $others: everyone else in the round   $letters: how many take part by mail, $mail: who
# $questions (by mail): one | two (the next step's is asked with it)
round-announced =
    { $where ->
        [alone] { $inviter ->
            [one] In { $circle } this part is yours:
            [some] In { $circle } this part is for you and { $others }:
            [named] { $by } invites everyone in { $circle } to answer one question:
           *[circle] Everyone in { $circle } is invited to answer one question:
        }
       *[room] { $inviter ->
            [one] Now we listen to { $by }:
            [some] Now we listen to { $asked }:
            [named] { $by } invites us to a go-around:
           *[circle] We are invited to a go-around:
        }
    }

    { $prompt }

    { $where ->
        [alone] Just answer here with your words, as few or many as you like. I read them out { $others_count ->
            [0] in the room.
           *[other] at your place in the circle, where { $others } will hear them.
        } "pass" is always fine.
       *[room] { $lead ->
            [later] The time to gather: { $opens }. Cannot be there? Reply to this message whenever you like, and I read it out at your place. "pass" is always fine.
           *[now] { $pace ->
                [day] One voice at a time, at an easy pace: I say when it is your turn. "pass" is always fine.
               *[live] One voice at a time. "pass" is always fine.
            }
        }
    }
    Your place is open until { $until }. If you write nothing, that is all right: the circle closes without your words, and nobody is named.{ $where ->
        [alone] {""}
       *[room] { $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    }
    .mail-subject = Your turn: { $prompt }
    .mail =
        Dear { $you }, { $inviter ->
            [you] you invite everyone in { $circle } to answer { $questions ->
                [two] two questions
               *[one] one question
            }, yourself as well:
            [one] in { $circle } this part is yours:
            [some] in { $circle } this part is for you and { $others }:
            [named] { $by } invites everyone in { $circle } to answer { $questions ->
                [two] two questions
               *[one] one question
            }:
           *[circle] everyone in { $circle } is invited to answer { $questions ->
                [two] two questions
               *[one] one question
            }:
        }

        { $prompt }

        Just reply with your words, as few or many as you like. They are read out { $others_count ->
            [0] in the room.
           *[other] at your place in the circle; { $others } will see them.
        } I leave off signature and quotes, and send you a copy of what was taken.

        Rather not? Reply PASS.   More time? Reply MORE.   Travelling? Reply AWAY until a date.

        Your place is open until { $until }. If you write nothing, that is all right: the circle closes without your words, and nobody is named. { letter-comes }

        { go-around-signed }

# $begins: when the turns begin at the latest
roll-call =
    “{ $prompt }” Here now? Tap 👋 below. We begin at { TIME($begins, style: "clock") }, or when all are here.
    Not now? Your place is open until { $until }: answer in your own time by replying here, or say "pass". Without your words the circle closes all the same, and nobody is named.{ $letters ->
        [0] {""}
        [one] {" "}{ $mail } reads and answers by mail.
       *[other] {" "}{ $mail } read and answer by mail.
    }

round-opened =
    { $places ->
        [0] We begin.
        [one] We begin.
       *[other] Order: { $order }. One voice at a time. "pass" is always fine.{ $pace ->
            [day] {" "}No need to wait here: I say when it is your turn.
           *[live] {""}
        }
    }

## Turns

turn-opened =
    { $member }, the floor is yours. When you have finished: "done" or ✅. { $pace ->
        [day] No hurry: it is yours until { $until }. "pass" is fine, and so is "later". Without a word I come back to you at the end.
       *[live] "pass" is fine, and so is "later". Without a word by { TIME($until, style: "clock") } I come back to you at the end.
    }

turn-passed = { $member } passes this time. Thank you for being here.

# The Timekeeper. $cue: nearly | over   $left: a span   $more: open | used
time-cue =
    { $cue ->
        [nearly] { $member }, about { $left } left.
       *[over] { $member }, that was the time. A last sentence, then "done".{ $more ->
            [open] {" "}Need longer? "more" once gives you as much again.
           *[used] {""}
        }
    }

# $reading: first | again | echo
letter-read =
    { $reading ->
        [again] { $member } added something, and asked me to read it here:
        [echo] { $member } answers what we said, and asked me to read it here:
       *[first] { $member } wrote, and asked me to read it here:
    }

sweep-opened =
    Once more round, in no order: { $members }, would you like to add your words now? Just write here, and say "done" when you have finished. "pass" is fine. From { TIME($until, style: "short") } on we go ahead; your place then stays open in your own time.

place-stays-open =
    We go on. Every place that is still open stays open until { $until }, and letters are read here as they come. Heard so far: { $heard } of { $seats }.

# To one member. $why: roll_call | sweep | asked
place-kept =
    { $why ->
        [roll_call] We have begun in { $circle }: “{ $prompt }”.
        [sweep] The circle in { $circle } goes on: “{ $prompt }”.
       *[asked] Take your time with “{ $prompt }”.
    } Your place is open until { $until }. Write to me here, or reply to the card in the room, and it is read out. "in" brings you to the table while it is there; "pass" is fine too. If you write nothing, that is all right: nobody is named.
    .mail-subject = Your place is open: { $prompt }
    .mail =
        Dear { $you }, your place in { $circle } is open until { $until }. The question is:

        { $prompt }

        Just reply with your words; they are read out to the circle. Rather not? Reply PASS. If you write nothing, that is all right: the circle closes without your words, and nobody is named.

        { go-around-signed }

place-added = { $member }, there is a place for you in this round, at the end of the order. I call you when it comes; "pass" is always fine.

chair-handed = { $member }, the chair of this round is yours now: "next", "pause", "extend" and "end" listen to you. The circle goes on by itself too.

## Clocks

round-paused = { $by } asks for a pause. All clocks stand still; nobody loses time. What you write in your turn still counts.

# $why is always "resumed" here.   $step: window | echo   $where: room | alone
round-resumed =
    { $why ->
       *[resumed] We go on, and every clock has been given back the time of the pause.
    } { $step ->
        [echo] The echo is open until { $until }.
       *[window] Places are open until { $until }.
    }{ $where ->
        [alone] {" "}(The question in { $circle }: “{ $prompt }”.)
       *[room] {""}
    }
    .mail-subject = More time: { $prompt }
    .mail =
        Dear { $you }, after a pause in { $circle } you now have until { $until } to answer:

        { $prompt }

        Reply with your words, or PASS. If you write nothing, that is all right, and nobody is named. What you have sent already stays as it is.

        { go-around-signed }

# $why: more | host | outage   $step: window | echo   $where: room | alone
round-extended =
    { $why ->
        [more] There is more time for everyone:
        [outage] I was not reachable for a while, and I am sorry. That time is given back:
       *[host] The round stays open for longer:
    } { $step ->
        [echo] the echo is now open until { $until }.
       *[window] places are now open until { $until }.
    }{ $where ->
        [alone] {" "}(The question in { $circle }: “{ $prompt }”.)
       *[room] {""}
    }
    .mail-subject = More time, until { $until }: { $prompt }
    .mail =
        Dear { $you }, { $why ->
            [more] there is more time for everyone in { $circle }, until { $until }. The question is:
            [outage] our service was not reachable for a while, and I am sorry. That time is given back in { $circle }, until { $until }. The question is:
           *[host] the round in { $circle } now stays open until { $until }. The question is:
        }

        { $prompt }

        Reply with your words, or PASS. If you write nothing, that is all right, and nobody is named. What you have sent already stays as it is.

        { go-around-signed }

## Receipts, each to one member

# $taken: kept | read (out at once) | added | echo
words-received =
    { $taken ->
        [added] Thank you. I add this to what you said, and read it out:
        [echo] Thank you. I read this out as your echo:
        [read] Thank you. I read this out now:
       *[kept] Thank you. This is what I read out at your place:
    }

    { $words }

    { $taken ->
        [kept] Until it is read out, new words here replace it; afterwards they are added, until { $until }.
       *[other] You can add to it until { $until }.
    } "take back" removes it.
    .mail-subject = { $taken ->
        [added] What you added: { $prompt }
        [echo] Your echo: { $prompt }
       *[kept] Your words: { $prompt }
    }
    .mail =
        Dear { $you }, { $taken ->
            [added] this is what I add to your words and read out in { $circle }:
            [echo] this is what I read out in { $circle } as your echo:
            [read] this is what I read out in { $circle } now:
           *[kept] this is what I read out at your place in { $circle }:
        }

        { $words }

        { $taken ->
            [kept] Something wrong or missing? Until it is read out, a reply with new words replaces it; afterwards they are added. You can write until { $until }.
           *[other] Something missing? Reply with it, until { $until }.
        } TAKE BACK as your whole reply removes it. With nothing to change, there is nothing to do.

        { go-around-signed }

# $word: pass | later | more   $letter: unread | alone (no letter follows) | none   $step: window | echo
word-taken =
    { $word ->
        [pass] { $step ->
            [echo] Noted: nothing to add. Thank you.
           *[window] Your pass is noted, and counts as being here. Thank you.
        }{ $letter ->
            [unread] {" "}What you wrote before is not read out.
           *[none] {""}
        }
        [later] Of course. Your place stays open until { $until }; write whenever you are ready. "pass" is fine too.
       *[more] There is more time now, until { $until }, for everyone. If you write nothing, that is all right.
    }
    .mail-subject = { $word ->
        [pass] Your pass is noted: { $prompt }
        [later] No hurry: { $prompt }
       *[more] More time: { $prompt }
    }
    .mail =
        Dear { $you }, { $word ->
            [pass] { $step ->
                [echo] it is noted that you have nothing to add.
               *[window] your pass is noted, and counts as being here.
            }{ $letter ->
                [unread] {" "}What you wrote before is not read out.
               *[none] {""}
            } There is nothing more to do.{ $letter ->
                [alone] {""}
               *[none] {" "}{ $follows ->
                    [step] What was said comes with the next letter.
                   *[whole] When the circle closes, you get everyone's words in one letter.
                }
            } The question was:
            [later] of course. Your place in { $circle } stays open until { $until }. Reply whenever you are ready, or PASS. The question is:
           *[more] there is more time now, until { $until }, for everyone in { $circle }. Reply with your words, or PASS. If you write nothing, that is all right, and nobody is named. The question is:
        }

        { $prompt }

        { go-around-signed }

# $rest: open | words | closed   $mailed: yes | no (letters with everyone's words have gone out)
words-removed =
    Done: those words are removed from the round in { $circle }, from its record, from my own messages and from every letter still to be sent.{ $mailed ->
        [yes] {" "}What is in somebody's mailbox already I cannot call back.
       *[no] {""}
    }{ $rest ->
        [open] {" "}Your place is open until { $until }, should you like to say something else. "pass" is fine too.
        [words] {" "}What else you said stays.
       *[closed] {""}
    }
    .mail-subject = Taken back: { $prompt }
    .mail =
        Dear { $you }, those words are removed from the round in { $circle }, from its record and from every letter still to be sent. What is in somebody's mailbox already I cannot call back.

        { $rest ->
            [open] Your place is open until { $until }, should you like to say something else. Or reply PASS. Nothing is fine too.
            [words] What else you said stays.
           *[closed] There is nothing more to do.
        }

        { go-around-signed }

## The echo and the close

# $where: room | alone
echo-opened =
    { $where ->
        [alone] Everyone's words on “{ $prompt }” so far:

            { $letter }

            Does something echo in you? Write me one short answer until { $until }, and I read it out to the circle.
       *[room] The letters are read, and everyone's words are with those who read by mail. Does something echo in you? Reply to the card with one short answer, until { $until }.
    } "pass" is fine, and silence too: then the circle closes, and nobody is named. It closes sooner when nobody has anything to add.
    .mail-subject = What the circle said: { $prompt }
    .mail =
        Dear { $you }, this is what has been said in { $circle } so far, on:

        { $prompt }

        { $letter }

        Does something echo in you? Reply with one short answer until { $until }, and I read it out to the circle. Rather not? Reply PASS. If you write nothing, that is all right: the circle closes, and nobody is named. { letter-comes }

        { go-around-signed }

# $where: room | alone   $heard, $seats, $open_places: numbers
circle-letter =
    { $heard ->
        [0] “{ $prompt }” ends here. { $open_places ->
            [one] One place stayed open.
           *[other] { $open_places } places stayed open.
        }
       *[other] “{ $prompt }” The whole round in one letter:

            { $letter }

            { $open_places ->
                [0] Every place was heard.
                [one] One place stayed open.
               *[other] { $open_places } places stayed open.
            }
    }
    .mail-subject = The circle's letter: { $prompt }
    .mail =
        Dear { $you }, { $heard ->
            [0] the round in { $circle } ends here, and nothing was said this time.
           *[other] here are everyone's words from { $circle }, in the order of the places.
        } The question was:

        { $prompt }

        { $letter }

        { $open_places ->
            [0] Every place was heard.
            [one] One place stayed open.
           *[other] { $open_places } places stayed open.
        } Thank you. The round is closed, and there is nothing more to do. To take your own words out of it, reply TAKE BACK.

        { go-around-signed }

# $outcome: complete | ended | cancelled   $where: room | alone
round-closed =
    { $outcome ->
        [cancelled] { $where ->
            [alone] The round in { $circle } is called off: “{ $prompt }”. There is nothing to do, and nothing is recorded of it. I'm sorry if you were in the middle of it.
           *[room] This round is called off. Nothing is recorded of it. Thank you all the same.
        }
       *[other] { $heard ->
            [0] The round is closed. Thank you for making room for it.
            [one] The round is closed. One voice was heard. Thank you.
           *[other] The round is closed. Thank you, all of you: { $heard } of { $seats } heard.
        }{ $open_places ->
            [0] {""}
            [one] {" "}One place stayed open.
           *[other] {" "}{ $open_places } places stayed open.
        }
    }
    .mail-subject = { $outcome ->
        [cancelled] Called off: { $prompt }
       *[other] Closed: { $prompt }
    }
    .mail =
        Dear { $you }, the round in { $circle } is { $outcome ->
            [cancelled] called off. There is nothing to do, and nothing is recorded of it. I'm sorry if you were in the middle of it. The question was:
           *[other] closed. Thank you. The question was:
        }

        { $prompt }

        { go-around-signed }

late-words-kept =
    Thank you for your words on “{ $prompt }”. That circle has closed, so they are not in its letter. They are kept, and a host can read them. You are welcome to say them in the room as well.
    .mail-subject = Your words are kept: { $prompt }
    .mail =
        Dear { $you }, thank you for your words. That circle has closed, so they are not in its letter. They are kept, and a host can read them. To share them with everyone in { $circle }, write to the circle's own address. The question was:

        { $prompt }

        { go-around-signed }

# To who had the chair.
late-words-for-host =
    { $member } has sent words on “{ $prompt }”, after it closed. They are not in the letter; I have thanked them. You may like to answer.

    { $words }
    .mail-subject = After the close: { $prompt }
    .mail =
        Dear { $you }, { $member } has sent words for a round in { $circle } after it closed. They are not in the letter; I have thanked them. You may like to answer.

        { $prompt }

        { $words }

        { go-around-signed }

## The card: who speaks and how to answer stand first

# $comes: next | last ($next is there with "next")
go-around-card =
    .announced =
        Letters are welcome: reply here, or write to me.

        “{ $prompt }” The time to gather: { $begins }. "pass" is always fine. Places are open until { $until }; nobody is named for saying nothing.{ $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    .roll-call =
        Here now? Tap 👋. Not now? Reply here in your own time.

        “{ $prompt }” We begin at { TIME($begins, style: "clock") }, or when all are here. "pass" is always fine. Places are open until { $until }; nobody is named for saying nothing.{ $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    .turns =
        { $member } speaks. Finished? "done" or ✅. "pass" is fine.

        “{ $prompt }” Order: { $order }. { $comes ->
            [next] Next at the table: { $next }.
           *[last] Then once more round for those who like.
        } Heard { $heard } of { $seats }. Not in the room? Reply here or write to me; places are open until { $until }, and nobody is named for saying nothing.{ $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    .sweep =
        Once more round: write here, then "done". "pass" is fine.

        “{ $prompt }” Order: { $order }. Heard { $heard } of { $seats }. Afterwards open places stay open until { $until }, and nobody is named for saying nothing.{ $letters ->
            [0] {""}
            [one] {" "}{ $mail } reads and answers by mail.
           *[other] {" "}{ $mail } read and answer by mail.
        }
    .slow =
        Places are open: reply here, or write to me. "pass" is fine.

        “{ $prompt }” Until { $until }. Letters are read here as they come. Heard { $heard } of { $seats }. { then-closes }, and nobody is named for saying nothing.{ $letters ->
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

        “{ $prompt }” Heard { $heard } of { $seats }. Letters are welcome meanwhile, and "pass" is always fine.
    .closed =
        This round is closed. Thank you.

        “{ $prompt }” Heard { $heard } of { $seats }. The circle letter is below.
    .cancelled =
        This round is called off. Nothing is recorded of it.

        “{ $prompt }”

## Answers of "no", in chat and mail

refused-prompt-missing = Which question shall go round? Write it after the word, for example: !goaround What is growing in you this week?
refused-nobody-to-ask = A go-around needs at least one more person. When there are two of you, I am glad to begin.
refused-not-in-this-round = You have no place in this round yet. A host can give you one with "!add" and your name.
refused-round-over = That round has closed. There is nothing more to do; your words are welcome in the room.
refused-only-hosts = That word belongs to a host, or to whoever has the chair of this round. { $host } can help.
refused-turn-not-yet = Your turn is still to come; I call you. To say something beforehand, reply to the card: it is read out at your place.
refused-nothing-said = I have no words from you yet. Write them first, or say "pass": that is fine too.
refused-passed-already = You passed, and a pass stands for the whole round, so this is not added. The next round is yours again.
refused-already-heard = You have been heard in this round, and your words stay. To add something, reply to the card; to remove them, say "take back".
refused-later-used = I have come back to you twice already, so I leave it at that. Your place stays open: reply to the card when you have words, and "pass" is fine.
refused-more-used = You have had more time for this step already. Write what there is, even one line; "pass" is fine too.
refused-no-more-time = This round has been extended twice already, so its end stays. { $host ->
        [nobody] As a host you can still extend it: `!extend 1d`.
       *[named] A host can still extend it: ask { $host }.
    }
refused-live-needs-chat = That word is for those who sit in the room. You take part by mail, with the same place and the same weight: just reply with your words.
refused-nothing-to-move-on = Nobody has the floor now, so there is nothing to go on from. "end" closes the round with the circle letter.
refused-extend-by-what = By how much? For example: !extend 1d
