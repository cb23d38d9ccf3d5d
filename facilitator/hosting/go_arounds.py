"""Go-arounds: how one begins."""

from typing import Any

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import Assistant, Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import go_around as core
from facilitator.core.rounds.commands import Invited
from facilitator.core.scales import ROUND_PARTS
from facilitator.hosting.chance import shuffle
from facilitator.hosting.forms import GO_AROUND
from facilitator.hosting.members.ghosts import is_in
from facilitator.hosting.members.people import one_member, take_people
from facilitator.hosting.members.rights import need_circle, need_starter
from facilitator.hosting.offers import offer_timekeeper
from facilitator.hosting.quiet import in_quiet_times
from facilitator.hosting.resting import need_awake
from facilitator.hosting.rounds import begin, running
from facilitator.hosting.seats import seats
from facilitator.hosting.spans import span_chosen
from facilitator.intake import Said
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit


def start(visit: Visit, said: Said, line: Line) -> None:
    """``!goaround PROMPT [each= order= lead= window=]``."""
    circle, place, by = may_begin(visit, said)
    settings = read_settings(line)
    places = in_order(seats(visit, circle), *_order(visit, said, line, circle))
    open_round(visit, circle, place, MemberId(by["id"]), line.rest, places, settings)
    timed = is_in(place, Assistant.TIMEKEEPER)
    if "each" in line.options and not timed and not settings.day_paced:
        offer_timekeeper(visit, circle, place, by)


def open_round(
    visit: Visit,
    circle: Record,
    place: Record,
    by: MemberId | None,
    prompt: str,
    places: tuple[Invited, ...],
    settings: core.Settings,
) -> Record:
    """Announce a go-around with these places, in this order; return its round. Raises ``Refusal``."""
    timed = is_in(place, Assistant.TIMEKEEPER)
    command = in_quiet_times(core.Begin(by, prompt, places, settings, timed), circle)
    facts = core.announce(command, visit.now)
    return begin(visit, GO_AROUND, RoundId(new_id("rnd")), circle, place, prompt, facts)


def may_begin(visit: Visit, said: Said) -> tuple[Record, Record, Record]:
    """Return the circle, the room and the member who begins a round. Raises ``Refusal``."""
    circle, place = need_circle(visit), visit.place()
    by = visit.member_of(said.by)
    if place["part"] not in ROUND_PARTS:
        raise Refusal("rounds-elsewhere", {"part": Text(place["part"])})
    need_starter(visit, circle, by["id"])
    need_awake(circle)
    if running(visit, place):
        raise Refusal("round-running")
    return circle, place, by


def read_settings(line: Line) -> core.Settings:
    """Return how the options of a line want a go-around to run. Raises ``Refusal``."""
    now = line.options.get("lead") == "0"
    keys = ("each", "window") if now else ("each", "lead", "window")
    chosen = {key: span_chosen(line, key) for key in keys}
    spans: dict[str, Any] = {key: span for key, span in chosen.items() if span is not None}
    return core.Settings(order=_order_kind(line), **spans)


def _order_kind(line: Line) -> core.Order:
    typed = line.options.get("order", "random").lower()
    return core.Order(typed) if typed in ("random", "seats", "reverse") else core.Order.NAMED


def _order(visit: Visit, said: Said, line: Line, circle: Record) -> tuple[core.Order, list[str]]:
    kind = _order_kind(line)
    if kind is not core.Order.NAMED:
        return kind, []
    named, _ = take_people(visit, said, line.options["order"])
    if not named:
        raise Refusal("order-unreadable", {"typed": Text(line.options["order"])})
    return kind, [one_member(visit, said, handle, circle)["id"] for handle in named]


def in_order(seats: list[Invited], kind: core.Order, named: list[str]) -> tuple[Invited, ...]:
    """Return places in the order that was asked for; ``named`` come first, as they were named."""
    if kind is core.Order.RANDOM:
        shuffle(seats)
    elif kind is core.Order.REVERSE:
        seats.reverse()
    elif kind is core.Order.NAMED:
        seats.sort(key=lambda s: named.index(s.member) if s.member in named else len(named))
    return tuple(seats)
