"""The configuration: every mistake at once, at its place; secrets never come out again."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import SecretStr

from facilitator.marked import _inner
from facilitator.settings import Mistakes, Part, Settings, read_settings

AS, HS, KEY = "a" * 43, "h" * 43, "k" * 43
SECRETS = (AS, HS, KEY, "hunter2")

GOOD = f"""\
homeserver:
  url: http://127.0.0.1:8008
  name: example.org
  as_token: {AS}
  hs_token: {HS}
mail:
  domain: lists.example.org
  key: {KEY}
"""

EXAMPLE = Path(__file__).parent.parent / "config" / "facilitator.example.yaml"


def read(tmp_path: Path, text: str, **variables: str) -> Settings:
    """Read ``text`` as config.yaml, with only these variables around."""
    path = tmp_path / "config.yaml"
    path.write_text(text)
    return read_settings(path, variables)


def mistakes(tmp_path: Path, text: str, **variables: str) -> list[str]:
    """The mistakes in ``text``; none of them repeats a secret."""
    with pytest.raises(Mistakes) as found:
        read(tmp_path, text, **variables)
    assert not any(secret in str(found.value) for secret in SECRETS)
    return found.value.lines


def test_a_short_file_is_enough(tmp_path: Path) -> None:
    """What is left out has its default."""
    settings = read(tmp_path, GOOD)
    assert settings.homeserver.listen.port == 8010
    assert settings.mail is not None
    assert settings.mail.outgoing.port == 25
    assert settings.time.settle == 30


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Each mistake is one line with its line and column, in the file's order."""
    text = f"""\
zone: Europe/Lissabon
homeserver:
  url: matrix.example.org
  name: https://example.org
  as_token: {AS}
  hs_token: short
  listen:
    port: many
    hots: 127.0.0.1
mail:
  domain: lists.example.org
  key: {KEY}
  undo: soon
  delimiter: "."
databse: sqlite:///x.db
time:
  speed: -1
"""
    assert mistakes(tmp_path, text) == [
        "config.yaml:1:7: zone: 'Europe/Lissabon' is not a time zone (write one like Europe/Lisbon)",
        "config.yaml:3:8: homeserver.url: this is not an address (write http://… or https://…)",
        "config.yaml:4:9: homeserver.name: this is not a name of a server (write one like example.org)",
        "config.yaml:6:13: homeserver.hs_token: "
        "this is too short for a secret: let `facilitator init` make one",
        "config.yaml:8:11: homeserver.listen.port: "
        "a port is a number from 1 to 65535 (0 lets the system choose)",
        "config.yaml:9:11: homeserver.listen.hots: there is no such setting; did you mean host?",
        "config.yaml:13:9: mail.undo: 'soon' is not a length of time (write 90s, 2m, 3h, 2d, 1w)",
        "config.yaml:14:14: mail.delimiter: input should be '+', '-' or '='",
        "config.yaml:15:10: databse: there is no such setting; did you mean database?",
        "config.yaml:17:10: time.speed: a speed is a number above 0, at most 10000",
    ]


