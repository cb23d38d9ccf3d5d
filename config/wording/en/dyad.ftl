# A circle of two: being asked, being there, a third, the end.
#
# The rules of the voice as in go_around.ftl. What one of two answers or does not answer is between
# those two: nobody is pressed, and a "not now" is never explained.

topic-dyad = The two of us.

# The name of the circle.  $first, $second: the two
dyad-name = { $first } and { $second }

## Asking, and being asked

# To whoever asked, alone.  $member: who is asked
dyad-asking = I ask { $member }, alone. You hear from me when there is an answer. Without one nothing happens, and nobody else is told.

# $by: who asks   $mail: yes if they take part by mail
dyad-asked =
    { $by } would like to have a circle of two with you: a room for you both, to talk and to listen to each other.{ $mail ->
        [yes] {" "}{ $by } takes part in it by mail.
       *[no] {""}
    } I am there too, as a program, and help with turns when you ask me.

    Would you like that? Answer "yes" or "not now". Both are fine, and need no reason. Without an answer nothing happens, and nobody is told.
    .mail-subject = Would you like a circle of two with { $by }?
    .mail =
        Dear { $you }, { $by } would like to have a circle of two with you: what one writes there goes to the other, and I help with turns when you ask me. You take part by mail, as here.{ $mail ->
            [yes] {" "}So does { $by }.
           *[no] {""}
        }

        Would you like that? Reply YES or NOT NOW. Both are fine, and need no reason. Without an answer nothing happens, and nobody is told.

        { letter-signed }

# A line of !missed.  $by: who asks
missed-dyad = { $by } would like a circle of two with you. Answer my question with "yes" or "not now"; doing nothing is fine, too.

# To whoever said yes in chat.  $member: who had asked
dyad-agreed = Good. I open the circle for you and { $member } now. Your invitation to the room comes in a moment.

# To whoever said "not now".  $member: who had asked
dyad-declined = That is all right. I tell { $member } in one kind line that it does not fit now, and nothing more.
    .mail-subject = That is all right
    .mail =
        Dear { $you }, that is all right. I tell { $member } in one kind line that it does not fit now, and nothing more.

        { letter-signed }

# To whoever asked.  $member: who does not want to now
dyad-not-now = A circle of two with { $member } does not fit just now. That happens, and says nothing about you two.
    .mail-subject = About a circle of two with { $member }
    .mail =
        Dear { $you }, a circle of two with { $member } does not fit just now. That happens, and says nothing about you two.

        { letter-signed }

# $member: the other one   $link: the room, or where to write
dyad-there-already = You two have your circle already: { $link }
    .mail-subject = Your circle of two with { $member }
    .mail =
        Dear { $you }, { $member } and you have your circle already: { $link }

        { letter-signed }

## Being there

# To both in the room, when the second has come in.  $letters: how many take part by mail: $by_mail
dyad-begun =
    Welcome, you two. This room is for you alone; both of you host it.{ $letters ->
        [0] {""}
       *[other] {" "}{ $by_mail } reads and writes here by mail.
    }
    `!start dyad_conversation` leads you through a talk in which each is heard for the same time. `!round` and a question ask you both, `!formats` shows what else fits two, `!help` the rest.
    I read along here, and so can this service and whoever runs it.

# To one who takes part by mail.  $member: the other   $address: where to write
dyad-welcome =
    .mail-subject = Your circle of two with { $member }
    .mail =
        Dear { $you }, { $member } and you have a circle of two now. Both of you host it.

        What you write to { $address }, or reply to what you get from there, goes to { $member } and to nobody else. You can take it back for two minutes.

        Would you like to hear each other for the same time? Write to { $address }, with this as the first line:

            !start dyad_conversation

        Going away? Reply AWAY until a date. To leave, reply LEAVE, at any time, at once.

        Who can read what you write: { $member }, your mail providers, and this service with whoever runs it. Your address is not shown to { $member }.

        The Facilitator (a program, not a person).

## A third

# To both: somebody else was asked into the room by hand
dyad-third =
    Somebody else has just been asked into this room of two. Once they come in, they read what is said from then on; what you said before stays with you. That is for you two to decide, and I send nobody away.
    If you would like to be three: `!new crew NAME`, with the two others mentioned, opens a room of its own for it.
    .mail-subject = Somebody else was asked into your room
    .mail =
        Dear { $you }, somebody else has just been asked into your room of two, in chat. Once they come in, they read what is said from then on; what you said before stays with you. That is for you two to decide, and I send nobody away.

        If you would like to be three, a crew with a room of its own is the better place for it.

        The Facilitator (a program, not a person).

