"""One story each: how a prompt round runs, read as it comes or sealed until it opens."""

from datetime import timedelta
from typing import Any, get_args

import msgspec
import pytest

from facilitator.core.ids import MemberId
from facilitator.core.notices import At, Entry, Letter, Notice, People, Room, To, Who, Words
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import prompt_round as pr
from tests.core.prompt_round_table import SEALED, UNSIGNED, Table
from tests.core.round_table import (
    ANA,
    BEN,
    CY,
    DI,
    ELI,
    START,
    by_mail,
    in_room,
    kinds,
    live,
    slow,
    words,
)

GARDEN = (live(BEN), by_mail(CY), live(ANA), by_mail(DI), slow(ELI))
FAY = MemberId("fay")


def refused(table: Table, command: say.Command) -> str:
    """The code of a refusal, which changed nothing."""
    before = table.state
    with pytest.raises(Refusal) as caught:
        table.do(command)
    assert table.state == before
    return caught.value.code


def to_room(said: list[Notice]) -> list[str]:
    """What the room hears."""
    return [notice.kind for notice in said if isinstance(notice.to, Room)]


# -- beginning -----------------------------------------------------------------------------------


def test_everybody_is_asked_at_once_each_where_they_read() -> None:
    """Slow places alone, all others in the room; who asks is not asked; mail readers are named."""
    table = Table(GARDEN)
    assert kinds(table.heard) == [
        "round_announced>cy",
        "round_announced>di",
        "round_announced>eli",
        "round_announced",
    ]
    asked, room = table.heard[0], table.heard[-1]
    assert (asked.asks, room.asks) == ((CY,), (BEN,))
    assert room.args["mail"] == People((CY, DI))
    assert room.args["by"] == Who(ANA)
    assert asked.shown == {"until": "2026-03-09T18:00:00Z"}


def test_what_cannot_begin_is_said_kindly() -> None:
    """A round needs a question, and somebody to ask."""
    for begin, code in (
        (pr.Begin(ANA, "  ", GARDEN, SEALED, "seed"), "question-missing"),
        (pr.Begin(ANA, "Well?", (live(ANA),), SEALED, "seed"), "nobody-to-answer"),
    ):
        with pytest.raises(Refusal) as caught:
            pr.announce(begin, START)
        assert caught.value.code == code


def test_windows_with_mail_members_are_three_days_at_least() -> None:
    """A shorter window is lengthened, unless the circle agreed to it."""
    hour = timedelta(hours=1)
    assert Table(GARDEN, pr.Settings(hour)).state.until == START + timedelta(hours=72)
    agreed = pr.Settings(hour, short_agreed=True)
    assert Table(GARDEN, agreed).state.until == START + hour
    assert Table((live(ANA), slow(BEN)), pr.Settings(hour)).state.until == START + hour


def test_words_that_are_seen_as_they_come_have_their_name() -> None:
    """Only what is shown together can be shown without names."""
    assert Table(GARDEN, pr.Settings(signed=False)).state.settings.signed
    assert not Table(GARDEN, UNSIGNED).state.settings.signed


# -- open ----------------------------------------------------------------------------------------


def test_an_open_round_reads_letters_out_as_they_come() -> None:
    """A reply stands in the room, a letter is receipted and read, plain talk is just talk."""
    table = Table(GARDEN)
    assert table.say(BEN, "chatter") == []
    assert table.reply(BEN, "seedlings") == []
    said = table.write(CY, "knee")
    assert kinds(said) == ["words_received>cy", "letter_read", "letter"]
    assert said[0].args["words"] == Words(words("knee"))
    assert (said[2].voice, said[2].args["words"]) == (CY, Words(words("knee")))
    assert said[2].on_card
    again = table.write(CY, "river", replaces=True)
    assert again[1].args["reading"] == "again"
    assert table.seat(CY).words == (*words("knee"), *words("river"))
    assert table.state.heard == 2


