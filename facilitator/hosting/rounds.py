"""Running rounds of any form: the core decides, this writes it down and lets it be heard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

from facilitator.acts import Pin, React, Say
from facilitator.clock import micros, moment
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Notice, Room, Text, To
from facilitator.core.notices import People as Everybody
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, consent
from facilitator.core.rounds.session import is_between_few
from facilitator.hosting import taps
from facilitator.hosting.forms import BESIDE, CONSENT, FORMS, GO_AROUND, HARVEST, SESSION, Form
from facilitator.hosting.journal import chaining
from facilitator.hosting.journal.telling import with_codes
from facilitator.hosting.members.people import is_played
from facilitator.hosting.members.rights import membership
from facilitator.hosting.newcomers import newcomers
from facilitator.hosting.quiet import ringing
from facilitator.hosting.stillness import is_still
from facilitator.hosting.voice import (
    Occasion,
    People,
    is_apart,
    is_whole,
    matrix_id,
    people_of,
    room_reader,
    standing,
    tell,
)
from facilitator.intake import Outage, Ticked
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.ticker import CARD
from facilitator.visit import Record, Visit

QUOTING = frozenset({GO_AROUND.name, HARVEST.name})
"""Forms of steps that may be about words from another step: told aloud, or kept."""

A_DAY = timedelta(days=1)
"""When an alarm is tried again that a resting circle keeps silent."""

MANY, CALM = 12, timedelta(seconds=2)
"""From how many places on a card is calm, and how calm: the postman's own gap (design §7)."""

ROUND = "round:"
"""How a round's alarm is named: its deadlines are the earliest moment it would do something."""


KNOWN = "known:"
"""The memory of a visit, by round: who was asked before it began, and has their receipts already."""

KNOWN_ALREADY = frozenset({"round_announced", "words_received", "word_taken"})
"""What they are not told a second time."""

OF_THE_WHOLE = frozenset({"circle_letter", "round_closed"})
"""What a session says at its end, and the rounds of its steps do not."""


@dataclass(frozen=True, slots=True)
class Course:
    """What became of a round just now, for the rest of the house to follow (``Visit.follow``).

    ``before`` is None where it has just begun. ``closes``: it ended with these facts.
    """

    row: Record
    before: Any
    facts: tuple[Any, ...]
    after: Any
    command: Any = None
    closes: bool = False


def begin(
    visit: Visit,
    form: Form,
    round_id: str,
    circle: Record,
    place: Record,
    title: str,
    facts: tuple[Any, ...],
    number: int | None = None,
    session: Record | None = None,
    table_of: Record | None = None,
    bears_on: Record | None = None,
) -> Record:
    """Open a round with its first facts: write it down, show its card, tell everyone.

    A round that holds a step of ``session`` has that one's card, unless it is in another place. One
    that is a table of the session ``table_of`` is a session of its own. A review looks again at the
    decision ``bears_on``.
    """
    state = None
    for fact in facts:
        state = form.evolve(state, fact)
    if table_of is not None:
        newcomers.as_before(visit, table_of, round_id)
    elif session is None:
        newcomers.before(visit, circle, round_id)
    row = visit.ledger.add(
        t.round_, id=round_id, circle=circle["id"], place=place["id"], form=form.name,
        number=number, title=title, state=codecs.write(state), shape=form.shape, version=1,
        open=True, opened_at=micros(visit.now), session=session["id"] if session else None,
        table_of=table_of["id"] if table_of else None,
        bears_on=bears_on["id"] if bears_on else None,
    )  # fmt: skip
    visit.ledger.memory[round_id] = state
    _journal(visit, row, facts)
    if session is None or session["place"] != place["id"]:
        _show_card(visit, row, form, state)
    else:
        visit.ledger.change(t.round_, row, card=session["card"])
        _refresh_card(visit, row, form, state)
    _tell(visit, row, form, None, facts, state)
    _set_alarm(visit, row, form, state)
    visit.follow(Course(row, None, facts, state))
    if form.is_over(state):  # whoever is alone has decided with the first word
        visit.ledger.change(t.round_, row, open=False, closed_at=micros(visit.now))
    return row


