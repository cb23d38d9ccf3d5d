"""Short lines called out in somebody's turn, where a practice allows them."""

from facilitator.core.notices import Call
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import go_around as ga
from tests.core.go_around_table import Table
from tests.core.round_table import ANA, BEN, CY, ELI, by_mail, live, words


def table() -> Table:
    """Ana has the floor, and others may call out."""
    seats = (live(ANA), live(BEN), live(ELI), by_mail(CY))
    told = Table(seats, ga.Settings(calls=True, order=ga.Order.NAMED))
    for member in (ANA, BEN, ELI):
        told.do(say.Here(member))
    assert told.state.speaker is not None
    assert told.state.speaker.member == ANA
    return told


def call(told: Table, name: str, *, short: bool = True) -> bool:
    """Ben says something while Ana speaks; return whether it counted."""
    before = told.state
    told.do(say.Speak(BEN, words(name), short=short))
    return told.state != before


def test_a_short_line_belongs_to_the_turn() -> None:
    """It stands with the speaker's words in the letter; the floor and the order stay as they are."""
    told = table()
    assert call(told, "I can")
    told.say(ANA, "A ladder")
    told.do(say.Finish(ANA))
    entry = ga.circle_letter(told.state).entries[0]
    assert (entry.member, entry.calls) == (ANA, (Call(BEN, words("I can")),))
    assert told.state.speaker is not None
    assert told.state.speaker.member == BEN


def test_once_for_each_turn_and_person() -> None:
    """A second line in the same turn is just talk; in the next turn there is another."""
    told = table()
    assert call(told, "one")
    assert not call(told, "two")
    told.say(ANA, "A ladder")
    told.do(say.Finish(ANA))
    told.say(BEN, "Nothing")
    told.do(say.Finish(BEN))
    assert call(told, "three")


def test_what_is_long_is_talk() -> None:
    """A long message in another's turn counts for nothing, as everywhere."""
    assert not call(table(), "long", short=False)


def test_no_calls_where_none_are_asked_for() -> None:
    """In any other go-around a line in another's turn is just talk."""
    told = Table((live(ANA), live(BEN)), ga.Settings(order=ga.Order.NAMED))
    told.do(say.Here(ANA))
    told.do(say.Here(BEN))
    assert not call(told, "I can")


def test_a_call_is_taken_back_like_all_words() -> None:
    """It goes from the turn; the place of whoever called it out stays as it was."""
    told = table()
    call(told, "I can")
    place = told.state.seat(BEN)
    told.do(say.TookBack(BEN, words("I can")))
    seat = told.state.seat(ANA)
    assert seat is not None
    assert seat.calls == ()
    assert told.state.seat(BEN) == place
