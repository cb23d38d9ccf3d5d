"""Where every intake arrives first."""

from facilitator.hosting import chairs, contributions, pacing, polls, rehearsals, rounds, second
from facilitator.hosting.circles import dyad_founding, pairing
from facilitator.hosting.circles.circles import room_made
from facilitator.hosting.circles.doors import hear_moved, hear_powers, is_third, part_company
from facilitator.hosting.following import follow
from facilitator.hosting.forgetting import forgetting
from facilitator.hosting.listening import hear_edited, hear_reacted, hear_said
from facilitator.hosting.polls import detaching, native
from facilitator.hosting.practices import keeping, own_formats, tables, unseen
from facilitator.hosting.record import asking
from facilitator.hosting.rhythms import ringing
from facilitator.hosting.rhythms.books import RHYTHM
from facilitator.hosting.voice import answer
from facilitator.intake import (
    Checked,
    Chose,
    Edited,
    Erased,
    Fetched,
    Locked,
    Mailed,
    Moved,
    Outage,
    Played,
    Powers,
    Pressed,
    Reacted,
    RoomMade,
    Said,
    Ticked,
    TookBack,
    Undelivered,
)
from facilitator.ticker import CARD
from facilitator.visit import Visit


def receive(visit: Visit) -> None:  # noqa: C901 - a table of what can come, one line each
    """Take one intake. Raises ``Refusal`` for what the person cannot do here, now."""
    visit.followed_by = follow
    rehearsals.enter(visit)
    match visit.intake.heard:
        case (Said() | Reacted() | Chose()) as heard if visit.intake.ear == "matrix" and is_third(
            visit, heard.by
        ):
            part_company(visit)
        case Said() as said:
            hear_said(visit, said)
        case Reacted() as reaction:
            hear_reacted(visit, reaction)
        case Chose() as chose:
            polls.chose(visit, chose)
        case Edited() as edit:
            _edited(visit, edit)
        case TookBack() as back:
            pairing.took_back(visit, back)
            contributions.took_back(visit, back)
            native.took_back(visit, back)
        case Moved() as moved:
            hear_moved(visit, moved)
        case Powers() as powers:
            hear_powers(visit, powers)
        case RoomMade() as made:
            room_made(visit, made)
            dyad_founding.room_made(visit, made)
        case Ticked() as tick if tick.subject.startswith(rehearsals.BEAT):
            rehearsals.beat(visit, tick)
        case Fetched() as fetched:
            own_formats.fetched(visit, fetched)
        case Checked() as checked:
            own_formats.checked(visit, checked)
        case Played() as seen:
            rehearsals.played(visit, seen)
        case Ticked() as tick if tick.subject.startswith(rounds.ROUND):
            rounds.ticked(visit, tick)
        case Ticked() as tick if tick.subject.startswith(pacing.SLOW_WEEK):
            pacing.week_over(visit, tick)
        case Ticked() as tick if tick.subject.startswith(tables.RESTS):
            keeping.rest(visit, tick)
        case Ticked() as tick if tick.subject.startswith(pairing.PAIRS):
            pairing.ticked(visit, tick)
        case Outage() as outage if outage.subject.startswith(detaching.DETACH):
            pass  # it has no deadline that could be missed
        case Outage() as outage if outage.subject.startswith(pairing.PAIRS):
            pairing.gave_back(visit, outage)
        case Ticked() as tick if tick.subject.startswith(RHYTHM):
            ringing.ticked(visit, tick)
        case Ticked() as tick if tick.subject.startswith(asking.DUE):
            asking.remind(visit, tick)
        case Ticked() as tick if tick.subject.startswith(detaching.DETACH):
            detaching.ticked(visit, tick)
        case Ticked() as tick if tick.subject.startswith(CARD):
            rounds.card_due(visit, tick)
        case Ticked() as tick if tick.subject.startswith(chairs.CHAIR):
            chairs.ticked(visit, tick)
        case Outage() as outage if outage.subject.startswith(chairs.CHAIR):
            chairs.gave_back(visit, outage)
        case Outage() as outage if outage.subject.startswith(rounds.ROUND):
            rounds.gave_back(visit, outage)
        case Mailed() | Pressed() | Undelivered() | Ticked() | Outage():
            _for_mail(visit)
        case Locked():
            _locked(visit)
        case Erased(member):
            forgetting.forget_member(visit, member)


def _for_mail(visit: Visit) -> None:
    """What only the mail side understands goes there; without mail there is nobody to ask."""
    if visit.house.mail is not None:
        visit.house.mail.receive(visit)


def _edited(visit: Visit, edit: Edited) -> None:
    """Edited words are the same words in a new version; an edited command is none."""
    hear_edited(visit, edit)
    if not polls.edited(visit, edit) and not second.edited(visit, edit):
        unseen.edited(visit, edit)
    if visit.house.mail is not None:
        visit.house.mail.edited(visit, edit)


def _locked(visit: Visit) -> None:
    """Someone encrypted a room we work in: say once that we cannot read there (contract §3)."""
    answer(visit, "locked-room")
