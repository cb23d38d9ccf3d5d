"""Reading raw mail: what it says, and that no bytes do harm."""

import base64
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridges.email.automatic import automatic_kind
from bridges.email.bounces import read_bounce
from bridges.email.headers import Headers, read_bytes, read_mailboxes, read_message_ids, read_value
from bridges.email.hypertext import TooTangled, read_html
from bridges.email.parsing import LARGEST_MAIL, Attachment, Mail, Unreadable, read_mail
from bridges.email.replies import new_words
from bridges.email.trust import trust_of

IN = Path(__file__).parent / "in"
MAILS = [path.read_bytes() for path in sorted(IN.glob("*.eml"))]

HEAD = b"From: Cy <cy@example.org>\r\nTo: riverside@lists.example.org\r\nSubject: Hello\r\n"


def mail_of(body: bytes = b"words", headers: bytes = b"") -> bytes:
    return HEAD + headers + b"\r\n" + body


def nested(depth: int) -> bytes:
    layers = (
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(depth)
    )
    return HEAD + b"".join(layers) + b"Content-Type: text/plain\r\n\r\nwords"


def parts(count: int, part: bytes = b"\r\nx") -> bytes:
    whole = b"--q\r\n" + part + b"\r\n"
    return mail_of(whole * count + b"--q--", b"Content-Type: multipart/mixed; boundary=q\r\n")


def charset(name: bytes) -> bytes:
    return mail_of(b"words", b"Content-Type: text/plain; charset=" + name + b"\r\n")


