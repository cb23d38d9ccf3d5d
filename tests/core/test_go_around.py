"""One story each: how a go-around runs, for those at the table and those in their own time."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from facilitator.core.ids import MemberId
from facilitator.core.notices import Assistant, At, Entry, Letter, Notice, People, Room, To, Words
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import go_around as ga
from tests.core.go_around_table import Table
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

GARDEN = (live(BEN), by_mail(CY), live(ANA), by_mail(DI), live(ELI))
"""The circle of the contract's sample, in its order."""


def refused(table: Table, command: say.Command) -> str:
    """The code of a refusal, which changed nothing."""
    before = table.state
    with pytest.raises(Refusal) as caught:
        table.do(command)
    assert table.state == before
    return caught.value.code


def chat() -> Table:
    """Three at the table; the turns have begun, Ben has the floor."""
    table = Table((live(BEN), live(ANA), live(ELI)))
    table.everyone_here()
    return table


def sample() -> Table:
    """The contract's circle; the turns have begun, Ben has the floor."""
    table = Table(GARDEN)
    table.everyone_here()
    return table


def test_slow_places_are_asked_at_once_and_the_room_by_a_roll_call() -> None:
    """Those by mail are asked when the round is announced, with the printed end of the window."""
    table = Table(GARDEN)
    assert kinds(table.heard) == ["round_announced>cy", "round_announced>di", "roll_call"]
    asked, _, roll_call = table.heard
    assert asked.asks == (CY,)
    assert asked.shown["until"] == "2026-03-09T18:00:00Z"
    assert roll_call.asks == (BEN, ELI)
    assert roll_call.args["mail"] == People((CY, DI))
    assert roll_call.args["begins"] == At(START + timedelta(minutes=3))


def test_the_whole_sample_of_the_contract() -> None:
    """Turns in order, a letter at its place, a silent place passed over, an echo, one letter."""
    table = Table(GARDEN)
    table.write(CY, "knee")
    table.do(say.Here(BEN))
    opened = table.do(say.Here(ELI))
    assert kinds(opened) == ["round_opened", "turn_opened"]
    assert opened[0].args["order"] == People((BEN, CY, ANA, DI, ELI))
    table.say(BEN, "seedlings")
    after_ben = table.do(say.Finish(BEN))
    assert kinds(after_ben) == ["letter_read", "letter", "turn_opened"]
    assert (after_ben[1].voice, after_ben[1].args["words"]) == (CY, Words(words("knee")))
    assert after_ben[1].on_card
    table.say(ANA, "tired")
    after_ana = table.do(say.Finish(ANA))
    assert kinds(after_ana) == ["turn_opened"]  # Di's place is passed over in silence
    table.say(ELI, "rain")
    after_eli = table.do(say.Finish(ELI))
    assert kinds(after_eli) == ["place_stays_open"]
    assert (after_eli[0].args["heard"], after_eli[0].args["seats"]) == (4, 5)
    di = table.write(DI, "letter")
    assert kinds(di) == [
        "words_received>di",
        "letter_read",
        "letter",
        "echo_opened",
        "echo_opened>cy",
        "echo_opened>di",
    ]
    for member in (BEN, ANA, ELI, DI):
        table.do(say.Pass(member))
    closing = table.write(CY, "thanks")
    assert kinds(closing)[-4:] == [
        "circle_letter",
        "circle_letter>cy",
        "circle_letter>di",
        "round_closed",
    ]
    assert in_room(closing, "circle_letter").args["letter"] == Letter(
        (
            Entry(BEN, words("seedlings")),
            Entry(CY, words("knee"), words("thanks")),
            Entry(ANA, words("tired")),
            Entry(DI, words("letter")),
            Entry(ELI, words("rain")),
        )
    )


