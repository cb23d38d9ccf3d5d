"""``!poll KIND``: most kinds are counted; three are held as the rounds and practices that they are."""

from collections.abc import Callable, Mapping

from facilitator.core.notices import Text
from facilitator.core.reading import COMMANDS, Line
from facilitator.core.refusals import Refusal
from facilitator.hosting import polls, prompt_rounds, starting
from facilitator.intake import Said
from facilitator.visit import Visit

_Begin = Callable[[Visit, Said, Line], None]

_HELD: Mapping[str, tuple[_Begin, str, str]] = {
    "question": (prompt_rounds.start, "round", ""),
    "selection": (starting.start, "start", "selection "),
    "advice": (starting.start, "start", "advice_process "),
}
"""What holds such a kind: who begins it, by which word, and what stands before the text."""

_CALLED = {
    "questions": "question", "question-round": "question", "question_round": "question",
    "election": "selection", "sociocratic-election": "selection",
    "advice-process": "advice", "advice_process": "advice",
}  # fmt: skip


def poll(visit: Visit, said: Said, line: Line) -> None:
    """``!poll``, in whatever way its kind is held. Raises ``Refusal``."""
    typed, _, text = line.rest.strip().partition(" ")
    kind = typed.lower().rstrip(":")
    held = _HELD.get(_CALLED.get(kind, kind))
    if held is None or typed[:1].isupper():
        polls.poll(visit, said, line)
        return
    begin, word, before = held
    _require_fitting(_CALLED.get(kind, kind), word, line)
    begin(visit, said, Line(word, before + text.strip(), line.options))


def _require_fitting(kind: str, word: str, line: Line) -> None:
    """Refuse a setting of polls that has no meaning there: nothing asked for is left out in silence."""
    for option in line.options:
        if option not in COMMANDS[word]:
            raise Refusal(
                "poll-setting-practice",
                {"setting": Text(option), "kind": Text(kind), "meant": Text(f"!{word}")},
            )