def test_it_closes_early_when_all_are_heard_and_the_quiet_is_over() -> None:
    """Ninety seconds after the last words, whoever said done before; never sooner."""
    table = Table((live(ANA), live(BEN), live(ELI)))
    table.reply(ANA, "one")
    table.do(say.Pass(ELI))
    table.reply(BEN, "two")
    for member in (ANA, BEN):
        assert table.do(say.Finish(member)) == []
    assert pr.next_due(table.state) == START + timedelta(seconds=90)
    assert table.pass_time(seconds=89) == []
    assert kinds(table.pass_time(seconds=1)) == ["circle_letter", "round_closed"]
    letter = pr.circle_letter(table.state)
    assert letter.entries == (Entry(ANA, words("one")), Entry(BEN, words("two")), Entry(ELI, ()))


def test_a_pass_is_the_last_word_when_the_quiet_is_over() -> None:
    """Nobody waits for a clock when nothing can be regretted any more."""
    table = Table((live(ANA), live(BEN)))
    table.reply(ANA, "one")
    table.pass_time(hours=1)
    assert kinds(table.do(say.Pass(BEN))) == ["circle_letter", "round_closed"]


def test_what_is_delivered_twice_ends_nothing() -> None:
    """Only words that change something, or a look at the clock, let the round go on."""
    table = Table((live(ANA), live(BEN)))
    table.do(say.Pass(BEN))
    table.reply(ANA, "one")
    table.now += timedelta(hours=1)
    assert table.reply(ANA, "one") == []
    assert table.do(say.Finish(ANA)) == []
    assert not table.state.over
    assert kinds(table.do(say.TimePassed()))[-1] == "round_closed"


def test_silence_closes_it_at_the_printed_time_with_a_number() -> None:
    """A place nobody used is counted, never named."""
    table = Table((live(ANA), by_mail(CY), live(BEN)))
    table.reply(ANA, "one")
    assert table.pass_time(days=3, hours=23) == []
    said = table.pass_time(hours=1)
    assert kinds(said) == ["circle_letter", "circle_letter>cy", "round_closed"]
    assert said[0].args["letter"] == Letter((Entry(ANA, words("one")),))
    assert said[0].args["open_places"] == 2
    assert not {CY, BEN} & {v for n in said for v in (*n.asks, *n.shown.values())}


def test_an_echo_where_both_lanes_spoke() -> None:
    """72 hours with mail members; it ends early when nobody has anything to add."""
    table = Table((live(ANA), by_mail(CY), live(BEN)))
    table.reply(ANA, "one")
    table.write(CY, "two")
    table.do(say.Pass(BEN))
    echo = table.until_due()
    assert kinds(echo) == ["echo_opened", "echo_opened>cy"]
    assert echo[0].asks == (ANA,)
    assert table.state.ends == table.now + timedelta(hours=72)
    assert kinds(table.do(say.Pass(CY))) == ["word_taken>cy"]
    table.reply(ANA, "oh")
    assert table.pass_time(seconds=89) == []
    assert "circle_letter" in kinds(table.pass_time(seconds=1))
    assert pr.circle_letter(table.state).entries[0] == Entry(ANA, words("one"), words("oh"))


def test_an_echo_by_letter_is_read_out_and_a_late_first_word_is_not_waited_for() -> None:
    """A place that is used only in the echo is heard all the same."""
    table = Table((live(ANA), slow(CY), live(BEN)))
    table.reply(ANA, "one")
    table.write(CY, "two")
    table.until_due()
    assert table.state.echo_span == timedelta(hours=24)
    said = table.write(CY, "echo")
    assert [n.args.get("reading") for n in said] == [None, "echo", None]
    table.reply(BEN, "now")
    table.do(say.Finish(ANA))
    assert kinds(table.until_due())[-1] == "round_closed"
    assert table.seat(BEN).words == words("now")


def test_no_echo_where_only_one_lane_spoke() -> None:
    """A round of the room alone closes without an echo."""
    table = Table((live(ANA), live(BEN), by_mail(CY)))
    for member in (ANA, BEN):
        table.reply(member, member)
    table.do(say.Pass(CY))
    table.run_out()
    assert "echo_opened" not in kinds(table.heard)


