"""One story each: how a practice of several steps runs, with its rounds but without a room."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from facilitator.core.formats.format import HOST, Above, Ask, Depth, Filled, Format, May, Role, Size
from facilitator.core.formats.steps import (
    Announce,
    BackTo,
    Break,
    GoAround,
    Live,
    Order,
    PromptRound,
    Record,
    Reveal,
    RevealOrder,
    SilentWriting,
    Slow,
    Step,
    When,
    Who,
)
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Entry, Letter, Letters, Notice, Room, Text, To
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import go_around, prompt_round, session
from facilitator.core.rounds.session.simulating import Play
from facilitator.core.scales import Scale

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
ANA, BEN, CY, DI = (MemberId(name) for name in ("ana", "ben", "cy", "di"))
LIVE = tuple(say.Invited(member) for member in (ANA, BEN, CY))
MIXED = (*LIVE[:2], say.Invited(CY, Lane.SLOW, by_mail=True))
DAYS = Slow(timedelta(days=4))
HOSTED = Role(HOST, Filled.STARTER, "host")


def practice(*steps: Step, roles: tuple[Role, ...] = (HOSTED,), most: int = 8) -> Format:
    """A format of these steps."""
    return Format(
        "sample", "Sample", "To try.", (Scale.CREW,), Size(2, most, 2, most), roles, (),
        Record.NONE, None, Depth.LIGHT, steps,
    )  # fmt: skip


def begin(
    format_: Format,
    seats: tuple[say.Invited, ...] = LIVE,
    named: tuple[MemberId, ...] = (),
    answers: tuple[session.Answer, ...] = (),
) -> Play:
    """A session that Ana began."""
    return Play.begin(session.Begin(ANA, format_, seats, "seed", answers, named), START)


def circle(id_: str = "round", **more: object) -> Step:
    """A go-around in the order of the seats."""
    return Step(id_, prompt="Well?", slow=DAYS, go_around=GoAround(Order.SEATS), **more)  # type: ignore[arg-type]


def told(play: Play, kind: str) -> list[Notice]:
    """The notices of one kind so far."""
    return [notice for notice in play.told if notice.kind == kind]


def words(*names: str) -> tuple[WordsId, ...]:
    return tuple(WordsId(name) for name in names)


def all_speak(play: Play) -> None:
    """Everybody who is asked in this step speaks, when they have the floor."""
    lap = play.session.lap
    for seat in play.round.seats:
        if play.session.lap == lap and not seat.slow:
            play.do(say.Here(seat.member))
    while play.session.lap == lap and not play.over:
        speaker = play.round.speaker.member
        play.do(say.Speak(speaker, words(f"{speaker}{lap}")))
        play.do(say.Finish(speaker))


def test_a_check_in_is_stillness_turns_and_thanks() -> None:
    """Each step follows the other by itself; the end is one letter with what was said."""
    play = begin(
        practice(
            Step("settle", prompt="Breathe.", live=Live(timedelta(seconds=60)), break_=Break()),
            circle(),
            Step("thanks", prompt="Thank you.", announce=Announce()),
        )
    )
    assert [n.kind for n in play.told] == ["session_opened", "stillness_began"]
    assert session.next_due(play.session) == START + timedelta(seconds=60)
    play.tick()
    assert isinstance(play.round, go_around.GoAround)
    all_speak(play)
    assert play.over
    assert [n.args["text"] for n in told(play, "step_told")] == [Text("Thank you.")]
    letter = next(n for n in told(play, "circle_letter") if "letters" in n.args)
    entries = tuple(Entry(m, words(f"{m}2")) for m in (ANA, BEN, CY))
    assert letter.args["letters"] == Letters((("Well?", Letter(entries)),))


def test_a_second_go_around_calls_nobody_twice_and_goes_the_other_way() -> None:
    """Who was at the table is at the table; reverse is the other way than before."""
    step = Step("back", prompt="And?", slow=DAYS, go_around=GoAround(Order.REVERSE))
    play = begin(practice(circle(), step))
    all_speak(play)
    assert play.session.step == step
    assert play.round.phase is go_around.Phase.TURNS
    assert [seat.member for seat in play.round.seats] == [CY, BEN, ANA]
    assert play.round.speaker.member == CY


def test_who_is_not_at_the_table_has_their_own_time_in_every_step() -> None:
    """Moved at the roll-call of the first step, they are not called again in the second."""
    play = begin(practice(circle(), circle("next")))
    play.do(say.Here(BEN))
    while play.round.phase is not go_around.Phase.TURNS:
        play.tick()
    for member in (ANA, BEN):
        play.do(say.Speak(member, words(member)))
        play.do(say.Finish(member))
    play.do(say.Pass(CY))
    for member in (ANA, BEN):
        if play.session.lap != 2:
            play.do(say.Pass(member))
    assert play.session.lap == 2
    assert play.round.seat(CY).slow
    assert not play.round.seat(BEN).slow


def test_written_in_silence_and_opened_at_once() -> None:
    """Nothing is heard of the writing until the reveal shows it, shuffled, as the format signs it."""
    play = begin(
        practice(
            Step("write", prompt="Worry?", slow=DAYS, silent_writing=SilentWriting(signed=False)),
            Step("open", reveal=Reveal(("write",), signed=False)),
        ),
        MIXED,
    )
    assert play.round.settings.sealed
    assert not play.round.settings.opens
    for member in (ANA, BEN, CY):
        play.do(say.Speak(member, words(member), say.Via.LETTER))
    assert not [n for n in play.told if isinstance(n.to, Room) and "letter" in n.args]
    play.to_the_end()
    opened = told(play, "words_revealed")
    assert len(opened) == 1
    shown = opened[0].args["letter"]
    assert isinstance(shown, Letter)
    assert {entry.member for entry in shown.entries} == {None}
    assert sorted(w for entry in shown.entries for w in entry.words) == [ANA, BEN, CY]
    whole = [n.args["letters"] for n in told(play, "circle_letter") if "letters" in n.args]
    assert whole == [Letters((("Worry?", shown),))] * 2  # the room, and Cy by mail


def test_a_part_is_offered_and_whoever_says_in_has_it() -> None:
    """The session waits for somebody; then the steps that are theirs begin."""
    giver = Role("giver", Filled.VOLUNTEERS, "case giver")
    others = Role("others", Filled.EVERYONE_ELSE, "coaches", most=None)
    play = begin(
        practice(
            Step(
                "case", prompt="Tell.", slow=DAYS, announce=Announce(by="giver"), who=Who("giver")
            ),
            circle("mirror", who=Who("giver", but=True)),
            roles=(HOSTED, giver, others),
        )
    )
    offered = told(play, "part_offered")
    assert [n.asks for n in offered] == [(ANA, BEN, CY)]
    assert play.round is None
    play.do(session.Take(BEN))
    assert told(play, "part_taken")[0].shown["member"] == BEN
    assert [seat.member for seat in play.round.seats] == [BEN]
    play.do(say.Here(BEN))
    play.do(say.Speak(BEN, words("case")))
    play.do(say.Finish(BEN))
    assert [seat.member for seat in play.round.seats] == [ANA, CY]
    assert play.session.holders("others") == (ANA, CY)


def test_a_part_that_nobody_takes_ends_the_session_kindly() -> None:
    """Three minutes at the table; nobody is named, and nothing was wrong."""
    giver = Role("giver", Filled.VOLUNTEERS, "case giver")
    step = Step("case", prompt="Tell.", slow=DAYS, announce=Announce(by="giver"), who=Who("giver"))
    play = begin(practice(step, roles=(HOSTED, giver)))
    assert play.tick()
    assert play.now == START + timedelta(minutes=3)
    assert play.over
    assert told(play, "round_closed")[0].args["outcome"] == "untaken"


def test_steps_are_repeated_so_that_everybody_has_the_part_once() -> None:
    """As in a troika: each is the client once, by lot."""
    client = Role("client", Filled.ROTATES, "client")
    play = begin(
        practice(
            Step(
                "ask", prompt="Your challenge?", slow=DAYS, announce=Announce(by="client"),
                who=Who("client"), once_each="client",
            ),
            circle("gift", who=Who("client", but=True), once_each="client"),
            roles=(HOSTED, client),
        )
    )  # fmt: skip
    clients = []
    while not play.over:
        if play.session.step.id == "ask":  # type: ignore[union-attr]
            clients.append(play.round.seats[0].member)
        all_speak(play)
    assert sorted(clients) == [ANA, BEN, CY]
    assert [heard.step for heard in play.session.heard] == ["ask", "gift"] * 3


def test_a_step_leads_back_as_often_as_the_format_says() -> None:
    """Then the session goes on."""
    play = begin(practice(circle(back_to=BackTo("round", 2)), circle("end")))
    steps = []
    while not play.over:
        steps.append(play.session.step.id)  # type: ignore[union-attr]
        all_speak(play)
    assert steps == ["round", "round", "round", "end"]


def test_a_step_whose_condition_does_not_hold_is_left_out() -> None:
    """Without newcomers nobody is asked about them."""
    play = begin(practice(circle("new", when=When.ANY_NEWCOMER), circle()))
    assert play.session.step.id == "round"  # type: ignore[union-attr]


def test_an_early_end_keeps_what_was_said() -> None:
    """The host's *end* closes everything; the words of the running step are in the letter."""
    play = begin(practice(circle(), circle("never")))
    play.do(say.Here(BEN))
    play.do(say.Here(CY))
    play.do(say.Speak(ANA, words("one")))
    play.do(say.End(ANA))
    assert play.over
    letter = next(n for n in told(play, "circle_letter") if "letters" in n.args)
    assert letter.args["letters"] == Letters((("Well?", Letter((Entry(ANA, words("one")),))),))
    assert [h.step for h in play.session.heard] == ["round"]


