"""One story each: how a discussion runs, for those at the table and those in their own time."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from facilitator.core.notices import Assistant, At, Entry, Letter, People, Words
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import discussion as di
from tests.core.discussion_table import Table
from tests.core.round_table import (
    ANA,
    BEN,
    CY,
    DI,
    ELI,
    FAY,
    START,
    by_mail,
    in_room,
    kinds,
    live,
    slow,
    words,
)

GARDEN = (live(ANA), live(BEN), by_mail(CY), slow(DI), live(ELI))
QUEUE = di.Settings(queue=True)
KIND = di.HandKind


def refused(table: Table, command: di.Command) -> str:
    """The code of a refusal, which changed nothing."""
    before = table.state
    with pytest.raises(Refusal) as caught:
        table.do(command)
    assert table.state == before
    return caught.value.code


def queue(**changes: Any) -> Table:
    """Three at the table, with a queue."""
    return Table((live(ANA), live(BEN), live(ELI)), di.Settings(queue=True, **changes))


def order(table: Table) -> tuple[str, ...]:
    """Whose hands are up, in the order of calling."""
    return tuple(hand.member for hand in table.state.order)


# -- opening -------------------------------------------------------------------------------------


def test_the_room_begins_to_talk_and_those_in_their_own_time_are_asked_for_letters() -> None:
    """The table is asked until the end of the box, alone one is asked until that of the window."""
    table = Table(GARDEN)
    assert kinds(table.heard) == ["round_announced>cy", "round_announced>di", "discussion_opened"]
    cy, di_, room = table.heard
    assert (cy.asks, di_.asks, room.asks) == ((CY,), (DI,), (BEN, ELI))
    assert room.shown["until"] == "2026-03-05T18:30:00Z"
    assert cy.shown["until"] == "2026-03-09T18:00:00Z"
    assert room.args["mail"] == People((CY,))


def test_a_window_with_mail_members_is_never_below_seventy_two_hours() -> None:
    """A letter takes days; the circle may agree otherwise."""
    short = di.Settings(slow=timedelta(hours=2))
    assert Table(GARDEN, short).state.slow_until == START + timedelta(hours=72)
    agreed = di.Settings(slow=timedelta(hours=2), short_agreed=True)
    assert Table(GARDEN, agreed).state.slow_until == START + timedelta(hours=2)


def test_where_nobody_is_at_the_table_only_the_window_runs() -> None:
    """The room is told that it is held in letters, and nobody in it is asked."""
    table = Table((slow(ANA), by_mail(CY)))
    assert table.state.phase is di.Phase.SLOW
    opened = in_room(table.heard, "discussion_opened")
    assert (opened.asks, opened.args["table"]) == ((), "none")
    assert di.next_due(table.state) == START + timedelta(days=4)


@pytest.mark.parametrize(
    ("prompt", "seats", "silent", "code"),
    [
        ("  ", GARDEN, (), "topic-missing"),
        ("Well?", GARDEN[:1], (), "nobody-to-talk-with"),
        ("Well?", GARDEN[:2], (ANA, BEN), "nobody-to-talk-with"),
    ],
)
def test_what_cannot_begin_is_answered(prompt: str, seats: Any, silent: Any, code: str) -> None:
    """A talk is about something, and between people."""
    with pytest.raises(Refusal) as caught:
        di.announce(di.Begin(ANA, prompt, seats, di.Settings(silent=silent)), START)
    assert caught.value.code == code


def test_a_step_of_a_longer_practice_may_be_one_persons() -> None:
    """Where the asker says so, one place is enough."""
    assert di.announce(di.Begin(ANA, "Well?", GARDEN[:1], least=1), START)


# -- talk and letters ----------------------------------------------------------------------------


def test_talk_in_the_room_is_talk_and_nothing_of_it_is_kept() -> None:
    """Neither a message nor a reply at the table is a fact, and a guest talks as well."""
    table = Table(GARDEN)
    before = table.state
    assert table.say(BEN) == table.reply(ELI, "reply") == table.say(FAY) == []
    assert table.state == before
    assert refused(table, say.Speak(FAY, words("letter"), say.Via.LETTER)) == "not-in-this-round"


def test_a_letter_is_receipted_and_read_out_at_once_in_its_authors_voice() -> None:
    """Those in their own time have equal place; once is enough; a letter twice is once."""
    table = Table(GARDEN)
    said = table.write(CY, "one")
    assert kinds(said) == ["words_received>cy", "letter_read", "letter"]
    assert (said[2].voice, said[2].args["words"], said[2].on_card) == (
        CY,
        Words(words("one")),
        True,
    )
    assert table.place(CY) is di.Place.DONE
    assert table.write(CY, "one") == []
    assert table.write(CY, "two")[1].args["reading"] == "again"


def test_a_letter_of_somebody_at_the_table_is_read_too_and_leaves_them_there() -> None:
    """Who writes into the private chat is heard, and goes on talking."""
    table = Table(GARDEN)
    assert kinds(table.write(BEN, "one")) == ["words_received>ben", "letter_read", "letter"]
    assert table.place(BEN) is di.Place.OPEN


def test_a_reply_from_ones_own_time_counts_without_being_read_again() -> None:
    """The room has seen it."""
    table = Table(GARDEN)
    assert table.reply(DI, "one") == []
    assert table.place(DI) is di.Place.DONE
    assert di.letters_read(table.state) == Letter((Entry(DI, words("one")),))


def test_letters_wait_while_somebody_has_the_word() -> None:
    """They are read between two turns, before the next hand; a new one may replace one that waits."""
    table = Table(GARDEN, QUEUE)
    table.hand(BEN)
    table.hand(ELI)
    assert kinds(table.write(CY, "one")) == ["words_received>cy"]
    table.write(DI, "two")
    table.write(CY, "three", replaces=True)
    said = table.do(say.Finish(BEN))
    assert kinds(said) == ["letter_read", "letter", "letter_read", "letter", "hand_called"]
    assert [n.args["words"] for n in said if n.kind == "letter"] == [
        Words(words("two")),
        Words(words("three")),
    ]


def test_letters_are_counted_where_the_circle_wished_it() -> None:
    """As many for each; a replaced letter is none more, a reply in the room is talk."""
    table = Table(GARDEN, di.Settings(queue=True, most_each=1))
    table.hand(BEN)
    assert table.write(DI, "one")[0].args["rest"] == "none"
    table.write(DI, "two", replaces=True)
    assert di.letters_read(table.state) == Letter(())
    assert refused(table, say.Speak(DI, words("three"), say.Via.LETTER)) == "letters-used"
    assert table.reply(DI, "four") == []


def test_words_taken_back_leave_every_list_and_open_the_place_again() -> None:
    """At any time; what is delivered again does not come back; mail cannot be called back."""
    table = Table(GARDEN)
    table.write(DI, "one")
    (told,) = table.do(say.TookBack(DI, words("one")))
    assert (told.kind, told.args["rest"], told.args["mailed"]) == ("words_removed", "open", "yes")
    assert table.place(DI) is di.Place.OPEN
    assert table.write(DI, "one") == []
    table.write(BEN, "two")
    table.do(say.End(ANA))
    (late,) = table.do(say.TookBack(BEN, words("two")))
    assert late.args["rest"] == "closed"
    assert di.letters_read(table.state) == Letter(())


def test_who_only_listens_is_told_so_and_nobody_waits_for_them() -> None:
    """Words and hands are answered with a refusal; a pass is fine, as everywhere."""
    table = Table(GARDEN, di.Settings(queue=True, silent=(BEN, DI)))
    assert kinds(table.heard) == ["round_announced>cy", "discussion_opened"]
    assert table.heard[-1].args["listeners"] == People((BEN, DI))
    for said in (say.Speak(BEN, words("one")), di.Hand(BEN), say.More(BEN)):
        assert refused(table, said) == "only-listening"
    assert kinds(table.do(say.Pass(DI))) == ["word_taken>di"]
    for member in (ANA, ELI):
        table.do(say.Finish(member))
    assert table.state.phase is di.Phase.SLOW
    assert table.state.awaited == (table.state.seat(CY),)


# -- the queue -----------------------------------------------------------------------------------


def test_hands_are_called_one_after_another() -> None:
    """A free word goes to the first hand at once; *done* and the host's *next* pass it on."""
    table = queue()
    called = table.hand(BEN)
    assert kinds(called) == ["hand_called"]
    assert (called[0].asks, called[0].shown["member"]) == ((BEN,), BEN)
    assert table.hand(ELI) == table.hand(ANA) == []
    assert in_room(table.do(say.Finish(BEN)), "hand_called").asks == (ELI,)
    assert in_room(table.do(say.Next(ANA, after=ELI)), "hand_called").asks == (ANA,)
    assert table.do(say.Next(ANA, after=ELI)) == []
    assert table.state.speaker == ANA


