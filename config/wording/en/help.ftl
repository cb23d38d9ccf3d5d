# Help: what works here, now, for this person, in six lines at most; the topics tell the rest.
#
# The rules of the voice as in go_around.ftl. A test holds these topics and all words together.

## In a room of a circle

# $running: what is open here, by its form; none, or not_here   $beside: yes | no (a proposal, too)
help-room-now =
    { $running ->
        [go_around] A go-around is open: `!done` `!pass` `!later` `!more` `!in` `!out`, or the emoji under the card.
        [prompt_round] A question is open: write to me alone, or reply to its card; `!done` `!pass` `!more`, or the emoji under the card.
        [discussion] We talk something over: just write. ✋ or `!hand` asks for the word, also `!hand order`, `clarify`, `reply` or `topic`; `!done` `!pass` `!more`.
        [pick] Something is to be picked: reply to the card, or write to me alone. `!pass` is always fine.
        [dot_vote] Points are being given: write them to me alone, for example `1: 3`. `!pass` is always fine.
        [harvest] We gather what is kept: whoever is asked for a yes answers me alone. `!pass` is always fine.
        [session] A practice of several steps is open: `!in` takes a part that is offered, `!pass` is always fine.
        [poll] A poll is open: reply to its card, tap what is under it, or `!vote` and what you choose; `!pass` `!more`.
        [consent] A proposal is open: `!consent` `!concern …` `!object …` `!aside` `!pass` `!question …`, or the emoji under the card.
        [none] `!goaround QUESTION` asks everyone in turn, `!round QUESTION` in any order, `!formats` shows our practices; `!propose TEXT` asks for consent.
       *[not_here] Rounds and decisions are held in the rooms rounds and commons, and in the crews; hosts begin them.
    }{ $beside ->
        [yes] {" "}A proposal is open, too: `!consent` `!concern …` `!object …` `!aside` `!question …`.
       *[no] {""}
    }

# $steers: all | some | decision | no (what whoever asks may do to what is open)   $hosting: yes | no
help-room-host =
    { $steers ->
        [all] As its host: `!next` `!skip NAME` `!pause` `!resume` `!extend 1d` `!add NAME` `!chair NAME` `!end` `!cancel`.
        [some] As its host: `!pause` `!resume` `!extend 1d` `!add NAME` `!chair NAME` `!end` `!cancel`.
        [decision] It is in your hands: `!amend TEXT` `!extend 1d` `!pause` `!resume` `!chair NAME` `!end` `!cancel`.
       *[no] { $hosting ->
            [yes] As a host: `!every monday 18:00 check_in` sets a date that comes back, `!hosts` and `!helpers` say who helps, `!rest` lets the circle rest.
           *[no] `!hosts` shows who hosts here, `!helpers` which programs work here.
        }
    }

# $scribe: here | away   $mail: yes | no
help-room =
    { help-room-now }
    { help-room-host }
    `!status` tells where things stand, `!missed` what waits for you, `!circle` what this circle is and who can read here.
    `!pace slow` if you prefer your own time; `!away 2w` and `!back` when you travel; `!practice` tries the words of a round.
    { $scribe ->
        [here] `!note`, `!action` and `!quote` keep what matters, `!minutes` shows it; `!decisions` is our register.
       *[away] `!decisions` is our register. `!takeback`, as a reply to your own words, removes them.
    }
    { help-topics }

# The last line: a topic's name, or any word, behind "help".
help-topics =
    `!help` and one of these words tells more: answers, goaround, round, start, propose, register, objections, unnamed, poll, export, dates, minutes, me, circle{ $mail ->
        [yes] , mail
       *[no] {""}
    }, host.

help-table =
    We sit here in small company, in a room of our own: just write. `!done` says that you are ready, `!pass` and `!more` are fine.
    `!in` takes the part of telling the others, where it is offered; where you may choose a table, `!in 2` brings you to table 2.
    `!status` tells where things stand. When it is over, `!keep` lets you keep this room.

help-outside =
    This room belongs to no circle of mine, so I do little here: `!ping` and `!help`.
    Open a private chat with me to begin a congregation or a crew.

## In the private chat