def act(
    visit: Visit,
    row: Record,
    command: Any,
    keep: Callable[[tuple[Any, ...]], object] | None = None,
    *,
    tells: bool = True,
) -> tuple[Any, ...]:
    """Let the core decide a command; write and tell what followed. Nothing follows: nothing is written.

    ``keep`` writes down the words a command carries: only once it is decided what became of them,
    and before anyone is told. Without ``tells`` only the card follows, because what happens is told
    otherwise. Raises ``Refusal`` before anything is changed.
    """
    form = FORMS[row["form"]]
    before = state_of(visit, row)
    try:
        facts = form.decide(before, command, visit.now)
    except Refusal as no:
        raise _of_step(visit, row, command, no) from no
    if not facts:
        return facts
    if keep is not None:
        keep(facts)
    after = before
    for fact in facts:
        after = form.evolve(after, fact)
    _keep(visit, row, form, after)
    if form is CONSENT and after.text != before.text:  # it goes by its present text from here on
        visit.ledger.change(t.round_, row, title=after.text)
    _journal(visit, row, facts)
    if tells and visit.house.mail is not None:
        visit.house.mail.heard(visit, row, facts)  # what was said comes before what follows from it
    _tell(visit, row, form, before, facts, after)
    moved = not form.is_sealed(before) or form.card(before) != form.card(after)
    if moved and _between_few(visit, row) is None:
        _refresh_card(visit, row, form, after)
    _set_alarm(visit, row, form, after)
    closes = form.is_over(after) and row["open"]
    if closes:
        _close(visit, row)
    elif form is CONSENT and not row["open"] and not form.is_over(after):
        _open_again(visit, row)
    visit.follow(Course(row, before, facts, after, command, closes))
    return facts


def _close(visit: Visit, row: Record) -> None:
    visit.ledger.change(t.round_, row, open=False, closed_at=micros(visit.now))
    if is_whole(visit, row):
        visit.post(Pin(False), row["place"], target=row["card"])


def _open_again(visit: Visit, row: Record) -> None:
    """An objection in time has brought a decision back: it is spoken to as any that is open."""
    if row["session"] is None:
        visit.ledger.change(t.round_, row, open=True, closed_at=None)
        visit.post(Pin(), row["place"], target=row["card"])


def _of_step(visit: Visit, row: Record, command: Any, no: Refusal) -> Refusal:
    """Return what somebody hears who has a place in the practice, and is not asked in this step."""
    session = session_of(visit, row) if no.code == "not-in-this-round" else None
    member = getattr(command, "by", None)
    if session is None or member is None or session.seat(member) is None:
        return no
    return Refusal("not-asked-now")


def state_of(visit: Visit, row: Record) -> Any:
    """Return a round's state as this transaction leaves it."""
    memory = visit.ledger.memory
    if row["id"] not in memory:
        memory[row["id"]] = visit.house.states.read(FORMS[row["form"]].state, row["state"])
    return memory[row["id"]]


def session_of(visit: Visit, row: Record) -> Any | None:
    """Return the state of the session of which a round holds a step, if it does."""
    session = visit.ledger.one(t.round_, id=row["session"]) if row["session"] else None
    return state_of(visit, session) if session is not None else None


def _keep(visit: Visit, row: Record, form: Form, state: Any) -> None:
    """Keep the new state in memory now, and write it once at the end of the transaction."""
    visit.ledger.memory[row["id"]] = state
    ledger, states = visit.ledger, visit.house.states

    def write() -> None:
        text = states.write(ledger.memory[row["id"]])
        ledger.change(t.round_, row, state=text, shape=form.shape, version=row["version"] + 1)

    ledger.at_end(f"state:{row['id']}", write)


def keep_anew(visit: Visit, row: Record, state: Any) -> None:
    """Keep a state that is the same but for words that were taken out of it."""
    _keep(visit, row, FORMS[row["form"]], state)


