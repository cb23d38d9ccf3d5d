"""Notices and arguments that several steps of a go-around share."""

from collections.abc import Mapping
from datetime import datetime

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Notice, People, Room, To, Who
from facilitator.core.rounds.arguments import by_mail, matter, shown_fields
from facilitator.core.rounds.go_around.facts import Why
from facilitator.core.rounds.go_around.state import GoAround, Phase, Seat


def invitation(state: GoAround, member: MemberId | None) -> Notice:
    """The prompt, to one member or to all at the table; who began it need not be asked."""
    others = tuple(seat.member for seat in state.counted if seat.member != member)
    at_table = tuple(s.member for s in state.counted if not s.slow and s.member != state.chair)
    return Notice(
        kind="round_announced",
        to=To(member) if member else Room(),
        args={
            **matter(state),
            **by_mail(state),
            **_inviter(state),
            "others": People(others),
            "where": "alone" if member else "room",
            "lead": "later" if state.settings.lead else "now",
            "opens": At(state.step_until or state.until),
            "pace": pace(state),
        },
        asks=(member,) if member else at_table,
        shown=shown_fields(until=state.ends),
    )


def _inviter(state: GoAround) -> Mapping[str, Arg]:
    """Who invites; where a single person is asked to speak, who that is."""
    if len(state.counted) == 1:
        return {"inviter": "one", "by": Who(state.counted[0].member)}
    if state.settings.some:
        return {"inviter": "some", "asked": People(tuple(seat.member for seat in state.counted))}
    return {"inviter": "named", "by": Who(state.chair)} if state.chair else {"inviter": "circle"}


def pace(state: GoAround) -> str:
    """The choice ``live`` or ``day``, for sentences about waiting."""
    return "day" if state.settings.day_paced else "live"


def sweep_notice(asked: tuple[MemberId, ...], until: datetime) -> Notice:
    """Asks exactly ``asked``, once more; it says nothing about why."""
    args: Mapping[str, Arg] = {"members": People(asked), "until": At(until)}
    return Notice("sweep_opened", Room(), args, asks=asked, shown=shown_fields(until=until))


def word_taken(state: GoAround, seat: Seat, word: str, *, unread: bool = False) -> Notice:
    """The receipt of a word from somebody in their own time."""
    args: dict[str, Arg] = {
        **matter(state),
        "word": word,
        "step": "echo" if state.phase is Phase.ECHO else "window",
        "letter": "unread" if unread else "none",
    }
    return Notice("word_taken", To(seat.member), args, shown=shown_fields(until=state.ends))


def place_kept(state: GoAround, seat: Seat, why: Why) -> Notice:
    """Tells one member alone that their place stays open, and how to use it."""
    args: dict[str, Arg] = {**matter(state), "why": why.value}
    shown = shown_fields(until=state.ends)
    return Notice("place_kept", To(seat.member), args, asks=(seat.member,), shown=shown)
