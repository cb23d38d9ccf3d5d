"""``docs/formats.md`` and the schema beside the formats, made from the models.

``python -m facilitator.formats.documenting`` writes both into the checkout; a test says when they
are stale.
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from facilitator.core.formats import steps as core
from facilitator.core.formats.format import Filled, Format
from facilitator.formats import kinds, parts, written
from facilitator.formats.checking import check_text
from facilitator.formats.library import ENDING, Library
from facilitator.formats.schema import schema_text
from facilitator.formats.vocabulary import Told

MEANINGS: dict[type[StrEnum], dict[str, str]] = {
    Filled: {
        "starter": "whoever starts the format",
        "mentioned": "whoever is mentioned in the line that starts it; nobody mentioned: the starter",
        "volunteers": "whoever offers to",
        "lot": "drawn by lot among those who take part",
        "pick": "chosen in a step: a `pick` with this `role`, or the `speaker` of a small group",
        "spoke": "whoever spoke (and did not pass) in the step that `step` names",
        "rotates": "everybody in turn, by `once_each`; in a season, meeting by meeting",
        "everyone_else": "whoever holds none of the other roles (being the host is no other role)",
        "newcomers": "whoever joined since the circle last met",
    },
    core.When: {
        "any_objection": "an objection stands after the last `consent_vote`",
        "no_objection": "none stands",
        "any_concern": "somebody consented with a worry",
        "any_newcomer": "somebody joined since the circle last met",
        "mail_free": "nobody takes part by mail",
    },
    core.Order: {
        "random": "somebody by chance begins, then on around the circle",
        "seats": "by their places",
        "reverse": "the other way round than the go-around before",
        "shuffled": "all places by chance",
        "old_and_new": "newcomers and others by turns",
    },
    core.PairMix: {
        "chance": "by lot",
        "strangers": "people who have met least so far",
        "old_and_new": "a newcomer and somebody who is not",
        "same": "the pairs of the step before",
    },
    core.Speaks: {
        "both": "both, as in any talk",
        "first": "the first alone; the other listens",
        "second": "the second alone",
    },
    core.GroupMix: {
        "chance": "by lot",
        "new": "with people not met in this format yet",
        "choose": "everybody goes where they like, and may move on",
        "old_and_new": "newcomers at every table",
        "join": "two pairs or groups of the step before become one",
    },
    core.What: {
        "person": "somebody",
        "choice": "one of `choices`, or of the words of a step (`over`)",
        "date": "a day, or a day and an hour",
        "words": "a few words, proposed by anybody",
    },
}
"""What each word of a closed list means, where the word alone does not say it."""

_INTRO = """\
# Formats

<!-- Made by `python -m facilitator.formats.documenting` from the models. Do not edit by hand. -->

A *format* is the written form of a practice: a check-in, a talking circle, a consent decision. It is
one plain YAML file that a host can read, change and write. The [tutorial](tutorial-format.md) writes
one from nothing; this page names everything that can stand in a file.

```sh
facilitator formats list                 # what there is
facilitator formats check my_circle.yaml # all mistakes at once, each with line and column
facilitator formats schema               # the JSON Schema, for editors
```

`check` ends with status 0 when all is fine, 1 when there are mistakes, 2 when it was asked wrongly. A
file may use the shipped formats and those in its own folder. It tells mistakes of shape first (unknown
keys, wrong values), and once there are none, mistakes of sense (a step that nobody can reach by mail,
words that are never opened). A format that has none is then played through: with as few people as it is
for, with as many as are ideal and, up to twenty, with as many as it holds; all at the table, all by mail,
and mixed; nobody says a word. It has to end ("does not end" names the step it is at). Of a season the
steps that follow the last meeting are played; its meetings are formats of their own.

Editors that know JSON Schema (with the YAML language server) complete keys and explain them, if the
file begins with this line and the schema lies beside it:

```yaml
# yaml-language-server: $schema=format.schema.json
```

