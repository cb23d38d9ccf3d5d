"""Quotes: messages of ours that show what people said, and how each is said anew.

A sent parcel's content is let go after a week, and words are hidden at any time. So what is kept is
the notice, with people and words by id and nothing of what they said, as long as the words
themselves are kept. Told again at the moment of its first telling it is the same message, but for
the words that are hidden by now.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from facilitator.core.notices import (
    Arg,
    At,
    Difference,
    For,
    Letter,
    Letters,
    Lines,
    Notice,
    People,
    Room,
    Sentence,
    Text,
    Who,
    Words,
)
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import Row
from facilitator.visit import Record, Visit

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind for kind in (Who, People, At, For, Text, Words, Letter, Letters, Difference)
}


@dataclass(frozen=True, slots=True)
class Quote:
    """A notice as it was told: to ``you`` alone or, without one, to the room."""

    kind: str
    args: dict[str, Any]
    you: str | None
    told_at: datetime
    fields: dict[str, Any]

    @property
    def notice(self) -> Notice:
        """The notice itself; whom it asked is no matter any more: nobody is called twice."""
        return Notice(self.kind, Room(), {name: _read(arg) for name, arg in self.args.items()})


def keep(
    visit: Visit, row: Row, round_: Record, notice: Notice, you: str | None, shown: Iterable[str]
) -> None:
    """Remember that a message about to be sent shows these words."""
    args = {name: _written(arg) for name, arg in notice.args.items()}
    quote = Quote(notice.kind, args, you, visit.now, getattr(row.act, "fields", None) or {})
    visit.ledger.add(
        t.quote, id=row.id, round=round_["id"], place=row.place, words=",".join(shown),
        notice=codecs.write(quote),
    )  # fmt: skip


def quotes_of(visit: Visit, words: Record) -> list[Record]:
    """Return the quotes that show someone's words; words outside of rounds are in none."""
    if words["round"] is None:
        return []
    rounds = _shown_in(visit, words["round"])
    rows = (row for round_ in rounds for row in visit.ledger.all(t.quote, round=round_))
    return [row for row in rows if words["id"] in row["words"].split(",")]


def _shown_in(visit: Visit, round_: str) -> list[str]:
    """Return where words of a round may be shown: there, in its session, and in the other steps."""
    session = (visit.ledger.one(t.round_, id=round_) or {}).get("session")
    if session is None:
        return [round_]
    return [session, *(row["id"] for row in visit.ledger.all(t.round_, session=session))]


def read(row: Record) -> Quote | None:
    """Return how a quote was told; None once its words were let go, for it cannot be told again."""
    return codecs.read(Quote, row["notice"]) if row["notice"] else None


def _written(arg: Arg) -> Any:
    if isinstance(arg, int | str):
        return arg
    if isinstance(arg, Lines):
        return {"is": "Lines", "sentences": [_written(one) for one in arg.sentences]}
    if isinstance(arg, Sentence):
        told = {name: _written(one) for name, one in arg.args.items()}
        return {"is": "Sentence", "how": arg.how, "args": told}
    return {"is": type(arg).__name__, **msgspec.to_builtins(arg)}


def _read(raw: Any) -> Arg:
    if not isinstance(raw, dict):
        return raw  # type: ignore[no-any-return]
    if raw["is"] == "Lines":
        return Lines(tuple(map(_sentence, raw["sentences"])))
    if raw["is"] == "Sentence":
        return _sentence(raw)
    rest = {name: value for name, value in raw.items() if name != "is"}
    arg: Arg = msgspec.convert(rest, _KINDS[raw["is"]])
    return arg


def _sentence(raw: Any) -> Sentence:
    args: Any = {name: _read(arg) for name, arg in raw["args"].items()}
    return Sentence(raw["how"], args)
