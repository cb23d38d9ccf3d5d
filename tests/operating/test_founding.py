"""``facilitator init``: two files that fit together, for their owner only, never by accident."""

import json
import stat
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from facilitator.cli import main
from facilitator.marked import Mistakes
from facilitator.operating.founding import AlreadyThere, Wishes, found
from facilitator.settings import read_settings

WISHES = Wishes("http://127.0.0.1:8008", "example.org", "lists.example.org")


def test_both_files_fit_together(tmp_path: Path) -> None:
    """The configuration reads, the registration has its tokens, and the user is told what is next."""
    lines = found(WISHES, tmp_path / "new")
    settings = read_settings(tmp_path / "new" / "config.yaml", {})
    registered = yaml.safe_load((tmp_path / "new" / "registration.yaml").read_text())
    hs = settings.homeserver
    assert registered["as_token"] == hs.as_token.get_secret_value()
    assert registered["hs_token"] == hs.hs_token.get_secret_value()
    assert registered["url"] == "http://127.0.0.1:8010"
    assert registered["namespaces"]["users"][1]["regex"].endswith(r":example\.org$")
    assert settings.mail is not None
    assert settings.database.endswith(f"{tmp_path}/new/facilitator.db")
    assert any("https://matrix.to/#/@facilitator:example.org" in line for line in lines)
    assert not any(hs.as_token.get_secret_value() in line for line in lines)


def test_secrets_are_strong_and_private(tmp_path: Path) -> None:
    """Each secret holds 256 bits, none is like another, and nobody else can read the files."""
    found(WISHES, tmp_path)
    settings = read_settings(tmp_path / "config.yaml", {})
    assert settings.mail
    hs = settings.homeserver
    made = [s.get_secret_value() for s in (hs.as_token, hs.hs_token, settings.mail.key)]
    assert all(len(secret) * 6 >= 256 for secret in made)
    assert len(set(made)) == 3
    for name in ("config.yaml", "registration.yaml"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["config.yaml", "registration.yaml"]


def test_nothing_is_overwritten_by_accident(tmp_path: Path) -> None:
    """One file in the way is enough to refuse; ``force`` writes new secrets."""
    found(WISHES, tmp_path)
    before = (tmp_path / "config.yaml").read_text()
    (tmp_path / "registration.yaml").unlink()
    with pytest.raises(AlreadyThere, match=r"config\.yaml already in"):
        found(WISHES, tmp_path)
    assert not (tmp_path / "registration.yaml").exists()
    found(WISHES, tmp_path, force=True)
    assert (tmp_path / "config.yaml").read_text() != before


def test_a_wish_that_cannot_be_leaves_nothing(tmp_path: Path) -> None:
    """What would be refused at the start is refused now, before a file is made."""
    with pytest.raises(Mistakes, match=r"homeserver\.url"):
        found(Wishes("matrix.example.org", "example.org"), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_odd_names_stay_text(tmp_path: Path) -> None:
    """Quotation marks, colons and letters of other scripts reach the file as they are."""
    folder = tmp_path / 'gärten: "eins" #2 %41'
    found(Wishes("http://127.0.0.1:8008", "bücher.example"), folder)
    settings = read_settings(folder / "config.yaml", {})
    assert settings.homeserver.name == "bücher.example"


def test_the_command_asks(tmp_path: Path) -> None:
    """Without flags it asks three questions; an empty mail domain means no mail."""
    answers = "\nexample.org\n\n"
    done = CliRunner().invoke(main, ["init", "--dir", str(tmp_path)], input=answers)
    assert done.exit_code == 0, done.output
    settings = read_settings(tmp_path / "config.yaml", {})
    assert settings.homeserver.url == "http://127.0.0.1:8008"
    assert settings.mail is None
    assert "Mail is off" in done.output


def test_the_command_takes_flags(tmp_path: Path) -> None:
    """With ``--yes`` it asks nothing, and what is missing is one line."""
    flags = ["init", "--yes", "--dir", str(tmp_path), "--homeserver", "https://m.example.org"]
    refused = CliRunner().invoke(main, flags)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("--server-name is needed with --yes.")
    assert len(refused.stderr.splitlines()) == 1
    more = [
        "--server-name",
        "example.org",
        "--port",
        "9010",
        "--reached-at",
        "http://10.0.0.2:9010",
    ]
    done = CliRunner().invoke(main, [*flags, *more])
    assert done.exit_code == 0, done.output
    registered = yaml.safe_load((tmp_path / "registration.yaml").read_text())
    assert registered["url"] == "http://10.0.0.2:9010"
    assert json.dumps(registered["namespaces"]).count("exclusive") == 3


def test_the_example_registration_is_ours() -> None:
    """The commented example is what ``init`` writes, but for the secrets."""
    from facilitator.matrix.registration import registration
    from facilitator.shipped import shipped

    example = yaml.safe_load(shipped("registration.example.yaml").read_text())
    made = registration(
        "facilitator", "http://127.0.0.1:8010", "change-me", "change-me-too", "example.org"
    )
    assert example == made