def test_the_host_has_a_sentence_for_each_step_alone() -> None:
    """What to say now, for nobody else's eyes."""
    play = begin(practice(circle(host="Speak yourself, too.")))
    (sentence,) = told(play, "host_sentence")
    assert sentence.to == To(ANA)
    assert sentence.args["sentence"] == Text("Speak yourself, too.")


@pytest.mark.parametrize(("people", "code"), [(1, "format-too-few"), (9, "format-too-many")])
def test_too_few_and_too_many_are_told_before_anything_begins(people: int, code: str) -> None:
    """A format says for how many it is."""
    seats = tuple(say.Invited(MemberId(f"m{n}")) for n in range(people))
    with pytest.raises(Refusal) as no:
        begin(practice(circle()), seats)
    assert no.value.code == code


def test_a_prompt_can_be_the_starters_own() -> None:
    """What was said to the format's ask is what the step asks."""
    step = Step("round", prompt_from="question", slow=DAYS, prompt_round=PromptRound())
    play = begin(practice(step), answers=(session.Answer("question", "What now?"),))
    assert play.round.prompt == "What now?"
    assert isinstance(play.round, prompt_round.PromptRound)


def test_who_leaves_has_no_part_any_more() -> None:
    """A session goes on without them; a stale end of a step changes nothing."""
    play = begin(practice(circle()))
    before = play.session
    stale = session.StepOver(session.Heard("round", 7))
    assert session.decide(before, stale, START) == ()
    facts = session.decide(before, say.Left(CY), START)
    assert [seat.member for seat in session.fold(before, facts).seats] == [ANA, BEN]


