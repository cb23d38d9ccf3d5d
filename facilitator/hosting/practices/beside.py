"""Two questions in one letter: a step that is asked beside an earlier one (``slow: {with: …}``).

The first question is A, the second B. What somebody writes behind B waits unseen, and is brought to the
round of that step when the circle comes to it. A reading is never a guess: words without a letter before
them answer A, unless they might as well be meant for B; then it is asked which.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from facilitator.core.formats.steps import DotVote, Pick, Step
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Item, Letter, Notice, Text, To, Words
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, dot_vote, go_around, pick, prompt_round
from facilitator.core.rounds import session as core
from facilitator.core.rounds.dot_vote.showing import options as to_weigh
from facilitator.core.rounds.pick.showing import question as to_pick
from facilitator.hosting import contributions
from facilitator.hosting.forms import DOT_VOTE, FORMS, PICK
from facilitator.hosting.practices import about, picks, points
from facilitator.hosting.rounds import KNOWN, act, held_now, occasion_of, state_of
from facilitator.hosting.voice import chat_handle, tell_privately
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

_LABEL = re.compile(
    r"[ \t\u00a0*_]*(?:(?P<label>[AB12])[ \t*_]*(?:[:)]|[-–—](?=\s))|(?P<alone>[AB])[.*_ \t]*$)"
    r"[ \t*_]*(?P<rest>.*)",
    re.IGNORECASE,
)
_ALSO = {"1": "A", "2": "B"}
"""Numbers are letters, too, where no answer is a number itself."""


@dataclass(frozen=True, slots=True)
class Second:
    """The second question of a member's letter, as long as it can be answered.

    ``held`` is the round that holds it now; None while the circle has not come to it.
    """

    session: Record
    state: core.Session
    step: Step
    held: Record | None

    @property
    def takes_words(self) -> bool:
        """Whether it is answered in words, and not by numbers."""
        return not isinstance(self.step.does, Pick | DotVote)


@dataclass(frozen=True, slots=True)
class Sorted:
    """What of an answer is for which question; None: nothing is. ``unsure``: it has to be asked."""

    first: str | None = None
    second: str | None = None
    unsure: bool = False


def second(visit: Visit, row: Record, member: str) -> Second | None:
    """Return the question that was asked beside one of this practice, in a letter to this member."""
    session = visit.ledger.one(t.round_, id=row["session"]) if row["session"] else None
    if session is None or not session["open"]:
        return None
    state: core.Session = state_of(visit, session)
    ahead = next((one for one in state.ahead if member in one.asked), None)
    step = state.format.step(ahead.step) if ahead else None
    if step is None:
        return None
    held = held_now(visit, session) if state.is_held(step.id) else None
    return Second(session, state, step, held)


# -- asking --------------------------------------------------------------------------------------


def question(visit: Visit, two: Second) -> dict[str, Arg]:
    """Return what a letter says of the second question: how it is asked, and what becomes of answers."""
    asked = _as_asked(visit, two)
    args: dict[str, Arg] = {"prompt": Text(_prompt(asked)), "options": Letter(())}
    if isinstance(asked, dot_vote.DotVote):
        few = "yes" if asked.is_few else "no"
        listed = to_weigh(asked)
        return {**args, "answer": "points", "points": asked.points, "options": listed, "few": few}
    if isinstance(asked, pick.Pick):
        return {**to_pick(asked), "answer": "choice"}
    return {**args, "answer": "words", "becomes": _becomes(asked)}


def asked_in_words(visit: Visit, two: Second) -> str:
    """Return the second question as people quote it, with what there is to choose among."""
    args = question(visit, two)
    options, asked = args["options"], args["prompt"]
    items = options.items if isinstance(options, Letter) else ()
    said = [_as_numbered(visit, one) for one in items]
    return "\n".join([asked.text if isinstance(asked, Text) else "", *said])


def _as_numbered(visit: Visit, item: Item) -> str:
    words = visit.ledger.one(t.words, id=item.words) if item.words else None
    author = visit.ledger.one(t.member, id=item.member) if item.member else None
    text = words["text"] if words else item.text
    return f"{item.number}. {text} {author['name'] if author else ''}"


def _becomes(asked: go_around.Begin | prompt_round.Begin) -> str:
    """What becomes of words: ``read``, ``opened`` with all, ``shown`` later, ``given``, ``kept``."""
    if isinstance(asked, go_around.Begin) or not asked.settings.sealed:
        return "read"
    return "opened" if asked.settings.opens else asked.settings.then.value


def _as_asked(visit: Visit, two: Second) -> Any:
    """Return the round that will hold it, as it would begin now: for its words and options only."""
    command = about.with_quotes(visit, core.holding(two.state, two.step))
    if isinstance(command, dot_vote.Begin):
        return _opened(dot_vote, _as_listed(two, command), visit)
    if isinstance(command, pick.Begin):
        return _opened(pick, picks.named(visit, command), visit)
    return command


def _as_listed(two: Second, command: dot_vote.Begin) -> dot_vote.Begin:
    """Return a vote by points with the numbers that the letter gives, whoever took theirs back since."""
    ahead = two.state.asked_ahead(two.step.id)
    if ahead is None or not ahead.listed:
        return command
    known = {option.words: option for option in command.options}
    listed = tuple(known.get(words) or dot_vote.Option(words) for words in ahead.listed)
    return replace(command, options=listed)


def _prompt(asked: Any) -> str:
    return str((asked.held if isinstance(asked, dot_vote.DotVote) else asked).prompt)


def _opened(package: Any, command: Any, visit: Visit) -> Any:
    first, *_ = package.announce(command, visit.now)
    return package.evolve(None, first)


def ask_in_chat(visit: Visit, session: Record, state: core.Session, begun: Record) -> None:
    """Ask those who answer in the private chat the second question, below the first."""
    mail = visit.house.mail
    for ahead in state.ahead:
        step = state.format.step(ahead.step)
        if step is None or state.step is None or step.slow is None:
            continue
        if step.slow.beside != state.step.id:
            continue
        two = Second(session, state, step, None)
        occasion = occasion_of(visit, begun)
        for member in ahead.asked:
            by_mail = mail is not None and mail.reads_mail(visit, occasion.circle, member)
            if visit.overhear is None and not by_mail and chat_handle(visit, member):
                notice = Notice("second_asked", To(member), question(visit, two), asks=(member,))
                tell_privately(visit, notice, occasion, member)


# -- reading -------------------------------------------------------------------------------------


def sort(visit: Visit, two: Second, row: Record, member: str, text: str) -> Sorted:
    """Say what of an answer to ``row`` is meant for which of the two questions."""
    loose, said = _by_letters(text, numbers=two.takes_words)
    if said:
        first = "\n".join(part for part in (loose, said.get("A", "")) if part.strip())
        return Sorted(first or None, said.get("B"))
    if two.held is not None and row["id"] == two.held["id"]:
        return Sorted(None, text)
    if not row["open"]:
        return Sorted(text, unsure=two.held is not None and not is_answered(visit, two, member))
    return Sorted(text, unsure=_may_be_second(visit, two, row, member, text))


def has_letters(text: str) -> bool:
    """Say whether words begin with the letter of a question."""
    return any(label in "AB" for label in _labels(text.lstrip().split("\n")[0]))


def for_second(text: str) -> str:
    """Return what stands behind the letter B, if anything does."""
    return _by_letters(text, numbers=False)[1].get("B", "")


def _by_letters(text: str, *, numbers: bool) -> tuple[str, dict[str, str]]:
    """Return what stands before any letter, and what stands behind A and B."""
    loose: list[str] = []
    said: dict[str, list[str]] = {}
    counted = numbers and {"1", "2"} <= set(_labels(text))
    into = loose
    for line in text.split("\n"):
        found = _LABEL.fullmatch(line)
        label = _label(found, counted=counted) if found else None
        if found is None or label is None:
            into.append(line)
        else:
            into = said.setdefault(label, [])
            into.append(found["rest"])
    return "\n".join(loose).strip(), {name: "\n".join(on).strip() for name, on in said.items()}


def _labels(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if found := _LABEL.fullmatch(line):
            yield (found["label"] or found["alone"]).upper()


def _label(found: re.Match[str], *, counted: bool) -> str | None:
    label: str = (found["label"] or found["alone"]).upper()
    return label if label in "AB" else _ALSO[label] if counted else None


def is_answered(visit: Visit, two: Second, member: str) -> bool:
    """Say whether somebody has answered the second question, or passed it."""
    if two.held is not None:
        return not FORMS[two.held["form"]].awaits(state_of(visit, two.held), member)
    ahead = two.state.asked_ahead(two.step.id)
    return ahead is not None and ahead.answer(MemberId(member)) is not None


def _may_be_second(visit: Visit, two: Second, row: Record, member: str, text: str) -> bool:
    """Say whether words without a letter read as an answer to B as well, or must not be heard by mistake."""
    if two.takes_words:
        return _is_sealed(visit, two) and not FORMS[row["form"]].is_sealed(state_of(visit, row))
    try:
        return _read(visit, two, member, text) is not None
    except Refusal:
        return False


def _is_sealed(visit: Visit, two: Second) -> bool:
    settings = getattr(_as_asked(visit, two), "settings", None)
    return bool(getattr(settings, "sealed", False))


def _read(visit: Visit, two: Second, member: str, text: str) -> str | None:
    """Return an answer to B as it is kept. Raises ``Refusal`` where it cannot be told for certain."""
    asked = _as_asked(visit, two)
    if isinstance(asked, dot_vote.DotVote):
        points.check(visit, asked, MemberId(member), text)
        return text
    if isinstance(asked, pick.Pick):
        read = picks.understood(visit, two.session, asked, member, text)
        if read is None:
            raise Refusal("second-unread")
        return read
    return text


# -- keeping -------------------------------------------------------------------------------------


def keep(visit: Visit, two: Second, member: str, source: str, text: str) -> dict[str, Arg]:
    """Let an answer to B wait for its step; return what its receipt says. Raises ``Refusal``."""
    me = MemberId(member)
    before = _waiting(visit, two, member)
    if not text.strip():
        raise Refusal("second-unread")
    if text.strip(" \t\n.!*_").casefold() == "pass":
        act(visit, two.session, core.AnswerAhead(me, two.step.id))
        _let_go(visit, before)
        return receipt(visit, two, "passed")
    read = _read(visit, two, member, text) or text
    words = WordsId(new_id("wrd"))

    def write(_facts: object) -> None:
        contributions.keep(visit, member, two.session, source, read, None, words)

    act(visit, two.session, core.AnswerAhead(me, two.step.id, (words,)), write)
    _let_go(visit, before)
    return receipt(visit, two, "kept", words)


def receipt(visit: Visit, two: Second, code: str, *words: WordsId) -> dict[str, Arg]:
    """Return what a receipt says of an answer to B."""
    return {"prompt": Text(_prompt(_as_asked(visit, two))), "code": code, "words": Words(words)}


def take_back(visit: Visit, two: Second, member: str) -> bool:
    """Let what waits for B be its author's again; return whether there was something."""
    waiting = _waiting(visit, two, member)
    for row in waiting:
        act(visit, two.session, commands.TookBack(MemberId(member), (row["id"],)))
    _let_go(visit, waiting)
    return bool(waiting)