There are no expressions, no templates and no placeholders. Words of an ask or of an earlier step are
shown by `prompt_from`. A condition is one of the names under [when](#when). What holds in every format
is not written: anybody may pass, a step ends early when everybody has spoken or passed, `more` gives
time, nobody is named as silent. In a go-around the host speaks last where the matter is theirs: where
`prompt_from` shows what they answered to an ask, or an earlier step in which nobody else said anything
(`first` and `last` go before that). Stillness with `live` alone is left out where nobody is at the
table. A part that no step names (a guardian) is offered at the very beginning. An early end opens what
a later `reveal` would have opened.

A file is UTF-8, 64 KiB at most, with 60 steps at most (those of formats used included) and texts of
2,000 characters at most. YAML's anchors, aliases and tags are refused, and a key given twice is a
mistake. A sentence with ": " in it stands in quotes or after `|`.

**Those in their own time.** Whoever takes part by mail, or later in chat, is asked in every step that
asks anybody. Therefore each such step has a window: `slow: 3d` (a day at least, in a go-around three;
where somebody takes part by mail the program makes it 72 hours at least), or `slow: {with: STEP}`, which
asks in the same letter as an earlier step. Only what asks nobody can go without.
"""


def page() -> str:
    """Return the reference of all keys and kinds, with the shipped formats."""
    return "\n".join(_page()).rstrip() + "\n"


def _page() -> Iterator[str]:
    yield _INTRO
    yield from _shipped()
    yield from _section("## The file", written.Format)
    yield from _section("### size", written.Size)
    yield from _section("### privacy", written.Privacy)
    yield from _section("### roles", written.Role, Filled)
    yield from _section("### asks", written.Ask)
    yield from _section("### plan", written.Meeting)
    yield "## Steps\n"
    yield "Every step has a `kind` and may have these keys, beside those of its kind.\n"
    yield from _table(kinds.StepKeys, {"kind"})
    yield from _section("### back_to", parts.BackTo)
    yield "### when\n"
    yield from _meanings(core.When)
    yield from _section("### use", kinds.UseStep)
    yield "## Kinds\n"
    for kind, model in kinds.STEPS.items():
        yield from _kind(kind, model)
    yield from _section("### choices of a pick", parts.Choice)


def _kind(kind: str, model: type[BaseModel]) -> Iterator[str]:
    yield f"### {kind}\n"
    yield f"{(model.__doc__ or '').strip()}\n"
    common = set(kinds.StepKeys.model_fields)
    if set(model.model_fields) - common:
        yield from _table(model, common)
    for listed in _lists(model, common):
        yield from _meanings(listed)


def _lists(model: type[BaseModel], without: set[str]) -> list[type[StrEnum]]:
    """Return the closed lists of a model whose words need telling."""
    kinds = [field.annotation for name, field in model.model_fields.items() if name not in without]
    return [kind for kind in MEANINGS if kind in kinds]


def _section(heading: str, model: type[BaseModel], *listed: type[StrEnum]) -> Iterator[str]:
    yield f"{heading}\n"
    yield f"{(model.__doc__ or '').strip()}\n"
    yield from _table(model)
    for kind in listed:
        yield from _meanings(kind)


def _table(model: type[BaseModel], without: set[str] = frozenset()) -> Iterator[str]:  # type: ignore[assignment]
    yield "| key | what can stand there | |\n|---|---|---|"
    for name, field in model.model_fields.items():
        if name not in without:
            key = f"`{field.alias or name}`" + (" (needed)" if field.is_required() else "")
            yield f"| {key} | {_told(field)} | {field.description}{_usual(field)} |"
    yield ""


def _usual(field: FieldInfo) -> str:
    usual = field.default
    if field.is_required() or usual is None or usual in ([], {}):
        return ""
    shown = {True: "yes", False: "no"}[usual] if isinstance(usual, bool) else usual
    return f" Left out: `{shown}`."


def _told(field: FieldInfo) -> str:
    said = [found.text for found in field.metadata if isinstance(found, Told)][-1:]
    said += [found.text for found in _inside(field.annotation) if isinstance(found, Told)][-1:]
    words = " ".join(f"`{word}`" for word in _words(field.annotation))
    return _many(field.annotation, (said or [words or "keys of its own, below"])[0])


def _many(annotation: Any, told: str) -> str:
    origins = {get_origin(annotation), *(get_origin(inner) for inner in get_args(annotation))}
    if dict in origins:
        values = list(get_args(annotation))[-1:]
        return f"names, each with {_value(values[0])}" if values else told
    return f"a list: {told}" if list in origins and not told.startswith("a list") else told


def _value(annotation: Any) -> str:
    said = [found.text for found in _inside(annotation) if isinstance(found, Told)][-1:]
    words = " ".join(f"`{word}`" for word in _words(annotation))
    return (said or [words or "keys of its own, below"])[0]


def _inside(annotation: Any) -> Iterator[Any]:
    """Give what is said about a type, and about the types in it."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _inside(inner)


def _words(annotation: Any) -> list[str]:
    """Return the words of a closed list, wherever it stands in a type."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [item.value for item in annotation]
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation)]
    return [word for inner in get_args(annotation) for word in _words(inner)]


def _meanings(kind: type[StrEnum]) -> Iterator[str]:
    for word, meaning in MEANINGS[kind].items():
        yield f"- `{word}`: {meaning}"
    yield ""


def _shipped() -> Iterator[str]:
    yield "## Shipped formats\n"
    yield "| format | | what it is for | circles | people | steps |\n|---|---|---|---|---|---|"
    library = Library.shipped()
    for name in library.names():
        yield _row(check_text(library.text(name), name + ENDING, library))
    yield "\nDepth stands in the file: a deep format wants people who know each other.\n"


def _row(whole: Format) -> str:
    size = whole.size
    people = f"{size.least}–{size.most}" if size.most > size.least else str(size.least)
    more = f", more: {size.above}" if size.above else ""
    steps = f"{whole.meetings} meetings" if whole.plan else str(len(whole.steps))
    scales = ", ".join(whole.scales)
    return f"| `{whole.name}` | {whole.title} | {whole.purpose} | {scales} | {people}{more} | {steps} |"


def main() -> None:
    """Write both files into the checkout that this module stands in."""
    root = Path(__file__).resolve().parents[2]
    (root / "docs" / "formats.md").write_text(page(), encoding="utf-8")
    (root / "config" / "formats" / "format.schema.json").write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