def test_silence_closes_every_session() -> None:
    """Whoever says nothing loses nothing but the time."""
    play = begin(practice(circle(), circle("two")), MIXED)
    assert play.to_the_end()


# -- what the reference of formats promises ----------------------------------------------------------


def everybody_writes(play: Play, *members: MemberId) -> None:
    """Each of them sends one letter, and the time of the step passes."""
    lap = play.session.lap
    for member in members or (ANA, BEN, CY):
        play.do(say.Speak(member, words(f"{member}{lap}"), say.Via.LETTER))
    while play.session.lap == lap and play.tick():
        pass


def test_what_a_role_writes_is_asked_of_nobody_else() -> None:
    """With or without *who* in the file."""
    play = begin(practice(Step("tell", prompt="Tell.", slow=DAYS, announce=Announce(by=HOST))))
    assert [seat.member for seat in play.round.seats] == [ANA]


def test_sealed_answers_wait_for_the_step_that_opens_them() -> None:
    """They do not open at the end of their own step, and nobody is asked about them before."""
    play = begin(
        practice(
            Step("guess", prompt="How many?", slow=DAYS, prompt_round=PromptRound(sealed=True)),
            Step(
                "about", prompt="And?", prompt_from="guess", slow=DAYS, prompt_round=PromptRound()
            ),
            Step("open", reveal=Reveal(("guess",), RevealOrder.SEATS)),
        ),
        MIXED,
    )
    everybody_writes(play, CY, BEN, ANA)
    assert session.letters(play.session).parts == ()
    assert session.holding(play.session, play.session.format.steps[1]).quotes == ()
    everybody_writes(play)
    play.to_the_end()
    (revealed,) = told(play, "words_revealed")
    entries = tuple(Entry(m, words(f"{m}1")) for m in (ANA, BEN, CY))
    assert revealed.args["letter"] == Letter(entries)