def _waiting(visit: Visit, two: Second, member: str) -> list[Record]:
    ahead = two.state.asked_ahead(two.step.id)
    given = ahead.answer(MemberId(member)) if ahead else None
    found = (visit.ledger.one(t.words, id=one) for one in (given.words if given else ()))
    return [row for row in found if row is not None and not row["taken_back"]]


def _let_go(visit: Visit, rows: list[Record]) -> None:
    for row in rows:
        visit.ledger.change(t.words, row, text="", html=None, taken_back=True)


# -- bringing ------------------------------------------------------------------------------------


def knows(visit: Visit, state: core.Session, step: Step, round_id: str) -> None:
    """Whoever was asked in an earlier letter is not asked once more when the step begins."""
    ahead = state.asked_ahead(step.id)
    if ahead is not None:
        visit.ledger.memory[f"{KNOWN}{round_id}"] = frozenset(ahead.asked)


def bring(visit: Visit, state: core.Session, step: Step, round_: Record) -> None:
    """Bring what was answered ahead to the round that holds the step now; its receipt is long there."""
    ahead = state.asked_ahead(step.id)
    seats = getattr(state_of(visit, round_), "seats", ())
    read = {seat.member for seat in seats if getattr(seat, "letter", ())}  # a talk keeps none
    if ahead is None:
        return
    for given in ahead.given:
        if given.member in read or not round_["open"]:
            continue
        if not given.words:
            act(visit, round_, commands.Pass(given.member))
        else:
            _say(visit, round_, given.member, given.words, ahead.listed)
    visit.ledger.memory.pop(f"{KNOWN}{round_['id']}", None)


def _say(
    visit: Visit, round_: Record, member: MemberId, words: tuple[WordsId, ...],
    listed: tuple[WordsId, ...],
) -> None:  # fmt: skip
    row = visit.ledger.one(t.words, id=words[0]) or {}
    if row.get("taken_back", True):
        return
    if round_["form"] not in (PICK.name, DOT_VOTE.name):
        act(visit, round_, commands.Speak(member, words, commands.Via.LETTER, asks=True))
        return
    text, author = row["text"], visit.ledger.one(t.member, id=member) or {}
    _let_go(visit, [row])
    if round_["form"] == PICK.name:
        picks.take(visit, member, round_, text, row["source"], commands.Via.LETTER)
    else:
        points.bring(visit, author, round_, row["source"], text, listed)