def _journal(visit: Visit, row: Record, facts: tuple[Any, ...]) -> None:
    numbers = visit.ledger.memory
    key = f"journal:{row['id']}"
    if key not in numbers:
        numbers[key] = visit.ledger.highest(t.journal, "n", round=row["id"])
    for fact in facts:
        numbers[key] += 1
        visit.ledger.add(
            t.journal, round=row["id"], n=numbers[key], fact=codecs.write_fact(fact),
            at=micros(visit.now), cause=visit.intake.key,
            **chaining.columns(visit, row, numbers[key], fact),
        )  # fmt: skip


def _tell(
    visit: Visit, row: Record, form: Form, before: Any, facts: tuple[Any, ...], after: Any
) -> None:
    occasion = occasion_of(visit, row)
    for said in form.notices(before, facts, after):
        notice = with_codes(visit, row, said)
        told = notice if row["session"] is None else _in_step(notice)
        if told is not None and not _is_known(visit, row, told):
            taps.put(visit, row, form, after, told, tell(visit, told, occasion))


def _is_known(visit: Visit, row: Record, notice: Notice) -> bool:
    """Say whether a notice tells somebody what an earlier letter has told them."""
    known = visit.ledger.memory.get(f"{KNOWN}{row['id']}", ())
    return isinstance(notice.to, To) and notice.to.member in known and notice.kind in KNOWN_ALREADY


def _in_step(notice: Notice) -> Notice | None:
    """Return what the round of a step says of its own: of its end only whose hand was still up."""
    if notice.kind not in OF_THE_WHOLE:
        return notice
    hands = notice.args.get("hands")
    if notice.to != Room() or not isinstance(hands, Everybody) or not hands.members:
        return None
    return Notice("hands_left", Room(), {"hands": hands})


def occasion_of(visit: Visit, row: Record) -> Occasion:
    """Return the circle, place and card that a round's notices belong to."""
    circle = visit.ledger.one(t.circle, id=row["circle"])
    place = visit.ledger.one(t.place, id=row["place"])
    return Occasion(circle, place, row, row["card"], _called(visit, row, circle))


def _called(visit: Visit, row: Record, circle: Record | None) -> str | None:
    """Return what those are called together who sit at a table that holds a session of its own."""
    session = visit.ledger.one(t.round_, id=row["session"]) if row["session"] else row
    apart = state_of(visit, session).apart if session and session["table_of"] else None
    if apart is None or circle is None:
        return None
    return visit.house.wording.line(
        "apart-called", way=apart.way.value, number=str(apart.number), circle=circle["name"]
    )


def _set_alarm(visit: Visit, row: Record, form: Form, state: Any) -> None:
    past = form.is_over(state) and row["open"] is False and form is not CONSENT
    due: datetime | None = None if past else form.next_due(state)  # a decision in force comes back
    visit.ledger.wake(f"{ROUND}{row['id']}", row["place"], _rings(visit, row, form, state, due))


def _rings(
    visit: Visit, row: Record, form: Form, state: Any, due: datetime | None
) -> datetime | None:
    """Return when a round's alarm may ring. What holds is not looked at again while its circle rests."""
    rings = ringing(visit, row, form, state, due)
    circle = visit.ledger.one(t.circle, id=row["circle"]) if form is CONSENT else None
    if rings is None or circle is None or not form.is_over(state) or not is_still(circle):
        return rings
    return max(rings, visit.now + A_DAY)


# -- the card ------------------------------------------------------------------------------------


def _show_card(visit: Visit, row: Record, form: Form, state: Any) -> None:
    """Put the card into the room, pinned, with the answers under it."""
    posted = visit.post(_card(visit, row, form, state), row["place"], refers=f"card:{row['id']}")
    visit.ledger.change(t.round_, row, card=posted.id)
    if form.is_over(state):
        return
    visit.post(Pin(), row["place"], target=posted.id)
    for emoji in form.seeds(state):
        visit.post(React(emoji), row["place"], target=posted.id)