# -- sealed --------------------------------------------------------------------------------------


def test_a_sealed_round_says_nothing_until_it_opens() -> None:
    """Letters are receipted to their authors alone; then one message has everybody's words."""
    table = Table(GARDEN, SEALED)
    assert kinds(table.write(BEN, "seedlings")) == ["words_received>ben"]
    assert kinds(table.write(CY, "knee")) == ["words_received>cy"]
    assert table.do(say.Pass(ANA)) == []
    assert kinds(table.do(say.Pass(DI))) == ["word_taken>di"]
    assert kinds(table.write(ELI, "rain")) == ["words_received>eli"]
    assert pr.card(table.state).heard == 5
    opened = table.until_due()
    assert kinds(opened) == [
        "words_revealed",
        "circle_letter>cy",
        "circle_letter>di",
        "round_closed",
    ]
    letter = opened[0].args["letter"]
    assert letter == opened[1].args["letter"]
    assert isinstance(letter, Letter)
    assert {(e.member, e.words) for e in letter.entries} == {
        (BEN, words("seedlings")),
        (CY, words("knee")),
        (ELI, words("rain")),
    }


def test_the_receipt_shows_exactly_what_is_kept() -> None:
    """Several messages add up; a new mail replaces what nobody has seen."""
    table = Table(GARDEN, SEALED)
    table.write(BEN, "one")
    assert table.write(BEN, "two")[0].args["words"] == Words((*words("one"), *words("two")))
    table.write(CY, "first")
    assert table.write(CY, "second", replaces=True)[0].args["words"] == Words(words("second"))
    assert table.write(CY, "first") == []  # delivered again


def test_what_is_shown_in_the_room_counts_and_its_author_hears_so_alone() -> None:
    """A new letter leaves it alone: everybody has seen it."""
    table = Table(GARDEN, SEALED)
    assert kinds(table.reply(BEN, "oops")) == ["seen_by_all>ben"]
    table.write(BEN, "one")
    table.write(BEN, "two", replaces=True)
    assert table.seat(BEN).words == (*words("oops"), *words("two"))


def test_a_round_without_names_names_nobody_anywhere() -> None:
    """Neither the opening, nor the letter, the record, or late words for the chair."""
    table = Table(GARDEN, UNSIGNED)
    for member in (BEN, CY, ELI):
        table.write(member, member)
    said = table.do(say.End(ANA))
    assert all(entry.member is None for entry in pr.circle_letter(table.state).entries)
    assert {member for member, _ in pr.spoken(table.state)} == {None}
    said += table.write(DI, "late")
    assert kinds(said)[-1] == "late_words_for_host>ana"
    assert not [a for n in said for a in n.args.values() if isinstance(a, Who | People)]
    assert "member" not in {key for notice in said for key in notice.shown}


def test_the_order_of_the_opening_is_chance_and_a_late_place_moves_no_other() -> None:
    """Another seed, another order; the same seed, the same; who is added has a place by chance."""

    def order(seed: str, *more: MemberId) -> list[MemberId | None]:
        table = Table((live(ANA), live(BEN), live(CY), live(DI)), SEALED, seed)
        for member in more:
            table.do(say.Add(ANA, live(member)))
        for member in (ANA, BEN, CY, DI, *more):
            table.write(member, member)
        table.do(say.End(ANA))
        return [entry.member for entry in pr.circle_letter(table.state).entries]

    assert order("a") == order("a")
    assert len({tuple(order(seed)) for seed in "abcdefgh"}) > 1
    places = {order(seed, FAY).index(FAY) for seed in "abcdefgh"}
    assert len(places) > 1
    for seed in "abcd":
        assert [m for m in order(seed, FAY) if m != FAY] == order(seed)