def test_hands_go_by_kind_then_by_who_has_spoken_least_then_by_time() -> None:
    """Points of order first; letters weigh as much as turns; a second hand changes the kind."""
    table = Table((*GARDEN, live(FAY)), QUEUE)
    table.write(FAY, "letter")
    table.hand(BEN)
    table.say(BEN)
    for member in (FAY, ELI):
        table.hand(member)
    table.hand(ANA, KIND.REPLY)
    assert order(table) == (ANA, ELI, FAY)
    table.hand(FAY, KIND.CLARIFY)
    table.hand(ELI, KIND.ORDER)
    assert order(table) == (ELI, FAY, ANA)
    table.do(say.Finish(BEN))
    table.hand(BEN, KIND.REPLY)
    assert order(table) == (FAY, ANA, BEN)
    assert table.hand(ELI) == []
    assert table.state.hand(ELI) is None


def test_another_kind_of_hand_keeps_its_time_and_its_right_to_begin() -> None:
    """Nobody loses their place by saying what for; in a queue talk takes no hand down."""
    table = Table((live(ANA), live(BEN), live(ELI), live(FAY)), replace(QUEUE, first=(BEN, FAY)))
    table.hand(ELI)
    table.now += timedelta(seconds=1)
    table.hand(ANA, KIND.REPLY)
    table.hand(ELI, KIND.REPLY)
    table.hand(FAY, KIND.REPLY)
    table.say(ELI)
    assert order(table) == (FAY, ELI, ANA)


