"""For how many people a format is: its numbers agree, and every step is possible with them."""

from collections.abc import Iterator

from facilitator.core.formats.checks.flaw import Flaw
from facilitator.core.formats.format import Above, Format
from facilitator.core.formats.steps import (
    GROUP,
    PAIR,
    GoAround,
    GroupMix,
    PairMix,
    Pairs,
    Reveal,
    SmallGroups,
    Step,
)
from facilitator.core.scales import MAKEUP, Scale

MOST_IN_A_CIRCLE = 20
"""Above it a go-around is no circle any more; practice says about twenty at most."""

LARGE = (Scale.CONGREGATION, Scale.NETWORK)


def numbers_agree(whole: Format) -> Iterator[Flaw]:
    """The least is not above the ideal, nor the ideal above the most."""
    size = whole.size
    if size.least > size.most:
        yield Flaw(("size", "least"), f"{size.least} is more than most, {size.most}")
    if size.ideal_least > size.ideal_most:
        yield Flaw(("size", "ideal"), "the first number is the smaller one")
    if not size.least <= size.ideal_least or not size.ideal_most <= size.most:
        yield Flaw(("size", "ideal"), f"this is not between {size.least} and {size.most}")


def scales_fit(whole: Format) -> Iterator[Flaw]:
    """Every scale that a format is for can bring a number of people that it takes."""
    for number, scale in enumerate(whole.scales):
        makeup = MAKEUP[scale]
        if scale is Scale.CROWD:
            yield Flaw(("for", number), "in a crowd no rounds are held")
        elif makeup.most < whole.size.least:
            yield Flaw(
                ("for", number),
                f"a {scale} has {makeup.most} people at most; least is {whole.size.least}",
            )
        elif makeup.least > whole.size.most and whole.size.above is None:
            yield Flaw(
                ("size", "most"),
                f"a {scale} has {makeup.least} people at least (say in above what happens when more come)",
            )


def tables_can_tell(whole: Format) -> Iterator[Flaw]:
    """Only tables tell the others anything."""
    if whole.size.tell is not None and whole.size.above is not Above.TABLES:
        yield Flaw(("size", "tell"), "only tables tell the others something (write above: tables)")


def circles_are_small_enough(whole: Format) -> Iterator[Flaw]:
    """A turn around the whole circle is for twenty at most, and large circles have another way."""
    turns = [number for number, step in enumerate(whole.steps) if goes_around(step)]
    if not turns:
        return
    if whole.size.most > MOST_IN_A_CIRCLE:
        yield Flaw(
            ("size", "most"),
            f'the go-around "{whole.steps[turns[0]].id}" is for {MOST_IN_A_CIRCLE} at most (write most:'
            f" {MOST_IN_A_CIRCLE}, and above: tables, circles or open for more)",
        )
    if whole.size.above is None and set(LARGE) & set(whole.scales):
        yield Flaw(
            ("size",),
            "a circle that large needs another way than a go-around (write above: tables, circles or open)",
        )


def goes_around(step: Step) -> bool:
    """Whether everybody in the circle speaks one after another in a step."""
    aloud = isinstance(step.does, Reveal) and step.does.aloud
    everybody = step.who.role is None or step.who.but
    return everybody and (aloud or isinstance(step.does, GoAround))


def pairs_and_groups_are_possible(whole: Format) -> Iterator[Flaw]:
    """There are enough people to meet in twos or in groups, and somebody to meet again."""
    met = False
    for number, step in enumerate(whole.steps):
        match step.does:
            case Pairs(mix=mix, partner=partner):
                if whole.size.least < 2:
                    yield Flaw(("steps", number, "kind"), "a pair needs two; size.least is less")
                if mix is PairMix.SAME and not met:
                    yield Flaw(("steps", number, "mix"), "there was no pair before this step")
                met = met or partner is None
            case SmallGroups(size=size, mix=mix):
                if size > whole.size.most:
                    yield Flaw(("steps", number, "size"), "a group of this size is more than all")
                if mix in (GroupMix.JOIN, GroupMix.NEW) and not met:
                    yield Flaw(
                        ("steps", number, "mix"), "there was no pair and no group before this step"
                    )
                met = True


def sights_are_possible(whole: Format) -> Iterator[Flaw]:
    """What only a pair or a group sees is said in pairs or in groups."""
    for number, step in enumerate(whole.steps):
        if (step.see == PAIR and not step.pairs) or (step.see == GROUP and not step.small_groups):
            yield Flaw(("steps", number, "see"), f"there is no {step.see} in a {step.kind}")