def test_sealed_answers_open_at_the_end_of_their_step_if_no_other_opens_them() -> None:
    """All in one message."""
    step = Step("guess", prompt="How many?", slow=DAYS, prompt_round=PromptRound(sealed=True))
    play = begin(practice(step, circle()), MIXED)
    assert play.round.settings.opens
    everybody_writes(play)
    assert len(told(play, "words_revealed")) == 1
    assert len(session.letters(play.session).parts) == 1


def test_names_do_not_stand_with_what_was_written_without() -> None:
    """Whatever the step that opens it says."""
    play = begin(
        practice(
            Step("write", prompt="Worry?", slow=DAYS, silent_writing=SilentWriting(signed=False)),
            Step("open", reveal=Reveal(("write",), RevealOrder.SEATS)),
        ),
        MIXED,
    )
    everybody_writes(play)
    (revealed,) = told(play, "words_revealed")
    assert {entry.member for entry in revealed.args["letter"].entries} == {None}  # type: ignore[union-attr]


def test_an_early_end_opens_what_waits_but_never_what_is_kept() -> None:
    """Who wrote knew that it would be opened; what is their own stays their own."""
    play = begin(
        practice(
            Step("mine", prompt="For you.", slow=DAYS, silent_writing=SilentWriting(kept=True)),
            Step("write", prompt="Worry?", slow=DAYS, silent_writing=SilentWriting()),
            circle(),
            Step("open", reveal=Reveal(("write",))),
        ),
        MIXED,
    )
    everybody_writes(play)
    everybody_writes(play)
    play.do(say.End(ANA))
    (part,) = session.letters(play.session).parts
    assert {word for entry in part[1].entries for word in entry.words} == {"ana2", "ben2", "cy2"}


def test_what_is_for_a_role_goes_to_it_alone() -> None:
    """Only the greeter reads it."""
    step = Step(
        "after", prompt="How was it?", slow=DAYS, see="greeter", silent_writing=SilentWriting()
    )
    greeter = Role("greeter", Filled.MENTIONED, "greeter")
    play = begin(practice(step, roles=(HOSTED, greeter)), MIXED, named=(BEN,))
    everybody_writes(play)
    assert [notice.to for notice in told(play, "words_revealed")] == [To(BEN)]
    assert session.letters(play.session).parts == ()


def test_nobody_mentioned_is_the_one_who_begins() -> None:
    """And so is somebody who is not here."""
    decider = Role("decider", Filled.MENTIONED, "decider")
    step = circle(who=Who("decider"))
    for named in ((), (DI,)):
        play = begin(practice(step, roles=(HOSTED, decider)), named=named)
        assert play.session.holders("decider") == (ANA,)


def test_a_new_text_stands_in_place_of_the_old_one_and_a_pass_leaves_it() -> None:
    """For every later step that shows it; the letter has both, each once."""
    tell = Step("tell", prompt="Tell.", slow=DAYS, announce=Announce(by=HOST))
    again = Step("again", prompt="Anew?", slow=DAYS, announce=Announce(by=HOST, rewrites="tell"))
    format_ = practice(tell, again, circle(prompt_from="tell"))
    for say_again, shown in ((say.Speak(ANA, words("two")), "two"), (say.Pass(ANA), "one")):
        play = begin(format_)
        play.do(say.Speak(ANA, words("one")))
        play.do(say.Finish(ANA))
        play.do(say_again)
        if isinstance(say_again, say.Speak):
            play.do(say.Finish(ANA))
        step = play.session.step
        assert step is not None
        assert session.holding(play.session, step).quotes == words(shown)