def test_whom_the_format_lets_begin_is_called_at_once() -> None:
    """In the given order, whether there is a queue or not; but a point of order comes before."""
    for settings in (QUEUE, di.Settings()):
        table = Table(GARDEN, replace(settings, first=(ELI, CY, BEN)))
        assert in_room(table.heard, "hand_called").asks == (ELI,)
        assert order(table) == (BEN,)
        table.hand(ANA, KIND.ORDER)
        assert order(table) == (ANA, BEN)
        called = table.do(say.Finish(ELI))
        assert in_room(called, "hand_called").asks == ((ANA,) if settings.queue else (BEN,))


def test_silence_after_a_call_and_quiet_after_the_last_message_pass_the_word_on() -> None:
    """Two minutes, then ninety seconds; nobody is named, and what others say changes nothing."""
    table = queue()
    table.hand(BEN)
    table.hand(ELI)
    assert di.next_due(table.state) == START + timedelta(minutes=2)
    assert in_room(table.until_due(), "hand_called").asks == (ELI,)
    table.say(ELI)
    table.now += timedelta(seconds=60)
    table.say(ANA)
    table.say(ELI)
    assert di.next_due(table.state) == table.now + timedelta(seconds=90)
    assert table.until_due() == []
    assert table.state.speaker is None
    assert [seat.turns for seat in table.state.seats] == [0, 0, 1]