def test_a_silent_roll_call_moves_people_to_their_own_time_and_tells_them_alone() -> None:
    """Who is not here keeps their place, hears so privately, and is not named in the room."""
    table = Table((live(ANA), live(BEN), live(ELI)))
    table.do(say.Here(ELI))
    said = table.pass_time(minutes=3)
    assert kinds(said) == ["place_kept>ben", "round_opened", "turn_opened"]
    assert table.state.speaker is not None
    assert table.state.speaker.member == ANA
    assert ga.next_due(table.state) == table.now + timedelta(minutes=2)


def test_nobody_is_moved_on_before_their_time() -> None:
    """A look at the clock a second early does nothing."""
    table = chat()
    before = table.state
    assert table.pass_time(minutes=1, seconds=59) == []
    assert table.state == before


def test_a_turn_ends_ninety_seconds_after_its_last_message() -> None:
    """Each message restarts the quiet; then the floor goes on."""
    table = chat()
    table.say(BEN, "one")
    table.pass_time(seconds=80)
    table.say(BEN, "two")
    assert table.pass_time(seconds=89) == []
    assert kinds(table.pass_time(seconds=1)) == ["turn_opened"]
    assert table.state.seats[0].words == (*words("one"), *words("two"))


def test_day_paced_rounds_have_no_roll_call_and_a_long_quiet() -> None:
    """A call time of hours waits hours, and half an hour after somebody's last message."""
    table = Table((live(ANA), live(BEN)), ga.Settings(each=ga.DAY_CALL))
    assert kinds(table.heard) == ["round_announced", "round_opened", "turn_opened"]
    assert ga.next_due(table.state) == START + timedelta(hours=12)
    table.say(ANA, "one")
    assert ga.next_due(table.state) == START + timedelta(minutes=30)


def test_a_lead_invites_letters_before_the_roll_call() -> None:
    """With a lead the room is announced to as well, and the window counts from the opening."""
    table = Table(GARDEN, ga.Settings(lead=timedelta(days=2)))
    assert kinds(table.heard)[-1] == "round_announced"
    assert table.state.until == START + timedelta(days=6)
    table.write(CY, "early")
    assert kinds(table.pass_time(days=2)) == ["roll_call"]


def test_silence_and_later_meet_in_the_sweep_all_at_once() -> None:
    """Deferred and silent places are asked once more, in parallel, then stay open."""
    table = chat()
    table.do(say.Later(BEN))
    table.pass_time(minutes=2)  # Ana says nothing
    table.say(ELI, "rain")
    sweep = table.do(say.Finish(ELI))
    assert kinds(sweep) == ["sweep_opened"]
    assert sweep[0].asks == (BEN, ANA)
    table.say(ANA, "now")
    table.do(say.Finish(ANA))
    assert kinds(table.pass_time(minutes=2)) == ["place_kept>ben", "place_stays_open"]
    table.reply(BEN, "late")
    assert table.phase() is ga.Phase.ECHO


def test_later_twice_is_fine_and_a_third_is_refused() -> None:
    """Two `later` per round (contract §5)."""
    table = chat()
    table.do(say.Later(BEN))
    for member in (ANA, ELI):
        table.do(say.Pass(member))
    assert table.phase() is ga.Phase.SWEEP
    assert "place_kept>ben" in kinds(table.do(say.Later(BEN)))
    assert refused(table, say.Later(BEN)) == "later-used"


def test_a_pass_is_final_and_counts_as_heard() -> None:
    """Who passes before their turn is not called, is counted, and has an empty entry."""
    table = chat()
    assert table.do(say.Pass(ELI)) == []
    assert kinds(table.do(say.Pass(BEN))) == ["turn_passed", "turn_opened"]
    assert table.do(say.Pass(BEN)) == []
    assert refused(table, say.Speak(ELI, words("no"), say.Via.REPLY)) == "passed-already"
    table.say(ANA, "one")
    table.do(say.Finish(ANA))
    assert table.phase() is ga.Phase.CLOSED
    assert table.state.heard == 3
    assert ga.circle_letter(table.state).entries[0] == Entry(BEN, ())


