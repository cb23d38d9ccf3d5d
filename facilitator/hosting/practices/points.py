"""Votes by points: reading somebody's ballot, and letting it count."""

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import dot_vote
from facilitator.core.rounds.commands import Via
from facilitator.hosting import contributions
from facilitator.hosting.forms import DOT_VOTE
from facilitator.hosting.rounds import act, state_of
from facilitator.intake import Edited
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit


def place(visit: Visit, member: Record, round_: Record, source: str, text: str, via: Via) -> bool:
    """Let a ballot count; return whether it did. Raises ``Refusal`` where it cannot be read.

    The answer itself is kept without its text: nobody shall find there who gave what.
    """
    return _place(visit, member, round_, source, _read(visit, round_, text), via)


def bring(
    visit: Visit, member: Record, round_: Record, source: str, text: str,
    listed: tuple[WordsId, ...],
) -> bool:  # fmt: skip
    """Let a ballot count that was written before the vote began; return whether it did.

    Its numbers are those of the letter that asked for it, ``listed``. What was taken back since gets
    nothing.
    """
    state: dot_vote.DotVote = state_of(visit, round_)
    now = [option.words for option in state.options]
    labels = [_label(visit, dot_vote.Option(words)) for words in listed]
    labels = labels or [_label(visit, option) for option in state.options]
    shares = dot_vote.read_ballot(text, labels)
    if listed:
        shares = tuple(
            dot_vote.Share(now.index(words) + 1, share.points)
            for share in shares
            if (words := listed[share.option - 1]) in now
        )
    return _place(visit, member, round_, source, shares, Via.LETTER)


def _place(
    visit: Visit, member: Record, round_: Record, source: str, shares: tuple[dot_vote.Share, ...],
    via: Via,
) -> bool:  # fmt: skip
    words = WordsId(new_id("wrd"))
    command = dot_vote.Place(MemberId(member["id"]), words, shares, via)

    def keep(_facts: object) -> None:
        contributions.keep(visit, member["id"], round_, source, "", None, words)

    return bool(act(visit, round_, command, keep))


def check(visit: Visit, vote: dot_vote.DotVote, member: MemberId, text: str) -> None:
    """Read a ballot that is to be placed later. Raises ``Refusal`` as it would be refused then."""
    shares = dot_vote.read_ballot(text, [_label(visit, option) for option in vote.options])
    dot_vote.decide(vote, dot_vote.Place(member, WordsId(""), shares, Via.LETTER), visit.now)


def edited(visit: Visit, words: Record, round_: Record, edit: Edited) -> None:
    """A ballot that was changed in chat counts as it reads now. Raises ``Refusal``."""
    shares = _read(visit, round_, edit.body)
    act(visit, round_, dot_vote.Place(MemberId(words["member"]), WordsId(words["id"]), shares))


def is_late(visit: Visit, round_: Record, text: str) -> bool:
    """Say whether words for a step read like points for a vote of its practice that is over by now.

    What somebody placed unseen must not become words under their name (contract §8.9).
    """
    if round_["session"] is None or round_["form"] == DOT_VOTE.name:
        return False
    steps = visit.ledger.all(t.round_, session=round_["session"], open=False)
    votes = (row for row in steps if row["form"] == DOT_VOTE.name)
    return any(_is_ballot(visit, vote, text) for vote in votes)


def _is_ballot(visit: Visit, vote: Record, text: str) -> bool:
    state: dot_vote.DotVote = state_of(visit, vote)
    try:
        return bool(dot_vote.read_ballot(text, [_label(visit, one) for one in state.options]))
    except Refusal:
        return False


def _read(visit: Visit, round_: Record, text: str) -> tuple[dot_vote.Share, ...]:
    state: dot_vote.DotVote = state_of(visit, round_)
    if state.over:
        return ()  # the core says that it is too late
    return dot_vote.read_ballot(text, [_label(visit, option) for option in state.options])


def _label(visit: Visit, option: dot_vote.Option) -> str:
    if option.words is None:
        return option.text
    row = visit.ledger.one(t.words, id=option.words)
    return str(row["text"]) if row is not None else ""