MALFORMED: dict[str, bytes] = {
    "empty": b"",
    "one newline": b"\r\n",
    "only a body": b"no header at all",
    "only headers": HEAD,
    "empty body": mail_of(b""),
    "nul everywhere": b"\0" * 5000,
    "nul in body": mail_of(b"wo\0rds"),
    "nul in header": mail_of(headers=b"X: a\0b\r\n"),
    "unknown charset": charset(b"x-no-such"),
    "rot13 charset": charset(b"rot13"),
    "hex charset": charset(b"hex"),
    "zip charset": charset(b"zip"),
    "utf-7 charset": charset(b"utf-7"),
    "idna charset": charset(b"idna"),
    "undefined charset": charset(b"undefined"),
    "nul in charset": charset(b'"a\0b"'),
    "path as charset": charset(b"../../etc"),
    "empty charset": charset(b'""'),
    "endless charset": charset(b"x" * 3000),
    "parameter pieces out of order": mail_of(
        headers=b"Content-Type: text/plain; n*9=a; n*0*=b\r\n"
    ),
    "parameter with a huge number": mail_of(
        headers=b"Content-Type: text/plain; n*" + b"9" * 4060 + b"=a\r\n"
    ),
    "parameter with a bad charset": mail_of(
        headers=b"Content-Disposition: attachment; filename*=rot13''%41\r\n"
    ),
    "parameter with nul charset": mail_of(
        headers=b"Content-Disposition: attachment; filename*=a\0b''%41\r\n"
    ),
    "many semicolons": mail_of(headers=b"Content-Type: text/plain" + b";" * 200_000 + b"\r\n"),
    "many open quotes": mail_of(headers=b"Content-Type: text/plain" + b';"' * 2000 + b"\r\n"),
    "nested 500 deep": nested(500),
    "nested 2000 deep": nested(2000),
    "mail in mail 500 deep": HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 500,
    "nested comments": b"From: " + b"(" * 3000 + b" cy@example.org\r\n\r\nx",
    "closed nested comments": b"From: " + b"(" * 9000 + b")" * 9000 + b" cy@x.org\r\n\r\nx",
    "20000 quotes": b"To: " + b'"' * 20_000 + b"\r\n\r\nx",
    "20000 backslashes": b"To: " + b'"' + b"\\" * 20_000 + b"\r\n\r\nx",
    "20000 angle brackets": b"To: " + b"<" * 20_000 + b"\r\n\r\nx",
    "5000 addresses": b"To: " + b"a@example.org, " * 5000 + b"\r\n\r\nx",
    "5000 groups": b"To: " + b"g: a@b; " * 5000 + b"\r\n\r\nx",
    "20000 parts": parts(20_000),
    "101 parts": parts(101),
    "20000 boundaries": mail_of(
        b"--q\r\n" * 20_000, b"Content-Type: multipart/mixed; boundary=q\r\n"
    ),
    "boundary of blanks": mail_of(
        b"--   \r\n", b'Content-Type: multipart/mixed; boundary="   "\r\n'
    ),
    "no boundary": mail_of(b"--q\r\n\r\nx", b"Content-Type: multipart/mixed\r\n"),
    "boundary never seen": mail_of(b"words", b"Content-Type: multipart/mixed; boundary=q\r\n"),
    "boundary of 3000": mail_of(b"x", b"Content-Type: multipart/mixed; boundary=" + b"q" * 3000),
    "encoded line break": b"Subject: =?utf-8?B?SGkNCkJjYzogZXZpbEB4Lm9yZw==?=\r\n\r\nx",
    "encoded nul": b"Subject: =?utf-8?Q?a=00b?=\r\n\r\nx",
    "encoded unknown charset": b"Subject: =?x-none?Q?abc?=\r\n\r\nx",
    "encoded rot13": b"Subject: =?rot13?Q?abc?=\r\n\r\nx",
    "encoded bad base64": b"Subject: =?utf-8?B?=====?=\r\n\r\nx",
    "5000 encoded words": b"Subject:" + b" =?utf-8?Q?a?=\r\n" * 5000 + b"\r\nx",
    "unfinished encoded words": b"Subject: " + b"=?" * 60_000 + b"\r\n\r\nx",
    "header without colon": b"From: cy@example.org\r\nbroken line\r\nTo: a@b.org\r\n\r\nx",
    "colon first": HEAD + b": nothing\r\n\r\nx",
    "blank before colon": HEAD + b"X-A : b\r\n\r\nx",
    "continuation first": b" folded\r\n" + HEAD + b"\r\nx",
    "unix from lines": b"From a b\r\nFrom c d\r\n" + HEAD + b"\r\nx",
    "no message id": mail_of(),
    "two message ids": mail_of(headers=b"Message-Id: <a@b>\r\nMessage-ID: <c@d>\r\n"),
    "bracketed message id": mail_of(headers=b"Message-ID: <[x@b]>\r\n"),
    "message id of nothing": mail_of(headers=b"Message-ID: <>\r\n"),
    "endless message id": mail_of(headers=b"Message-ID: <" + b"a" * 5000 + b"@b>\r\n"),
    "20000 references": mail_of(headers=b"References: " + b"<a@b> " * 20_000 + b"\r\n"),
    "two froms": HEAD + b"From: Eve <eve@example.com>\r\n\r\nx",
    "two addresses in from": b"From: cy@example.org, eve@example.com\r\n\r\nx",
    "from without address": b"From: Cy\r\n\r\nx",
    "from with a bare cr": b"X: a\rFrom: eve@example.com\r\nFrom: cy@example.org\r\n\r\nx",
    "8-bit headers": "Subject: Grüße\r\nFrom: Zoë <zoe@example.org>\r\n\r\nx".encode("latin-1"),
    "utf-8 headers": "Subject: Grüße\r\nFrom: Zoë <zoë@exämple.org>\r\n\r\nx".encode(),
    "all octets": bytes(range(256)) * 40,
    "endless header": b"X: " + b"a" * 300_000 + b"\r\n\r\nx",
    "100000 headers": b"X: a\r\n" * 100_000 + b"\r\nx",
    "long line": mail_of(b"a" * 400_000),
    "too long text": mail_of(b"words and " * 60_000),
    "too large": b"a" * (LARGEST_MAIL + 1),
    "blank lines": mail_of(b"\n" * 5_000_000),
    "bare crs": mail_of(b"a\rb" * 1000),
    "only attachments": parts(3, b"Content-Type: image/png\r\n\r\nx"),
    "wrong base64": mail_of(b"%%%=a", b"Content-Transfer-Encoding: base64\r\n"),
    "odd base64": mail_of(b"QUJDR", b"Content-Transfer-Encoding: base64\r\n"),
    "unknown encoding": mail_of(b"abc", b"Content-Transfer-Encoding: x-none\r\n"),
    "uuencode without begin": mail_of(b"abc", b"Content-Transfer-Encoding: x-uuencode\r\n"),
    "wrong uuencode": mail_of(
        b"begin 644 a\r\n\xff\xff\r\nend", b"Content-Transfer-Encoding: uuencode\r\n"
    ),
    "wrong quoted-printable": mail_of(
        b"=ZZ = =\r\n=", b"Content-Transfer-Encoding: quoted-printable\r\n"
    ),
    "encoded multipart": mail_of(
        base64.b64encode(parts(2)),
        b"Content-Type: multipart/mixed; boundary=q\r\nContent-Transfer-Encoding: base64\r\n",
    ),
    "content type of nonsense": mail_of(headers=b'Content-Type: ;;;/="\r\n'),
    "content type twice": mail_of(
        headers=b"Content-Type: text/html\r\nContent-Type: image/png\r\n"
    ),
    "delivery status of nothing": mail_of(
        b"\r\n\r\n", b"Content-Type: message/delivery-status\r\n"
    ),
    "delivery status of 5000 blocks": mail_of(
        b"Action: failed\r\n\r\n" * 5000, b"Content-Type: message/delivery-status\r\n"
    ),
    "100000 nested divs": mail_of(b"<div>" * 100_000, b"Content-Type: text/html\r\n"),
    "100000 less-than signs": mail_of(b"<" * 100_000, b"Content-Type: text/html\r\n"),
    "100000 comments": mail_of(b"<!--" * 100_000, b"Content-Type: text/html\r\n"),
    "3000 quotes in html": mail_of(
        b"<blockquote type=cite>" * 2900 + b"x", b"Content-Type: text/html\r\n"
    ),
}