def test_more_time_is_given_once_per_step() -> None:
    """`more` adds one call time to a turn, and words do not take it away again."""
    table = chat()
    table.do(say.More(BEN))
    assert ga.next_due(table.state) == START + timedelta(minutes=4)
    table.say(BEN, "one")
    assert ga.next_due(table.state) == START + timedelta(minutes=4)
    assert refused(table, say.More(BEN)) == "more-used"
    assert refused(table, say.More(ANA)) == "turn-not-yet"


def timed(each: timedelta = timedelta(minutes=2)) -> Table:
    """Two at the table with the Timekeeper; Ana has the floor and has begun."""
    table = Table((live(ANA), live(BEN)), ga.Settings(each=each), timed=True)
    table.everyone_here()
    table.say(ANA, "one")
    return table


def test_the_timekeeper_speaks_twice_and_the_turn_ends_after_a_last_sentence() -> None:
    """A quarter of the time before its end, at the end, and half a minute later it goes on."""
    table = timed()
    assert table.pass_time(seconds=89) == []
    table.say(ANA, "two")
    nearly = table.pass_time(seconds=1)
    assert (kinds(nearly), nearly[0].args["cue"], nearly[0].asks) == (["time_cue"], "nearly", ())
    assert nearly[0].voice is Assistant.TIMEKEEPER
    over = table.pass_time(seconds=30)
    assert (kinds(over), over[0].args["cue"], over[0].asks) == (["time_cue"], "over", (ANA,))
    table.say(ANA, "three")
    assert table.pass_time(seconds=29) == []
    assert kinds(table.pass_time(seconds=1)) == ["turn_opened"]
    assert table.state.seat(ANA).words == (*words("one"), *words("two"), *words("three"))


def test_more_gives_as_much_time_again_and_its_cues_too() -> None:
    """The limit moves with the turn, once."""
    table = timed()
    table.say(ANA, "two")
    table.pass_time(seconds=89)
    table.do(say.More(ANA))
    table.say(ANA, "three")
    assert table.pass_time(seconds=60) == []
    assert table.state.seat(ANA).limit == START + timedelta(minutes=4)
    assert refused(table, say.More(ANA)) == "more-used"


def test_nobody_is_timed_without_the_timekeeper_or_at_a_slow_pace() -> None:
    """Membership is the switch; a day-paced turn has no minutes to count."""
    table = timed()
    table.do(say.KeepTime(on=False))
    assert table.do(say.KeepTime(on=False)) == []
    table.say(ANA, "two")
    assert table.pass_time(seconds=89) == []
    assert kinds(table.pass_time(seconds=1)) == ["turn_opened"]  # her quiet
    table.do(say.KeepTime(on=True))
    table.say(BEN, "three")
    assert table.state.seat(BEN).limit == table.now + timedelta(minutes=2)
    slow_paced = timed(ga.DAY_CALL)
    assert slow_paced.state.seat(ANA).limit is None


def test_a_cue_that_time_has_overtaken_is_not_spoken() -> None:
    """After a jump of the clock the turn goes on; nobody hears that their time was nearly over."""
    table = timed()
    assert kinds(table.pass_time(minutes=10)) == ["turn_opened"]


def test_a_window_is_extended_twice_and_everyone_who_plans_by_it_is_told() -> None:
    """`more` by letter moves the window for all; after two the end stays."""
    table = Table((live(ANA), by_mail(CY), by_mail(DI), slow(ELI)))
    said = table.do(say.More(CY))
    assert kinds(said) == [
        "round_extended",
        "round_extended>di",
        "round_extended>eli",
        "word_taken>cy",
    ]
    table.do(say.More(DI))
    assert table.state.until == START + timedelta(days=6)
    assert refused(table, say.More(ELI)) == "no-more-time"
    assert refused(table, say.More(CY)) == "more-used"


