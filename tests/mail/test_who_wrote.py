"""Machines, bounces and forged authors: who or what wrote a mail."""

import pytest

from bridges.email.automatic import Automatic, automatic_kind
from bridges.email.bounces import read_bounce
from bridges.email.parsing import read_mail
from bridges.email.trust import Trust, trust_of

ID = "mx.example.net"


def mail(headers: str, body: str = "words") -> bytes:
    lines = headers.strip().splitlines()
    if not any(line.lower().startswith("from:") for line in lines):
        lines.insert(0, "From: Cy <cy@example.org>")
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def dsn(
    action: str, status: str, more: str = "", recipient: str = "rfc822; Cy@Example.org"
) -> bytes:
    body = (
        "--q\r\n\r\nIt did not work.\r\n--q\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: {recipient}\r\nAction: {action}\r\n"
        f"Status: {status}\r\n{more}\r\n--q--\r\n"
    )
    return mail(
        "From: MAILER-DAEMON@mx\nAuto-Submitted: auto-replied\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=q",
        body,
    )


@pytest.mark.parametrize(
    ("headers", "envelope", "kind"),
    [
        ("Subject: Re: [Garden] Your turn", "cy@example.org", None),
        ("Subject: Away next week, and out of office news", "cy@example.org", None),
        ("Subject: Re: Automatic reply: hello", "cy@example.org", None),
        ("Auto-Submitted: no", "cy@example.org", None),
        ("Subject: Hello", None, None),
        ("Auto-Submitted: auto-replied (vacation)", "<>", Automatic.AUTO_REPLY),
        ("Auto-Submitted: auto-replied; owner=x", "", Automatic.AUTO_REPLY),
        ("Precedence: auto_reply", "cy@example.org", Automatic.AUTO_REPLY),
        ("X-Autoreply: yes", "cy@example.org", Automatic.AUTO_REPLY),
        (
            "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\n"
            "In-Reply-To: <a@b>\nSubject: Automatische Antwort: Urlaub",
            "<>",
            Automatic.AUTO_REPLY,
        ),
        ("Precedence: bulk\nSubject: Out of Office: back Monday", "x@y", Automatic.AUTO_REPLY),
        ("Subject: Abwesenheitsnotiz", "cy@example.org", Automatic.AUTO_REPLY),
        ("Subject: Réponse automatique : absente", "cy@example.org", Automatic.AUTO_REPLY),
        ("Subject: =?utf-8?B?6Ieq5YuV5b+c562U?=", "cy@example.org", Automatic.AUTO_REPLY),
        ("Subject: Autosvar: semester", "", Automatic.AUTO_REPLY),
        ("Auto-Submitted: auto-generated", "x@y", Automatic.BULK),
        ("Precedence: junk", "x@y", Automatic.BULK),
        ("List-Unsubscribe: <mailto:x@y>", "x@y", Automatic.BULK),
        ("X-Auto-Response-Suppress: DR, OOF", "x@y", Automatic.BULK),
        ("Subject: hi", "<>", Automatic.BULK),
        ("List-Id: <crew.example.org>", "x@y", Automatic.LIST_MAIL),
        ("Precedence: list", "x@y", Automatic.LIST_MAIL),
        ("From: MAILER-DAEMON@example.org\nSubject: failure notice", "<>", Automatic.BOUNCE),
        ("From: mailer-daemon@example.org\nSubject: failure", "x@y", Automatic.BOUNCE),
        ("X-Failed-Recipients: a@b.org", "<>", Automatic.BOUNCE),
        ("X-TMDA-Confirm: x", "x@y", Automatic.CHALLENGE),
        ("X-BoxTrapper: x", "x@y", Automatic.CHALLENGE),
    ],
)
def test_automatic_kinds(headers: str, envelope: str | None, kind: Automatic | None) -> None:
    """Headers tell machines from people, and a subject alone tells only an absence."""
    assert automatic_kind(read_mail(mail(headers)), envelope) == kind


def test_reports_are_told_by_their_form() -> None:
    """A delivery report is a bounce, and a read receipt is neither a bounce nor an absence."""
    assert automatic_kind(read_mail(dsn("failed", "5.1.1")), "<>") is Automatic.BOUNCE
    receipt = mail(
        "Content-Type: multipart/report; boundary=q",
        "--q\r\n\r\nread\r\n--q\r\nContent-Type: message/disposition-notification\r\n\r\nA: b\r\n--q--",
    )
    assert automatic_kind(read_mail(receipt), "<>") is Automatic.RECEIPT


@pytest.mark.parametrize(
    ("action", "status", "more", "permanent"),
    [
        ("failed", "5.1.1", "", True),
        ("failed (no such user)", "5.1.1 (x)", "", True),
        ("failed", "4.2.2", "", False),
        ("delayed", "4.4.1", "", False),
        ("delayed", "5.4.1", "", False),
        ("failed", "", "Diagnostic-Code: smtp; 452 4.2.2 mailbox full\r\n", False),
        ("failed", "", "Diagnostic-Code: smtp; 550 no such user\r\n", True),
        ("failed", "", "", True),
        ("error", "5.0.0", "", True),
    ],
)
def test_status_decides_before_action(action: str, status: str, more: str, permanent: bool) -> None:
    """A failure with a temporary status is temporary, whatever the action says."""
    bounce = read_bounce(dsn(action, status, more))
    assert bounce is not None
    assert (bounce.permanent, bounce.recipient) == (permanent, "cy@example.org")


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_report_of_success_is_no_bounce(action: str) -> None:
    """What was delivered is no failure."""
    assert read_bounce(dsn(action, "2.0.0")) is None