def test_a_second_done_soon_after_ones_turn_is_the_same_done() -> None:
    """Only later does it mean: I am through with this part."""
    table = queue()
    table.hand(BEN)
    table.say(BEN)
    table.do(say.Finish(BEN))
    table.do(say.Finish(BEN))
    assert table.place(BEN) is di.Place.OPEN
    table.now += timedelta(seconds=91)
    table.do(say.Finish(BEN))
    assert table.place(BEN) is di.Place.DONE


def test_a_hand_goes_down_by_word_by_skip_by_pass_and_opens_a_place_again() -> None:
    """Nothing binds; a hand that is not up cannot go down."""
    table = queue()
    table.hand(ANA)
    for down in (di.Lower(BEN), say.Skip(ANA, BEN), say.Pass(BEN), say.Finish(BEN)):
        table.hand(BEN)
        assert table.state.hand(BEN)
        assert table.place(BEN) is di.Place.OPEN
        table.do(down)
        assert table.state.hand(BEN) is None
        assert table.do(di.Lower(BEN)) == []
    table.do(say.Skip(ANA, ANA))
    assert table.state.speaker is None


def test_who_passes_when_called_passes_and_who_has_spoken_has_spoken() -> None:
    """A pass with words behind it only gives the word back."""
    table = queue()
    table.hand(BEN)
    table.do(say.Pass(BEN))
    assert (table.place(BEN), table.state.speaker) == (di.Place.PASSED, None)
    table.hand(ELI)
    table.say(ELI)
    table.do(say.Pass(ELI))
    assert (table.place(ELI), table.state.speaker) == (di.Place.OPEN, None)


def test_without_a_queue_hands_are_seen_and_a_host_may_call_them() -> None:
    """Nobody is called by itself; who speaks needs no hand any more."""
    table = Table(GARDEN)
    assert table.hand(BEN) == table.hand(ELI) == []
    assert di.card(table.state).order == (BEN, ELI)
    table.say(BEN)
    assert di.card(table.state).order == (ELI,)
    assert in_room(table.do(say.Next(ANA)), "hand_called").asks == (ELI,)
    table.hand(BEN)
    table.write(CY, "one")
    said = table.do(say.Next(ANA, after=ELI))
    assert kinds(said) == ["letter_read", "letter", "hand_called"]


def test_a_hand_brings_somebody_from_their_own_time_to_the_table_but_not_by_mail() -> None:
    """Who is in the room can speak there; a letter is the way of those who are not."""
    table = Table(GARDEN, QUEUE)
    assert in_room(table.hand(DI), "hand_called").asks == (DI,)
    assert table.state.seat(DI) in table.state.at_table
    assert refused(table, di.Hand(CY)) == "live-needs-chat"
    table.hand(DI)
    assert table.state.hand(DI) is None


# -- the end -------------------------------------------------------------------------------------


def test_the_box_ends_at_its_time_and_open_places_keep_their_window() -> None:
    """The room hears a number, and the names of hands that everybody sees."""
    table = Table(GARDEN)
    table.hand(BEN)
    table.write(DI, "one")
    (told,) = table.until_due()
    assert (told.kind, table.now) == ("discussion_goes_on", START + timedelta(minutes=30))
    assert (told.args["open_places"], told.args["hands"]) == (1, People((BEN,)))
    assert refused(table, di.Hand(BEN)) == "table-has-ended"
    assert refused(table, say.Next(ANA)) == "table-has-ended"
    assert table.say(BEN) == []
    assert kinds(table.write(CY, "two"))[2:] == ["letter", "round_closed", "round_closed>cy"]


def test_who_speaks_when_the_box_ends_may_finish_and_nobody_is_called_after() -> None:
    """After their turn the table is through."""
    table = queue()
    table.now = START + timedelta(minutes=29, seconds=30)
    table.hand(BEN)
    table.hand(ELI)
    table.now += timedelta(seconds=50)
    table.say(BEN)
    assert table.do(say.TimePassed()) == []
    assert table.do(say.Finish(BEN)) == []
    assert kinds(table.do(say.TimePassed())) == ["round_closed"]