def test_weak_tokens_are_refused(tmp_path: Path) -> None:
    """A token from an example, or one token for both directions, is no secret."""
    told = mistakes(tmp_path, GOOD.replace(HS, "change-me"))
    assert told == [
        "config.yaml:5:13: homeserver.hs_token: "
        "this is too short for a secret: let `facilitator init` make one"
    ]
    told = mistakes(tmp_path, GOOD.replace(HS, AS))
    assert told == [
        "config.yaml:2:3: homeserver: as_token and hs_token must be two different secrets"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [1", "this is not YAML"),
        ("a: b: c", "config.yaml:1:5: this is not YAML"),
        ("- a\n- b", "should be a valid dictionary"),
        ("just words", "should be a valid dictionary"),
        ("", "homeserver: this is needed"),
        ("a: &x [*x]", "stands for itself"),
        (GOOD + "zone: UTC\nzone: UTC\n", "config.yaml:10:1: zone: this stands here twice"),
        (GOOD.replace("url: http://127.0.0.1:8008", "url: [1]"), "config.yaml:2:8: homeserver.url"),
        (GOOD.replace(f"as_token: {AS}", "as_token: [1]"), "config.yaml:4:13: homeserver.as_token"),
        ("homeserver:\n", "homeserver: input should be"),
        (GOOD + "database: mysql://x\n", "config.yaml:9:11: database: write sqlite:///"),
        (GOOD + "language: xx\n", "config.yaml:9:11: language: there are no words for this language"),
        (GOOD + "time: {since: 2026-03-01}\n", "time.since"),
        (
            GOOD + "  inbound: {assume_trusted: yes, host: 0.0.0.0}\n",
            "mail.inbound: assume_trusted is for a loopback listener only",
        ),
    ],
)  # fmt: skip
def test_each_mistake_has_its_words(tmp_path: Path, text: str, told: str) -> None:
    """Whatever is in the file, the answer is lines and never a traceback."""
    assert any(told in line for line in mistakes(tmp_path, text))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """No file, a folder and a file of bytes are one line each."""
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\xff")
    for name, told in (("none", "cannot be read"), (".", "cannot be read"), ("bytes", "not UTF-8")):
        with pytest.raises(Mistakes, match=told):
            read_settings(tmp_path / name, {})


# -- variables -----------------------------------------------------------------------------------


def test_a_variable_wins_over_the_file(tmp_path: Path) -> None:
    """Every level is reached with two underscores, a list with commas."""
    settings = read(
        tmp_path,
        GOOD,
        FACILITATOR_MAIL__DOMAIN="post.example.org",
        FACILITATOR_HOMESERVER__LISTEN__PORT="9000",
        FACILITATOR_MAIL__INBOUND__TRUSTED_PEERS="10.0.0.1, 10.0.0.2",
        FACILITATOR_MAY_CREATE="example.net,@ana:example.com",
        FACILITATOR_DATABASE="sqlite:////tmp/x.db",
    )
    assert settings.mail is not None
    assert settings.mail.domain == "post.example.org"
    assert settings.homeserver.listen.port == 9000
    assert settings.mail.inbound.trusted_peers == ("10.0.0.1", "10.0.0.2")
    assert settings.may_create == ("example.net", "@ana:example.com")
    assert settings.database.endswith("x.db")


def every_setting(
    model: type[Part] = Settings, path: tuple[str, ...] = ()
) -> list[tuple[str, ...]]:
    """The path of every setting there is."""
    found: list[tuple[str, ...]] = []
    for name, field in model.model_fields.items():
        inner = _inner(field.annotation)
        found += every_setting(inner, (*path, name)) if inner else [(*path, name)]
    return found


@pytest.mark.parametrize("path", every_setting(), ids=".".join)
def test_every_value_is_also_a_variable(tmp_path: Path, path: tuple[str, ...]) -> None:
    """Contract §10: what a variable sets wrongly is told under the variable's name."""
    name = "FACILITATOR_" + "__".join(path).upper()
    value: Any
    try:
        value = read(tmp_path, GOOD, **{name: "1"})
    except Mistakes:
        told = mistakes(tmp_path, GOOD, **{name: "1"})
        assert [line.partition(": ")[0] for line in told] == [name]
        return
    for part in path:
        value = getattr(value, part)
    shown = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    assert "1" in shown or value is True


