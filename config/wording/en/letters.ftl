# Answers by mail that belong to no notice of a round: questions back, refusals, confirmations.
#
# `.mail` is the text, `.mail-subject` its subject where it does not answer a mail (the mail shell
# adds the circle's name). Always there: $you (who is addressed), $circle (its name), $host.
# The rules of the voice stand at the top of go_around.ftl; nothing that was written is ever lost.

letter-signed =
    The Facilitator (a program, not a person).{ $host ->
        [nobody] {""}
       *[named] {" "}Want a human? Begin your reply with "For { $host }:" and { $host } gets it.
    }

# Above an answer that also stands in chat.
letter-hello =
    .mail = Hello { $you }.

letter-signature =
    .mail = { letter-signed }

# The subject of an answer to a mail without one.
letter-subject = Your mail

# $words: the member's own
letter-your-words =
    .mail =
        This is what you wrote, so that nothing has to be typed twice:

        { $words }

# $count: how many files came with the words
letter-attachments =
    .mail =
        { $count ->
            [one] One file came with your mail.
           *[other] { $count } files came with your mail.
        } Pictures and files are not passed on yet; your words are.

## Questions back: nothing is counted before the answer

# $code   $about: the question or proposal it is about, as typed   $items: what is open, a line each
# $address: where to write to everyone
letter-asked =
    .mail =
        Dear { $you }, { $code ->
            [empty-turn] your mail is here, and I find no words of yours in it, only what I had written. Reply with your words, as few or many as you like; they are read out at your place. Rather not? Reply PASS. The question is:
            [empty-poll] your mail is here, and I find no answer of yours in it, only what I had written. Please fill in the brackets, or reply as my letter says, or with PASS. Nothing is counted yet. It is about:
            [empty-proposal] your mail is here, and I find no words of yours in it, only what I had written. Begin your reply with CONSENT, CONCERN ..., OBJECT because ..., ASIDE or PASS. Nothing is counted yet. It is about:
            [word-and-words] I find one of my words alone on its line, and more words below it, so I ask: which of them shall I take? Reply with the word alone, or with your words without it. Nothing is taken yet. It is about:
            [which] several things are open for you in { $circle }, and I could not see which one you answer. Please send it as a reply to the mail of the one you mean. Nothing is taken yet. Open are:
            [which-question] two questions were in that letter, and I could not see for certain which one you answer. Please send your words once more, with A: or B: before them. Nothing is taken yet. It began with:
            [not-yours] your mail came to an address that I had given to somebody else, so it does not count as yours. Reply to this mail, or to your own about it, and it does. It is about:
            [expired] that question was closed a while ago, so I have not taken your answer to it. To share your words with everyone in { $circle }, send them to the circle's own address. It was about:
            [word-one] your mail is here. It is a word that answers a round or a proposal, and what you replied to asks nothing, so I have neither counted it nor passed it on. One thing is open for you in { $circle }. If you mean that, please reply to this mail with your word once more. If it was for everyone, send it to { $address } with a few more words. Open is:
            [asks-nothing] your mail is here. The letter that you replied to asks for no words, so I have read them to nobody. When a question is open for you, it comes as a letter of its own. To write to everyone in { $circle }, send your words to { $address }. That letter was about:
            [offers] your mail is here. The letter that you replied to offers a part. If you would like it, reply with the one word IN; if not, there is nothing to do. I have read your words to nobody. It is about:
            [asks-elsewhere] your mail is here. The letter that you replied to asks for no words, so I have read them to nobody. One question is open for you: if your words are for that, please reply to this mail with them. It is:
           *[lost] your mail came to an address that I do not know any more, so I could not see what you answer. Please reply to the mail of the question you mean, or send it to the circle's own address. Nothing is taken yet. The address belonged to:
        }

        { $code ->
            [which] { $items }
           *[other] { $about }
        }

# What changed nothing.
# $code: done | same | takeback-nothing | passed-on   $member: who got it (with passed-on)
letter-noted =
    .mail =
        Dear { $you }, { $code ->
            [done] that is done. Thank you.
            [takeback-nothing] I find nothing of yours there that I could take back, so there is nothing to do.
            [passed-on] your words are with { $member }, and with nobody else. I am a program and leave it to the two of you.
           *[same] your mail is here, and it changes nothing: what you said before stands. There is nothing to do.
        }

## A mail in somebody's name that could not be checked

# $why: unproven | elsewhere   $from: where it came from, shortened   $about   $words
# $has_link: yes | no, $link: the page with the same choice
letter-confirm =
    .mail-subject = Was this you? { $about }
    .mail =
        Dear { $you }, { $why ->
            [elsewhere] a mail in your name came from another address ({ $from }).
           *[unproven] a mail in your name came, and I could not see for certain that it is from you.
        } It is about:

        { $about }

        It says:

        { $words }

        Was this you? Reply YES, and it counts, as of the time it came.{ $why ->
            [elsewhere] {" "}Reply YES AND ADD, and I also know that address as yours from now on.
           *[unproven] {""}
        } Not you? Reply NO, or leave it: then nothing is counted.{ $has_link ->
            [yes] {" "}The same choice is here: { $link }
           *[no] {""}
        }

        { letter-signed }

## A word to a host

# $member: who writes   $words
letter-for-host =
    { $member } asks for a human in { $circle }, and wrote to you alone:

    { $words }

    I am a program and leave it to the two of you.
    .mail-subject = { $member } asks for you
    .mail =
        Dear { $you }, { $member } asks for a human in { $circle }, and wrote to you alone:

        { $words }

        I am a program and leave it to the two of you. A reply to this mail goes to the hosts of { $circle }.

## Answers of "no" that read otherwise in a mail

letter-refused-which-round = Several things are open in { $circle }. Please send it as a reply to the mail of the one you mean.
letter-refused-which-number = Several proposals are open in { $circle }. Which one? For example: `!{ $typed } { $number }`; or reply to the mail of the one you mean.
letter-refused-which-decision = Several proposals are open in { $circle }. Please send it as a reply to the mail of the one you mean.
letter-refused-already-heard = You have been heard in this round, and your words stay. To add something, reply with it; to remove them, reply TAKE BACK.
letter-refused-takeback-how = To take back your words, reply TAKE BACK to the mail that showed them to you.
letter-refused-only-hosts = That word belongs to a host, or to whoever has the chair of this round. { $host } can help.
refused-needs-chat = “{ $typed }” works in chat only. By mail there are for example !goaround, !propose, !amend, !decisions and !circle; a reply with HELP shows more.