def test_it_is_over_when_everybody_is_through() -> None:
    """*done* and *pass* of all at the table end the box, of all in their own time the window."""
    table = Table(GARDEN)
    table.do(say.Finish(ANA))
    table.do(say.Pass(BEN))
    assert kinds(table.do(say.Finish(ELI))) == ["discussion_goes_on"]
    assert kinds(table.do(say.Pass(CY))) == ["word_taken>cy"]
    said = table.do(say.Finish(DI))
    assert kinds(said) == ["word_taken>di", "round_closed", "round_closed>cy"]


def test_a_letter_typed_in_chat_is_whole_only_after_a_quiet_while() -> None:
    """The last one may come in several messages; one by mail comes whole."""
    table = Table((slow(ANA), slow(DI), by_mail(CY)))
    table.do(say.Pass(ANA))
    table.write(DI, "one")
    table.write(CY, "two")
    assert table.state.phase is di.Phase.SLOW
    assert di.next_due(table.state) == START + timedelta(seconds=90)
    table.write(DI, "three")
    said = table.until_due()
    assert kinds(said) == ["round_closed", "round_closed>cy"]
    assert said[1].args["letter"] == Letter(
        (Entry(DI, words("one") + words("three")), Entry(CY, words("two")))
    )


def test_the_host_goes_on_ends_or_calls_off() -> None:
    """*next* ends the table, *end* all of it with what waits, *cancel* leaves nothing."""
    table = Table(GARDEN)
    assert kinds(table.do(say.Next(ANA))) == ["discussion_goes_on"]
    ended = Table(GARDEN, QUEUE)
    ended.hand(BEN)
    ended.write(CY, "one")
    said = ended.do(say.End(ANA))
    assert kinds(said) == ["letter_read", "letter", "round_closed", "round_closed>cy"]
    assert said[2].args["outcome"] == "ended"
    off = Table(GARDEN)
    assert kinds(off.do(say.Cancel(BEN, host=True))) == [
        "round_closed",
        "round_closed>cy",
        "round_closed>di",
    ]
    assert refused(Table(GARDEN), say.End(BEN)) == "only-hosts"


def test_late_letters_are_kept_and_late_talk_is_talk() -> None:
    """They go to who has the chair, once; a late hand or pass is answered."""
    table = Table(GARDEN)
    table.do(say.End(ANA))
    assert kinds(table.write(CY, "late")) == ["late_words_kept>cy", "late_words_for_host>ana"]
    assert table.write(CY, "late") == table.say(BEN) == table.reply(DI, "reply") == []
    assert table.do(say.Finish(BEN)) == table.do(di.Lower(BEN)) == table.do(say.End(ANA)) == []
    for word in (di.Hand(BEN), say.Pass(BEN), say.Next(ANA)):
        assert refused(table, word) == "round-over"


# -- clocks --------------------------------------------------------------------------------------


def test_the_timekeeper_gives_one_cue_before_the_end() -> None:
    """Two minutes before, or a quarter of a short box; only while somebody keeps the time."""
    table = Table(GARDEN, timed=True)
    (cue,) = table.until_due()
    assert (cue.kind, cue.voice) == ("time_cue", Assistant.TIMEKEEPER)
    assert table.now == START + timedelta(minutes=28)
    assert kinds(table.until_due()) == ["discussion_goes_on"]
    short = Table(GARDEN, di.Settings(live=timedelta(minutes=4)))
    short.do(say.KeepTime(True))
    assert short.do(say.KeepTime(True)) == []
    assert di.next_due(short.state) == START + timedelta(minutes=3)
    short.do(say.KeepTime(False))
    assert di.next_due(short.state) == START + timedelta(minutes=4)


def test_a_late_cue_says_that_the_time_is_up_while_somebody_speaks() -> None:
    """Who has the word may finish."""
    table = Table((live(ANA), live(BEN)), QUEUE, timed=True)
    table.now += timedelta(minutes=29)
    table.hand(BEN)
    (cue,) = table.pass_time(minutes=1)
    assert (cue.args["left"], cue.args["speaking"]) == ("none", "somebody")


