"""What a letter says of a second question, and a receipt of its answer."""

from collections.abc import Mapping

from facilitator.core.notices import Arg, Notice
from facilitator.core.refusals import Refusal
from facilitator.hosting.practices import beside
from facilitator.hosting.voice import Reader
from facilitator.visit import Record, Visit
from facilitator.wording import Phrase

OPEN = "open"
"""The second question is still to be answered: said below a receipt, and not alone."""


def of(visit: Visit, round_: Record, member: str) -> beside.Second | None:
    """Return the question of a later step that the letter of the present one asks as well, if it does."""
    two = beside.second(visit, round_, member)
    present = two.state.step if two else None
    if two is None or present is None or two.step.slow is None:
        return None
    return two if two.step.slow.beside == present.id else None


def asked(
    visit: Visit, round_: Record, asking: list[Phrase], args: Mapping[str, Arg], reader: Reader,
    member: str,
) -> list[Phrase]:  # fmt: skip
    """Return what a letter asks with its second question, which stands above the signature."""
    two, wording = of(visit, round_, member), visit.house.wording
    if two is None:
        return asking
    question = beside.question(visit, two)
    second = wording.phrase("session-second", question, reader, surface="mail")
    signed = wording.phrase("letter-signature", args, reader, surface="mail")
    *above, last = asking
    first = Phrase(
        last.plain.rstrip().removesuffix(signed.plain.strip()),
        last.html.removesuffix(signed.html), last.mentioned,
    )  # fmt: skip
    return [*above, first, second, signed] if first.plain != last.plain.rstrip() else [last, second]


def remember(visit: Visit, args: Mapping[str, Arg], refusal: Refusal | None = None) -> None:
    """Let the receipt of the mail that is taken say what became of its answer to the second question."""
    visit.ledger.memory[_memory(visit)] = (args, refusal)


def untold(visit: Visit) -> Mapping[str, Arg] | None:
    """Return what no receipt has said yet of an answer to a second question."""
    found: tuple[Mapping[str, Arg], Refusal | None] | None
    found = visit.ledger.memory.get(_memory(visit))
    return found[0] if found else None


def receipt(visit: Visit, notice: Notice, reader: Reader) -> list[Phrase]:
    """Return what became of an answer to the second question, once: below the first that is told."""
    found = visit.ledger.memory.pop(_memory(visit), None)
    if found is None:
        return []
    args, refusal = found
    wording, said = visit.house.wording, []
    if notice.kind != "second_received":
        said.append(wording.phrase("letter-second", args, reader, surface="mail"))
    if refusal is not None:
        said.append(wording.phrase(f"refused-{refusal.code}", refusal.words, reader))
    return said


def _memory(visit: Visit) -> str:
    return f"second:{visit.intake.key}"