def test_a_letter_after_its_place_waits_for_the_current_turn() -> None:
    """Nobody is interrupted: the letter is read when the floor is free."""
    table = sample()
    table.do(say.Pass(BEN))
    assert kinds(table.write(CY, "knee")) == ["words_received>cy"]
    assert kinds(table.do(say.Pass(ANA))) == ["turn_passed", "letter_read", "letter", "turn_opened"]


def test_an_unread_letter_is_replaced_and_a_read_one_added_to() -> None:
    """New words by mail replace what waits; after the reading they are an addition."""
    table = sample()
    table.write(DI, "first")
    receipt = table.write(DI, "second", replaces=True)
    assert receipt[0].args["words"] == Words(words("second"))
    table.do(say.Pass(BEN))
    assert kinds(table.do(say.Pass(ANA)))[1:3] == ["letter_read", "letter"]
    table.write(DI, "third", replaces=True)
    assert "letter_read" in kinds(table.do(say.Pass(ELI)))
    seat = table.state.seat(DI)
    assert seat is not None
    assert seat.words == (*words("second"), *words("third"))


def test_a_reply_before_ones_turn_is_read_at_its_place() -> None:
    """Words addressed to the round are kept for the place; plain talk is just talk."""
    table = chat()
    assert table.say(ELI, "chatter") == []
    table.reply(ELI, "must go")
    table.do(say.Pass(BEN))
    said = table.do(say.Pass(ANA))
    assert kinds(said)[:3] == ["turn_passed", "letter_read", "letter"]
    assert table.place(ELI) is ga.Place.SPOKE


def test_a_pass_takes_an_unread_letter_out_of_the_reading() -> None:
    """The last word counts: nothing is read out that its author no longer wants."""
    table = sample()
    table.write(DI, "first")
    taken = table.do(say.Pass(DI))
    assert kinds(taken) == ["word_taken>di"]
    assert taken[0].args["letter"] == "unread"
    table.run_out()
    assert "letter" not in kinds(table.heard)


def test_a_receipt_says_what_is_so() -> None:
    """A letter that waits can be replaced until it is read; one that is read at once cannot."""
    table = sample()
    assert receipts(table.write(CY, "knee")) == ["kept"]
    assert receipts(table.write(BEN, "seedlings")) == ["read"], "a letter in one's own turn"
    after_the_circle = Table((live(ANA), by_mail(CY), by_mail(DI)))
    after_the_circle.say(ANA, "one")
    after_the_circle.do(say.Finish(ANA))
    assert receipts(after_the_circle.write(CY, "knee")) == ["read"]
    assert receipts(after_the_circle.write(CY, "and the river")) == ["added"]


def receipts(said: list[Notice]) -> list[object]:
    """What each receipt says of the words it shows."""
    return [notice.args["taken"] for notice in said if notice.kind == "words_received"]


def test_no_echo_where_only_one_lane_spoke() -> None:
    """A round of the table alone, or of letters alone, closes without an echo."""
    table = Table((by_mail(CY), by_mail(DI)))
    table.write(CY, "one")
    table.write(DI, "two")
    assert table.phase() is ga.Phase.CLOSED
    assert "echo_opened" not in kinds(table.heard)


def test_the_echo_lasts_three_days_with_mail_and_waits_for_a_typed_answer_to_end() -> None:
    """72 hours with mail members; the last one typing gets the usual quiet after a message."""
    table = Table((live(ANA), by_mail(CY)))
    table.say(ANA, "one")
    table.do(say.Finish(ANA))
    table.write(CY, "two")
    assert ga.next_due(table.state) == START + timedelta(hours=72)
    table.do(say.Pass(CY))
    table.reply(ANA, "oh")
    table.reply(ANA, "and")
    assert table.phase() is ga.Phase.ECHO
    table.pass_time(seconds=90)
    assert table.phase() is ga.Phase.CLOSED
    assert ga.circle_letter(table.state).entries[0].echo == (*words("oh"), *words("and"))