def test_more_gives_the_table_half_the_box_again_and_letters_a_day() -> None:
    """Once per person, twice in all on each clock; the cue comes again; each hears their own time."""
    table = Table((*GARDEN, slow(FAY)), timed=True)
    table.pass_time(minutes=28)
    said = table.do(say.More(BEN))
    assert kinds(said) == ["round_extended"]
    assert said[0].args["until"] == At(START + timedelta(minutes=45))
    assert kinds(table.pass_time(minutes=15)) == ["time_cue"]
    assert refused(table, say.More(BEN)) == "more-used"
    table.do(say.More(ELI))
    assert refused(table, say.More(ANA)) == "no-more-time"
    letters = table.do(say.More(CY))
    assert kinds(letters) == [
        "round_extended",
        "round_extended>di",
        "round_extended>fay",
        "word_taken>cy",
    ]
    assert letters[0].args["step"] == "window"
    assert table.state.slow_until == START + timedelta(days=5)


def test_a_host_extends_the_present_step() -> None:
    """The box while the table talks, then the window; by nothing is answered."""
    table = Table(GARDEN)
    table.do(say.Extend(ANA, timedelta(minutes=10)))
    assert table.state.live_until == START + timedelta(minutes=40)
    assert refused(table, say.Extend(ANA, timedelta(0))) == "extend-by-what"
    table.do(say.Next(ANA))
    table.do(say.Extend(ANA, timedelta(days=1)))
    assert table.state.slow_until == START + timedelta(days=5)


def test_a_pause_stops_every_clock_and_gives_the_time_back() -> None:
    """Nobody is called in it, letters wait, and the speaker keeps the word."""
    table = Table(GARDEN, QUEUE, timed=True)
    table.hand(BEN)
    assert kinds(table.do(say.Pause(ANA))) == ["round_paused"]
    assert table.do(say.Pause(ANA)) == []
    table.do(say.Finish(BEN))
    assert table.hand(ELI) == []
    assert kinds(table.write(CY, "one")) == ["words_received>cy"]
    assert table.pass_time(hours=2) == []
    said = table.do(say.Resume(ANA))
    assert kinds(said) == [
        "round_resumed",
        "round_resumed>di",
        "letter_read",
        "letter",
        "hand_called",
    ]
    assert table.state.live_until == START + timedelta(hours=2, minutes=30)
    assert table.state.cue_at == START + timedelta(hours=2, minutes=28)
    assert table.do(say.Resume(ANA)) == []


def test_an_outage_is_given_back_and_said() -> None:
    """A window of days ends no sooner than twelve hours after; a box by as much."""
    table = Table(GARDEN, timed=True)
    table.now += timedelta(hours=95)
    said = table.do(say.Outage(timedelta(hours=2)))
    assert kinds(said) == ["round_extended", "round_extended>cy", "round_extended>di"]
    assert table.state.live_until == START + timedelta(hours=2, minutes=30)
    assert table.state.cue_at == START + timedelta(hours=2, minutes=28)
    assert table.state.slow_until == table.now + timedelta(hours=12)
    table.until_due()
    table.do(say.Outage(timedelta(hours=1)))
    assert table.state.live_until == START + timedelta(hours=2, minutes=30)


# -- coming and going ----------------------------------------------------------------------------


def test_whoever_leaves_the_table_keeps_a_place_in_their_own_time() -> None:
    """They are told alone; *out* once more is a pass; *in* brings them back while it talks."""
    table = queue()
    table.hand(BEN)
    assert kinds(table.do(say.StepOut(BEN))) == ["place_kept>ben"]
    assert table.state.speaker is None
    table.do(say.Here(BEN))
    assert table.state.seat(BEN) in table.state.at_table
    table.do(say.Away(BEN))
    assert table.do(say.Away(BEN)) == []
    assert kinds(table.do(say.StepOut(BEN))) == ["word_taken>ben"]
    table.do(say.Pace(BEN, Lane.LIVE))
    assert table.place(BEN) is di.Place.OPEN
    mail = Table(GARDEN)
    assert refused(mail, say.Here(CY)) == "live-needs-chat"
    assert mail.do(say.Pace(CY, Lane.LIVE)) == []
    assert mail.do(say.Later(BEN)) == []