def _refresh_card(visit: Visit, row: Record, form: Form, state: Any) -> None:
    """Let the card follow: at once in a small round; in a big one at its next beat.

    A card of a hundred names is dear to write, and the postman would drop most of them. An alarm
    sees to it that the last state is always shown.
    """
    if held_now(visit, row) is not row or _is_past_step(visit, row):
        return  # a session's card shows the round of its present step, which sees to that itself
    if (places := form.places(state)) <= MANY:
        visit.ledger.at_end(_card_slot(visit, row), lambda: _edit_card(visit, row, form))
    else:
        visit.ledger.wake(f"{CARD}{row['id']}", row["place"], next_beat(row, places, visit.now))


def next_beat(row: Record, places: int, now: datetime) -> datetime:
    """Return when a big round's card may be written next: the more names, the less often.

    Each round keeps a beat of its own, so that the cards of many rounds never come all at once and
    no answer waits for more than one of them.
    """
    calm = max(CALM, timedelta(seconds=places / 30))
    offset = timedelta(microseconds=crc32(row["id"].encode()))
    since = (now - moment(0) + offset) % calm
    return now + calm - since


def _is_past_step(visit: Visit, row: Record) -> bool:
    return not row["open"] and not is_whole(visit, row)


def _card_slot(visit: Visit, row: Record) -> str:
    """Return the slot of a card: one for a session and all rounds of its steps in its place."""
    return f"card:{row['id'] if is_apart(visit, row) else row['session'] or row['id']}"


def card_due(visit: Visit, tick: Ticked) -> None:
    """The time has come to show a big round as it stands."""
    row = visit.ledger.one(t.round_, id=tick.subject.removeprefix(CARD))
    visit.ledger.wake(tick.subject, "", None)
    if row is not None:
        _edit_card(visit, row, FORMS[row["form"]])


def _edit_card(visit: Visit, row: Record, form: Form) -> None:
    """Rewrite the card as things stand now, in its own lane: it never holds up what is said."""
    place = visit.ledger.one(t.place, id=row["place"])
    if place is None or place["gone"]:
        return  # late words for a table that is no more
    say = _card(visit, row, form, state_of(visit, row), edits=True)
    slot = _card_slot(visit, row)
    visit.post(say, row["place"], lane=slot, slot=slot, target=row["card"])


def _between_few(visit: Visit, row: Record) -> Record | None:
    """Return the session of a step that the others in its place hear nothing of, not even when
    somebody answers; None for any other round."""
    state = session_of(visit, row)
    if state is None or is_apart(visit, row) or not is_between_few(state):
        return None
    return visit.ledger.one(t.round_, id=row["session"])


def _card(visit: Visit, row: Record, form: Form, state: Any, edits: bool = False) -> Say:
    if whole := _between_few(visit, row):
        return _card(visit, whole, SESSION, state_of(visit, whole), edits)
    shown = form.card(state)
    occasion = occasion_of(visit, row)
    people = people_of(visit, shown.fields["order"]) if "order" in shown.fields else {}
    reader = room_reader(visit, occasion.circle, people)
    args = {**_still_ahead(visit, shown.args), **standing(visit, occasion, reader, None)}
    phrase = visit.house.wording.phrase(
        "card", args, reader, form=occasion.form, surface=shown.face
    )
    plain, html = phrase.plain, phrase.html
    if row["session"] is not None:
        foot = visit.house.wording.phrase("session-step", _step_args(visit, row), reader)
        plain, html = f"{plain}\n\n{foot.plain}", f"{html}<p>{foot.html}</p>"
    fields: Record = {"v": 1, "kind": "card", "round": row["session"] or row["id"]}
    if occasion.circle:
        fields["circle"] = occasion.circle["slug"]
    if row["number"]:
        fields["number"] = row["number"]
    for key, value in shown.fields.items():
        fields[key] = _handles(visit, value, people) if key in ("order", "speaking") else value
    return Say(plain, html, edits=edits, fields=fields)


