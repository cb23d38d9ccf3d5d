"""What follows when a round began or went on: who in the house hears of it, and in which order."""

from facilitator.hosting import chairs, resting
from facilitator.hosting.forms import SESSION
from facilitator.hosting.newcomers import newcomers
from facilitator.hosting.polls import detaching, files, native
from facilitator.hosting.practices import apart, sessions
from facilitator.hosting.record import minutes
from facilitator.hosting.register import handing, reviews
from facilitator.hosting.rhythms import ringing
from facilitator.hosting.rounds import Course
from facilitator.hosting.voice import is_whole
from facilitator.store import tables as t
from facilitator.visit import Visit


def follow(visit: Visit, course: Course) -> None:
    """Let the rest of the house follow what became of a round."""
    if course.before is None:
        _began(visit, course)
    else:
        _went_on(visit, course)


def _began(visit: Visit, course: Course) -> None:
    row = course.row
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    if row["form"] == SESSION.name:
        if row["table_of"] is None:
            chairs.tell_hosts(visit, row)
        sessions.hold(visit, row, course.after)
    if visit.house.mail is not None:
        visit.house.mail.begun(visit, circle, row)
    native.follow(visit, course)
    resting.begun(visit, circle, row)
    newcomers.meet(visit, circle, row)


def _went_on(visit: Visit, course: Course) -> None:
    row = course.row
    if course.closes and is_whole(visit, row):
        minutes.closed(visit, row)
    chairs.look(visit, row, course.before, course.facts, course.after)
    newcomers.took_part(visit, row, course.command)
    reviews.follow(visit, course)
    native.follow(visit, course)
    files.follow(visit, course)
    detaching.follow(visit, course)
    handing.follow(visit, course)
    if row["form"] == SESSION.name:
        sessions.hold(visit, row, course.after)
    elif course.closes and row["session"] is not None:  # not by late words in a step that is over
        sessions.step_over(visit, row, course.after)
    if course.closes and row["table_of"] is not None:
        apart.over(visit, row, course.after)
    elif course.closes and row["session"] is None:
        ringing.round_over(visit, row)