def test_nobody_is_promised_a_place_that_is_over() -> None:
    """A window shorter than the box, both past, while somebody speaks on: *out* is just out."""
    table = queue(slow=timedelta(minutes=20))
    table.now += timedelta(minutes=29)
    table.hand(BEN)
    table.now += timedelta(minutes=1, seconds=30)
    assert table.do(say.StepOut(ELI)) == []


def test_whoever_leaves_the_circle_is_not_waited_for_and_their_letters_stay() -> None:
    """The chair goes free, the word too; who comes back finds their place."""
    table = Table(GARDEN, QUEUE)
    table.hand(ANA)
    table.write(DI, "one")
    table.do(say.Left(ANA))
    assert (table.state.chair, table.state.speaker) == (None, None)
    assert table.do(say.Left(ANA)) == []
    table.do(say.Left(DI))
    assert di.letters_read(table.state).entries == (Entry(DI, words("one")),)
    table.do(say.Left(CY))
    assert kinds(table.do(say.Joined(CY))) == ["place_kept>cy"]
    assert table.do(say.Joined(DI, Lane.SLOW)) == []
    assert refused(table, say.Pass(ANA)) == "not-in-this-round"


def test_somebody_added_is_asked_where_they_are() -> None:
    """At the table in the room; by mail alone, with time for a letter; once."""
    table = Table((live(ANA), live(BEN)), di.Settings(slow=timedelta(hours=2)))
    assert kinds(table.do(say.Add(ANA, live(ELI)))) == ["place_added"]
    assert table.do(say.Add(ANA, live(ELI))) == []
    said = table.do(say.Add(ANA, by_mail(CY)))
    assert kinds(said) == ["round_extended", "round_announced>cy"]
    assert table.state.slow_until == START + timedelta(hours=72)
    table.do(say.Next(ANA))
    assert kinds(table.do(say.Add(ANA, live(FAY)))) == ["round_announced>fay"]
    assert kinds(table.do(say.Chair(ANA, BEN))) == ["chair_handed"]
    assert table.do(say.Chair(BEN, BEN)) == []


def test_the_card_shows_whose_word_it_is_and_the_hands() -> None:
    """Both are one's own public act; the face follows the step."""
    table = Table(GARDEN, QUEUE)
    table.hand(BEN)
    table.hand(ELI)
    shown = di.card(table.state)
    assert (shown.speaking, shown.order, shown.seats) == (BEN, (ELI,), 5)
    assert di.card_surface(shown) == "queue"
    assert di.card(queue().state).window is None
    table.do(say.Pause(ANA))
    assert di.card_surface(di.card(table.state)) == "paused"
    for _ in range(4):  # Ben gives the word back, Eli has it, Eli gives it back, all are through
        table.do(say.Next(ANA))
    assert table.state.phase is di.Phase.SLOW
    table.do(say.Resume(ANA))
    assert di.card_surface(di.card(table.state)) == "slow"
    assert di.card_surface(di.card(Table(GARDEN).state)) == "open"
    table.do(say.Cancel(ANA))
    assert di.card_surface(di.card(table.state)) == "cancelled"


def test_everything_survives_the_books() -> None:
    """State and facts are plain values: written as JSON and read again they are the same."""
    table = Table(GARDEN, di.Settings(queue=True, silent=(FAY,), first=(ELI,), most_each=2))
    table.hand(BEN, KIND.REPLY)
    table.say(ELI)
    table.write(CY, "one")
    table.do(say.More(DI))
    encoded = msgspec.json.encode(table.state)
    assert msgspec.json.decode(encoded, type=di.Discussion) == table.state
    for fact in table.facts:
        assert msgspec.json.decode(msgspec.json.encode(fact), type=type(fact)) == fact