def _still_ahead(visit: Visit, args: Mapping[str, Arg]) -> Mapping[str, Arg]:
    """Return what a card says, with no end for those at the table that is past."""
    live = args.get("live")
    past = isinstance(live, At) and live.when <= visit.now
    return {**args, "times": "one"} if past else args


def _step_args(visit: Visit, row: Record) -> Mapping[str, Arg]:
    """Return which step of which practice a round holds."""
    state = session_of(visit, row)
    steps = len(state.format.steps) if state else 1
    at = state.at + 1 if state else 1
    title = Text(state.format.title if state else row["title"])
    return {"title": title, "step": min(at, steps), "steps": steps}


def _handles(visit: Visit, members: Any, people: People) -> Any:
    """Return members as the Matrix ids under which they are seen."""
    if isinstance(members, list):
        return [_handles(visit, member, people) for member in members]
    return people.get(members, ("", None))[1] or matrix_id(visit, members)


# -- finding -------------------------------------------------------------------------------------


def open_rounds(visit: Visit, place: Record) -> list[Record]:
    """Return the rounds and decisions that are open in a place, oldest first."""
    rows = _spoken_to(visit.ledger.all(t.round_, place=place["id"], open=True))
    return sorted(rows, key=lambda row: (row["opened_at"], row["id"]))


def with_sessions(visit: Visit, rows: list[Record]) -> list[Record]:
    """Return rounds with the sessions of which they hold a step, and those of which these are a table:
    what concerns a person is for all of them.
    """
    found = list(rows)
    for row in found:
        for name in filter(None, (row["session"], row["table_of"])):
            whole = visit.ledger.one(t.round_, id=name)
            if whole is not None and all(one["id"] != name for one in found):
                found.append(whole)
    return found


def of_practice(visit: Visit, row: Record) -> list[Record]:
    """Return a round with its session, and with the steps there that show words of other steps.

    What was told aloud is the session's, once that step is over.
    """
    if not row["session"]:
        return [row]
    found = with_sessions(visit, [row])
    others = (r for r in visit.ledger.all(t.round_, session=row["session"]) if r["id"] != row["id"])
    telling = (one for one in others if one["form"] == HARVEST.name or one["open"])
    return found + [one for one in telling if one["form"] in QUOTING]


def _spoken_to(rows: list[Record]) -> list[Record]:
    """Leave out sessions whose step is held as a round: that one is spoken to."""
    holding = {row["session"] for row in rows}
    return [row for row in rows if row["id"] not in holding]


def running(visit: Visit, place: Record) -> Record | None:
    """Return the round that runs in a place (one at a time, contract §5); decisions run beside."""
    here = open_rounds(visit, place)
    return next((r for r in here if r["form"] not in BESIDE or r["session"]), None)


def round_of_message(visit: Visit, ref: str | None) -> Record | None:
    """Return the round that one of our messages belongs to, open or not."""
    if ref is None:
        return None
    row = visit.ledger.one(t.outbox, ref=ref)
    if row is None or not row["refers"]:
        return None
    found = visit.ledger.one(t.round_, id=row["refers"].partition(":")[2])
    return held_now(visit, found) if found is not None else None


def held_now(visit: Visit, row: Record) -> Record:
    """Return the round that holds the present step of a session; any other round is itself.

    While people sit at tables elsewhere, the session is spoken to in its own room.
    """
    if row["form"] != SESSION.name:
        return row
    held = visit.ledger.all(t.round_, session=row["id"], place=row["place"], open=True)
    return next(iter(held), row)


def rounds_of_circle(visit: Visit, circle: Record) -> list[Record]:
    """Return what is open in a circle, oldest first: of a session, the round that holds its step."""
    rows = _spoken_to(visit.ledger.all(t.round_, circle=circle["id"], open=True))
    return sorted(rows, key=lambda row: (row["opened_at"], row["id"]))