# $waiting: how many things wait for an answer of theirs   $founds: yes | no (may begin circles)
help-private =
    { $waiting ->
        [0] Nothing waits for an answer of yours just now. When a circle asks you something you can answer right here; `pass` is always fine.
        [one] One thing waits for an answer of yours: `missed` shows it, and you can answer right here; `pass` is always fine.
       *[other] { $waiting } things wait for an answer of yours: `missed` shows them, and you can answer right here; `pass` is always fine.
    }
    `status` tells where things stand in your circles, `missed` what happened there. `practice` tries the words of a round.
    `pace live` or `pace slow`: at the table, or in your own time, in all your circles. `pace slow week`: for a week only.
    `away 2w` and `back`: your places wait for you. `zone Lisbon`: the times I tell you are then yours.
    { $founds ->
        [yes] `new congregation NAME` begins a congregation; `new crew NAME with=@a,@b` a crew in it; `new dyad @a` a circle of two.
       *[no] `circle`, `formats` and the like are for a circle's room. Ask a host of yours when you would like a circle begun.
    }
    `help` and one of these words tells more: answers, goaround, round, start, propose, register, objections, dates, minutes, me, circle{ $mail ->
        [yes] , mail
       *[no] {""}
    }, host.

## Topics

help-answers =
    In your turn everything you write counts, until `!done`. Elsewhere reply to the card, or write to me alone.
    `!pass`: rather not, always fine, and final for this round. `!later`: after the others. `!more`: more time.
    `!in`: I am here, or I take the part that is offered; `!in 2`: to table 2. `!out`: in my own time. `!hand`: I would like the word.
    The emoji are the same: ✅ done, ⏭️ pass, 🔁 later, ⏳ more, 👋 in, ✋ hand.
    `!takeback`, as a reply to your own words, removes them; editing a message edits them. `!keep` keeps a table's room.
    `!status` tells where things stand; `!practice` lets you try all this alone: nothing counts.

help-goaround =
    `!goaround What is growing in you this week?` asks everyone in turn, one voice at a time.
    Options: `each=2m` (silence before a turn moves on), `window=4d` (how long places stay open), `lead=2d` (letters first), `order=random|seats|reverse|@a,@b`.
    In your turn everything you write counts, until `done`. `pass`, `later` and `more` are always there.
    Whoever is away or reads by mail has the whole window; their letters are read out at their place.

help-round =
    `!round What is growing in you this week?` asks everyone one question, in any order.
    Options: `window=4d` (how long places stay open), `sealed=yes` or `sealed=no`.
    Sealed means: you write to me alone, nobody sees it, and all words open together. It is so by itself where somebody takes part in their own time.
    It closes when all have answered, or when its time is over. `pass` is always fine.

help-start =
    `!formats` shows the practices that fit this circle, `!format check_in` one of them step by step.
    `!start check_in` begins one, and `!checkin` does the same; `!start check_in rehearse=yes` plays it for you alone first.
    What a practice needs to know you write behind it, for example `!start talking_circle What do we carry?`
    I lead through its steps; the host has a sentence for each from me, alone. `!next` goes on, `!end` closes.
    Sometimes a part is offered: `!in` takes it. `pass` is fine at every step.
    A practice of your own is a text file: a host sends it to me, or writes `!format add` and the text below it.

help-propose =
    `!propose TEXT` asks for consent: good enough for now, safe enough to try. `steps=full` hears questions and first reactions before that. Options: `window=4d`, `quorum=3` or `quorum=50%`, `review=12w`.
    Answer with `!consent`, `!concern …`, `!object …` (one is enough; then we improve it together), `!aside`, `!pass`, or the emoji under the card.
    `!question …` goes to the proposer. `!more` gives all of us two more days. `!same` repeats your answer when the text has changed.
    `!amend TEXT` brings a new version, `!amend wording=yes TEXT` only other words; `!anew` says that those change more. `!withdraw` takes back what is yours; `!resolved` says that your objection is met; `!postpone` lets it rest.
    Nothing is decided without you: after the printed time we wait two more days and ask once more.
    `!decide TEXT` helps to find out how to decide something.

help-register =
    `!decisions` is our register; `!decisions beds` finds, and so do `in force`, `open` and `due`. `!decision 3` shows one, `!decision 3 versions` how its text came about.
    What we decide comes back by itself on its day. Sooner: `!review 3` asks whether we keep it, `!review 3` and a text puts that in its place, `!review 3 drop` lets it go.
    An objection after its time opens a review at once: write `!object WHY` as a reply to the decision.
    `!decision 3 owner NAME` asks somebody to look after it; by its owner or a host, and only a yes counts.
    `!decide TEXT` asks you three questions, alone, and finds the lightest way to decide it.