def test_words_taken_back_open_the_place_again() -> None:
    """Their author is told alone; what is delivered again does not bring them back."""
    table = Table((live(ANA), by_mail(CY)), SEALED)
    table.write(ANA, "one")
    table.write(CY, "two")
    said = table.do(say.TookBack(CY, words("two")))
    assert kinds(said) == ["words_removed>cy"]
    assert (said[0].args["rest"], said[0].args["mailed"]) == ("open", "no")
    assert pr.next_due(table.state) == table.state.until
    assert table.write(CY, "two") == []
    table.run_out()
    assert pr.spoken(table.state) == ((ANA, words("one")),)
    after = table.do(say.TookBack(ANA, words("one")))
    assert (after[0].args["rest"], after[0].args["mailed"]) == ("closed", "yes")
    assert pr.spoken(table.state) == ()


def test_nobody_leaving_tells_whether_they_had_answered() -> None:
    """Before the opening the card counts every place there was."""
    cards = []
    for answers in (True, False):
        table = Table(GARDEN, SEALED)
        table.write(ELI if answers else DI, "one")
        assert table.do(say.Left(ELI)) == []
        cards.append(pr.card(table.state))
    assert cards[0] == cards[1]


def test_a_cancelled_round_never_opens() -> None:
    """Nothing is shown, to nobody; those who were asked alone hear that there is nothing to do."""
    table = Table(GARDEN, SEALED)
    table.write(CY, "one")
    said = table.do(say.Cancel(ANA))
    assert kinds(said) == [
        "round_closed",
        "round_closed>cy",
        "round_closed>di",
        "round_closed>eli",
    ]
    assert pr.spoken(table.state) == ()
    assert pr.circle_letter(table.state).entries == ()


def test_the_record_stands_in_seat_order() -> None:
    """Whoever spoke, with everything they said; nothing of it before the opening."""
    table = Table(GARDEN, SEALED)
    for member in (ELI, BEN, CY):
        table.write(member, member)
    assert pr.spoken(table.state) == ()
    table.do(say.End(ANA))
    assert pr.spoken(table.state) == ((BEN, words(BEN)), (CY, words(CY)), (ELI, words(ELI)))


# -- words and clocks ----------------------------------------------------------------------------


def test_a_pass_is_final_and_words_said_before_it_stay() -> None:
    """Who spoke has spoken; who passed is not added to."""
    table = Table((live(ANA), live(BEN), by_mail(CY)))
    assert table.do(say.Pass(BEN)) == []
    assert table.do(say.Pass(BEN)) == []
    assert refused(table, say.Speak(BEN, words("no"), say.Via.REPLY)) == "passed-already"
    table.reply(ANA, "one")
    assert refused(table, say.Pass(ANA)) == "already-heard"
    assert table.do(say.StepOut(ANA)) == []
    assert kinds(table.do(say.StepOut(CY))) == ["word_taken>cy"]
    assert table.state.heard == 3


def test_in_a_sealed_round_nobody_is_sent_to_the_card_to_add_something() -> None:
    """The answer to a pass after words says how to add unseen."""
    table = Table(GARDEN, SEALED)
    table.write(BEN, "one")
    for word in (say.Pass, say.More, say.Later):
        assert refused(table, word(BEN)) == "kept-already"


def test_later_in_done_and_talk_change_nothing() -> None:
    """Every place is open to the end anyway; who is in their own time gets an answer."""
    table = Table(GARDEN)
    before = table.state
    assert table.do(say.Later(BEN)) == []
    assert kinds(table.do(say.Later(CY))) == ["word_taken>cy"]
    assert table.do(say.Here(BEN)) == []
    assert table.say(BEN, "talk") == []
    assert refused(table, say.Finish(BEN)) == "nothing-said"
    assert table.state == before


def test_more_time_is_given_once_each_and_twice_in_all() -> None:
    """A day for everybody; whoever plans by the window in their own time is told."""
    table = Table(GARDEN, SEALED)
    said = table.do(say.More(CY))
    assert kinds(said) == [
        "round_extended",
        "round_extended>di",
        "round_extended>eli",
        "word_taken>cy",
    ]
    assert refused(table, say.More(CY)) == "more-used"
    assert kinds(table.do(say.More(BEN)))[0] == "round_extended"
    assert table.state.until == START + timedelta(days=6)
    assert refused(table, say.More(DI)) == "no-more-time"