def test_windows_with_mail_members_are_three_days_at_least() -> None:
    """A shorter window is lengthened, unless the circle agreed to it."""
    hour = ga.Settings(window=timedelta(hours=1))
    agreed = ga.Settings(window=timedelta(hours=1), short_agreed=True)
    assert Table(GARDEN, hour).state.until == START + timedelta(hours=72)
    assert Table(GARDEN, agreed).state.until == START + timedelta(hours=1)
    assert Table((live(ANA), live(BEN)), hour).state.until == START + timedelta(hours=1)


def test_a_pause_stops_every_clock_and_gives_its_time_back() -> None:
    """Nothing is due in a pause; afterwards every deadline is later by its length."""
    table = sample()
    table.pass_time(minutes=1)
    table.do(say.Pause(ANA))
    assert ga.next_due(table.state) is None
    assert table.pass_time(hours=2) == []
    table.do(say.Pass(BEN))
    assert table.state.speaker is None
    said = table.do(say.Resume(ANA))
    assert kinds(said)[:3] == ["round_resumed", "round_resumed>cy", "round_resumed>di"]
    assert table.state.until == START + timedelta(days=4, hours=2)
    assert ga.next_due(table.state) == table.now + timedelta(minutes=2)


def test_words_in_a_pause_count_and_keep_their_quiet() -> None:
    """The round's own clock stands still: the quiet after a message runs from the resume."""
    table = chat()
    table.do(say.Pause(ANA))
    table.now += timedelta(minutes=10)
    table.say(BEN, "one")
    table.do(say.Resume(ANA))
    assert ga.next_due(table.state) == table.now + timedelta(seconds=90)


def test_host_words_are_for_hosts_and_the_chair() -> None:
    """Another member is refused; a host of the circle is not."""
    table = chat()
    for command in (say.Next(BEN), say.End(BEN), say.Skip(BEN, ANA), say.Extend(BEN, timedelta(1))):
        assert refused(table, command) == "only-hosts"
    assert kinds(table.do(say.Chair(ANA, BEN))) == ["chair_handed"]
    assert kinds(table.do(say.Next(BEN))) == ["turn_opened"]
    assert refused(table, say.Next(ANA)) == "only-hosts"
    assert kinds(table.do(say.Next(ELI, host=True))) == ["turn_opened"]


def test_a_second_tap_on_next_does_not_skip_anybody() -> None:
    """`next` for a turn that is over already does nothing."""
    table = chat()
    table.do(say.Next(ANA, after=BEN))
    assert table.do(say.Next(ANA, after=BEN)) == []
    assert table.state.speaker is not None
    assert table.state.speaker.member == ANA


def test_skip_asks_somebody_at_the_end_instead() -> None:
    """A skipped place goes to the sweep, and from the sweep to its own time."""
    table = chat()
    table.do(say.Skip(ANA, ELI))
    table.do(say.Pass(BEN))
    assert kinds(table.do(say.Pass(ANA)))[-1] == "sweep_opened"
    assert "place_kept>eli" in kinds(table.do(say.Skip(ANA, ELI)))


def test_the_end_closes_at_once_with_everything_said_so_far() -> None:
    """An unfinished turn and an unread letter stand in the circle letter."""
    table = sample()
    table.write(DI, "letter")
    table.say(BEN, "half")
    said = table.do(say.End(ANA))
    letter = in_room(said, "circle_letter")
    assert letter.args["letter"] == Letter((Entry(BEN, words("half")), Entry(DI, words("letter"))))
    assert letter.args["open_places"] == 3
    assert in_room(said, "round_closed").shown["outcome"] == "ended"
    assert table.do(say.End(ANA)) == []


def test_a_cancelled_round_tells_those_in_their_own_time_too() -> None:
    """They were asked, so they hear that there is nothing to do."""
    table = sample()
    said = table.do(say.Cancel(ANA))
    assert kinds(said) == ["round_closed", "round_closed>cy", "round_closed>di"]
    assert ga.next_due(table.state) is None