help-objections =
    One reasoned objection stops a proposal until it is met; its owner alone lets it go: `!resolved`, or `!withdraw`.
    `!suggest TEXT` offers a wording that may meet it; the proposer or a host takes it with `!amend suggestion=1`. Three new texts may try.
    `!examine 1 WHY` says that objection 1 shows no harm to what we are here for. Its owner is asked first, then the others, without its owner.
    Asked? `!qualifies`, `!qualifies not`, `!qualifies pass`; or the same words as a reply. In doubt it stands. `!withdraw claim` takes yours back.
    `!adopt 1` makes an objection yours whose owner has left the circle.
    `!escalate 3` by the proposer or a host takes decision 3 to the wider circle, if whoever objects agrees.

help-unnamed =
    Rather not be named? From five of us on, write me alone or by mail `object unnamed WHY`: everybody reads the words, nobody learns whose they are. `!reveal 1` shows it, if you like.
    `!question about=1 WORDS` reaches the owner of objection 1 alone. The owner's `!answer WORDS`, to me alone, goes to all of us without a name.
    `!consent ahead 1` is a consent, also to a next version from the moment in which the owner of objection 1 says that it is resolved there.
    `!propose from=1` takes up decision 1 again, if it was withdrawn less than a week ago, postponed, lapsed or void.
    `!void 1 WHY`, by a host, undoes a decision that came about with a fault: then `!void 1 yes`.

help-poll =
    `!poll KIND QUESTION`, and below it an option on each line. Kinds: `choose` `check` `gradients` `count` `score` `dots` `ranked` `stv` `time`.
    Options: `window=4d` `choose=1..3` `hidden=no` (or voted, closed) `names=yes` `reason=always` `quorum=50%` `threshold=60%` `add=yes` `none=yes` `target=5` `anonymous=yes` `weights=Ana:2` `voters=Ana,Ben` `native=no` (no poll to tick in Element).
    Answer by a reply to the card, a tap under it, alone to me, or `!vote 2`, `!vote pears`. The last answer counts; `!pass` is one. `!option NAME` adds one where that is allowed.
    It closes when all have answered, at the printed time, or by `!end`; `!extend 1d` and `!cancel` are for hosts and whoever asked.
    After it: `!reopen 2` opens it again; at a tie `!runoff 2` asks about those alone that are level, `!lot 2` draws one.
    `!poll` lists our polls, `!poll 2` shows one.

help-host =
    `!next` goes on, `!skip NAME` goes on without somebody for now: their place stays open. `!end` closes with all that was said, `!cancel` calls it off.
    `!pause` and `!resume` stop and start all clocks; `!extend 1d` gives more time; `!add NAME` gives a place to somebody who came late.
    `!chair NAME` hands the chair on. When a round waits for its host, anyone may say `!chair me`.
    `!hosts add NAME` and `!hosts remove NAME` say who hosts here; `!helpers +scribe` brings a program in, `!helpers -scribe` sends it away.
    `!status` tells where things stand. Nobody who is silent is named, to a host neither.

help-dates =
    `!every monday 18:00 check_in` begins a practice each Monday, `!every friday 16:00 goaround What was good?` a question. `!every` shows them, `!every stop 1` ends one.
    `!season monday 18:00 meetings=6 every=2w` is a row of meetings with an end; `!season` shows where it stands.
    `host=rotate` lets hosting go round: `!host` shows who is next, `!host decline` passes your turn on, `!host swap NAME` exchanges it.
    `!quiet nights 22:00-7:00` or `!quiet sunday`: then no clock of days rings here, and nobody is written to.
    `!rest` lets the circle rest: nothing new begins and no clock runs, until `!wake`.

help-export =
    When a decision is over, `!export 3` brings it to you alone as a file to read, `!export 3 json` as one by which anybody can count it again, `!export 3 csv` for a spreadsheet.
    `!decisions export` brings all that are closed. For a poll it is `!export poll 3`, and `!export polls` for all that are over.
    `!receipt 3` tells you alone how your answer counts, and its code: by it you find your answer in the list. For a poll: `!receipt poll 3`.