## The end

dyad-over =
    This is a room for one from now on. What was said here stays with the two of you, and nothing begins here by itself any more. You can leave the room whenever you like.
    .mail-subject = Your circle of two has ended
    .mail =
        Dear { $you }, your circle of two has ended. What was said there stays with the two of you, and nothing begins there by itself any more. LEAVE as your whole reply takes you off its list.

        The Facilitator (a program, not a person).

## Answers of "no"

refused-dyad-self = A circle of two needs somebody else. Whom would you like to ask? For example: `!new dyad @ben`.
refused-dyad-asked-before = I have asked { $member } for you already. I ask once in two weeks at most, so that nobody feels pressed.
refused-dyad-too-fast = You have asked several people within the hour. The next one is welcome a little later.
refused-dyad-unreached = I can't ask { $member } just now. Perhaps you reach them another way.
refused-dyad-late = This question has been answered, or has lapsed. `!new dyad` and a name ask anew, from your side.
refused-dyad-yes-or-no = Please answer "yes" or "not now".
refused-dyad-is-two = This circle is for two, and what you said here is opened to no third. A crew has room for more: `!new crew NAME`, with the others mentioned.
refused-dyad-both-host = In a circle of two both host: neither can be made a guest.
refused-one-person-please = A circle of two is with one other person. Whom do you mean?
refused-nobody-known = I find nobody called “{ $name }” in your circles. A mention, or their whole Matrix id, helps me.
refused-address-unknown = I know nobody with this address in a circle that you host. `!mail invite ADDRESS NAME`, in such a circle, asks somebody in first.

## Pairs by lot

# In the room, and by letter.  $until: when the lot is drawn
pairs-asked =
    Who would like to be paired with somebody, for a talk between two? Tap 👋 below, or reply "yes". On { $until } I draw lots among those who did; each pair gets a circle of two.

    Nothing happens to anybody who does not, and nobody is asked why.
    .mail-subject = Would you like to be paired with somebody?
    .mail =
        Dear { $you }, in { $circle } everyone is asked: would you like to be paired with somebody, for a talk between two?

        Then reply YES by { $until }. The lot decides who meets whom among those who would like to, and each pair gets a circle of two, which works by mail as well.

        If not, do nothing. Nobody is asked why.

        { letter-signed }

# $choice: yes | no   $until
pairs-noted =
    .mail-subject = { $choice ->
        [yes] You are in the lot
       *[no] That is all right
    }
    .mail =
        Dear { $you }, { $choice ->
            [yes] good. The lot is drawn on { $until }, and then I write to you. Changed your mind? Until then, reply NO to my question.
           *[no] that is all right. You are not in the lot, and nobody hears of it.
        }

        { letter-signed }

# In the room.  $count: how many pairs came about
pairs-laid =
    { $count ->
        [0] No pair came about this time. `!new dyad` and a name asks somebody for a circle of two, at any time.
        [one] A pair has come about. Those two hear from us alone.
       *[other] { $count } pairs have come about. Those who are in one hear from us alone.
    }

pairs-off = The Greeter is not here any more, so no pairs are drawn. `!helpers +greeter` and `!pairs` ask anew.

# To the one who is left over, alone
pairs-alone = The number did not come out even, and by lot there is nobody left to pair you with this time. `new dyad` and a name asks somebody, and the next lot is drawn anew.
    .mail-subject = This time the number did not come out even
    .mail =
        Dear { $you }, the number did not come out even, and by lot there is nobody left to pair you with this time. To ask somebody yourself, write to { $circle } with this as the first line, and a name: !new dyad NAME

        { letter-signed }

# To two who have a circle of two already.  $member: the other one
pairs-known = The lot has drawn { $member } and you together. You have a circle of two already; perhaps it is time for another talk there.
    .mail-subject = The lot has drawn { $member } and you together
    .mail =
        Dear { $you }, the lot has drawn { $member } and you together. You have a circle of two already; perhaps it is time for another talk there.

        { letter-signed }

refused-pairs-where = Pairs are drawn in a crew or a congregation. Please write it in a room of one.
refused-pairs-elsewhere = Please write it where we hold our rounds, so that everybody sees the question.
refused-pairs-how = I know `!pairs`, and `!pairs again`: then those who were drawn together before meet others.
refused-no-greeter = Pairs are the Greeter's job, and it is not in this room. `!helpers +greeter` asks it in.
refused-pairs-asked-already = We are being asked already; the lot is drawn on { $until }.
refused-pairs-late = The lot has been drawn already. `!new dyad` and a name asks somebody for a circle of two.
