"""Where every intake arrives first: is it a command, part of a round, a door that opens, or just talk?"""

from facilitator.core.notices import Text
from facilitator.core.reading import Line, Unknown, read_line
from facilitator.core.refusals import Refusal
from facilitator.hosting.doors import hear_moved
from facilitator.intake import Moved, Said
from facilitator.visit import Visit
from facilitator.wording import Phrase

PONG = Phrase("pong", "pong", ())


def receive(visit: Visit) -> None:
    """Take one intake. Raises ``Refusal`` for what the person cannot do here, now."""
    match visit.intake.heard:
        case Said() as said:
            hear_said(visit, said)
        case Moved() as moved:
            hear_moved(visit, moved)
        case _:
            pass


def hear_said(visit: Visit, said: Said) -> None:
    """Take what a person said; nothing acts on assistants, ghosts or notices (contract §3)."""
    if said.form == "notice" or visit.house.is_ours(said.by):
        return
    match read_line(said.body):
        case Unknown(word, nearest):
            raise _unknown(word, nearest)
        case Line("ping"):
            visit.answer(PONG)
        case Line() as line:
            _command(visit, line)


def _unknown(word: str, nearest: str | None) -> Refusal:
    if nearest is None:
        return Refusal("unknown-word", {"typed": Text(word)})
    return Refusal("unknown-word-near", {"typed": Text(word), "meant": Text(nearest)})


def _command(visit: Visit, line: Line) -> None:
    raise Refusal("not-yet", {"typed": Text(line.word)})
