"""What somebody said, where it belongs: a command, words in a round, an answer, a post, or talk."""

import re

from facilitator.core.notices import Assistant, Text
from facilitator.core.reading import Line, Unknown, read_line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.besides import read_beside
from facilitator.core.rounds.commands import Via
from facilitator.core.rounds.positions import Nothing
from facilitator.core.rounds.readings import read_position
from facilitator.hosting import (
    helping,
    missed,
    offers,
    polls,
    rehearsals,
    scribe,
    second,
    speaking,
    weighing,
)
from facilitator.hosting.circles import dyads, pairing
from facilitator.hosting.commands import run
from facilitator.hosting.decisions import (
    as_talk,
    besides,
    by_number,
    decisions,
    objections,
    stepping,
)
from facilitator.hosting.forgetting import forgetting
from facilitator.hosting.forms import BESIDE, CONSENT, DISCUSSION, FORMS, POLL
from facilitator.hosting.members.rights import membership
from facilitator.hosting.newcomers import practice
from facilitator.hosting.practices import own_formats, shelf, tables
from facilitator.hosting.record import asking
from facilitator.hosting.register import handing, owners
from facilitator.hosting.rounds import (
    open_rounds,
    round_of_message,
    rounds_of_member,
    running,
    state_of,
)
from facilitator.hosting.voice import answer
from facilitator.intake import Edited, Reacted, Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording import Phrase

PONG = Phrase("pong", "pong", ())

_STEERS = re.compile(
    r"next|pause|resume|end|cancel|chair\s+me|withdraw|resolved|anew|postpone|extend\s+\d+\s*[smhdw]|amend\s.+"
    r"|withdraw\s+claim(\s\d+)?|examine\s+\d.*|suggest\s.+|adopt(\s+\d+)?|escalate(\s+\d+)?",
    re.IGNORECASE | re.DOTALL,
)
"""Answers to a round's message that are no words for it: a host steers, or a proposer amends."""

OWNER_WORDS = ("amend", "anew", "withdraw", "resolved", "same", "postpone")
"""What the proposer, an objector or a host says of a proposal."""

_OF_ONESELF = re.compile(
    r"pace\s+(live|slow|slow\s+week)|zone\s+\S+(\s\S+)?|forget\s+me|decision\s+\d+|receipt\s+\d+|export\s+\d+(\s+\w+)?"
    r"|away\s+((until|for)\s+)?\d+\s*([hdw]|hours?|days?|weeks?)|help\s+(?P<topic>!?[\w-]+)",
    re.IGNORECASE,
)
"""Private lines that can only be about oneself: nobody means them for a round."""

_DRESS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


def hear_said(visit: Visit, said: Said) -> None:
    """Take what a person said; nothing acts on assistants, ghosts or notices (contract §3)."""
    if said.form == "notice" or visit.house.is_ours(said.by):
        return
    if own_formats.brought(visit, said) or pairing.answered(visit, said):
        return
    private = visit.place()["part"] == "private"
    if private and _about_a_line(visit, said):
        return
    line = _line(visit, said, private)
    if isinstance(line, Unknown):
        if shelf.named(visit, line.word) is None:
            raise _unknown(line)
        line = Line(line.word, said.body.strip().lstrip("!/ \t")[len(line.word) :].strip())
    if line is not None:
        _command(visit, said, line)
    elif private:
        _private_words(visit, said)
    else:
        _words(visit, said)
        if _asks_us(visit, said):
            answer(visit, "asked-by-name")


def _asks_us(visit: Visit, said: Said) -> bool:
    """Say whether we are asked something by name, in words that we cannot read."""
    called = _after_mention(visit, said)
    return called is not None and called.endswith("?") and visit.circle() is not None


