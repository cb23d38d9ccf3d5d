"""``facilitator init``: a configuration and a registration with fresh secrets, and what comes next."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

import yaml
from sqlalchemy.engine import URL

from facilitator.marked import check, load
from facilitator.matrix.registration import registration
from facilitator.settings import Settings

CONFIG, REGISTRATION = "config.yaml", "registration.yaml"

SECRET_BYTES = 32
"""Bytes of chance in each secret: 256 bits."""


class AlreadyThere(Exception):
    """Files that would be overwritten; the message is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the operator said. ``reached_at`` is our address as the homeserver sees it."""

    homeserver: str
    server_name: str
    mail_domain: str | None = None
    public_url: str | None = None
    zone: str = "UTC"
    host: str = "127.0.0.1"
    port: int = 8010
    reached_at: str | None = None


def found(wishes: Wishes, folder: Path, force: bool = False) -> list[str]:
    """Write both files, readable by their owner only, and return the lines that say what comes next.

    Raises ``AlreadyThere`` (unless ``force``), ``Mistakes`` when a wish cannot be a setting, and
    ``OSError``; in each case neither file is touched.
    """
    folder = folder.resolve()
    there = [name for name in (CONFIG, REGISTRATION) if (folder / name).exists()]
    if there and not force:
        raise AlreadyThere(
            f"{' and '.join(there)} already in {folder}: "
            "--force writes new ones, with new secrets; the old ones then no longer work."
        )
    tokens = {name: secrets.token_urlsafe(SECRET_BYTES) for name in ("as", "hs", "mail")}
    config = _config(wishes, folder, tokens)
    settings = check(load(config, CONFIG), Settings)
    registered = _registration(wishes, settings, tokens)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _put(folder, {CONFIG: config, REGISTRATION: registered})
    return _next_steps(wishes, folder)


def _config(wishes: Wishes, folder: Path, tokens: dict[str, str]) -> str:
    """Return the configuration; a JSON string is a YAML string too, whatever stands in it."""
    q = json.dumps
    database = URL.create("sqlite", database=str(folder / "facilitator.db"))
    public = f"public_url: {q(wishes.public_url)}\n" if wishes.public_url else ""
    return f"""\
# Facilitator. Every setting, with its meaning: facilitator.example.yaml in the documentation.
# This file holds secrets: keep it readable by the service's user only.
homeserver:
  url: {q(wishes.homeserver)}
  name: {q(wishes.server_name)}
  as_token: {q(tokens["as"])}
  hs_token: {q(tokens["hs"])}
  listen:
    host: {q(wishes.host)}
    port: {wishes.port}
database: {q(database.render_as_string(hide_password=False))}
{public}zone: {q(wishes.zone)}
{_mail(wishes, tokens)}"""


def _mail(wishes: Wishes, tokens: dict[str, str]) -> str:
    if not wishes.mail_domain:
        return "# mail: off. To switch it on later: facilitator.example.yaml, section mail.\n"
    return f"""\
mail:
  domain: {json.dumps(wishes.mail_domain)}
  key: {json.dumps(tokens["mail"])}
  outgoing:
    host: 127.0.0.1
    port: 25
  inbound:
    protocol: lmtp
    host: 127.0.0.1
    port: 8024
    # The name your mail server signs its Authentication-Results with. Without it, mails that are
    # no answers to ours wait until their author confirms them.
    # authserv_id: mx.{wishes.mail_domain}
"""


def _registration(wishes: Wishes, settings: Settings, tokens: dict[str, str]) -> str:
    host = "127.0.0.1" if wishes.host in ("0.0.0.0", "::") else wishes.host  # noqa: S104 - compared
    url = wishes.reached_at or f"http://{host}:{wishes.port}"
    hs = settings.homeserver
    made = registration(hs.appservice, url.rstrip("/"), tokens["as"], tokens["hs"], hs.name)
    return yaml.safe_dump(made, sort_keys=False)


def _put(folder: Path, files: dict[str, str]) -> None:
    """Write all files beside their places first, then put each into its place at once."""
    ready: list[tuple[str, Path]] = []
    try:
        for name, content in files.items():
            handle, temporary = mkstemp(dir=folder, prefix=f".{name}.")  # mode 0600 by its contract
            ready.append((temporary, folder / name))
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
    except BaseException:
        for temporary, _ in ready:
            Path(temporary).unlink(missing_ok=True)
        raise
    for temporary, place in ready:
        os.replace(temporary, place)


def _next_steps(wishes: Wishes, folder: Path) -> list[str]:
    config = folder / CONFIG
    lines = [
        f"Written: {config} and {folder / REGISTRATION} (only you can read them).",
        "Next:",
        f"  1. Tell the homeserver: copy {REGISTRATION} to where it can read it, add the copy to "
        "app_service_config_files in homeserver.yaml, and restart it.",
        f"  2. facilitator check --config {config}",
        f"  3. facilitator serve --config {config}",
        "  4. In Matrix, write to the Facilitator: "
        f"https://matrix.to/#/@facilitator:{wishes.server_name}",
    ]
    if wishes.mail_domain is None:
        lines.append("Mail is off. It can be switched on later in the same file.")
    return lines