def test_somebody_who_comes_in_later_finds_a_place() -> None:
    """Before their place they are in the order; after it they are in the sweep."""
    table = Table((live(ANA), live(BEN), live(ELI), live(DI)))
    table.do(say.Here(DI))
    table.pass_time(minutes=3)
    table.do(say.Here(ELI))
    table.do(say.Pass(ANA))
    assert table.state.speaker is not None
    assert table.state.speaker.member == ELI  # Ben's place was passed over
    table.do(say.Here(BEN))
    table.do(say.Pass(ELI))
    assert kinds(table.do(say.Pass(DI)))[-1] == "sweep_opened"
    assert table.place(BEN) is ga.Place.SWEEP


def test_out_keeps_the_place_open_and_out_again_is_a_pass() -> None:
    """Leaving the table is not leaving the round, the first time."""
    table = chat()
    assert kinds(table.do(say.StepOut(BEN))) == ["place_kept>ben", "turn_opened"]
    assert table.place(BEN) is ga.Place.OPEN
    table.do(say.StepOut(BEN))
    assert table.place(BEN) is ga.Place.PASSED


def test_who_leaves_the_circle_holds_nobody_up() -> None:
    """The turn moves on; unheard they are not counted, and may come back into the sweep."""
    table = chat()
    assert kinds(table.do(say.Left(BEN))) == ["turn_opened"]
    assert len(table.state.counted) == 2
    assert refused(table, say.Pass(BEN)) == "not-in-this-round"
    table.do(say.Joined(BEN))
    assert table.place(BEN) is ga.Place.SWEEP
    table.say(ANA, "one")
    table.do(say.Left(ANA))
    table.do(say.Pass(ELI))
    table.do(say.Pass(BEN))
    assert Entry(ANA, words("one")) in ga.circle_letter(table.state).entries
    assert table.state.chair is None


def test_pace_and_away_move_a_place_without_losing_it() -> None:
    """Slow or away means one's own time; live means the table again."""
    table = chat()
    assert kinds(table.do(say.Pace(ELI, Lane.SLOW))) == ["place_kept>eli"]
    table.do(say.Pace(ELI, Lane.LIVE))
    table.do(say.Away(ANA))
    table.do(say.Pass(BEN))
    assert table.state.speaker is not None
    assert table.state.speaker.member == ELI


def test_words_taken_back_leave_the_record_and_open_the_place_again() -> None:
    """Their author is told alone; after the close the entry is gone as well."""
    table = sample()
    table.say(BEN, "oops")
    table.do(say.Finish(BEN))
    assert kinds(table.do(say.TookBack(BEN, words("oops")))) == ["words_removed>ben"]
    assert table.place(BEN) is ga.Place.SWEEP
    table.say(ANA, "one")
    table.do(say.End(ANA))
    table.do(say.TookBack(ANA, words("one")))
    assert ga.circle_letter(table.state).entries == ()
    assert table.do(say.TookBack(ANA, words("one"))) == []


def test_late_words_are_kept_answered_and_shown_to_the_chair() -> None:
    """They are not added, and the same words twice are one."""
    table = sample()
    table.do(say.End(ANA))
    assert kinds(table.write(CY, "late")) == ["late_words_kept>cy", "late_words_for_host>ana"]
    assert table.write(CY, "late") == []
    assert ga.circle_letter(table.state).entries == ()
    assert refused(table, say.Pass(BEN)) == "round-over"
    assert table.say(BEN, "talk") == []


def test_an_outage_gives_time_back_and_a_long_window_half_a_day() -> None:
    """Every clock moves by our deaf time; a window of days ends no sooner than 12 h after."""
    table = sample()
    table.now += timedelta(minutes=30)
    assert kinds(table.do(say.Outage(timedelta(minutes=30)))) == ["round_extended"]
    assert ga.next_due(table.state) == START + timedelta(minutes=32)
    while table.phase() is not ga.Phase.SLOW:
        table.pass_time(minutes=2)
    table.now = table.state.until + timedelta(hours=1)
    said = table.do(say.Outage(timedelta(hours=2)))
    assert table.state.until == table.now + timedelta(hours=12)
    assert "round_extended>cy" in kinds(said)