def test_there_is_nothing_to_move_on() -> None:
    """*next* and *skip* are answered; other host words are for hosts and the chair."""
    table = Table(GARDEN)
    assert refused(table, say.Next(ANA)) == "nothing-to-move-on"
    assert refused(table, say.Skip(ANA, BEN)) == "nothing-to-move-on"
    assert refused(table, say.End(BEN)) == "only-hosts"
    assert refused(table, say.Extend(ANA, timedelta(0))) == "extend-by-what"
    assert kinds(table.do(say.Chair(ANA, BEN))) == ["chair_handed"]
    assert table.do(say.Chair(BEN, BEN)) == []
    assert kinds(table.do(say.End(BEN)))[-1] == "round_closed"
    assert table.do(say.End(BEN)) == []
    assert refused(table, say.Pause(BEN)) == "round-over"


def test_a_pause_stops_every_clock_and_gives_its_time_back() -> None:
    """What is written meanwhile counts, and its quiet runs from the resume."""
    table = Table((live(ANA), by_mail(CY)), SEALED)
    table.do(say.Pause(ANA))
    assert pr.next_due(table.state) is None
    assert table.pass_time(days=9) == []
    table.write(ANA, "one")
    table.do(say.Pass(CY))
    assert not table.state.over
    assert kinds(table.do(say.Resume(ANA))) == ["round_resumed"]  # nobody plans by it any more
    assert table.state.until == START + timedelta(days=13)
    assert pr.next_due(table.state) == table.now + timedelta(seconds=90)


def test_an_outage_gives_time_back_and_a_long_window_half_a_day() -> None:
    """The quiet moves too; a window of a day or more ends no sooner than 12 h after."""
    table = Table((live(ANA), by_mail(CY)))
    table.now = table.state.until + timedelta(hours=1)
    said = table.do(say.Outage(timedelta(hours=2)))
    assert kinds(said) == ["round_extended", "round_extended>cy"]
    assert table.state.until == table.now + timedelta(hours=12)
    assert table.do(say.Outage(timedelta(0))) == []
    table.reply(ANA, "one")
    table.do(say.Pass(CY))
    table.now += timedelta(hours=1)
    table.do(say.Outage(timedelta(hours=1)))
    assert pr.next_due(table.state) == table.now + timedelta(seconds=90)


def test_somebody_added_by_mail_gets_the_whole_mail_window() -> None:
    """The window moves if it has to; somebody at the table is asked in the room."""
    table = Table((live(ANA), live(BEN)), SEALED)
    table.now += timedelta(days=3)
    said = table.do(say.Add(ANA, by_mail(CY)))
    assert kinds(said) == ["round_extended", "round_announced>cy"]
    assert said[1].args["until"] == At(table.now + timedelta(hours=72))
    added = table.do(say.Add(ANA, live(DI)))
    assert (kinds(added), added[0].asks) == (["place_added"], (DI,))
    assert table.do(say.Add(ANA, live(DI))) == []


def test_who_leaves_holds_nobody_up_and_may_come_back() -> None:
    """Unheard they are not waited for; back again their place is open."""
    table = Table((live(ANA), live(BEN), slow(ELI)))
    assert table.do(say.Left(ELI)) == []
    assert len(table.state.counted) == 2
    assert refused(table, say.Pass(ELI)) == "not-in-this-round"
    assert refused(table, say.Pass(FAY)) == "not-in-this-round"
    assert kinds(table.do(say.Joined(ELI, Lane.SLOW))) == ["place_kept>eli"]
    table.reply(ANA, "one")
    table.do(say.Left(ANA))
    assert table.state.chair is None
    assert table.do(say.Joined(ANA)) == []
    assert table.seat(ANA).words == words("one")


