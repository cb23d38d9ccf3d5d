"""The cards of big rounds: each has a beat of its own, so that they never come all at once."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from facilitator.hosting.rounds import CALM, next_beat

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)

ids = some.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=26, max_size=26)
moments = some.integers(0, 10**9).map(lambda seconds: NOW + timedelta(seconds=seconds))


@given(ids, some.integers(13, 1000), moments)
def test_a_beat_is_soon_and_stays_until_it_is_over(id_: str, places: int, now: datetime) -> None:
    """A card is written within one beat, what changes meanwhile comes with it, and then it is calm."""
    beat = next_beat({"id": id_}, places, now)
    calm = max(CALM, timedelta(seconds=places / 30))
    assert timedelta(0) < beat - now <= calm
    assert next_beat({"id": id_}, places, beat - timedelta(microseconds=1)) == beat
    assert next_beat({"id": id_}, places, beat) == beat + calm


def test_the_beats_of_many_rounds_are_spread() -> None:
    """Of a hundred rounds no more than a few are written in the same tenth of the time between two."""
    beats = [next_beat({"id": f"01JD{n:022d}"}, 150, NOW) for n in range(100)]
    tenths = [int((beat - NOW) / timedelta(seconds=0.5)) for beat in beats]
    assert max(tenths.count(tenth) for tenth in range(10)) <= 20