def rounds_of_member(visit: Visit, member: str) -> list[Record]:
    """Return the open rounds of every circle a member is in, oldest first."""
    found: list[Record] = []
    for row in visit.ledger.all(t.membership, member=member):
        if row["left_at"] is None and row["joined_at"] is not None:
            found += visit.ledger.all(t.round_, circle=row["circle"], open=True)
    found = [r for r in found if not _is_played(visit, r) and _has_seat(visit, r, member)]
    larger = {row["table_of"] for row in found}  # at their own table they are spoken to
    found = [row for row in found if row["id"] not in larger]
    return sorted(_spoken_to(found), key=lambda row: (row["opened_at"], row["id"]))


def _has_seat(visit: Visit, row: Record, member: str) -> bool:
    """Say whether a round is for this member: one that is held at a table is for those who sit there."""
    table = table_of(visit, row)
    return table is None or state_of(visit, table).seat(MemberId(member)) is not None


def table_of(visit: Visit, row: Record) -> Record | None:
    """Return what the table holds at which a round is held: a talk, or a session of its own."""
    if is_apart(visit, row):
        return row
    session = visit.ledger.one(t.round_, id=row["session"]) if row["session"] else row
    return session if session is not None and session["table_of"] else None


def _is_played(visit: Visit, row: Record) -> bool:
    """Say whether a round is a rehearsal's: outside of its room nobody is asked about it."""
    circle = visit.ledger.one(t.circle, id=row["circle"]) if visit.overhear is None else None
    return circle is not None and is_played(circle)


# -- what happens to rounds by itself -----------------------------------------------------------


def ticked(visit: Visit, tick: Ticked) -> None:
    """An alarm rang: let the round see what time it is."""
    row = visit.ledger.one(t.round_, id=tick.subject.removeprefix(ROUND))
    if row is None:
        visit.ledger.wake(tick.subject, "", None)
        return
    form, state = FORMS[row["form"]], state_of(visit, row)
    due = form.next_due(state)
    waits = due is not None and (_rings(visit, row, form, state, due) or due) > visit.now >= due
    if waits or not act(visit, row, form.tick):  # where the circle became quiet, it rings later
        _set_alarm(visit, row, form, state)


def gave_back(visit: Visit, outage: Outage) -> None:
    """We were deaf for a while: the round's deadlines move by as much (design §5)."""
    row = visit.ledger.one(t.round_, id=outage.subject.removeprefix(ROUND))
    if row is not None and row["open"]:
        act(visit, row, FORMS[row["form"]].outage(span=outage.until - outage.since))


def member_moved(visit: Visit, circle: Record, member: str, change: str) -> None:
    """Someone joined or left the circle while rounds run in it."""
    for row in visit.ledger.all(t.round_, circle=circle["id"], open=True):
        command = _moved(visit, circle, row, MemberId(member), change)
        if command is not None:
            act(visit, row, command)


def _moved(visit: Visit, circle: Record, row: Record, member: MemberId, change: str) -> Any:
    here = membership(visit, circle, member)
    lane = Lane(here["lane"]) if here else Lane.LIVE
    by_mail = bool(here and here["mail"] and not here["chat"])
    if row["form"] == CONSENT.name and row["session"]:
        known = state_of(visit, row).place(member) is not None
        return _came_or_went(member, lane, change) if known else None
    if row["form"] in BESIDE:
        return consent.Join(member, lane, by_mail) if change == "joined" else consent.Leave(member)
    if state_of(visit, row).seat(member) is None:
        return None
    return _came_or_went(member, lane, change)


def _came_or_went(member: MemberId, lane: Lane, change: str) -> Any:
    return commands.Joined(member, lane) if change == "joined" else commands.Left(member)


def keep_time(visit: Visit, place: Record, *, on: bool) -> None:
    """The Timekeeper came into a place, or left it: what runs there hears so."""
    for row in visit.ledger.all(t.round_, place=place["id"], open=True):
        if row["form"] not in BESIDE:
            act(visit, row, commands.KeepTime(on))