def survive(raw: bytes) -> Mail | str:
    try:
        mail = read_mail(raw)
    except Unreadable as unreadable:
        return unreadable.code
    automatic_kind(mail, None)
    trust_of(mail, True, "mx.example.org", False)
    new_words(mail.text, ["Dear Cy, what grows?"], ["Garden"], ["garden@lists.example.org"])
    return mail


def survive_bounce(raw: bytes) -> None:
    try:
        read_bounce(raw)
    except Unreadable:
        return


def test_there_are_enough_malformed_samples() -> None:
    """The malformed kinds that broke other readers are all here."""
    assert len(MALFORMED) >= 64


@pytest.mark.parametrize("raw", MALFORMED.values(), ids=MALFORMED)
def test_malformed_mail_is_read_or_unreadable(raw: bytes) -> None:
    """No malformed mail raises anything but Unreadable, takes a second, or leaves NUL behind."""
    start = time.process_time()
    mail = survive(raw)
    assert time.process_time() - start < 1.0
    if isinstance(mail, Mail):
        said = [mail.text, mail.subject, mail.from_name, *mail.to]
        assert not any("\0" in value for value in said)
        assert not any("\r" in value or "\n" in value for value in said[1:])
    start = time.process_time()
    survive_bounce(raw)
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("too large", "too-large"),
        ("blank lines", "too-many-lines"),
        ("nested 500 deep", "nested-too-deeply"),
        ("mail in mail 500 deep", "nested-too-deeply"),
        ("101 parts", "too-many-parts"),
        ("5000 addresses", "too-many-addresses"),
        ("endless header", "headers-too-long"),
        ("many semicolons", "headers-too-long"),
        ("too long text", "text-too-long"),
        ("100000 nested divs", "html-too-tangled"),
    ],
)
def test_each_limit_has_its_code(name: str, code: str) -> None:
    """A mail beyond a limit says which one it broke."""
    assert code == survive(MALFORMED[name])


@settings(max_examples=200, deadline=2000)
@given(st.binary(max_size=2000))
def test_no_bytes_do_harm(raw: bytes) -> None:
    """Any bytes at all are a mail or Unreadable."""
    survive(raw)
    survive_bounce(raw)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    raw = bytearray(draw(st.sampled_from(MAILS)))
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, len(raw)))
        length = draw(st.sampled_from([0, 1, 5, 60]))
        raw[place : place + length] = draw(
            st.sampled_from(
                [b"", b"\n", b"\r", b"\n\n", b"=", b'"', b"(", b"<", b">", b";", b"--=-b1"]
            )
            | st.binary(max_size=6)
        )
    return bytes(raw)


@settings(max_examples=150, deadline=2000)
@given(mutated())
def test_damaged_mail_does_no_harm(raw: bytes) -> None:
    """A real mail with damage anywhere is a mail or Unreadable."""
    survive(raw)
    survive_bounce(raw)


