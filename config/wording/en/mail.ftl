# The mailing list: joining and leaving, posts both ways, what is held, and the signed pages.
#
# A message is named after its notice. Its value is the chat text, `.mail` and `.mail-subject` are
# the mail (the circle's name stands before the subject already). Short lines without attributes are
# labels and parts of pages. Always there: $you, $circle, $host.

## At the foot and in the head of mails

mail-footer-member = { $circle }, by mail. To leave, reply LEAVE. For help, reply HELP.
mail-footer-guest = { $circle }, a mailing list held by the Facilitator (a program, not a person).
mail-from-one = { $name } in { $circle }
mail-outside = Someone outside the circle
mail-unnamed = Someone new
mail-picture = (a picture or a file: { $name })

mail-post-head =
    .mail = { $name }, { TIME($at, style: "short") }

mail-signed =
    The Facilitator (a program, not a person).{ $host ->
        [nobody] {""}
       *[named] {" "}Want a human? Write to the circle, or reply with "For { $host }:" and { $host } gets it.
    }

mail-page =
    { $has_link ->
        [yes] You can also do it here: { $link }
       *[no] {""}
    }

## Being asked in

confirm-asked =
    .mail-subject = { $by } invites you to { $circle }. Do you want to come?
    .mail =
        { $named ->
            [yes] Dear { $you }, { $by } invites you to take part in { $circle } by mail.
           *[no] Hello, { $by } invites you to take part in { $circle } by mail.
        }

        If you would like to, reply YES. Then you get what is said there, you can write to all, and you are asked whenever the circle asks everyone something. A mail program is all you need.

        If not, do nothing: this is the only mail, and nobody is told. If you reply NO, I do not ask you again for { $circle }.

        { mail-page }

        The Facilitator (a program, not a person), for { $by }.

confirm-link =
    .mail-subject = Is this address { $by }'s, too?
    .mail =
        { $by } in { $circle } says that this address is theirs, too. If that is you, reply YES: then mail from here counts as yours.

        If it is not you, do nothing. Without your answer nothing happens.

        { mail-page }

        The Facilitator (a program, not a person).

confirm-leave =
    .mail-subject = Do you want to leave?
    .mail =
        A mail in your name asked to leave { $circle }. I could not tell whether it was really yours, so I ask. To leave, reply YES.

        If it was not you, do nothing and everything stays as it is.

        { mail-page }

        { mail-signed }

# $expired: yes | no
confirm-again =
    .mail-subject = One word is missing
    .mail =
        { $expired ->
            [yes] Thank you for your answer. What I had asked is too long ago by now, so I leave it as it is. Somebody in { $circle } can ask again.
           *[no] Thank you for your answer. I could not read a yes or a no in it, or it came from another address than the one I asked. Please reply with one word from here: YES or NO.
        }

link-taken =
    .mail-subject = This address belongs to a member already
    .mail =
        This address belongs to another member already, and two members cannot be made one yet. Nothing has changed; both go on as they were.

link-made =
    .mail-subject = This address is yours now, too
    .mail =
        Done: mail from this address counts as yours from now on. Only you and I know of it.

        { mail-signed }

## Welcome and goodbye

mail-member-came = { $member } now takes part by mail: what is said in this room reaches { $member }'s mailbox too, and { $member } is asked in every round.

# $address: where to write   $scale: crew | congregation | other
mail-welcome =
    .mail-subject = Welcome to { $circle }
    .mail =
        Dear { $you }, you are a member of { $circle } now, by mail.

        To write to all, write to { $address }, or reply to what you get. You can take it back for two minutes.

        When the circle holds a round or decides something, I write to you. A reply is enough, and PASS is always fine.

        Going away? Reply AWAY until a date. To leave, reply LEAVE, at any time, at once.

        Who can read what you write: the members of { $circle }, those who take part by mail and their mail providers, and this service with whoever runs it. Your address is shown to nobody but the host who invited you.

        { mail-signed }

mail-goodbye =
    .mail-subject = You have left { $circle }
    .mail =
        You have left { $circle }. No more mail comes to you from there, and your places are closed without a word about it.

        Changed your mind? For 30 days a reply with YES brings you back.

        { mail-page }

        Thank you for having been here. The Facilitator (a program, not a person).

