"""Whether a format file is right: its shape, then its sense, then whether it ends if nobody answers.

Every mistake of one sort at once.
"""

from pathlib import Path

from facilitator.core.formats.checks import Flaw, flaws
from facilitator.core.formats.format import Format
from facilitator.formats.library import ENDING, Library, text_of
from facilitator.formats.mistakes import Mistakes, lines, shape, value_at
from facilitator.formats.playing import unending
from facilitator.formats.reading import Mistake, Text, Where, read
from facilitator.formats.resolving import Unfolded, unfold


def check_text(
    text: str, name: str, library: Library | None = None, *, is_file: bool = True
) -> Format:
    """Return the resolved format that stands in ``text``, called ``name`` (``check_in.yaml``).

    A text that is no file (``is_file``) may name its format as it likes.

    Raises ``Mistakes``, each with file, line and column, and nothing else, whatever the text is.
    """
    read_text = read(text, name)
    written = shape(read_text)
    unfolded = unfold(written, library or Library.shipped())
    wrong = [*unfolded.flaws, *_flaws(unfolded)] or list(unending(unfolded.whole))
    found = [_mistake(read_text, unfolded, flaw) for flaw in wrong]
    if is_file and written.name != name.removesuffix(ENDING):
        words = f"the file is called {name}: call it {written.name}{ENDING}, or change this"
        found.append(Mistake(read_text.mark(("name",)), ("name",), words))
    if found:
        raise Mistakes(lines(name, found))
    return unfolded.whole


def check_file(path: Path, library: Library | None = None) -> Format:
    """Return the resolved format in a file, which may use those in the same folder.

    Raises ``Mistakes`` as ``check_text`` does, also when the file cannot be read.
    """
    beside = (library or Library.shipped()).beside(path.absolute().parent)
    return check_text(text_of(path, path.name), path.name, beside)


def _flaws(unfolded: Unfolded) -> list[Flaw]:
    """Return what the core finds, but not what follows from something that could not be put in place."""
    found = flaws(unfolded.whole)
    if not unfolded.flaws:
        return found
    hindered = {flaw.path[1] for flaw in unfolded.flaws if flaw.path[0] == "steps"}
    return [flaw for flaw in found if flaw.path and not _comes_from(unfolded, flaw, hindered)]


def _comes_from(unfolded: Unfolded, flaw: Flaw, uses: set[str | int]) -> bool:
    """Whether a flaw is in a step that one of these ``use`` steps brought."""
    if flaw.path[0] != "steps" or len(flaw.path) < 2:
        return False
    origin = unfolded.origins[int(flaw.path[1])]
    return origin.used is not None and origin.number in uses


def _mistake(text: Text, unfolded: Unfolded, flaw: Flaw) -> Mistake:
    path, words = _in_file(unfolded, flaw)
    if path[:1] in (("roles",), ("asks",)) and value_at(text.tree, path[:2]) is None:
        words, path = f'"{path[1]}", of a format used: {words}', ("steps",)
    return Mistake(text.mark(path), path, words)


def _in_file(unfolded: Unfolded, flaw: Flaw) -> tuple[Where, str]:
    """Return where a flaw of the resolved format stands in the file, and its words there."""
    if flaw.path[:1] != ("steps",) or len(flaw.path) < 2 or flaw in unfolded.flaws:
        return flaw.path, flaw.words
    number = int(flaw.path[1])
    origin = unfolded.origins[number]
    if origin.used is None:
        return ("steps", origin.number, *flaw.path[2:]), flaw.words
    step = unfolded.whole.steps[number].id
    return ("steps", origin.number, "use"), f'in "{step}": {flaw.words}'


__all__ = ["Mistakes", "check_file", "check_text"]