def test_what_a_mail_says() -> None:
    """Addresses, names, ids, subject and text come out decoded and unfolded."""
    mail = read_mail(
        b"Message-ID: <one@example.org>\r\nFrom: =?utf-8?Q?Di=2C_the_third?= <Di@Example.org>\r\n"
        b'To: "Garden, all" <g@lists.example.org>, friends: a@b.org, c@d.org;\r\nCc: (x) e@f.org\r\n'
        b"Subject: =?utf-8?B?w4Q=?=\r\n =?utf-8?B?w5Y=?= and\r\n more\r\nDate: Mon, 2 Mar 2026\r\n"
        b"In-Reply-To: your mail <p@x> of today\r\nReferences: <r1@x>\r\n <r2@x>\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nwords\r\n"
    )
    assert (mail.message_id, mail.in_reply_to) == ("<one@example.org>", "<p@x>")
    assert (mail.from_name, mail.from_address) == ("Di, the third", "Di@Example.org")
    assert mail.to == ("g@lists.example.org", "a@b.org", "c@d.org")
    assert (mail.cc, mail.subject) == (("e@f.org",), "ÄÖ and more")
    assert mail.references == ("<r2@x>", "<r1@x>")
    assert (mail.text, mail.html_only, mail.attachments) == ("words", False, ())


def test_a_line_break_in_an_encoded_word_stays_in_the_line() -> None:
    """An encoded line break cannot add a header to anything made of the subject."""
    mail = read_mail(MALFORMED["encoded line break"])
    assert mail.subject == "Hi Bcc: evil@x.org"


def test_nothing_of_a_mail_stands_in_its_repr() -> None:
    """A mail that ends up in a log by accident tells nothing."""
    assert "words" not in repr(read_mail(mail_of()))


def test_only_the_newest_references_are_kept() -> None:
    """Of a long thread the twenty newest ids are kept, newest first."""
    ids = " ".join(f"<{n}@x>" for n in range(50)).encode()
    references = read_mail(mail_of(headers=b"References: " + ids + b"\r\n")).references
    assert (len(references), references[0], references[-1]) == (20, "<49@x>", "<30@x>")


@pytest.mark.parametrize(
    ("raw", "charset_name", "text"),
    [
        ("Grüße".encode(), "utf-8", "Grüße"),
        ("Grüße".encode(), None, "Grüße"),
        ("Grüße".encode("latin-1"), "utf-8", "Grüße"),
        (b"\x93hi\x94", "iso-8859-1", "“hi”"),
        ("Привет".encode("koi8-r"), "KOI8-R", "Привет"),
        ("こんにちは".encode("iso-2022-jp"), "ISO-2022-JP", "こんにちは"),
        ("豆".encode("cp932"), "shift_jis", "豆"),
        (b"uryyb", "rot13", "uryyb"),
        (b"+AGE-", "utf-7", "+AGE-"),
        (b"a\0b", "utf-8", "ab"),
        (b"\x81\x8d", None, "\x81\x8d"),
    ],
)
def test_charsets(raw: bytes, charset_name: str | None, text: str) -> None:
    """A declared charset is believed if it is one; else UTF-8, windows-1252 and latin-1 are tried."""
    assert text == read_bytes(raw, charset_name)


def test_flowed_text_is_joined() -> None:
    """Soft line breaks go, also behind quote marks; the signature's delimiter stays alone."""
    body = b"> a long \r\n> quote\r\nfirst \r\nsecond\r\n From here\r\n-- \r\nCy"
    for more, word in ((b"", "first second"), (b"; delsp=yes", "firstsecond")):
        mail = read_mail(mail_of(body, b"Content-Type: text/plain; format=flowed" + more + b"\r\n"))
        quote = "> a longquote" if more else "> a long quote"
        assert mail.text == f"{quote}\n{word}\nFrom here\n-- \nCy"
        assert mail.text_is_flowed


def test_plain_text_wins_over_html_unless_it_is_empty() -> None:
    """Of alternatives the plain one is read, and the HTML one when the plain one says nothing."""
    for plain, expected, only_html in ((b"plain", "plain", False), (b" \r\n", "hyper", True)):
        body = b"--q\r\n\r\n%s\r\n--q\r\nContent-Type: text/html\r\n\r\n<p>hyper\r\n--q--" % plain
        mail = read_mail(mail_of(body, b"Content-Type: multipart/alternative; boundary=q\r\n"))
        assert (mail.text, mail.html_only, mail.attachments) == (expected, only_html, ())