def test_the_host_speaks_last_where_the_matter_is_theirs() -> None:
    """They brought the question; the default of the format is nobody's."""
    step = Step("round", prompt_from="matter", slow=DAYS, go_around=GoAround(Order.SEATS))
    format_ = replace(practice(step), asks=(Ask("matter", "What is it about?", default="Us."),))
    play = begin(format_, answers=(session.Answer("matter", "The roof."),))
    assert [seat.member for seat in play.round.seats] == [BEN, CY, ANA]
    play = begin(format_)
    assert [seat.member for seat in play.round.seats] == [ANA, BEN, CY]
    assert play.round.prompt == "Us."


def test_stillness_for_the_table_is_left_out_where_nobody_is_there() -> None:
    """Those in their own time are not told to be still with nobody."""
    step = Step("settle", prompt="Breathe.", live=Live(timedelta(seconds=60)), break_=Break())
    slow = tuple(say.Invited(m, Lane.SLOW, by_mail=True) for m in (ANA, BEN))
    play = begin(practice(step, circle()), slow)
    assert told(play, "stillness_began") == []
    assert play.session.step is not None
    assert play.session.step.id == "round"


def test_a_guardian_may_call_a_pause_in_any_step() -> None:
    """A part that no step names is offered at the very beginning; what it may do, it may do."""
    guardian = Role("guardian", Filled.VOLUNTEERS, "guardian", 0, 1, may=(May.PAUSE,))
    play = begin(practice(circle(), roles=(HOSTED, guardian)))
    play.do(session.Take(BEN))
    play.do(say.Pause(BEN))
    assert play.round.paused_at == START
    play.do(say.Resume(BEN))
    for no in (say.Pause(CY), say.End(BEN)):
        with pytest.raises(Refusal, match="only-hosts"):
            play.do(no)


def test_an_offer_ends_when_everybody_has_answered() -> None:
    """A pass leaves the part to others, and nobody waits for more."""
    giver = Role("giver", Filled.VOLUNTEERS, "case giver", least=0)
    play = begin(practice(circle(who=Who("giver")), circle("all"), roles=(HOSTED, giver)), MIXED)
    for member in (ANA, BEN, CY):
        play.do(say.Pass(member))
    assert [notice.to for notice in told(play, "word_taken")] == [To(CY)]
    assert play.session.step is not None
    assert play.session.step.id == "all"


def test_a_handed_chair_counts_in_the_step_that_runs() -> None:
    """Ben hosts from now on, and Ana no longer does."""
    play = begin(practice(circle()))
    play.do(say.Chair(ANA, BEN))
    with pytest.raises(Refusal, match="only-hosts"):
        play.do(say.Pause(ANA))
    assert play.do(say.Pause(BEN))


def test_more_people_than_go_around_answer_in_any_order() -> None:
    """As the format says (open); where it says nothing, it is not begun."""
    seats = tuple(say.Invited(MemberId(f"m{n}")) for n in range(4))
    crowded = practice(circle(), most=3)
    open_ = replace(crowded, size=replace(crowded.size, above=Above.OPEN))
    assert isinstance(begin(open_, seats).round, prompt_round.PromptRound)
    small = replace(crowded, size=replace(crowded.size, above=None))
    with pytest.raises(Refusal, match="format-too-many"):
        begin(small, seats)


def test_words_taken_back_are_in_no_later_letter() -> None:
    """A step that is over gives them back too; nobody is told to have passed."""
    play = begin(practice(circle(), circle("next")))
    all_speak(play)
    play.do(say.TookBack(BEN, words("ben1")))
    ((_, letter),) = session.letters(play.session).parts
    assert [entry.member for entry in letter.entries] == [ANA, CY]


def test_who_comes_back_has_a_place_in_the_steps_to_come() -> None:
    """As they had it, in the lane they come back to."""
    play = begin(practice(circle(), circle("next")), MIXED)
    play.do(say.Left(CY))
    assert play.session.seat(CY) is None
    play.do(say.Joined(CY))
    assert play.session.seat(CY) == MIXED[2]


def test_time_we_were_deaf_is_given_back_and_told() -> None:
    """A stillness of a minute ends so much later; days end no sooner than half a day after."""
    step = Step("rest", prompt="Rest.", slow=Slow(timedelta(days=1)), break_=Break())
    play = begin(practice(step, circle()))
    play.now += timedelta(hours=23)
    play.do(say.Outage(timedelta(hours=2)))
    assert play.session.until == START + timedelta(hours=23 + 12)
    assert told(play, "round_extended")[0].args["why"] == "outage"
