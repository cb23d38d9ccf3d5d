"""Notices that several steps of a prompt round share."""

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, People, Room, To, Who
from facilitator.core.rounds.arguments import by_mail, matter, shown_fields, where
from facilitator.core.rounds.prompt_round.showing import seal
from facilitator.core.rounds.prompt_round.state import Phase, PromptRound, Seat, Then


def invitation(state: PromptRound, to: Room | To) -> Notice:
    """The question, to one member or to all at the table; who began it need not be asked."""
    member = to.member if isinstance(to, To) else None
    here = tuple(seat for seat in state.seats if seat.present)
    at_table = tuple(s.member for s in here if not s.slow and s.member != state.chair)
    return Notice(
        kind="round_announced",
        to=to,
        args={
            **matter(state),
            **by_mail(state),
            **_inviter(state, here),
            "others": People(tuple(seat.member for seat in here if seat.member != member)),
            "where": where(to),
            "seal": seal(state),
            "part": _part(state, member),
            "then": state.settings.then.value,
            "answerers": People(state.settings.answerers),
        },
        asks=(member,) if member else at_table,
        shown=shown_fields(until=state.ends),
    )


def _inviter(state: PromptRound, here: tuple[Seat, ...]) -> dict[str, Arg]:
    """Who invites; where it is for some only, who is asked."""
    if state.settings.some:
        return {"inviter": "some", "asked": People(tuple(seat.member for seat in here))}
    return {"inviter": "named", "by": Who(state.chair)} if state.chair else {"inviter": "circle"}


def _part(state: PromptRound, member: MemberId | None) -> str:
    """What is asked of somebody: to answer the others, a question, or what they have to say."""
    if member in state.settings.answerers:
        return "answers"
    return "asks" if state.settings.questions else "says"


def word_taken(state: PromptRound, member: MemberId, word: str) -> Notice:
    """The receipt of a word from somebody in their own time."""
    alone = seal(state) == "writing" and state.settings.then is not Then.SHOWN
    args: dict[str, Arg] = {
        **matter(state),
        "word": word,
        "step": "echo" if state.phase is Phase.ECHO else "window",
        "letter": "alone" if alone else "none",
    }
    return Notice("word_taken", To(member), args, shown=shown_fields(until=state.ends))


def place_kept(state: PromptRound, seat: Seat) -> Notice:
    """Tells one member alone that their place stays open, and how to use it."""
    args: dict[str, Arg] = {**matter(state), "seal": seal(state)}
    shown = shown_fields(until=state.ends)
    return Notice("place_kept", To(seat.member), args, asks=(seat.member,), shown=shown)
