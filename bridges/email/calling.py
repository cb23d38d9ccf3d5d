""" "For Ana: …": a member by mail asks for a human, and gets a host, privately (contract §11)."""

from bridges.email import letters
from bridges.email.house import Arrival, MailHouse
from bridges.email.words import for_host
from facilitator.core.ids import MemberId
from facilitator.core.notices import Notice, People, Text, To, Who
from facilitator.hosting.members.people import circle_members
from facilitator.hosting.members.rights import is_host
from facilitator.hosting.voice import Occasion, tell_member
from facilitator.visit import Record, Visit


def hosts_called(visit: Visit, circle: Record, text: str) -> tuple[list[Record], str]:
    """Return the hosts whom the words call, and what is for them; none when that is no host here."""
    name, words = for_host(text) or ("", "")
    hosts = [
        member
        for member in circle_members(visit, circle)
        if is_host(visit, circle, member["id"])
        and name.casefold() in (whole := member["name"].casefold(), whole.partition(" ")[0])
    ]
    return (hosts if name else []), words or "…"


def to_hosts(
    house: MailHouse,
    visit: Visit,
    arrival: Arrival,
    member: str,
    hosts: list[Record],
    words: str,
) -> None:
    """Bring a member's words to a host, privately; they count for nothing else."""
    for host in hosts:
        notice = Notice(
            "letter_for_host",
            To(MemberId(host["id"])),
            {"member": Who(MemberId(member)), "words": Text(words)},
        )
        tell_member(visit, notice, Occasion(arrival.circle), host["id"])
    called = People(tuple(MemberId(host["id"]) for host in hosts))
    letters.note(house, visit, arrival, "passed-on", called)