def test_somebody_added_by_mail_gets_the_whole_mail_window() -> None:
    """The window moves if it has to, and the printed time is the new one."""
    table = Table((live(ANA), live(BEN)))
    table.now += timedelta(days=3)
    said = table.do(say.Add(ANA, by_mail(CY)))
    assert kinds(said) == ["round_extended", "round_announced>cy"]
    assert said[1].args["until"] == At(table.now + timedelta(hours=72))
    assert kinds(table.do(say.Add(ANA, live(DI)))) == ["place_added"]
    assert table.do(say.Add(ANA, live(DI))) == []


def test_a_finished_word_needs_words() -> None:
    """*done* without a word is asked back; a second *done* is nothing."""
    table = chat()
    assert refused(table, say.Finish(BEN)) == "nothing-said"
    assert refused(table, say.Finish(ELI)) == "turn-not-yet"
    table.say(BEN, "one")
    table.do(say.Finish(BEN))
    assert table.do(say.Finish(BEN)) == []
    assert refused(table, say.Pass(BEN)) == "already-heard"


def test_what_cannot_begin_is_said_kindly() -> None:
    """A round needs a question, and somebody to ask."""
    for begin, code in (
        (ga.Begin(ANA, "  ", GARDEN), "prompt-missing"),
        (ga.Begin(ANA, "Well?", (live(ANA),)), "nobody-to-ask"),
    ):
        with pytest.raises(Refusal) as caught:
            ga.announce(begin, START)
        assert caught.value.code == code


def test_the_rest_of_the_refusals() -> None:
    """Each word where it means nothing is answered and changes nothing."""
    table = sample()
    assert refused(table, say.Here(CY)) == "live-needs-chat"
    assert refused(table, say.Extend(ANA, timedelta(0))) == "extend-by-what"
    assert refused(table, say.Pass(MemberId("gus"))) == "not-in-this-round"
    for member in (BEN, ANA, ELI):
        table.do(say.Pass(member))
    assert refused(table, say.Next(ANA)) == "nothing-to-move-on"


def test_the_card_names_who_speaks_and_ticks_nobody() -> None:
    """The order is whole whatever became of the places; in one's own time nobody is next."""
    table = sample()
    shown = ga.card(table.state)
    assert (shown.speaking, shown.comes, shown.heard, shown.seats) == (BEN, ANA, 0, 5)
    assert shown.order == (BEN, CY, ANA, DI, ELI)
    table.do(say.Pass(BEN))
    assert ga.card(table.state).order == shown.order
    assert ga.card(table.state).heard == 1
    assert ga.card_surface(shown) == "turns"
    table.do(say.Pause(ANA))
    assert ga.card_surface(ga.card(table.state)) == "paused"


def test_state_and_facts_are_stored_as_they_are() -> None:
    """JSON without hooks, both ways."""
    facts = ga.announce(ga.Begin(ANA, "Well?", GARDEN), START)
    state: Any = ga.fold(ga.evolve(None, facts[0]), facts[1:])
    for value in (state, *facts):
        stored = msgspec.json.encode(value)
        assert msgspec.json.decode(stored, type=type(value)) == value


def test_nobody_silent_is_named_to_anybody_else() -> None:
    """A round in which two stay silent says so in the room by a number only."""
    table = sample()
    table.say(BEN, "one")
    table.do(say.Finish(BEN))
    table.run_out()
    closing = {"place_stays_open", "circle_letter", "round_closed"}
    for notice in table.heard:
        if notice.kind in closing:
            assert str(notice.args.get("letter", "")).count("'di'") == 0
            assert "di" not in notice.shown.values()
        if isinstance(notice.to, Room) and notice.kind != "round_opened":
            assert not {CY, DI} & set(notice.asks)
    kept = [n for n in table.heard if n.kind == "place_kept"]
    assert {n.to for n in kept} == {To(ANA), To(ELI)}
