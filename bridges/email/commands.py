"""``!mail …`` in chat: the state of the list, asking people in, one's own delivery, what is held.

Every answer is private. A line with an address in it is taken out of the room at once, whatever
becomes of it: an address is nobody else's business.
"""

from collections.abc import Mapping

from bridges.email import joining, posts
from bridges.email.addresses import is_address, normalise
from bridges.email.house import MailHouse
from bridges.email.lists import DELIVERIES, deliver
from bridges.email.mailing import mail_address
from facilitator.acts import Remove, Say
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, Text, To
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.scales import Scale
from facilitator.hosting.circles.dyad_rooms import need_no_third
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import is_host, membership, need_host, need_member
from facilitator.hosting.voice import (
    Occasion,
    answer,
    fields,
    own_reader,
    private_chat,
    standing,
)
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording import one_line

Answer = tuple[str, Mapping[str, Arg]]
"""The words of an answer (a message of the catalogue) and their arguments."""


def command(house: MailHouse, visit: Visit, said: Said, line: Line) -> None:
    """Run one ``!mail`` line and answer privately."""
    member = visit.member_of(said.by)
    hidden = _hide(visit, said, line)
    circle = None
    try:
        circle = _circle(visit, member)
        words, args = _run(house, visit, circle, member, line)
    except Refusal as refusal:
        if not hidden:
            raise  # nothing was written yet: it is refused as everything is
        words, args = f"refused-{refusal.code}", refusal.words
    _privately(visit, member, circle, words, args, hidden=hidden)


def _circle(visit: Visit, member: Record) -> Record:
    """Return the circle that is meant: the room's, or privately the person's only one."""
    here = visit.circle()
    if here is not None:
        return here
    rows = [m for m in visit.ledger.all(t.membership, member=member["id"]) if m["left_at"] is None]
    if len(rows) != 1:
        raise Refusal("in-a-circle")
    found = visit.ledger.one(t.circle, id=rows[0]["circle"])
    if found is None:
        raise Refusal("in-a-circle")
    return found


def _hide(visit: Visit, said: Said, line: Line) -> bool:
    """Take a line that shows an address out of a room; return whether there was one."""
    shown = any("@" in word and is_address(_bare(word)) for word in line.rest.split())
    if not shown or visit.place()["part"] == "private" or visit.intake.ear == "mail":
        return False
    reason = visit.house.wording.line("mail-line-removed")
    visit.post(Remove(reason), visit.place()["id"], target_ref=said.ref)
    return True


def _bare(word: str) -> str:
    return word.strip("<>,;()").removeprefix("mailto:")


def _run(house: MailHouse, visit: Visit, circle: Record, member: Record, line: Line) -> Answer:
    word, _, rest = line.rest.strip().partition(" ")
    rest = rest.strip()
    match word.casefold():
        case "":
            return _state(house, visit, circle, member)
        case "invite":
            return _invite(house, visit, circle, member, rest)
        case "link":
            return _link(house, visit, circle, member, rest)
        case "deliver":
            return _deliver(visit, circle, member, rest.casefold())
        case "held":
            return _held(visit, circle, member)
        case "accept" | "reject" as verdict:
            return _settle(visit, circle, member, verdict, rest)
        case "mirror":
            raise Refusal("not-yet", {"typed": Text("mail mirror")})
    raise Refusal("mail-what", {"typed": Text(one_line(word))})


def _state(house: MailHouse, visit: Visit, circle: Record, member: Record) -> Answer:
    need_member(visit, circle, member["id"])
    here = membership(visit, circle, member["id"]) or {}
    by_mail = [m for m in memberships(visit, circle) if m["mail"]]
    host = is_host(visit, circle, member["id"])
    return "mail-state", {
        "address": Text(house.post_address(circle)),
        "readers": len(by_mail),
        "open": "yes" if joining.is_open(visit, circle) else "no",
        "mine": here.get("delivery", "each") if here.get("mail") else "chat",
        "held": len(posts.strangers(visit, circle)) if host else 0,
    }