def test_other_bounces_and_what_is_none() -> None:
    """A home-made bounce is read by its words; an absence notice and a letter are no bounces."""
    qmail = (
        "Hi. This is the qmail-send program at example.org.\r\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\r\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\r\n\r\n"
        "<Di@Example.org>:\r\nSorry, no mailbox here by that name.\r\n\r\n"
        "--- Below this line is a copy of the message.\r\n"
    )
    bounce = read_bounce(mail("From: MAILER-DAEMON@example.org\nSubject: failure notice", qmail))
    assert bounce is not None
    assert (bounce.permanent, bounce.recipient) == (True, "di@example.org")
    assert read_bounce(mail("Subject: Out of office\nAuto-Submitted: auto-replied")) is None
    assert read_bounce(mail("Subject: Hello")) is None


def test_the_original_recipient_comes_first() -> None:
    """Behind a forwarder the address we wrote to is named, and the permanent failure is told."""
    raw = dsn("failed", "5.1.1", "Original-Recipient: rfc822;di@example.org\r\n")
    bounce = read_bounce(raw.replace(b"Status: 5.1.1", b"Status: 5.1.1"))
    assert bounce is not None
    assert bounce.recipient == "di@example.org"


def results(*values: str, sender: str = "From: Cy <cy@example.org>") -> str:
    return "\n".join([*(f"Authentication-Results: {value}" for value in values), sender])


@pytest.mark.parametrize(
    ("headers", "trust"),
    [
        (results(f"{ID}; dmarc=pass header.from=example.org"), Trust.PASS),
        (results(f"{ID}; dmarc=pass (p=NONE; x) header.from=Example.ORG"), Trust.PASS),
        (results(f"{ID} 1; DMARC = pass"), Trust.PASS),
        (results(f"{ID}; dmarc=fail header.from=example.org"), Trust.FAIL),
        (results(f"{ID}; dkim=pass header.d=example.org; dmarc=fail"), Trust.FAIL),
        (results(f"{ID}; dmarc=pass header.from=evil.com"), Trust.NONE),
        (results(f"{ID}; dkim=pass header.d=example.org header.b=ab=="), Trust.PASS),
        (results(f"{ID}; dkim=pass header.i=@mail.example.org"), Trust.PASS),
        (results(f"{ID}; dkim=fail header.d=example.org; dkim=pass header.d=x.com"), Trust.NONE),
        (results(f"{ID}; dkim=pass header.d=org"), Trust.NONE),
        (results(f"{ID}; dkim=pass header.d=notexample.org"), Trust.NONE),
        (results(f"{ID}; dkim=pass header.d=co.uk", sender="From: a@b.co.uk"), Trust.NONE),
        (results(f"{ID}; dkim=pass header.d=b.co.uk", sender="From: a@x.b.co.uk"), Trust.PASS),
        (results(f"{ID}; spf=pass smtp.mailfrom=cy@example.org"), Trust.PASS),
        (results(f"{ID}; spf=pass smtp.mailfrom=bounces.example.org"), Trust.PASS),
        (results(f"{ID}; spf=pass smtp.helo=example.org"), Trust.NONE),
        (results(f"{ID}; spf=softfail smtp.mailfrom=example.org"), Trust.NONE),
        (
            results(f'{ID}; spf=pass smtp.mailfrom="x;dmarc=pass header.from=example.org"@e.com'),
            Trust.NONE,
        ),
        (results(f"{ID}; spf=none (dmarc=pass; dkim=pass header.d=example.org)"), Trust.NONE),
        (results(f"{ID}; none", f"{ID}; dmarc=pass"), Trust.NONE),
        (results("evil.example; dmarc=pass"), Trust.NONE),
        (results("evil.example; dmarc=pass", f"{ID}; dmarc=pass"), Trust.PASS),
        (results(f"{ID}.evil.com; dmarc=pass"), Trust.NONE),
        (results(f'"{ID}"; dmarc=pass'), Trust.PASS),
        (results(f"({ID}); dmarc=pass"), Trust.NONE),
        (results(f"{ID}; dmarc=pass", sender="From: a@example.org, b@evil.com"), Trust.NONE),
        (
            results(f"{ID}; dmarc=pass", sender="From: a@example.org\nFrom: b@evil.com"),
            Trust.NONE,
        ),
        (results(f"{ID}; dmarc=pass", sender="From: nobody"), Trust.NONE),
        (
            results(
                f"{ID}; dmarc=pass header.from=xn--exmple-cua.org", sender="From: a@exämple.org"
            ),
            Trust.PASS,
        ),
        (results(""), Trust.NONE),
        (results(f"{ID}; =pass; dmarc; dmarc=; ;;=;"), Trust.NONE),
        ("From: Cy <cy@example.org>", Trust.NONE),
    ],
)
def test_trust_is_read_from_our_own_topmost_results(headers: str, trust: Trust) -> None:
    """Only what our own server found at the top counts, and only for one author."""
    assert trust_of(read_mail(mail(headers)), True, ID, False) is trust


def test_nobody_elses_results_count() -> None:
    """Without a trusted peer or a configured id, no header is believed, and none condemns."""
    for verdict in ("pass", "fail"):
        read = read_mail(mail(results(f"{ID}; dmarc={verdict}")))
        assert trust_of(read, False, ID, False) is Trust.NONE
        assert trust_of(read, True, None, False) is Trust.NONE


def test_assumed_trust_still_needs_one_author() -> None:
    """On loopback every mail with one author passes, and one with two does not."""
    one, two = mail("From: a@b.org"), mail("From: a@b.org\nFrom: c@d.org")
    assert trust_of(read_mail(one), False, None, True) is Trust.PASS
    assert trust_of(read_mail(two), False, None, True) is Trust.NONE
