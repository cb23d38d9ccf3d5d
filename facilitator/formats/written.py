"""A format as it stands in a file. These models only read; ``resolving`` makes the core's values of them.

Their descriptions are the reference in ``docs/formats.md`` and the hints of editors.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from facilitator.core.formats.format import Above, AskKind, Depth, Filled, May
from facilitator.core.formats.steps import Record
from facilitator.core.scales import Scale
from facilitator.formats.kinds import Step
from facilitator.formats.parts import Part
from facilitator.formats.vocabulary import (
    Count,
    Ideal,
    Line,
    Name,
    Span,
    StepName,
    Text,
    Told,
    Whole,
    YesNo,
    quoted,
)


def _one(value: Any) -> Any:
    if value != "1":
        raise ValueError(f"{quoted(value)} is not a version that this program reads (write 1)")
    return value


class Size(Part):
    """For how many people."""

    least: Whole = Field(description="Fewer cannot hold it.")
    most: Whole = Field(description="More need another way; 20 at most with a go-around.")
    ideal: Ideal = Field(description="With so many it is at its best.")
    above: Above | None = Field(
        None,
        description="What happens when more come: `tables` (small tables of the ideal size hold it,"
        " all but what is told to everybody at its beginning and end), `circles` (circles beside one"
        " another hold all of it), `open` (as it is, by reply in any order). Left out: more are refused"
        " kindly.",
    )
    tell: Line | None = Field(
        None,
        description="With `above: tables`: what one of each table tells the others afterwards, in a"
        " line. Left out: nothing is told of what was said there.",
    )


class Role(Part):
    """A part that people take. `host` is always there: whoever starts the format."""

    who: Filled = Field(description="How it finds its holders.")
    title: Line | None = Field(None, description="What people read.")
    least: Count = Field(1, description="How many are needed.")
    most: Whole | None = Field(
        None,
        description="How many at most; left out: one, and as many as there are for volunteers,"
        " newcomers, spoke and everyone_else.",
    )
    step: StepName | None = Field(
        None, description="For `who: spoke`: the step in which they spoke."
    )
    may: Annotated[list[May], Field(max_length=2)] = Field(
        [], description="What its holders may do at any time, beside passing."
    )


class Ask(Part):
    """What is asked of whoever starts it. The first of kind `words` takes the free words of the start."""

    ask: Line = Field(description="The question, one kind line.")
    kind: AskKind = Field(AskKind.WORDS, description="What kind of answer.")
    choices: Annotated[list[Line], Field(max_length=20)] = Field(
        [], description="For `kind: choice`: two or more."
    )
    default: Line | None = Field(None, description="What holds when nothing is answered.")


class Privacy(Part):
    """What stays after the close."""

    record: Record = Field(
        description="`none`; `outcome` (what was decided or picked); `summary` (a draft that everybody"
        " quoted approves); `by_yes` (the words of those who say yes)."
    )
    note: Text | None = Field(
        None, description="What people should know beforehand about who hears what."
    )


class Meeting(Part):
    """One meeting of a season."""

    use: Name = Field(description="The format it is held by.")
    title: Line = Field(description="What people read.")
    host: Text | None = Field(None, description="For the host alone, before it.")
    fills: YesNo = Field(
        False, description="Held again until the season has its number of meetings."
    )
    roles: dict[Name, Filled] = Field(
        {}, description="How roles of its format find their holders in this season."
    )


def _scales(value: list[Scale]) -> list[Scale]:
    if len(set(value)) != len(value):
        raise ValueError("a scale stands here twice")
    return value


class Format(Part):
    """A format file."""

    format: Annotated[Literal["1"], BeforeValidator(_one), Told("`1`")] = Field(
        description="The version of this vocabulary."
    )
    name: Name = Field(description="The same as the file's name, without `.yaml`.")
    title: Line = Field(description="What people call it.")
    purpose: Line = Field(description="What it is for, in one sentence.")
    scales: Annotated[list[Scale], Field(min_length=1), AfterValidator(_scales)] = Field(
        alias="for", description="The scales of circles that it suits."
    )
    size: Size = Field(description="For how many people; see below.")
    depth: Depth = Field(Depth.LIGHT, description="How close it goes.")
    privacy: Privacy = Field(description="What stays after the close; see below.")
    roles: Annotated[dict[Name, Role], Field(max_length=20)] = Field(
        {}, description="The parts that people take, by name; see below."
    )
    asks: Annotated[dict[Name, Ask], Field(max_length=10)] = Field(
        {}, description="What is asked of whoever starts it, by name; see below."
    )
    steps: Annotated[list[Step], Field(max_length=60)] = Field(
        [],
        description="What happens, in order; see below. With a plan: what follows the last meeting.",
    )
    plan: Annotated[list[Meeting], Field(max_length=20)] = Field(
        [], description="The meetings of a season, instead of steps; see below."
    )
    every: Span | None = Field(None, description="With a plan: how long from meeting to meeting.")
    meetings: Annotated[Whole, Field(le=52)] | None = Field(
        None, description="With a plan: how many meetings."
    )
    variations: Annotated[list[Text], Field(max_length=20)] = Field(
        [], description="Other ways to hold it, in words for hosts."
    )
    sources: Annotated[list[Text], Field(max_length=20)] = Field(
        [], description="Where the practice comes from."
    )