def _about_a_line(visit: Visit, said: Said) -> bool:
    """Take what answers a question of ours to this person alone; return whether it did."""
    if handing.answered(visit, said):
        return True
    if dyads.answered(visit, said, lambda: _is_for_a_round(visit, said)):
        return True
    if owners.answered(visit, said, lambda: _is_for_a_round(visit, said)):
        return True
    if weighing.answered(visit, said, lambda: _is_for_a_round(visit, said)):
        return True
    if forgetting.answered(visit, said) or practice.answered(visit, said):
        return True
    return asking.answered(visit, said, lambda: _is_for_a_round(visit, said))


def _is_for_a_round(visit: Visit, said: Said) -> bool:
    """Say whether words in the private chat may as well be an answer to a round or a proposal."""
    waiting = _awaited(visit, said)
    if asking.is_free(said.body) or said.body.strip(" .!").casefold() in speaking.OWN_WORDS:
        return bool(waiting)
    member = visit.member_of(said.by)["id"]
    return any(row["form"] in BESIDE and _still_open(visit, row, member) for row in waiting)


def _unknown(line: Unknown) -> Refusal:
    if line.nearest is None:
        return Refusal("unknown-word", {"typed": Text(line.word)})
    return Refusal("unknown-word-near", {"typed": Text(line.word), "meant": Text(line.nearest)})


def _line(visit: Visit, said: Said, private: bool) -> Line | Unknown | None:
    """Return the command in what was said.

    Where the ``!`` is optional, a letter that happens to begin with "more" or "in" must stay a
    letter: there only a word alone is a command, unless the Facilitator was called by name or a
    message of its own answered. Under a round's message words are an answer, unless they can only
    be a host's or a proposer's command.
    """
    text = said.body.strip()
    if text.startswith(("!", "/")):
        return read_line(text)
    called = _after_mention(visit, said)
    if called is not None:
        return read_line(called, bare=True)
    if _is_ours(visit, said.reply_to):
        if round_of_message(visit, said.reply_to) is None or _STEERS.fullmatch(text):
            return read_line(text, bare=True)
        return None
    certain = len(text.split()) <= 1 or _is_of_oneself(text) or by_number.is_numbered(text)
    if private and (second.is_labelled(visit, said) or polls.is_named(visit, said)):
        return None
    if private and (certain or not _awaited(visit, said)):
        return read_line(text, bare=True)
    return None


def _is_of_oneself(text: str) -> bool:
    """Say whether a private line can only be about whoever writes it, or about how things work."""
    found = _OF_ONESELF.fullmatch(text)
    if found is None or not found["topic"]:
        return found is not None
    return helping.topic_of(found["topic"]) is not None


def _after_mention(visit: Visit, said: Said) -> str | None:
    """Return what follows a mention of the Facilitator at the start of a message."""
    me = visit.house.user("facilitator")
    for name in (me, "@facilitator", "facilitator"):
        called = said.body[: len(name)].casefold() == name
        if called and (me in said.mentions or name != "facilitator"):
            return said.body[len(name):].lstrip(" :,")  # fmt: skip
    return None


def _is_ours(visit: Visit, ref: str | None) -> bool:
    """Say whether a message is one that an assistant said."""
    row = visit.ledger.one(t.outbox, ref=ref) if ref else None
    return (
        row is not None and row["act"] in ("Say", "Ask") and row["sender"] == Assistant.FACILITATOR
    )


def hear_edited(visit: Visit, edit: Edited) -> None:
    """Refuse an edit that reads as a command: what was said first was done, and seen (design §6)."""
    try:
        line = read_line(edit.body)
    except Refusal:
        line = Line("edit")  # a command with a mistyped option is one too
    if isinstance(line, Line) and not visit.house.is_ours(edit.by):
        raise Refusal("edited-command")


def _awaited(visit: Visit, said: Said) -> list[Record]:
    """Return the open rounds that wait for this person's words, oldest first."""
    member = visit.member_of(said.by)["id"]
    return [row for row in rounds_of_member(visit, member) if _waits_for(visit, row, member)]


def _waits_for(visit: Visit, row: Record, member: str) -> bool:
    return FORMS[row["form"]].awaits(state_of(visit, row), member)


# -- commands ------------------------------------------------------------------------------------