mail-resting =
    .mail-subject = No more mail from { $circle }, and your place stays
    .mail =
        As you asked, no mail comes to you from { $circle } any more. You are still a member, and count as away: nothing waits for you.

        For 30 days a reply with YES brings everything back. To leave altogether, reply LEAVE.

        { mail-page }

        { mail-signed }

mail-by-invitation =
    .mail-subject = How to join { $circle }
    .mail =
        Thank you for writing. Joining { $circle } by mail opens by invitation for now: somebody who is in it can invite you, and then I ask you here.

        The Facilitator (a program, not a person).

## Small answers by mail

mail-away =
    .mail-subject = You are away until { $until }
    .mail =
        Have a good time. Until { $until } nothing waits for you; what you write still counts. BACK ends it sooner.

mail-back =
    .mail-subject = Welcome back
    .mail =
        Welcome back. You are asked again from now on, as before.

mail-deliver-how =
    .mail-subject = What shall reach you?
    .mail =
        Please write "deliver each", "deliver moments" or "deliver off". Daily and weekly letters will come with a later version.

mail-deliver-each =
    .mail-subject = You get each post
    .mail =
        From now on you get what is said in { $circle }, gathered when a talk pauses, and what the circle asks you.

mail-deliver-moments =
    .mail-subject = You get the moments
    .mail =
        From now on you get rounds, decisions and words to you, and no other talk of { $circle }.

mail-deliver-off =
    .mail-subject = You get no talk
    .mail =
        From now on no talk of { $circle } reaches you by mail. Write "deliver each" to change it.

## Posts by mail

# $text   $until   $attached: number of files
post-waits =
    .mail-subject = I post this at { TIME($until, style: "clock") }
    .mail =
        This goes to everyone in { $circle } at { TIME($until, style: "clock") }:

        { $text }

        Changed your mind? Until then, reply TAKE BACK.{ $attached ->
            [0] {""}
           *[other] {" "}What was attached stays with you: I can bring words only, for now.
        }

        { mail-page }

post-undone =
    .mail-subject = Taken back
    .mail =
        Taken back; nobody has seen it. These were your words:

        { $text }

post-undo-late =
    .mail-subject = It was posted already
    .mail =
        Your words were in the room already when your mail came. Somebody who hosts { $circle } can take them out there; what is in a mailbox cannot be called back.

# $other: yes | no (it came from an address we do not know)
was-this-you =
    .mail-subject = Was this you?
    .mail =
        A mail in your name came for { $circle }, { $other ->
            [yes] from an address I do not know as yours.
           *[no] and your mail provider did not vouch for it.
        } It says:

        { $text }

        Was this you? Reply YES and I post it.{ $other ->
            [yes] {" "}Reply YES AND ADD, and that address counts as yours from now on.
           *[no] {""}
        } Otherwise do nothing: nobody sees it.

        { mail-page }

# A word that answers a round, where nothing was asked. $count: how much is open that knows it
# $items: what is open, a line each   $address: where to write to everyone   $text: what they wrote
word-where =
    .mail-subject = { $count ->
        [0] Nothing is open for that word
       *[other] Which one do you mean?
    }
    .mail =
        Dear { $you }, your mail is here. It is a word that answers a round or a proposal, and what you replied to asks nothing, so I have neither counted it nor passed it on.

        { $count ->
            [0] Nothing is open for it in { $circle } just now.
           *[other] Open for you in { $circle } are the following. Please send your word as a reply to the mail of the one you mean.
        }

        { $count ->
            [0] {""}
           *[other] { $items }
        }

        If it was for everyone, send it to { $address } with a few more words. You wrote:

        { $text }

        { mail-signed }

new-message =
    .mail-subject = A new message for { $circle }?
    .mail =
        Your mail answers something old, or has a subject of its own. Is it a new message for { $circle }? Reply YES and I post it:

        { $text }

        Otherwise do nothing: nobody sees it.

        { mail-page }

mail-list-rests =
    .mail-subject = The list rests at the moment
    .mail =
        Postie is not in { $circle }'s room at the moment, so nothing goes there by mail. Your words were not posted; here they are:

        { $text }

