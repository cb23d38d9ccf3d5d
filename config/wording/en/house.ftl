### What the service says about itself, about circles, and about what people type.

pong = pong

words-taken-back = (taken back by the one who said it)
words-hidden-here = (hidden by a host)

## Names of things we make

private-chat-name = Facilitator
ghost-name-mail = { $name } (by mail)
ghost-name-letter = { $name } (by letter)
topic-space = { $circle }: the rooms of our congregation.
topic-commons = Where { $circle } talks.
topic-rounds = Rounds and decisions of { $circle }. Calm to read.
topic-welcome = For those who have just come to { $circle }.
topic-board = Offers and needs in { $circle }.
topic-hosts = Where the hosts of { $circle } meet.
topic-crew = { $circle }: our crew.

## Meeting people

hello =
    Hello { $you }. I am Facilitator, a program that holds rounds and decisions in circles. This is our private chat: what you write here reaches me and nobody else, until you answer a round with it.
    To begin a congregation, write `new congregation NAME`. `help` shows more.

locked-chat = I can't read locked chats. I've opened one I can read: look for my invitation.

private-chat-shared = Somebody else can read here now, so this is no longer our private chat, and I leave it. What is meant for you alone I tell you in a new one; you can open one with me, too.

locked-room = This room was just locked with encryption, and I can't read in locked rooms. What you write here no longer reaches me or the members who read by mail. A host can open a new room and ask me in.

member-welcomed =
    { $scale ->
        [crew] Welcome to { $circle }. It is a crew: a few people who know each other. Rounds and decisions are held in its room; I read along there, and so do the members who take part by mail.
       *[congregation] Welcome to { $circle }. Its rooms open from the space: commons to talk, rounds for rounds and decisions, board for offers and needs.
    }
    Prefer your own time? `pace slow` tells me, and your place in every round stays open for days. `pass` is always fine. Want a human? { $host } hosts here.

slower = A little slower, please: I answer again in a minute. What you say in a round counts all the same.

# To a question by name, in a room.
asked-by-name = I am a program and read single words: `!help` shows what works here, `!status` where things stand. { $host ->
        [nobody] {""}
       *[named] For a person, { $host } hosts here.
    }

nothing-open = I have no open question for you at the moment, so I keep nothing of this. `help` shows what I can do.

## Practices

formats-shown =
    { $count ->
        [one] One practice fits here. `!start` and its name begins it:
       *[other] { $count } practices fit here. `!start` and a name begins one:
    }

    { $lines }
formats-none = I know no practice yet that fits this circle as it is. `!goaround` and `!round` ask one question of everybody.

# $by: who began the round
timekeeper-offered = { $by }, shall I bring the Timekeeper, for a word when a turn is nearly over? Reply "yes" or tap 👍. Without it nobody is timed; silence still moves on.

## Founding

circle-created =
    { $scale ->
        [crew] The crew { $circle } is there. Its room: { $link }
        [dyad] Your circle of two is there: { $circle }. Its room: { $link }. My invitation to it waits for you.
       *[congregation] { $circle } is there, with the rooms commons, rounds, welcome, board and hosts. Its space: { $link }
    }
    Wherever I am, this service and whoever runs it can read; `!circle` says so to everyone.

refused-new-what = What shall I begin? `!new congregation NAME`, `!new crew NAME with=@a,@b`, or `!new dyad @a`, a circle of two.
refused-name-missing = A circle needs a name with letters or digits in it. For example: `!new crew Garden`.
refused-name-reserved = “{ $name }” is a word the mail addresses or rooms need. Another name, please: perhaps two words.
refused-name-taken = There is a circle called “{ $name }” already. “{ $free }” is free.
refused-may-not-found = Beginning circles is for members of this server. Ask a host here to begin one and invite you.
refused-founding-too-fast = You have begun several circles within the hour. The next one is welcome a little later.
refused-crew-needs-congregation = A crew stands inside a congregation. Begin one first: `!new congregation NAME`.
refused-which-congregation = You belong to several congregations. Please write it in a room of the one you mean.