help-minutes =
    `!minutes` shows what was kept of what runs here or was last; `!minutes 5 March` or a name finds another.
    `!note TEXT` keeps a line. `!action TEXT by=NAME due=2026-03-20` notes what is to be done; `!action` shows it all, `!action done 2` ticks one off. `!action 3 TEXT` belongs to decision 3.
    `!quote`, as a reply to somebody's words, asks them whether these may stand. Without their yes they stay out.
    It needs the Scribe in the room, and keeps only what a practice keeps. Taking back your words removes them there, too.

help-me =
    `!missed` tells you alone what waits for you and what happened. `!status` tells where things stand.
    `!pace slow`: in your own time, places stay open for days. `!pace live`: at the table. Privately to me it holds in all your circles, and `!pace slow week` for a week.
    `!away 2w` or `!away 20 March`, and `!back`: your places wait for you, and nobody is told.
    `!zone Lisbon`, privately to me: the times I tell you are yours. `!practice` tries the words of a round: nothing counts.
    `!takeback`, as a reply to your own words, removes them. `!forget me` lets go of everything of yours; I ask once before.
    `!leave` tells how to leave a circle: at once, and nobody is told.

help-circle =
    `!circle` tells what this circle is, who hosts, the next dates, and who can read here. `!ping` shows that I hear you.
    `!purpose TEXT` and `!agreements TEXT` write down what we are here for, and what we agreed.
    `!hosts` shows who hosts, `!helpers` which programs work here. `!zone Lisbon` (hosts) sets the times of this room.
    `!new congregation NAME` begins a congregation, `!new crew NAME with=@a,@b` a crew in it. `!new dyad NAME` asks somebody for a circle of two; `!pairs` (hosts) draws lots among those who would like one.

help-mail =
    `!mail` shows this circle's list and how you get it. `!mail invite ADDRESS NAME` asks someone to take part by mail.
    `!mail deliver each|moments|off` says what reaches you; `!mail link ADDRESS` adds an address of yours.
    Hosts: `!mail held` shows what came from outside and waits; `!mail accept 1` posts it, `!mail reject 1` lets it go.
    Members by mail are members: they are asked in every round and decide with everyone.

## By mail

# $address: where to write to everyone   $waiting: as above   $starts: yes | no   $steers, $scribe: as above
mail-help =
    .mail-subject = Taking part in { $circle } by mail
    .mail =
        Dear { $you }, { $waiting ->
            [0] nothing waits for an answer of yours just now.
            [one] one thing waits for an answer of yours: reply to its mail with your words, or with PASS.
           *[other] { $waiting } things wait for an answer of yours: reply to the mail of each with your words, or with PASS.
        } What you write to { $address } goes to everyone in { $circle }; a reply lands where it belongs. As your whole reply, these words work:

            PASS, LATER, MORE        where you are asked something
            TAKE BACK                within two minutes of your mail to all
            MISSED                   what waits for you, and what happened
            STATUS                   where things stand
            AWAY until 20 March      nothing waits for you till then; BACK ends it
            PRACTICE                 try how a round goes; nothing counts
            ZONE Lisbon              the times I tell you are then yours
            LEAVE                    at once
            FORGET ME                all that is yours is let go; I ask once before

        { $scribe ->
            [here] MINUTES brings what was kept of the last round.{" "}
           *[away] {""}
        }{ $starts ->
            [yes] To ask everyone something, write a mail to the circle that begins with !round and your question; !goaround, !start check_in, !propose and your text work the same way.
           *[no] Rounds and proposals are begun by hosts here.
        }{ $steers ->
            [all] {" "}As host of what is open, reply !next, !pause, !resume, !extend 1d, !chair and a name, or !end.
            [some] {" "}As host of what is open, reply !pause, !resume, !extend 1d, !chair and a name, or !end.
            [decision] {" "}The open proposal is in your hands: reply !amend and a new text, !extend 1d, or !chair and a name.
           *[no] {" "}When something waits for its host, CHAIR ME takes the chair.
        }

        HELP and one of these words tells more: answers, round, goaround, start, propose, register, objections, dates, minutes, me, circle, host.

        To choose what reaches you, write "deliver each", "deliver moments" (rounds, decisions, words to you) or "deliver off" to the list's request address.

        { mail-signed }
