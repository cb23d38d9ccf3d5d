"""Looking at the mail side as ``check`` does: in, out, and what the world is told about the domain.

No mail is sent. What cannot be looked at from here (a name server that does not answer) is said and
is not wrong.
"""

import asyncio
import errno
from typing import Literal

from facilitator.operating.findings import Finding, note, ok, wrong
from facilitator.operating.lookup import (
    CannotLookUp,
    Kind,
    NameServer,
    look_up,
    system_name_server,
)
from facilitator.settings import Inbound, Mail, Outgoing

TRIALS = ("localhost", "test", "example", "invalid", "local", "example.com", "example.org")
"""Names that cannot have records of their own (RFC 2606, RFC 6761, RFC 6762)."""

PATIENCE = 10.0
"""Seconds for each step of a dialogue with a mail server."""


async def look_at_mail(
    mail: Mail | None, running: bool, server: NameServer | Literal["system"] | None = "system"
) -> list[Finding]:
    """Look at the mail side; ``running`` says that the service holds the way in already."""
    if mail is None:
        return [ok("mail", "off, fine")]
    if server == "system":
        server = system_name_server()
    return [
        await _way_in(mail.inbound, running),
        _trust(mail.inbound),
        await _way_out(mail.outgoing),
        *await records(mail, server),
    ]


# -- in ------------------------------------------------------------------------------------------


async def _way_in(inbound: Inbound, running: bool) -> Finding:
    where = f"{inbound.host}:{inbound.port}"
    loop = asyncio.get_running_loop()
    try:
        trial = await loop.create_server(asyncio.Protocol, inbound.host, inbound.port)
    except OSError as trouble:
        if trouble.errno == errno.EADDRINUSE and running and await _greets(inbound):
            return ok("mail in", f"the service listens at {where} ({inbound.protocol})")
        return wrong("mail in", f"cannot listen at {where} ({trouble.strerror})",
                     "set mail.inbound.host and port to a free address of this machine")  # fmt: skip
    trial.close()
    await trial.wait_closed()
    if running:
        return wrong("mail in", f"the service runs but does not listen at {where}",
                     "restart it: it was started with another configuration")  # fmt: skip
    return ok("mail in", f"{where} is free for the service ({inbound.protocol})")


async def _greets(inbound: Inbound) -> bool:
    """Say whether whoever holds the port opens a mail dialogue."""
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(inbound.host, inbound.port)
            try:
                return (await reader.readline()).startswith(b"220")
            finally:
                writer.close()
    except (OSError, TimeoutError, ValueError):
        return False


def _trust(inbound: Inbound) -> Finding:
    if inbound.assume_trusted:
        return note("mail trust", "every mail is taken for genuine (assume_trusted)",
                    "for trials on one machine only")  # fmt: skip
    if inbound.authserv_id is None:
        return note(
            "mail trust",
            "no mail.inbound.authserv_id: tokenless posts will be held until their author confirms them",
            "let your mail server add Authentication-Results (OpenDKIM, OpenDMARC, rspamd) and name "
            "its authserv-id here",
        )
    return ok("mail trust", f"read from Authentication-Results of {inbound.authserv_id}")


# -- out -----------------------------------------------------------------------------------------


async def _way_out(outgoing: Outgoing) -> Finding:
    """Go as far as a mail would, short of a sender: greeting, STARTTLS, login."""
    from aiosmtplib import (  # late: only a mail side needs it
        SMTP,
        SMTPAuthenticationError,
        SMTPException,
        SMTPResponseException,
    )

    where = f"{outgoing.host}:{outgoing.port}"
    password = outgoing.password.get_secret_value() if outgoing.password else None
    client = SMTP(
        hostname=outgoing.host, port=outgoing.port, timeout=PATIENCE, local_hostname="localhost",
        username=outgoing.username, password=password,
        start_tls={"no": False, "if-offered": None, "required": True}[outgoing.starttls],
        validate_certs=outgoing.starttls == "required" or outgoing.username is not None,
    )  # fmt: skip
    try:
        await client.connect()
        await client.ehlo()
        safe = "encrypted" if client.get_transport_info("sslcontext") else "not encrypted"
        await client.quit()
    except SMTPAuthenticationError as no:
        return wrong("mail out", f"{where} refuses the login ({no.code})",
                     "see mail.outgoing.username and password")  # fmt: skip
    except SMTPResponseException as no:
        return wrong("mail out", f"{where} answers with {no.code}",
                     "see in its log what it minds about us")  # fmt: skip
    except (SMTPException, OSError, TimeoutError) as trouble:
        return wrong("mail out", f"no dialogue with {where} ({_why(trouble)})",
                     "see mail.outgoing.host, port and starttls, and that the mail server runs")  # fmt: skip
    logged_in = ", logged in" if outgoing.username else ""
    return ok("mail out", f"{where} takes our mail ({safe}{logged_in})")


def _why(trouble: BaseException) -> str:
    text = " ".join(str(trouble).split())
    return f"{type(trouble).__name__}: {text}"[:160]


# -- what the world is told ----------------------------------------------------------------------


async def records(mail: Mail, server: NameServer | None) -> list[Finding]:
    """Look at MX, SPF and DMARC of the mail domain (RFC 5321 §5.1, RFC 7208, RFC 7489)."""
    domain = mail.domain.rstrip(".").lower()
    if any(domain == name or domain.endswith(f".{name}") for name in TRIALS):
        return [note("DNS", f"{domain} is a name for trials: not looked up")]
    if server is None:
        return [note("DNS", "could not look up: this machine names no name server")]
    try:
        return [
            await _mx(domain, server),
            await _told_in_text(domain, domain, "v=spf1", "SPF", server),
            await _told_in_text(domain, f"_dmarc.{domain}", "v=DMARC1", "DMARC", server),
        ]
    except CannotLookUp as why:
        return [note("DNS", f"could not look up {domain} ({why})", "try `check` again later")]


async def _mx(domain: str, server: NameServer) -> Finding:
    if hosts := await look_up(domain, "MX", server):
        return ok("MX", f"mail for {domain} goes to {', '.join(sorted(hosts))}")
    addresses: tuple[Kind, ...] = ("A", "AAAA")
    for kind in addresses:
        if await look_up(domain, kind, server):
            return note("MX", f"{domain} has none; mail goes to its own address (RFC 5321 §5.1)",
                        f"better: {domain}. MX 10 your.mail.server.")  # fmt: skip
    return wrong("MX", f"no mail server is named for {domain}: answers cannot reach us",
                 f"add the record: {domain}. MX 10 your.mail.server.")  # fmt: skip


async def _told_in_text(
    domain: str, name: str, begin: str, what: str, server: NameServer
) -> Finding:
    found = [t for t in await look_up(name, "TXT", server) if t.lower().startswith(begin.lower())]
    if len(found) == 1:
        return ok(what, found[0])
    if found:
        return wrong(what, f"{name} has {len(found)} such records, and then none counts",
                     "keep one")  # fmt: skip
    advice = {"SPF": f'{name}. TXT "v=spf1 mx -all"', "DMARC": f'{name}. TXT "v=DMARC1; p=none"'}
    return wrong(what, f"{domain} has no {what} record: large mail providers refuse our mail",
                 f"add the record: {advice[what]}")  # fmt: skip