## Circles

circle-shown =
    { $circle } is a { $scale ->
        [crew] crew
        [dyad] dyad
        [network] network
        [self] room of your own
       *[congregation] congregation
    } of { $members } { $members ->
        [one] member
       *[other] members
    }{ $mail_members ->
        [0] {""}
        [one] , one of them by mail
       *[other] , { $mail_members } of them by mail
    }. Times are told in { $zone } time.{ $quiet ->
        [yes] {" "}Quiet here: { $times }.
       *[no] {""}
    }{ $rests ->
        [yes] {" "}The circle rests at the moment; `!wake` ends it.
       *[no] {""}
    }
    Hosts: { $hosts }.
    { $has_purpose ->
        [yes] Purpose: { $purpose }
       *[no] No purpose is written down yet; a host can say `!purpose …`
    }
    { $has_agreements ->
        [yes] Agreements: { $agreements }
       *[no] No agreements are written down yet; a host can say `!agreements …`
    }
    { $has_dates ->
        [yes] Next dates: { $dates }
       *[no] No dates are set; `!every monday 18:00 check_in` sets some.
    }
    { $has_mail ->
        [yes] Mail list: { $address }. Who can read here: the members, those who take part by mail and their mail providers, and this service with whoever runs it.
       *[no] Who can read here: the members, and this service with whoever runs it.
    }

purpose-set = Written down as our purpose: { $text }
agreements-set = Written down as our agreements: { $text }

hosts-shown =
    { $count ->
        [one] { $hosts } hosts here.
       *[other] { $hosts } host here.
    } A host invites, opens and holds time; nobody has to follow. Hosts can say `!hosts add NAME` and `!hosts remove NAME`.
host-added = { $member } hosts here from now on. Thank you.
host-removed = { $member } no longer hosts here. Thank you for the care.

helpers-shown =
    Programs that can work here; a host can say `!helpers +scribe` or `!helpers -scribe`.
    - Facilitator ({ $is_facilitator ->
        [here] here
       *[away] away
    }): circles, rounds and decisions.
    - Postie ({ $is_postie ->
        [here] here
       *[away] away
    }): the mailing list.
    - Timekeeper ({ $is_timekeeper ->
        [here] here
       *[away] away
    }): a word when somebody's time to speak is nearly over.
    - Scribe ({ $is_scribe ->
        [here] here
       *[away] away
    }): notes, what is to be done, and minutes, as far as a practice keeps anything.
    - Greeter ({ $is_greeter ->
        [here] here
       *[away] away
    }): pairs by lot (`!pairs`); its greetings are not built yet.

## A person's own settings

pace-set =
    { $pace ->
        [slow] From now on your places stay open for days, and I ask you at the start of each round.
       *[live] From now on you sit at the table: I call you when it is your turn.
    }
away-set = Good. Until { $until } your places wait for you, and nobody is told.
back-set = Welcome back. `!status` shows what is open.
zone-set =
    { $whose ->
        [circle] From now on I tell times here in this zone: { $zone }.
       *[own] From now on I tell you times in this zone: { $zone }.
    }
taken-back = Your words are taken back, here and in what I keep. What is already in a mailbox cannot be called back.

# To one member, after a host removed their words.  $about: round | talk   $by, $title
words-hidden =
    { $about ->
        [round] { $by } has taken your words on “{ $title }” out of the room in { $circle }. That you answered still counts; the words themselves I no longer show or keep.
       *[talk] { $by } has taken something you said out of the room in { $circle }. I no longer show or keep it either.
    } What is in somebody's mailbox already I cannot call back. If you wonder why, { $by } is the one to ask.
    .mail-subject = Your words in { $circle }
    .mail =
        Dear { $you }, { $about ->
            [round] { $by } has taken your words on “{ $title }” out of the room in { $circle }. That you answered still counts; the words themselves I no longer show or keep.
           *[talk] { $by } has taken something you said out of the room in { $circle }. I no longer show or keep it either.
        }

        What is in somebody's mailbox already I cannot call back. If you wonder why, { $by } is the one to ask.

        The Facilitator (a program, not a person).

