"""Steps as they stand in a file: the keys that every step may have, and those of each kind."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from facilitator.core.formats import steps as core
from facilitator.core.formats.steps import Record
from facilitator.formats.parts import (
    BackTo,
    But,
    Choice,
    Each,
    Live,
    Part,
    Slow,
    Who,
    With,
    read_back,
)
from facilitator.formats.vocabulary import (
    Line,
    Name,
    RoleName,
    Source,
    StepName,
    Text,
    Told,
    Whole,
    YesNo,
)

Sight = Annotated[RoleName, Told("`circle` `group` `pair` `self`, or a role")]
Reader = Annotated[RoleName, Told("`all`, or a role")]
Writer = Annotated[RoleName, Told("`facilitator`, or a role")]
Beginner = Annotated[RoleName, Told("a role, or `objector`")]
Decider = Annotated[RoleName, Told("`all`, `each`, or a role")]
Matter = Annotated[StepName, Told("`prompt`, or the id of a step")]


class StepKeys(Part):
    """What every step may say."""

    id: Name = Field(description="Its name in this file.")
    kind: str
    title: Line | None = Field(None, description="A short heading for people.")
    prompt: Text | None = Field(None, description="What is asked or told.")
    prompt_from: Source | None = Field(
        None, description="Whose words are shown (below the prompt, if there is one)."
    )
    host: Text | None = Field(
        None, description="For the host alone: what to say or to watch now, ready to use."
    )
    who: Who = Field(core.ALL, description="Whom it asks.")
    live: Live | None = Field(None, description="How long it takes at the table.")
    slow: Slow | None = Field(
        None,
        description="How long those in their own time have: a day or more, three in a go-around."
        " Needed wherever somebody may have to answer.",
    )
    see: Sight | None = Field(
        None,
        description="Who sees what is said: `circle` (the usual), `group` (usual in small groups),"
        " `pair` (usual in pairs), `self`, or a role beside the writer.",
    )
    record: Record | None = Field(
        None, description="What of it is kept, if it differs from `privacy.record`."
    )
    when: core.When | None = Field(None, description="Held only if this is so.")
    once_each: RoleName | None = Field(
        None,
        description="Steps with the same value, one after another, are held again until each person"
        " had that role once.",
    )
    back_to: BackTo | None = Field(
        None, description="After this step, go back; with `when`: if it was held."
    )

    usual_sight: ClassVar[str] = core.CIRCLE

    def does(self) -> core.Does:
        """Return what is particular to the kind, for the core."""
        raise NotImplementedError

    def read(self, record: Record) -> core.Step:
        """Return the step for the core; ``record`` holds where it says nothing else."""
        keys: dict[str, Any] = {core.field_of(self.kind): self.does()}
        return core.Step(
            id=self.id,
            title=self.title,
            prompt=self.prompt,
            prompt_from=self.prompt_from,
            host=self.host,
            who=_read_who(self.who),
            live=_read_live(self.live),
            slow=_read_slow(self.slow),
            see=self.see or self.sight(),
            record=self.record or record,
            when=self.when,
            once_each=self.once_each,
            back_to=read_back(self.back_to),
            **keys,
        )

    def sight(self) -> str:
        """Return who sees what is said when the step does not tell."""
        return self.usual_sight


def _read_who(who: Any) -> core.Who:
    if isinstance(who, But):
        return core.Who(who.but, but=True)
    word = str(who).split()[-1]
    return core.Who() if word == core.ALL else core.Who(word, but=str(who) != word)


def _read_live(live: Any) -> core.Live | None:
    if live is None:
        return None
    return core.Live(live.each, each=True) if isinstance(live, Each) else core.Live(live)


def _read_slow(slow: Any) -> core.Slow | None:
    if slow is None:
        return None
    return core.Slow(beside=slow.step) if isinstance(slow, With) else core.Slow(slow)


class AnnounceStep(StepKeys):
    """Something is told; nobody answers, unless a role writes it."""

    kind: Literal["announce"]
    by: Writer = Field(
        core.FACILITATOR,
        description="Who writes it: a role, asked by the prompt; or the Facilitator says the prompt.",
    )
    to: Reader = Field(core.ALL, description="Who gets it: `all` or a role.")
    rewrites: StepName | None = Field(
        None,
        description="The earlier step whose words these replace, with the difference shown; a pass"
        " leaves them.",
    )

    def does(self) -> core.Announce:
        """Return what is particular to it."""
        by = None if self.by == core.FACILITATOR else self.by
        return core.Announce(by, None if self.to == core.ALL else self.to, self.rewrites)


class BreakStep(StepKeys):
    """Stillness, or a pause: nothing is asked. `slow` lets days pass."""

    kind: Literal["break"]

    def does(self) -> core.Break:
        """Return what is particular to it."""
        return core.Break()


class PromptRoundStep(StepKeys):
    """One contribution each, in any order."""

    kind: Literal["prompt_round"]
    sealed: YesNo = Field(
        False,
        description="Nobody sees others' words until the step, or a later reveal, opens them.",
    )
    only: Literal["questions"] | None = Field(None, description="Only questions are asked for.")
    most_each: Whole | None = Field(None, description="How many contributions one person may make.")
    answered_by: RoleName | None = Field(None, description="Who answers, if they wish.")

    def does(self) -> core.PromptRound:
        """Return what is particular to it."""
        return core.PromptRound(
            self.sealed, self.only is not None, self.most_each, self.answered_by
        )


class GoAroundStep(StepKeys):
    """Turn by turn, one voice at a time, no replies between. Letters are read at their place."""

    kind: Literal["go_around"]
    order: core.Order = Field(core.Order.RANDOM, description="In which order.")
    first: RoleName | None = Field(None, description="Who begins.")
    last: RoleName | None = Field(None, description="Who closes (whoever the matter belongs to).")
    calls: YesNo = Field(
        False, description='Others may call out one short line ("I can", "I know someone").'
    )

    def does(self) -> core.GoAround:
        """Return what is particular to it."""
        return core.GoAround(self.order, self.first, self.last, self.calls)


class PairsStep(StepKeys):
    """Conversations of two, in rooms or letters of their own."""

    usual_sight: ClassVar[str] = core.PAIR
    kind: Literal["pairs"]
    mix: core.PairMix = Field(core.PairMix.CHANCE, description="Who meets whom.")
    speaks: core.Speaks = Field(core.Speaks.BOTH, description="Who of the two has the word.")
    swap: YesNo = Field(False, description="One listens, then the other, each for the same time.")
    rounds: Annotated[Whole, Field(le=10)] = Field(1, description="So many different partners.")
    partner: RoleName | None = Field(
        None, alias="with", description="Everybody asked meets a holder of this role, apart."
    )

    def does(self) -> core.Pairs:
        """Return what is particular to it."""
        return core.Pairs(self.mix, self.speaks, self.swap, self.rounds, self.partner)


class SmallGroupsStep(StepKeys):
    """Groups of a few, in rooms or letters of their own."""

    usual_sight: ClassVar[str] = core.GROUP
    kind: Literal["small_groups"]
    size: Annotated[Whole, Field(ge=2, le=12)] = Field(
        description="About how many in each; 2 to 12."
    )
    mix: core.GroupMix = Field(core.GroupMix.CHANCE, description="How they come together.")
    rounds: Annotated[Whole, Field(le=10)] = Field(1, description="So many different groups.")
    topics: StepName | None = Field(
        None, description="Groups gather around what was said in that step."
    )
    speaker: RoleName | None = Field(
        None, description="A role that one person of each group takes, to tell the others."
    )

    def does(self) -> core.SmallGroups:
        """Return what is particular to it."""
        return core.SmallGroups(self.size, self.mix, self.rounds, self.topics, self.speaker)


class SilentWritingStep(StepKeys):
    """Everybody writes for themselves. A later reveal opens it, a role reads it, or it is kept."""

    kind: Literal["silent_writing"]
    signed: YesNo = Field(True, description="Whether names stand with the words when they open.")
    kept: YesNo = Field(
        False, description="It stays with whoever wrote it; nobody else ever sees it."
    )

    def does(self) -> core.SilentWriting:
        """Return what is particular to it."""
        return core.SilentWriting(self.signed, self.kept)

    def sight(self) -> str:
        """Return who sees it when the step does not tell."""
        return core.SELF if self.kept else core.CIRCLE


class OpenDiscussionStep(StepKeys):
    """Free talk."""

    kind: Literal["open_discussion"]
    queue: YesNo = Field(
        False, description="Hands up, one after another, those not yet heard first."
    )
    first: Beginner | None = Field(None, description="Who begins (`objector`: whoever objected).")
    silent: RoleName | None = Field(None, description="Who reads along without a word.")
    only: Literal["questions"] | None = Field(
        None, description="Only questions are asked for (not of whoever answers them)."
    )
    most_each: Whole | None = Field(
        None, description="How many contributions one person sends by letter."
    )
    answered_by: RoleName | None = Field(None, description="Who answers, if they wish.")

    def does(self) -> core.OpenDiscussion:
        """Return what is particular to it."""
        only = self.only is not None
        return core.OpenDiscussion(
            self.queue, self.first, self.silent, only, self.most_each, self.answered_by
        )


class ConsentVoteStep(StepKeys):
    """Consent, concern, objection, stand aside or pass: one objection is enough to stop it."""

    kind: Literal["consent_vote"]
    about: Matter = Field(
        core.PROMPT, description="What is decided: the `prompt` itself, or the words of a step."
    )
    registered: YesNo = Field(
        False, alias="register", description="Whether it is numbered in the circle's register."
    )
    last: RoleName | None = Field(None, description="Who is asked last.")

    def does(self) -> core.ConsentVote:
        """Return what is particular to it."""
        about = None if self.about == core.PROMPT else self.about
        return core.ConsentVote(about, self.registered, self.last)


class DotVoteStep(StepKeys):
    """Sealed points over the words of a step, or over choices."""

    kind: Literal["dot_vote"]
    points: Whole = Field(description="How many points each person has.")
    over: StepName | None = Field(None, description="The step whose words are weighed.")
    choices: Annotated[list[Line], Field(max_length=20)] = Field(
        [], description="What is weighed, instead of a step's words."
    )

    def does(self) -> core.DotVote:
        """Return what is particular to it."""
        return core.DotVote(self.points, self.over, tuple(self.choices))


class PickStep(StepKeys):
    """A person, a choice, a date or a few words are chosen: volunteers and proposals first."""

    kind: Literal["pick"]
    what: core.What = Field(description="What is picked.")
    decides: Decider = Field(
        core.ALL,
        description="`all` (by consent), `each` (for themselves, sealed), or a role alone.",
    )
    role: RoleName | None = Field(
        None,
        description="The role that the picked person takes. If somebody has it from the start, the step"
        " is left out.",
    )
    choices: Annotated[dict[Name, Choice], Field(max_length=20)] = Field(
        {}, description="What can be picked (`what: choice`), and where it leads."
    )
    over: StepName | None = Field(None, description="The step whose words can be picked.")
    most_each: Whole = Field(1, description="How many one person may pick.")

    def does(self) -> core.Pick:
        """Return what is particular to it."""
        choices = tuple(choice.read(name) for name, choice in self.choices.items())
        return core.Pick(self.what, self.decides, self.role, choices, self.over, self.most_each)


class RevealStep(StepKeys):
    """Sealed words open, all at once."""

    kind: Literal["reveal"]
    of: Annotated[list[StepName], Field(min_length=1, max_length=20)] = Field(
        description="The steps whose words open."
    )
    order: core.RevealOrder = Field(core.RevealOrder.SHUFFLED, description="In which order.")
    signed: YesNo = Field(
        True, description="Whether names stand with the words (if they wrote signed)."
    )
    totals: YesNo = Field(False, description="Only sums are shown, of points.")
    aloud: YesNo = Field(
        False,
        description="Those at the table read or tell their own, one after another (`live: {each: 2m}`);"
        " letters are read for their writers.",
    )

    def does(self) -> core.Reveal:
        """Return what is particular to it."""
        return core.Reveal(tuple(self.of), self.order, self.signed, self.totals, self.aloud)


class HarvestStep(StepKeys):
    """What the circle keeps: somebody drafts, and each person quoted says ok, changes or removes it."""

    kind: Literal["harvest"]
    of: Annotated[list[StepName], Field(min_length=1, max_length=20)] = Field(
        description="The steps it is drawn from."
    )
    by: RoleName | None = Field(None, description="Who drafts it; left out: the Scribe.")

    def does(self) -> core.Harvest:
        """Return what is particular to it."""
        return core.Harvest(tuple(self.of), self.by)


class UseStep(Part):
    """Another format's steps, put here; they are called `ID.step`."""

    use: Name = Field(description="The format whose steps are put here.")
    id: Name | None = Field(None, description="What stands before their ids; left out: its name.")
    roles: dict[Name, RoleName] = Field(
        {},
        description="Its roles, and which of ours takes each; the others come along as `ID_role`.",
    )
    asks: dict[Name, Source] = Field(
        {}, description="Its asks, and which ask or earlier step of ours answers each."
    )