def test_another_pace_keeps_the_place() -> None:
    """Who moves to their own time is told alone until when; mail has one pace."""
    table = Table(GARDEN, SEALED)
    assert kinds(table.do(say.Pace(BEN, Lane.SLOW))) == ["place_kept>ben"]
    assert table.do(say.Away(BEN)) == []
    assert table.do(say.Pace(BEN, Lane.LIVE)) == []
    assert table.do(say.Pace(CY, Lane.LIVE)) == []
    assert kinds(table.do(say.Away(ANA))) == ["place_kept>ana"]
    assert table.do(say.Away(FAY)) == []


def test_late_words_are_kept_answered_and_shown_to_the_chair() -> None:
    """They are not added, and the same words twice are one."""
    table = Table(GARDEN)
    table.do(say.End(ANA))
    assert kinds(table.write(CY, "late")) == ["late_words_kept>cy", "late_words_for_host>ana"]
    assert table.write(CY, "late") == []
    assert pr.circle_letter(table.state).entries == ()
    assert refused(table, say.Pass(BEN)) == "round-over"
    assert table.say(BEN, "talk") == []
    assert table.do(say.Here(BEN)) == []


def test_an_echo_whose_first_words_were_taken_back_is_no_pass() -> None:
    """Nobody is said to have passed who spoke."""
    table = Table((live(ANA), slow(CY)))
    table.reply(ANA, "one")
    table.write(CY, "two")
    table.until_due()
    table.reply(ANA, "oh")
    table.do(say.TookBack(ANA, words("one")))
    assert pr.circle_letter(table.state).entries[0] == Entry(ANA, words("oh"))


# -- the card and the store ----------------------------------------------------------------------


def test_the_card_has_numbers_and_no_names() -> None:
    """Each step has its face; only who reads by mail is named."""
    table = Table(GARDEN, SEALED)
    assert pr.card_surface(pr.card(table.state)) == "sealed"
    args = pr.card_args(pr.card(table.state))
    assert [name for name, a in args.items() if isinstance(a, Who | People)] == ["mail"]
    table.do(say.Pause(ANA))
    assert pr.card_surface(pr.card(table.state)) == "paused"
    table.do(say.End(ANA))
    assert pr.card_surface(pr.card(table.state)) == "closed"
    assert pr.card_surface(pr.card(Table(GARDEN).state)) == "open"


def test_state_and_facts_are_stored_as_they_are() -> None:
    """JSON without hooks, both ways."""
    table = Table(GARDEN, UNSIGNED)
    facts: list[pr.Fact] = list(
        pr.announce(pr.Begin(ANA, "Well?", GARDEN, UNSIGNED, "seed"), START)
    )
    for command in (
        say.Speak(CY, words("one"), say.Via.LETTER),
        say.More(DI),
        say.Outage(timedelta(hours=1)),
        say.Add(ANA, live(FAY)),
        say.TookBack(CY, words("one")),
        say.End(ANA),
    ):
        told = pr.decide(table.state, command, table.now)
        facts += told
        table.state = pr.fold(table.state, told)
    values: list[Any] = [table.state, *facts]
    for value in values:
        stored = msgspec.json.encode(value)
        assert msgspec.json.decode(stored, type=type(value)) == value
    assert {type(fact) for fact in facts} <= set(get_args(pr.Fact))


def test_the_room_hears_of_steps_only() -> None:
    """A whole sealed round: the announcement, more time, and the opening."""
    table = Table(GARDEN, SEALED)
    table.write(BEN, "one")
    table.do(say.More(CY))
    table.reply(ANA, "two")
    table.do(say.TookBack(BEN, words("one")))
    table.do(say.Pass(DI))
    table.run_out()
    assert to_room(table.heard) == [
        "round_announced",
        "round_extended",
        "words_revealed",
        "round_closed",
    ]
    assert in_room(table.heard, "words_revealed").to == Room()
    assert To(BEN) in {notice.to for notice in table.heard}