# To each host. $count: how many take part by mail
postie-left =
    Postie has left the room of { $circle }, so its mail rests. { $count ->
        [one] One member takes part by mail; I have told them, and the clocks of what is open stand still for them.
       *[other] { $count } members take part by mail; I have told them, and the clocks of what is open stand still for them.
    } Shall it come back? In the room, `!helpers +postie` brings it, and everything goes on. If it should stay away, please find another way for them to take part; `!resume` lets the clocks run.
    .mail-subject = Postie has left { $circle }: shall it come back?
    .mail =
        Hello { $you }. Postie has left the room of { $circle }, so its mail rests. Members who take part by mail are told, and the clocks of what is open stand still for them.

        Shall it come back? A host in the room brings it with `!helpers +postie`, and everything goes on.

# To whoever begins something meanwhile. $count: how many take part by mail
postie-away =
    It is begun, and its clock stands still: Postie is not in the room, and { $count ->
        [one] one member takes part by mail.
       *[other] { $count } members take part by mail.
    } When a host brings Postie back with `!helpers +postie`, it goes on. `!resume` lets the clock run all the same.
    .mail-subject = It is begun, and waits
    .mail =
        Dear { $you }, it is begun, and its clock stands still: Postie is not in the room, and { $count ->
            [one] one member takes part by mail.
           *[other] { $count } members take part by mail.
        } It goes on when a host brings Postie back with `!helpers +postie`.

        { mail-signed }

mail-rests =
    .mail-subject = The mail of { $circle } rests for now
    .mail =
        Dear { $you }, the mail of { $circle } rests for now: Postie, the program that carries it, was taken out of the room.

        Your place is kept. What is open waits, and its clock stands still. The hosts are asked about it{ $host ->
            [nobody] .
           *[named] ; "For { $host }:" at the beginning of a reply reaches { $host }.
        }

mail-works =
    .mail-subject = The mail of { $circle } works again
    .mail =
        Dear { $you }, the mail of { $circle } works again. What was open goes on, and you have all the time back that it stood still.

mail-nothing-new =
    .mail-subject = I found no words of yours
    .mail =
        Your mail reached me, but below the quoted lines I found no new words, so nothing was posted. If there were some, please send them once more on their own.

# A voice from outside, read by Postie after a host said yes.
mail-outside-said =
    { $name } wrote to us by mail, and is not a member here:

    { $text }

## To hosts and members, privately

mail-held =
    { $name } is not a member of { $circle } and wrote to its list. I hold it as number { $number }: `!mail accept { $number }` posts it, `!mail reject { $number }` lets it go.
    .mail-subject = Held for you: a mail from { $name }
    .mail =
        { $name } is not a member of { $circle } and wrote to its list. I hold it as number { $number }. In the circle's room, `!mail accept { $number }` posts it, `!mail reject { $number }` lets it go.

mail-for-hosts =
    { $name } wrote to the hosts of { $circle }:

    { $text }
    .mail-subject = { $name } wrote to the hosts of { $circle }
    .mail =
        { $name } wrote to the hosts of { $circle }:

        { $text }

mail-unreached =
    Mail to { $member } in { $circle } does not arrive at the moment, or a machine answered it. I count { $member } as away, so nothing waits; nobody else is told. It ends by itself when { $member } writes.
    .mail-subject = { $member } is not reached at the moment
    .mail =
        Mail to { $member } in { $circle } does not arrive at the moment, or a machine answered it. I count { $member } as away, so nothing waits; nobody else is told. It ends by itself when { $member } writes.

mail-invite-returned =
    The invitation to { $address } could not be brought: that mailbox does not take it. Perhaps a letter is wrong?
    .mail-subject = Your invitation came back
    .mail =
        The invitation to { $address } could not be brought: that mailbox does not take it. Perhaps a letter is wrong?

## !mail, answered privately

# $mine: chat | each | moments | off   $open: yes | no   $held: number (hosts only)
mail-state =
    The list of { $circle } is { $address }. { $readers ->
        [0] Nobody takes part by mail yet: `!mail invite ADDRESS NAME` asks someone.
        [one] One member takes part by mail.
       *[other] { $readers } members take part by mail.
    }
    { $mine ->
        [each] You get each post by mail.
        [moments] You get rounds, decisions and words to you by mail.
        [off] Your mail from here is off.
       *[chat] You read here, and get no mail.
    }{ $open ->
        [no] {" "}Postie is not in the room, so nothing leaves or enters by mail.
       *[yes] {""}
    }{ $held ->
        [0] {""}
        [one] {" "}One mail is held: `!mail held`.
       *[other] {" "}{ $held } mails are held: `!mail held`.
    }