def _command(visit: Visit, said: Said, line: Line) -> None:
    if line.word == "ping":
        visit.answer(PONG)
    elif line.word == "in" and line.rest.strip().isdecimal():
        tables.go_to(visit, said, line)
    elif line.word == "done" and line.rest.strip().lstrip("#").isdecimal():
        scribe.done(visit, said, line)
    elif line.word in speaking.OWN_WORDS or line.word in decisions.POSITIONS:
        _round_word(visit, said, line)
    elif line.word == "hand":
        speaking.hand(visit, said, visit.member_of(said.by), _with_hands(visit, said), line.rest)
    elif line.word in speaking.HOST_WORDS:
        _host_word(visit, said, line)
    elif line.word == "withdraw" and (poll := polls.answered(visit, said)):
        polls.steer(visit, said, line, poll)
    elif line.word in {*OWNER_WORDS, *objections.WORDS, *besides.WORDS}:
        _decision_word(visit, said, line)
    else:
        run(visit, said, line)


def _decision_word(visit: Visit, said: Said, line: Line) -> None:
    """A word about a proposal's text or an objection to it: whose is it, which one is meant?"""
    if line.word in objections.WORDS:
        row = objections.numbered(visit, line) or _decision(visit, said, line)
        objections.word(visit, said, line, row)
    elif line.word in besides.WORDS:
        besides.word(visit, said, line, _decision(visit, said, line))
    else:
        decisions.owner_word(visit, said, line, _decision(visit, said, line))


def _round_word(visit: Visit, said: Said, line: Line) -> None:
    """A word that a go-around, a decision, or both may know: which one is meant?"""
    row = _answered(visit, said.by, said.reply_to, said.thread)
    named = line.word in decisions.POSITIONS and row is None
    if named and (found := by_number.named(visit, said, line, _here(visit, said))):
        row, line = found
    if row is None:
        row = _only_one(visit, said, line.word)
    if row["form"] == POLL.name:
        polls.word(visit, said, line, row)
    elif row["form"] != CONSENT.name and line.word in speaking.OWN_WORDS:
        speaking.own_word(visit, said.ref, visit.member_of(said.by), row, line.word)
    elif line.word == "pass" and _is_about_objection(visit, said, row):
        return
    elif row["form"] == CONSENT.name and line.word in decisions.POSITIONS:
        decisions.position_word(visit, said, line, row)
    else:
        raise Refusal("word-elsewhere", {"typed": Text(line.word)})


def _is_about_objection(visit: Visit, said: Said, row: Record) -> bool:
    """Take a *pass* that answers whether an objection qualifies: said alone, or below the question."""
    alone = visit.place()["part"] == "private" or said.reply_to is not None
    return row["form"] == CONSENT.name and alone and objections.heard(visit, said, row)


def _only_one(visit: Visit, said: Said, word: str) -> Record:
    """Return the one open round that knows the word here; ask which when there are several."""
    candidates = _here(visit, said)
    if word not in decisions.POSITIONS:
        candidates = [
            r for r in candidates if r["form"] not in BESIDE or polls.knows(visit, r, word)
        ]
    elif word not in speaking.OWN_WORDS:
        candidates = [row for row in candidates if row["form"] == CONSENT.name]
    else:
        member = visit.member_of(said.by)["id"]
        waiting = [row for row in candidates if _still_open(visit, row, member)]
        candidates = waiting or candidates
    if not candidates:
        raise Refusal("nothing-running", {"typed": Text(word)})
    if len(candidates) > 1:
        raise by_number.which(word, candidates)
    return candidates[0]


def _with_hands(visit: Visit, said: Said) -> Record:
    """Return the discussion in which somebody would like the word: other forms know no hands."""
    row = _answered(visit, said.by, said.reply_to, said.thread)
    found = [r for r in ([row] if row else _here(visit, said)) if r["form"] == DISCUSSION.name]
    if not found:
        raise Refusal("no-hands")
    if len(found) > 1:
        raise Refusal("which-round", {"typed": Text("hand")})
    return found[0]