# $name: the circle   $scale
leave-how = To leave { $name }, leave its room in your app. { $scale ->
        [dyad] The other one reads one line that tells nothing about you;
       *[crew] Nobody is told,
    } what you said stays yours to take back, and the door stays open. Reading by mail ends with `!mail deliver off`.

## Decisions (the register is in register.ftl)

phase-questions = questions first
phase-reactions = first reactions
phase-open = open
phase-provisional = adopted provisionally
phase-in-force = in force
phase-withdrawn = withdrawn
phase-postponed = postponed
phase-lapsed = lapsed
phase-void = void
phase-escalated = taken to a wider circle

## Answers of "no", each with a way on

refused-unknown-word = I don't know “{ $typed }”. `!help` shows what works here.
refused-unknown-word-near = I don't know “{ $typed }”. Did you mean `!{ $meant }`?
refused-option-near-miss = I don't know the option “{ $typed }=”. Did you mean `{ $meant }=`? Nothing was started.
refused-format-missing = Which practice shall we hold? `!formats` shows those that fit here, and `!start check_in` begins one.
refused-format-unknown = I know no practice called “{ $typed }”. `!formats` shows those that fit here.
refused-format-unknown-near = I know no practice called “{ $typed }”. Did you mean `!start { $meant }`?
refused-format-elsewhere = “{ $format }” is made for circles of another size. `!formats` shows what fits here.
refused-format-asks = { $ask } { $how ->
        [words] Write it behind the name, for example: `!start { $format } …`
       *[option] Write it behind the name, for example: `!start { $format } { $key }=…`
    }