def _invite(house: MailHouse, visit: Visit, circle: Record, member: Record, rest: str) -> Answer:
    """Ask somebody in: members in a crew, hosts in a congregation (contract §7)."""
    need_member(visit, circle, member["id"])
    need_no_third(circle)
    if Scale(circle["scale"]) is not Scale.CREW:
        need_host(visit, circle, member["id"])
    address, name = _address(rest)
    if joining.declined(house, visit, circle, address):
        return "mail-declined", {"address": Text(house.lists.join(circle["slug"]))}
    joining.ask(house, visit, circle, address, name, member)
    return "mail-invited", {"address": Text(address)}


def _link(house: MailHouse, visit: Visit, circle: Record, member: Record, rest: str) -> Answer:
    need_member(visit, circle, member["id"])
    address, _ = _address(rest)
    joining.ask_link(house, visit, circle, address, member)
    return "mail-linking", {"address": Text(address)}


def _address(rest: str) -> tuple[str, str]:
    """Return the address in a line, and the words around it."""
    words = rest.split()
    found = [word for word in words if is_address(_bare(word))]
    if len(found) != 1:
        raise Refusal("mail-address")
    name = " ".join(word for word in words if word is not found[0]).strip(" \"'“”")
    return normalise(_bare(found[0])), name


def _deliver(visit: Visit, circle: Record, member: Record, how: str) -> Answer:
    here = need_member(visit, circle, member["id"])
    if how in ("daily", "weekly"):
        raise Refusal("mail-digests-later")
    if how not in DELIVERIES:
        raise Refusal("mail-deliver-how")
    if how != "off" and mail_address(visit, member["id"]) is None:
        raise Refusal("mail-no-address")
    deliver(visit, here, how)
    return "mail-delivery-set", {"how": how}


# -- what is held --------------------------------------------------------------------------------


def _held(visit: Visit, circle: Record, member: Record) -> Answer:
    need_host(visit, circle, member["id"])
    rows = posts.strangers(visit, circle)
    names = [f"{n}: {posts.stranger_name(visit, row)}" for n, row in enumerate(rows, 1)]
    return "mail-held-list", {"count": len(rows), "list": Text("\n".join(names) or "-")}


def _settle(visit: Visit, circle: Record, member: Record, verdict: str, rest: str) -> Answer:
    need_host(visit, circle, member["id"])
    rows = posts.strangers(visit, circle)
    if not rest.isdecimal() or not 1 <= int(rest) <= len(rows):
        raise Refusal("mail-held-which")
    row = rows[int(rest) - 1]
    name = posts.stranger_name(visit, row)
    if verdict == "accept":
        posts.accept(visit, row)
    else:
        posts.reject(visit, row)
    return "mail-held-settled", {"verdict": verdict, "name": Text(name)}


# -- answering -----------------------------------------------------------------------------------


def _privately(
    visit: Visit,
    member: Record,
    circle: Record | None,
    words: str,
    args: Mapping[str, Arg],
    *,
    hidden: bool,
) -> None:
    """Answer in the member's private chat, or by mail where they wrote one."""
    if visit.intake.ear == "mail":
        answer(visit, words, args)
        return
    reader = own_reader(visit, member["id"], circle, in_chat=True)
    occasion = Occasion(circle)
    given = {**args, **standing(visit, occasion, reader, member["id"])}
    phrase = visit.house.wording.phrase(words, given, reader)
    plain, html = phrase.plain, phrase.html
    if hidden:
        used = "no" if words.startswith("refused-") else "yes"
        why = visit.house.wording.phrase("mail-line-was-removed", {"used": used}, reader)
        plain, html = f"{plain}\n\n{why.plain}", f"{html}<br/><br/>{why.html}"
    refused = words.startswith("refused-")
    shown = {"code": words.removeprefix("refused-")} if refused else {}
    kind = "refused" if refused else words.replace("-", "_")
    notice = Notice(kind, To(MemberId(member["id"])), shown=shown)
    say = Say(plain, html, fields=fields(visit, notice, occasion))
    visit.post(say, private_chat(visit, member["id"])["id"])