def _still_open(visit: Visit, row: Record, member: str) -> bool:
    """Say whether a round has not been answered by a member yet."""
    state = state_of(visit, row)
    if row["form"] == POLL.name:
        return missed.awaited(visit, row, member) is not None
    if row["form"] != CONSENT.name:
        return FORMS[row["form"]].awaits(state, member)
    if stepping.is_before(visit, row):
        return stepping.waits_for(visit, row, member)
    return all(b.member != member or b.version != state.version for b in state.ballots)


def _here(visit: Visit, said: Said) -> list[Record]:
    """Return the open rounds a word may mean: the room's, or in private chat all of the person's."""
    if visit.place()["part"] == "private":
        return rounds_of_member(visit, visit.member_of(said.by)["id"])
    return open_rounds(visit, visit.place())


def _host_word(visit: Visit, said: Said, line: Line) -> None:
    row = _answered(visit, said.by, said.reply_to) or running(visit, visit.place())
    rows = [row] if row else _here(visit, said)
    if not rows and rehearsals.goes_on(visit, line.word):
        return
    if not rows:
        raise Refusal("nothing-running", {"typed": Text(line.word)})
    if len(rows) > 1:
        raise Refusal("which-round", {"typed": Text(line.word)})
    if rows[0]["form"] == POLL.name:
        polls.steer(visit, said, line, rows[0])
    elif rows[0]["form"] != CONSENT.name or rows[0]["session"]:
        speaking.host_word(visit, said, line, rows[0])
    elif line.word in ("next", "extend", "pause", "resume", "chair", "end", "cancel"):
        decisions.host_word(visit, said, line, rows[0])
    else:
        raise Refusal("word-elsewhere", {"typed": Text(line.word)})


def _decision(visit: Visit, said: Said, line: Line) -> Record:
    row = _answered(visit, said.by, said.reply_to)
    if row is not None and row["form"] == CONSENT.name:
        return row
    found = [r for r in _here(visit, said) if r["form"] == CONSENT.name]
    own = ("amend", "anew", "withdraw", "resolved", *besides.WORDS)
    if line.word in own and len(found) > 1:
        found = _owned(visit, found, visit.member_of(said.by)["id"], line.word) or found
    if not found:
        raise Refusal("no-proposal-open", {"typed": Text(line.word)})
    if len(found) > 1:
        raise Refusal("which-decision")
    return found[0]


def _owned(visit: Visit, rows: list[Record], member: str, word: str) -> list[Record]:
    """Return the decisions in which the word has something of this member's to act on."""

    def owns(row: Record) -> bool:
        state = state_of(visit, row)
        if word == "anew":
            return bool(state.mends)
        objects = any(o.member == member for o in state.objections)
        mine = word in ("resolved", *besides.WORDS)
        return objects if mine else objects or state.proposer == member

    return [row for row in rows if owns(row)]


def _answered(visit: Visit, by: str, *refs: str | None) -> Record | None:
    """Return the round that a message answers, if who answers is in the round's circle now.

    Whoever left still has our old messages on their screen, and an answer may be given in a room of
    another circle. To them it is as if the message were not ours: nothing is learned from it.
    """
    row = next(filter(None, (round_of_message(visit, ref) for ref in refs)), None)
    circle = visit.ledger.one(t.circle, id=row["circle"]) if row else None
    if circle is None or membership(visit, circle, visit.member_of(by)["id"]) is None:
        return None
    return row


# -- words ---------------------------------------------------------------------------------------


def _words(visit: Visit, said: Said) -> None:
    """Words in a room: an answer to a round's message, a turn, or just talk."""
    circle = visit.circle() or tables.circle_here(visit)
    if circle is None:
        return
    if offers.taken_up(visit, said.by, said.reply_to, said.body):
        return
    by = visit.member_of(said.by)
    answered = _answered(visit, said.by, said.reply_to, said.thread)
    if answered is not None:
        if answered["form"] in BESIDE:
            _beside(visit, said, circle, by, answered)
            return
        counted = speaking.talk(visit, said, by, answered, Via.REPLY)
        if counted or answered["form"] != DISCUSSION.name:
            return
    elif stepping.answered(visit, said) or _in_round(visit, said, by):
        return
    else:
        as_talk.mention(visit, said)
    if said.body.strip().lower() in speaking.OWN_WORDS:
        return  # a word out of turn is no post
    _post(visit, said, circle, by)