def test_attachments_are_told_not_read() -> None:
    """An attached text is no words; its name, type and size are told."""
    body = (
        b"--q\r\n\r\nwords\r\n--q\r\nContent-Type: text/plain\r\n"
        b"Content-Disposition: attachment; filename*=utf-8''b%C3%A4.txt\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n"
        b"--q\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny\r\n--q--"
    )
    mail = read_mail(mail_of(body, b"Content-Type: multipart/mixed; boundary=q\r\n"))
    assert mail.text == "words"
    assert mail.attachments[0] == Attachment("bä.txt", "text/plain", 5)
    assert mail.attachments[1].type == "message/rfc822"


def test_headers_are_caseless_and_keep_all_values() -> None:
    """All values of a header are there in order, under any case, and absent ones are empty."""
    headers = Headers([("X-A", "1"), ("x-a", "2")])
    assert (headers["X-a"], headers["x-b"], headers.first("x-b")) == (("1", "2"), (), "")
    assert ("X-A" in headers, "x-b" in headers, len(headers)) == (True, False, 1)


@pytest.mark.parametrize(
    ("value", "addresses"),
    [
        ('"a, b" <c@d.org>, e@f.org (g, h)', ["c@d.org", "e@f.org"]),
        ("undisclosed-recipients:;", []),
        ("<@a.org,@b.org:c@d.org>", ["c@d.org"]),
        ('"a@evil.org" <b@c.org>', ["b@c.org"]),
        ("<a@b.org", ["a@b.org"]),
        (r'"a \" <x@y.org>" <b@c.org>', ["b@c.org"]),
        ("", []),
    ],
)
def test_mailboxes(value: str, addresses: list[str]) -> None:
    """Quotes, comments, groups and routes are told from the addresses."""
    assert addresses == [box.address for box in read_mailboxes(value, 10)]


def test_letters_cut_between_encoded_words_are_whole() -> None:
    """A letter whose octets two encoded words share is read as one letter."""
    assert read_value("=?utf-8?Q?=C3?= =?UTF-8?Q?=A4?= =?utf-8?q?b?=") == "äb"
    assert read_message_ids("x <a@b> <c d> <e@f>") == ["<a@b>", "<e@f>"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<p>b", "a\n\nb"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<ol><li>a<li><p>b</ol>", "1. a\n2. b"),
        ("<b>- a</b> *b* _c_ 1. \\", "- a *b* _c_ 1. \\"),
        ('<a href="https://a.org/b">see</a>', "see <https://a.org/b>"),
        ('<a href="https://a.org/b">https://a.org/b</a>', "https://a.org/b"),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<div style="display: none">a</div>b', "b"),
        ('<o:p style="display:none">a</o:p>b', "b"),
        ('<p style="VISIBILITY:hidden">a</p>b', "b"),
        ("<p hidden>a</p>b", "b"),
        ('<div style="font-size:0">a<b style="font-size:9pt">b</b></div>', "b"),
        ("<script>a</script><style>b</style><title>c</title>d", "d"),
        ("<!-- a -->b<![CDATA[c]]>", "b"),
        ('<blockquote type="cite">a<br>b</blockquote>c', "> a\n> b\n\nc"),
        ("<blockquote>a</blockquote>", "a"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a  b\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("a &lt;b&gt; &amp; c&nbsp;d", "a <b> & c d"),
    ],
)
def test_html_is_read_as_it_is_seen(html: str, text: str) -> None:
    """Visible words come out as written, hidden ones do not, and no mark is added."""
    assert text == read_html(html)


@settings(max_examples=150, deadline=1000)
@given(
    st.lists(
        st.sampled_from(
            str.split(
                "<p> </p> <div> </div> <b> </i> <table> <td> </table> <li> <ul> </ul> <br> &#0; "
                "<blockquote__type=cite> </blockquote> <pre> </pre> <a> </a> word__ <"
            )
        ),
        max_size=60,
    )
)
def test_no_visible_word_is_lost(pieces: list[str]) -> None:
    """However HTML is nested, the words stay, in number."""
    html = "".join(pieces).replace("__", " ")
    broken = html.count("<word") + html.count("<<")
    assert broken or read_html(html).count("word") == html.count("word")


def test_tangled_html_is_refused_quickly() -> None:
    """Nesting that would take long is refused before any work."""
    make: Callable[[int], str] = lambda depth: "<div>" * depth + "x"  # noqa: E731
    assert read_html(make(2000)) == "x"
    with pytest.raises(TooTangled):
        read_html(make(50_000))