mail-invited = I write to { $address } and ask. If the answer is yes, you will see it in the room; if not, nothing happens.
# $address: where they can write to open the door again
mail-declined = They asked not to be invited to { $circle } again, so I leave them in peace. Should that change, a mail from them to { $address } lets your invitation reach them.
mail-linking = I write to { $address }. When you say YES there, mail from it counts as yours.

# $how: each | moments | off
mail-delivery-set =
    { $how ->
        [each] You get each post of { $circle } by mail from now on, gathered when a talk pauses.
        [moments] You get rounds, decisions and words to you by mail from now on.
       *[off] No mail from { $circle } from now on.
    }

mail-held-list =
    { $count ->
        [0] Nothing is held for { $circle }.
       *[other] Held for { $circle }, by number:

    { $list }
    }

# $verdict: accept | reject
mail-held-settled =
    { $verdict ->
        [accept] I post what { $name } wrote.
       *[reject] What { $name } wrote is let go, and they are told nothing.
    }

mail-line-removed = A mail address is nobody else's business.
# $used: yes | no (it was refused)
mail-line-was-removed =
    I took your line out of the room: a mail address is nobody else's business.{ $used ->
        [yes] {" "}It was used all the same.
       *[no] {""}
    }

refused-mail-what = “{ $typed }” is nothing I know about mail. `!help mail` shows what there is.
refused-mail-address = I need exactly one mail address, like cy@example.org, and perhaps a name after it.
refused-mail-deliver-how = `!mail deliver` knows `each`, `moments` (rounds, decisions, words to you) and `off`.
refused-mail-digests-later = Daily and weekly letters will come with a later version. For now there are `each`, `moments` and `off`.
refused-mail-no-address = I have no mail address of yours yet: `!mail link ADDRESS` adds one.
refused-mail-held-which = Which one? `!mail held` shows the numbers.

## Pages

page-choose = Please choose
page-send = Send
page-name = What shall we call you?

page-done-title = Thank you
page-done = It is done. You can close this page.
page-gone-title = There is nothing here
page-gone = This link leads nowhere. Perhaps a piece of it was lost; the mail it came in works by reply, too.
page-later-title = One moment
page-later = This cannot be written down just now, and nothing has changed. Please try again a little later.
page-settled-title = This is settled
page-settled = There is nothing left to do here. If you think otherwise, reply to the mail.

page-invite-title = Do you want to take part in { $circle }?
page-invite = { $by } invites you to take part in { $circle } by mail. You get what is said there, you can write to all, and you can leave at any time.
page-invite-yes = Yes, I take part
page-invite-no = No, thank you

page-never-title = No more invitations to { $circle }?
page-never = Then I do not write to you again for { $circle }. Should you change your mind, somebody there can tell you how.
page-never-never = Do not invite me again

page-link-title = Is this address { $by }'s?
page-link = { $by } in { $circle } says that this mail address is theirs, too.
page-link-yes = Yes, it is mine
page-link-no = No

page-hold-title = Was this you?
page-hold = These words came by mail for { $circle }, and I was not sure that they are yours.
page-hold-yes = Yes, post it
page-hold-add = Yes, and the address it came from is mine, too
page-hold-no = No, let it go

page-answer-title = Was this you?
page-answer = This answer came by mail for { $circle }, and I was not sure that it is yours.
page-answer-yes = Yes, count it
page-answer-add = Yes, and the address it came from is mine, too
page-answer-no = No, let it go

page-undo-title = Take it back?
page-undo = These words are on their way to everyone in { $circle }.
page-undo-take-back = Take them back

page-return-title = Welcome back?
page-return = You were a member of { $circle }. The door is open.
page-return-yes = Come back to { $circle }

page-leave-title = No more mail from { $circle }?
page-leave = Choose what is right for you. It happens at once, and for 30 days there is a way back.
page-leave-leave = Leave { $circle }
page-leave-off = Stay a member, without mail

page-off-title = No more mail from { $circle }?
page-off = Choose what is right for you. It happens at once, and for 30 days there is a way back.
page-off-off = Stay a member, without mail
page-off-leave = Leave { $circle }
