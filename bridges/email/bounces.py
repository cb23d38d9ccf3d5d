"""What a bounce says: whom our mail did not reach, for good or for now.

Delivery reports (RFC 3464) are read here, because ``Status`` decides and not ``Action`` alone: a
server that gives up over a full mailbox says *failed* with 4.2.2, and the mailbox will be emptied.
The many home-made bounces are left to flufl.bounce.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from flufl.bounce import all_failures

from bridges.email.addresses import normalise
from bridges.email.headers import read_value
from bridges.email.parsing import PARSER_ACCIDENTS, Unreadable, read_parts

_TELLING = 256 * 1024
"""Octets of a home-made bounce that are looked at: the diagnosis stands at the top."""
_STATUS = re.compile(r"(?<![\d.])([245])\.\d{1,3}\.\d{1,3}(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.])([45])\d\d(?![\d.])")

logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)  # it would log tracebacks of mails


@dataclass(frozen=True, slots=True, repr=False)
class Bounce:
    """One recipient our mail did not reach: ``permanent`` or, so far, only for now.

    ``recipient`` is normalised where it is an address, as reported otherwise, and None where the
    report does not say. It is a claim: only the bounce address's own token says whose mail it was.
    """

    permanent: bool
    recipient: str | None
    status: str | None


def read_bounce(raw: bytes) -> Bounce | None:
    """The failure a bounce tells of, the permanent one if there are several; None if none.

    Reports of delivery and absence notices are no bounces. Raises ``Unreadable``, nothing else.
    """
    root = read_parts(raw)
    try:
        reports = list(_reports(root))
        failures = list(_failures(reports)) if reports else list(_guessed(raw))
    except (*PARSER_ACCIDENTS, RecursionError) as accident:
        raise Unreadable("malformed") from accident
    return next((bounce for bounce in failures if bounce.permanent), next(iter(failures), None))


def _reports(root: Message) -> Iterator[Message]:
    """The blocks of all delivery reports that tell of one recipient each."""
    for part in root.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            for block in part.get_payload():
                if isinstance(block, Message) and "action" in block:
                    yield block


def _failures(reports: list[Message]) -> Iterator[Bounce]:
    for block in reports:
        action = _field(block, "action").lower()
        if not action.startswith(("fail", "delayed", "error")):
            continue
        status = _STATUS.search(_field(block, "status"))
        diagnosis = _field(block, "diagnostic-code")
        code = status or _STATUS.search(diagnosis) or _REPLY_CODE.search(diagnosis)
        permanent = not action.startswith("delayed") and (code is None or code.group(1) == "5")
        yield Bounce(permanent, _recipient(block), status.group() if status else None)


def _recipient(block: Message) -> str | None:
    """The address we wrote to; a forwarder's own one only where that is not told."""
    for name in ("original-recipient", "final-recipient"):
        _kind, semicolon, address = _field(block, name).rpartition(";")
        address = address.strip(" <>")
        if address and (semicolon or "@" in address):
            return _compared(address)
    return None


def _compared(address: str) -> str:
    try:
        return normalise(address)
    except ValueError:
        return address.casefold()


def _field(block: Message, name: str) -> str:
    values = (value for key, value in block.raw_items() if key.lower() == name)
    return read_value(str(next(values, "")))


def _guessed(raw: bytes) -> Iterator[Bounce]:
    temporary, permanent = all_failures(message_from_bytes(raw[:_TELLING]))
    for addresses, is_permanent in ((permanent, True), (temporary, False)):
        for address in sorted(addresses):
            yield Bounce(is_permanent, _compared(address.decode("ascii", "replace")), None)