refused-format-words = I would not know what to do with “{ $typed }” here. `!start { $format }` begins it now; `!every monday 18:00 { $format }` lets it come back at that time. Nothing was started.
refused-format-answer = I can't read “{ $typed }” as an answer to: { $ask } Nothing was started.
refused-not-yet = “{ $typed }” is not built yet. It will come with a later version.
refused-span-unreadable = I can't read “{ $typed }” as a length of time for { $option }. Write 90s, 2m, 3h, 2d or 1w. Nothing was started.
refused-order-unreadable = I can't read the order “{ $typed }”. Write `random`, `seats`, `reverse`, or names like @ana,@ben.
refused-yes-or-no = { $option } is yes or no; I can't read “{ $typed }”.
refused-quorum-unreadable = I can't read the quorum “{ $typed }”. Write a number of people (3) or a share (50%).
refused-silence-unknown = I don't know the rule of silence “{ $typed }”. There are silence=waits (nothing is decided without everybody), silence=others_decide and silence=consents (no answer lets it go ahead). Nothing was opened.
refused-steps-unknown = I know two ways: steps=light asks for consent at once, steps=full hears questions and reactions first. “{ $typed }” is neither. Nothing was opened.
refused-in-a-circle = That works in a circle's room. Here I would not know which circle you mean.
refused-unnamed-in-room = An objection without a name is for me alone: here the others would see whose it is. Write it to me in this chat, or by mail: OBJECT UNNAMED and your words. What you wrote in the room I leave to you.
refused-unnamed-seen = I have not taken what you just did in the room, because there the others would see whose objection { $objection } is. Write it to me here, or by mail. To show your name: `!reveal { $objection }`
refused-for-hosts = That is for the hosts of this circle. { $host } hosts here and can help.
refused-members-only = That is for members of this circle.
refused-rounds-elsewhere = Rounds and decisions are held in the rounds room or a crew's room, so that { $part } stays calm. Please write it there.
refused-crowd-decides-nothing = A crowd takes no decisions: nobody knows who is there. Bring it to a circle whose members can be asked.
refused-round-running = A round is running here already; its card is pinned. When it has closed, the next one can begin.
refused-nothing-running = Nothing is open here that “{ $typed }” would belong to.
refused-no-hands = There is no queue of hands here just now. When we talk something over, ✋ or `!hand` asks for the word.
refused-hand-kind-unknown = I don't know “{ $typed }” as a kind of hand. There are `!hand order` (a point of order), `!hand clarify` (a question), `!hand reply` (to what is being said) and `!hand topic` (something new); `!hand` alone is fine too.
refused-no-proposal-open = “{ $typed }” belongs to a proposal, and none is open here. `!propose` and a text begins one; `!review 3` and a text asks to change decision 3, which is in force. `!decisions` lists them all.
refused-which-round = Several things are open. Please answer the card or message you mean as a reply to it.
refused-which-decision = Several proposals are open. Please write it as a reply to the card of the one you mean.
# $typed: a word   $number: of one that is open
refused-which-number = Several proposals are open. Which one? For example: `!{ $typed } { $number }`; or reply to the card of the one you mean.
# $number: in force   $open: the number of the one that is open
refused-object-to-number = Is it about decision { $number }, which is in force, or decision { $open }, which is open? Write `!object #{ $number }` and why, or `!object #{ $open }` and why.
# $number: one of those in force
refused-object-to-which = Several decisions are in force. Which one does harm? For example: `!object #{ $number }` and why. `!decisions in force` lists them.
refused-word-elsewhere = “{ $typed }” does not belong to what is open here. `!help` shows the words that do.
refused-word-alone = `!{ $typed }` stands alone, with nothing behind it, and does its work at once. If you mean that, please write it once more, alone. Nothing has changed.
refused-who-is-missing = Whom do you mean? Write a name, or mention them.
refused-who-is-several = Several members are called “{ $name }”. Please mention the one you mean.
refused-who-is-unknown = I find nobody called “{ $name }” in this circle.
refused-guest-by-mail = { $name } takes part by mail, so I cannot invite them to a room. Begin without them, and then ask them in there with !mail invite and their address.
refused-hosts-how = `!hosts` shows the hosts; `!hosts add NAME` and `!hosts remove NAME` change them.
refused-last-host = A circle needs a host. Name another one first: `!hosts add NAME`.
refused-keeper-stays = Keepers hold the room's highest right; only a keeper can take it from another.
refused-helper-unknown = I don't know “{ $typed }”. Write for example +postie or -postie.
refused-facilitator-stays = I hold the circle's rounds, so I can't switch myself off. Removing me from the room does it.
refused-edited-command = A command that comes by changing a message does nothing: what you sent first stands. Please send it as a new message.
refused-text-missing = The words are missing: `!{ $typed } …`
refused-pace-how = `!pace live` or `!pace slow`: at the table, or in your own time. `!pace slow week` is for seven days in all your circles.
refused-away-until = Until when? For example: `!away 2w` or `!away 20 March`.
refused-zone-missing = In which city do you live, or this circle? For example `!zone Lisbon`: the times I tell are then those of its clocks.
refused-zone-unknown = I know no city or time zone “{ $typed }”. Write the nearest large city, for example `!zone Lisbon`.
refused-takeback-how = Write `!takeback` as a reply to your own words.
refused-takeback-nothing = I keep nothing of yours from that message.
refused-no-wider-circle = There is no wider circle around this one to take decision { $number } to. `!postpone` lets it rest; it can come back any time.
refused-no-such-suggestion = I find no suggestion “{ $typed }” here. For example: !amend suggestion=1
refused-decision-missing = Which decision shall I show? `!decisions` lists them, `!decision 1` shows the first.
refused-which-decision-number = Which decision? `!review 3` asks whether we keep it, `!review 3` and a text puts the text in its place, `!review 3 drop` lets it go. `!decisions in force` lists them.
refused-review-drop-how = Shall decision { $number } be let go? Then write `!review { $number } drop` alone, or `!review { $number } drop because …`. To put a new text in its place, let it begin with another word.
refused-no-such-decision = There is no decision “{ $typed }” here. `!decisions` lists them.
refused-mail-off = Mail is not switched on for this service.