def _beside(visit: Visit, said: Said, circle: Record, by: Record, row: Record) -> None:
    """A reply in the room to what runs beside a round."""
    if row["form"] == POLL.name:
        if not polls.reply(visit, said, row):
            _post(visit, said, circle, by)
    elif not objections.heard(visit, said, row):
        stepping.reply(visit, said, row)


def _post(visit: Visit, said: Said, circle: Record, by: Record) -> None:
    """Talk in the room goes to those who read by mail."""
    if visit.house.mail is not None and said.form != "notice":
        visit.house.mail.posted(visit, said, circle, by)


def _in_round(visit: Visit, said: Said, by: Record) -> bool:
    """Say whether words counted that are no answer to any message: what is said in one's turn does."""
    row = running(visit, visit.place())
    if row is None or row["form"] == CONSENT.name:
        return False
    has_place = state_of(visit, row).seat(by["id"]) is not None
    return row is not None and has_place and speaking.talk(visit, said, by, row, Via.ROOM)


def _private_words(visit: Visit, said: Said) -> None:
    """Words in the private chat: a letter to the one round that waits for them, or a question back."""
    by = visit.member_of(said.by)
    row = _answered(visit, said.by, said.reply_to)
    if row is None:
        waiting = _awaited(visit, said)
        if len(waiting) > 1:
            raise polls.which(visit, waiting)
        row = waiting[0] if waiting else None
    if second.answered(visit, said, row):
        return
    if row is None and objections.agreed_later(visit, said):
        return
    if row is None:
        answer(visit, "nothing-open")
    elif row["form"] == POLL.name:
        polls.private(visit, said, row)
    elif row["form"] != CONSENT.name:
        speaking.talk(visit, said, by, row, Via.LETTER)
    else:
        _private_answer(visit, said, row)


def _private_answer(visit: Visit, said: Said, row: Record) -> None:
    if stepping.is_before(visit, row):
        stepping.reply(visit, said, row)
        return
    if objections.heard(visit, said, row):
        return
    if besides.answered_by_reply(visit, said, row):
        return
    if read_beside(said.body) is not None:
        decisions.reply(visit, said, row)
        return
    by = visit.member_of(said.by)["id"]
    reading = read_position(said.body, visit.house.wording.language)
    reading = decisions.completed(visit, row, by, said.body, reading)
    if isinstance(reading, Nothing):
        decisions.ask(visit, row, by, reading.why)
    else:
        decisions.reply(visit, said, row)


# -- reactions -----------------------------------------------------------------------------------


def hear_reacted(visit: Visit, reaction: Reacted) -> None:
    """A reaction under one of a round's messages is an answer; elsewhere it is just warmth."""
    if visit.house.is_ours(reaction.by):
        return
    emoji = _DRESS.sub("", reaction.emoji.strip())
    if offers.taken_up(visit, reaction.by, reaction.target, emoji):
        return
    if pairing.reacted(visit, reaction, emoji) or handing.reacted(visit, reaction, emoji):
        return
    if asking.reacted(visit, reaction, emoji) or dyads.reacted(visit, reaction, emoji):
        return
    if owners.reacted(visit, reaction, emoji) or weighing.reacted(visit, reaction, emoji):
        return
    row = _answered(visit, reaction.by, reaction.target)
    if row is None:
        return
    by = visit.member_of(reaction.by)
    if row["form"] == POLL.name:
        polls.reacted(visit, by, row, reaction, emoji)
    elif row["form"] != CONSENT.name:
        speaking.reacted(visit, by, row, reaction, emoji)
    elif not objections.reacted(visit, by, row, reaction, emoji):
        stepping.reacted(visit, by, row, reaction)