STEPS: dict[str, type[StepKeys]] = {
    "announce": AnnounceStep,
    "break": BreakStep,
    "prompt_round": PromptRoundStep,
    "go_around": GoAroundStep,
    "pairs": PairsStep,
    "small_groups": SmallGroupsStep,
    "silent_writing": SilentWritingStep,
    "open_discussion": OpenDiscussionStep,
    "consent_vote": ConsentVoteStep,
    "dot_vote": DotVoteStep,
    "pick": PickStep,
    "reveal": RevealStep,
    "harvest": HarvestStep,
}


def _kind(value: Any) -> str | None:
    if isinstance(value, Part):
        return "use" if isinstance(value, UseStep) else getattr(value, "kind", None)
    if not isinstance(value, dict):
        return None
    kind = value.get("kind")
    if "use" in value:
        return "use"
    return kind if isinstance(kind, str) and kind in STEPS else None


Step = Annotated[
    Annotated[AnnounceStep, Tag("announce")]
    | Annotated[BreakStep, Tag("break")]
    | Annotated[PromptRoundStep, Tag("prompt_round")]
    | Annotated[GoAroundStep, Tag("go_around")]
    | Annotated[PairsStep, Tag("pairs")]
    | Annotated[SmallGroupsStep, Tag("small_groups")]
    | Annotated[SilentWritingStep, Tag("silent_writing")]
    | Annotated[OpenDiscussionStep, Tag("open_discussion")]
    | Annotated[ConsentVoteStep, Tag("consent_vote")]
    | Annotated[DotVoteStep, Tag("dot_vote")]
    | Annotated[PickStep, Tag("pick")]
    | Annotated[RevealStep, Tag("reveal")]
    | Annotated[HarvestStep, Tag("harvest")]
    | Annotated[UseStep, Tag("use")],
    Discriminator(_kind, custom_error_type="no_kind", custom_error_message="a step has a kind"),
    Told("a list of steps"),
]
