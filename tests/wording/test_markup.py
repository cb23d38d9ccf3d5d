"""What members wrote, made safe."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.wording import from_member_html, member_text, one_line, to_mail_html


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  hello\r\nthere\r ", "hello\nthere"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("pay \u202eevil\u202c \u2066x\u2069", "pay evil x"),
        ("half \ud800 pair", "half  pair"),
        ("tab\tstays\n\nand lines", "tab\tstays\n\nand lines"),
        ("👩\u200d🌾 می\u200cخواهم", "👩\u200d🌾 می\u200cخواهم"),
        ("@room wake up", "@room wake up"),
        ("\u2028one\u2029two\x85", "one\ntwo"),
    ],
)
def test_member_text(typed: str, kept: str) -> None:
    """Controls and direction tricks go; everything that people mean stays."""
    assert member_text(typed) == kept


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=[])))
def test_member_text_can_be_stored(typed: str) -> None:
    """Any text becomes one that every database and encoding takes, and cleaning again is idle."""
    kept = member_text(typed)
    kept.encode()
    assert "\x00" not in kept
    assert member_text(kept) == kept
    assert "\n" not in one_line(typed)


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("<b>bold</b> <script>x</script>", "<b>bold</b>"),
        ("<mx-reply><blockquote>old</blockquote></mx-reply><i>new</i>", "<i>new</i>"),
        ('<a href="javascript:x">a</a>', "<a>a</a>"),
        ('<a href="/local">a</a>', "<a>a</a>"),
        ('<a href="java&#1;script:x">a</a>', "<a>a</a>"),
        ('<a href="https://matrix.to/#/@room">@room</a>', "<a>@room</a>"),
        ('<a href="https://x.org/" onclick="y" rel="z">a</a>', '<a href="https://x.org/">a</a>'),
        ('<img src="mxc://x/y" alt=":seed:"> up', ":seed: up"),
        ('<img alt="<b>" src=x>up<u>x</u>', "up<u>x</u>"),
        ('<span data-mx-spoiler="" style="x">s</span>', '<span data-mx-spoiler="">s</span>'),
        ('<code class="language-py">x</code>', '<code class="language-py">x</code>'),
        ('<code class="evil">x</code>', "<code>x</code>"),
        ("<p>&#x202e;turned</p>", "<p>turned</p>"),
    ],
)
def test_member_html_is_of_the_subset(html: str, safe: str) -> None:
    """Only the Matrix subset passes; pictures leave their words."""
    assert from_member_html(html, "plain").html == safe


def test_html_that_adds_nothing_is_left_out() -> None:
    """HTML that only repeats the plain words, is empty or too deep leaves the words alone."""
    assert from_member_html(None, " a ").html is None
    assert from_member_html("a &lt; b", "a < b").html is None
    assert from_member_html("<script>x</script>", "x").html is None
    assert from_member_html("<blockquote>" * 101, "deep").html is None
    assert from_member_html("<blockquote>" * 99 + "x", "deep").html is not None


def test_a_reply_fallback_leaves_both_twins() -> None:
    """The quote that old clients put before a reply is not what the member said."""
    said = from_member_html("<mx-reply>q</mx-reply>yes", "> <@ana:hs> q\n> q\n\nyes")
    assert said.plain == "yes"
    assert said.html is None
    assert from_member_html("<blockquote>q</blockquote>y", "> q\n\ny").plain == "> q\n\ny"


def test_lone_surrogates_do_no_harm() -> None:
    """JSON can carry half a character; the words arrive without it."""
    assert from_member_html("<b>a\ud800</b>", "a\ud800").html == "<b>a</b>"


@settings(max_examples=200, deadline=None)
@given(st.text("<>/&#;\"'=abp onx:\n", max_size=80))
def test_sanitising_again_changes_nothing(html: str) -> None:
    """What is safe stays safe: nothing unknown appears by cleaning or by mailing."""
    safe = from_member_html(html, "x").html
    if safe is not None:
        assert from_member_html(safe, "y").html in (safe, safe.strip())
        assert not re.search(r"<script|onx=", to_mail_html(safe))


def test_mail_html_opens_what_is_folded() -> None:
    """Mail clients know no folding, colours or mentions: the words stand without them."""
    html = (
        "<details><summary>More</summary>hidden</details>"
        '<span data-mx-color="#f00">red</span> <a href="https://matrix.to/#/@ana:hs">Ana</a> '
        '<a href="https://matrix.to/#/#garden:hs">Garden</a>'
    )
    assert to_mail_html(html) == (
        'Morehiddenred <a>Ana</a> <a href="https://matrix.to/#/#garden:hs">Garden</a>'
    )
