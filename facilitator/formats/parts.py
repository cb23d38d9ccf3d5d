"""Parts that several keys of a format share: spans, people, ways back, in their short and long forms."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from facilitator.core.formats import steps as core
from facilitator.formats.vocabulary import (
    Line,
    RoleName,
    Span,
    StepName,
    Told,
    Whole,
    Window,
    quoted,
)


class Part(BaseModel):
    """A part of a format: nothing in it that we do not know, nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


def _shape(value: Any) -> str | None:
    return (
        "a mapping" if isinstance(value, dict | Part) else "a value" if _is_value(value) else None
    )


def _is_value(value: Any) -> bool:
    return not isinstance(value, list | dict)


def _either(words: str) -> Discriminator:
    return Discriminator(_shape, custom_error_type="shape", custom_error_message=words)


class Each(Part):
    """Time for each who speaks."""

    each: Span = Field(description="Time for each.")


class With(Part):
    """The same letter as another step."""

    step: StepName = Field(alias="with", description="Ask in the same letter as that earlier step.")


class But(Part):
    """Everybody but a role."""

    but: RoleName = Field(description="Who is not asked.")


Live = Annotated[
    Annotated[Span, Tag("a value")] | Annotated[Each, Tag("a mapping")],
    _either("write a span like 5m, or {each: 2m}"),
    Told("a span for all, or `{each: 2m}`"),
]
Slow = Annotated[
    Annotated[Window, Tag("a value")] | Annotated[With, Tag("a mapping")],
    _either("write a span like 3d, {with: STEP}, or none"),
    Told("a span, `{with: STEP}`, or `none`"),
]


def _who(value: Any) -> str:
    words = str(value).split()
    if len(words) not in (1, 2) or (len(words) == 2 and words[0] != "everyone_but"):
        raise ValueError(f"{quoted(value)} is nobody (write all, a role, or everyone_but ROLE)")
    return str(value)


Who = Annotated[
    Annotated[str, BeforeValidator(_who), Tag("a value")] | Annotated[But, Tag("a mapping")],
    _either("write all, a role, everyone_but ROLE, or {but: ROLE}"),
    Told("`all`, a role, `everyone_but ROLE` or `{but: ROLE}`"),
]


Goal = Annotated[StepName, Told("the id of a later step, or `end`")]


class BackTo(Part):
    """A way back."""

    step: StepName = Field(description="The step from which on everything is held again.")
    at_most: Annotated[Whole, Field(le=10)] = Field(description="How many times; 10 at most.")

    def read(self) -> core.BackTo:
        """Return it for the core."""
        return core.BackTo(self.step, self.at_most)


def read_back(back: BackTo | None) -> core.BackTo | None:
    """Return a way back for the core, if there is one."""
    return back.read() if back else None


class Choice(Part):
    """One thing to pick."""

    title: Line = Field(description="What people read.")
    back_to: BackTo | None = Field(None, description="Picked by all, it leads back.")
    on_to: Goal | None = Field(
        None, description="Picked by all, it leads on to a later step, or to `end`."
    )

    def read(self, name: str) -> core.Choice:
        """Return it for the core."""
        return core.Choice(name, self.title, read_back(self.back_to), self.on_to)