def test_a_misspelt_variable_is_told(tmp_path: Path) -> None:
    """A variable that was meant as a setting is never passed over in silence; others are no business."""
    told = mistakes(
        tmp_path, GOOD, FACILITATOR_DATABSE="x", FACILITATOR_MAIL__DOMIAN="x", FACILITATOR_MAILS__KEY="x"
    )  # fmt: skip
    assert told == [
        "FACILITATOR_DATABSE: databse: there is no such setting; did you mean database?",
        "FACILITATOR_MAILS__KEY: mails: there is no such setting; did you mean mail?",
        "FACILITATOR_MAIL__DOMIAN: mail.domian: there is no such setting; did you mean domain?",
    ]
    read(tmp_path, GOOD, FACILITATOR_TEST_REQUIRE="x", FACILITATOR_FAILPOINT="x", PATH="x")


def test_variables_alone_are_enough(tmp_path: Path) -> None:
    """A container may bring an empty file."""
    settings = read(
        tmp_path, "",
        FACILITATOR_HOMESERVER__URL="https://matrix.example.org/",
        FACILITATOR_HOMESERVER__NAME="example.org",
        FACILITATOR_HOMESERVER__AS_TOKEN=AS,
        FACILITATOR_HOMESERVER__HS_TOKEN=HS,
    )  # fmt: skip
    assert settings.homeserver.url == "https://matrix.example.org"
    assert settings.mail is None


# -- secrets -------------------------------------------------------------------------------------


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    """``as_token_file`` is read, without its line end; a variable can name it or outdo it."""
    (tmp_path / "as").write_text(AS + "\n")
    text = GOOD.replace(f"as_token: {AS}", f"as_token_file: {tmp_path / 'as'}")
    assert read(tmp_path, text).homeserver.as_token.get_secret_value() == AS
    other = "o" * 43
    (tmp_path / "other").write_text(other)
    by_file = {"FACILITATOR_HOMESERVER__AS_TOKEN_FILE": str(tmp_path / "other")}
    assert read(tmp_path, GOOD, **by_file).homeserver.as_token.get_secret_value() == other
    by_value = {"FACILITATOR_HOMESERVER__AS_TOKEN": other}
    assert read(tmp_path, text, **by_value).homeserver.as_token.get_secret_value() == other


def test_a_secret_file_that_is_not_there(tmp_path: Path) -> None:
    """The mistake names the setting; both forms at once are a mistake too."""
    text = GOOD.replace(f"as_token: {AS}", "as_token_file: /nowhere/as")
    assert mistakes(tmp_path, text) == [
        "config.yaml:2:3: homeserver: as_token_file: No such file or directory"
    ]
    told = mistakes(tmp_path, GOOD.replace("  hs_token", "  as_token_file: /nowhere\n  hs_token"))
    assert "give one of them" in told[0]


def test_no_secret_comes_out_again(tmp_path: Path) -> None:
    """Neither ``repr`` nor ``str`` of the settings holds a token, a password or the mail key."""
    text = GOOD + "  outgoing: {username: us, password: hunter2}\n"
    text += "database: postgresql+asyncpg://us:hunter2@127.0.0.1/books\n"
    settings = read(tmp_path, text)
    shown = f"{settings!r} {settings} {settings.homeserver!r} {settings.mail!r}"
    assert not any(secret in shown for secret in SECRETS)


# -- the example ---------------------------------------------------------------------------------


def test_the_example_is_refused_as_it_is() -> None:
    """Its tokens are no secrets, and nothing else in it is wrong."""
    with pytest.raises(Mistakes) as found:
        read_settings(EXAMPLE, {})
    assert all("too short" in line for line in found.value.lines)


def test_the_example_holds_every_setting(tmp_path: Path) -> None:
    """Every setting is in the example, switched on or commented out, and with words on it."""
    text = EXAMPLE.read_text()
    tree = yaml.safe_load(re.sub(r"^( *)#(?=[a-z_]+: )", r"\1", text, flags=re.MULTILINE))
    missing = [".".join(path) for path in every_setting() if not _has(tree, path)]
    assert missing == []


def _has(tree: Any, path: tuple[str, ...]) -> bool:
    for part in path:
        if not isinstance(tree, dict) or part not in tree:
            return False
        tree = tree[part]
    return True
