"""The operator's commands beside ``serve`` and ``demo``. Exit status: 0 good, 1 something is wrong,
2 it was asked wrongly (a flag, an argument, the configuration)."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from facilitator.operating.formats import formats
from facilitator.settings import Mistakes, Settings, read_settings

T = TypeVar("T")

config_option = click.option(
    "--config", "path", type=click.Path(path_type=Path), default="config.yaml", show_default=True,
    help="The configuration file.",
)  # fmt: skip


def settings_in(path: Path) -> Settings:
    """Return the settings, or tell every mistake, one a line, and end with status 2."""
    try:
        return read_settings(path)
    except Mistakes as mistakes:
        tell_mistakes(mistakes)


def tell_mistakes(mistakes: Mistakes) -> NoReturn:
    """Tell every mistake, one a line, and end with status 2."""
    for line in mistakes.lines:
        click.echo(line, err=True)
    sys.exit(2)


def _failed(trouble: Exception) -> NoReturn:
    click.echo(str(trouble), err=True)
    sys.exit(1)


# -- init ----------------------------------------------------------------------------------------


@click.command()
@click.option("--homeserver", metavar="URL", help="Client address of the homeserver.")
@click.option("--server-name", metavar="NAME", help="Its name, as in @ana:NAME.")
@click.option(
    "--mail-domain", metavar="DOMAIN", help="Mail domain of the lists (leave out: mail off)."
)
@click.option("--public-url", metavar="URL", help="Where people reach the service's web pages.")
@click.option("--zone", default="UTC", show_default=True, help="Time zone of new circles.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=click.IntRange(1, 65535), default=8010, show_default=True)
@click.option("--reached-at", metavar="URL", help="Our address as the homeserver sees it.")
@click.option("--dir", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path(),
              help="Where to write both files (default: here).")  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite, with new secrets.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def init(folder: Path, force: bool, yes: bool, **wished: Any) -> None:
    """Write config.yaml and registration.yaml with fresh secrets."""
    from facilitator.operating.founding import AlreadyThere, Wishes, found

    if not yes:
        _ask(wished)
    for needed in ("homeserver", "server_name"):
        if not wished[needed]:
            raise click.UsageError(f"--{needed.replace('_', '-')} is needed with --yes.")
    try:
        lines = found(Wishes(**wished), folder, force)
    except AlreadyThere as there:
        raise click.UsageError(str(there)) from None
    except Mistakes as mistakes:
        tell_mistakes(mistakes)
    except OSError as trouble:
        raise click.UsageError(f"{folder} cannot be written: {trouble.strerror}") from None
    for line in lines:
        click.echo(line)


def _ask(wished: dict[str, Any]) -> None:
    questions = {
        "homeserver": ("Client address of the homeserver", "http://127.0.0.1:8008"),
        "server_name": ("Its name (as in @ana:NAME)", None),
        "mail_domain": ("Mail domain of the lists (empty: no mail)", ""),
    }
    for name, (question, default) in questions.items():
        if wished[name] is None:
            wished[name] = (
                click.prompt(question, default=default, show_default=bool(default)) or None
            )


# -- check and doctor ----------------------------------------------------------------------------


@click.command()
@config_option
@click.option("--no-room", is_flag=True,
              help="Make no room to see whether new ones are encrypted.")  # fmt: skip
def check(path: Path, no_room: bool) -> None:
    """See whether everything around the service is right; sends no message and no mail."""
    from facilitator.operating.checking import look_at_all

    settings = settings_in(path)
    _quiet()
    sys.exit(asyncio.run(_show(look_at_all(settings, path, not no_room))))


async def _show(findings: AsyncIterator[Any]) -> int:
    good = True
    async for finding in findings:
        click.echo(finding.line())
        good = good and finding.state != "wrong"
    return 0 if good else 1


@click.command()
@config_option
def doctor(path: Path) -> None:
    """See whether the books agree with themselves; changes nothing."""
    from facilitator.operating.doctor import examine
    from facilitator.operating.findings import is_good

    settings = settings_in(path)
    findings = _ask_books(settings, lambda c: examine(c, _clock(settings)))
    for finding in findings:
        click.echo(finding.line())
    sys.exit(0 if is_good(findings) else 1)


# -- status and outbox ---------------------------------------------------------------------------


@click.command()
@config_option
def status(path: Path) -> None:
    """How the service stands, in numbers."""
    from facilitator.operating.standing import lines, standing

    settings = settings_in(path)
    for line in lines(_ask_books(settings, lambda c: standing(c, _clock(settings)))):
        click.echo(line)


@click.group(invoke_without_command=True)
@config_option
@click.pass_context
def outbox(context: click.Context, path: Path) -> None:
    """What waits or could not be delivered; without a command, lists it."""
    context.obj = settings_in(path)
    if context.invoked_subcommand is None:
        context.invoke(list_)


@outbox.command("list")
@click.pass_obj
def list_(settings: Settings) -> None:
    """List what waits or is parked: never what it says nor to whom."""
    from facilitator.operating.outbox import rows
    from facilitator.operating.standing import age

    found = _ask_books(settings, lambda c: rows(c, _clock(settings)))
    for row in found:
        told = f"{row.id}  {row.act:<8} {row.state:<8} {age(row.age):>4}  {row.attempts:>3} tries"
        click.echo(f"{told}  {row.reason}".rstrip())
    if not found:
        click.echo("Nothing waits and nothing is parked.")


@outbox.command()
@click.argument("row", metavar="ID")
@click.pass_obj
def retry(settings: Settings, row: str) -> None:
    """Have a parked row tried again; a running service takes it within seconds."""
    from facilitator.operating.outbox import put_back

    _ask_books(settings, lambda c: put_back(c, row), write=True)
    click.echo(f"{row} will be tried again.")


@outbox.command()
@click.argument("row", metavar="ID")
@click.pass_obj
def drop(settings: Settings, row: str) -> None:
    """Give a row up for good: it is never sent."""
    from facilitator.clock import micros
    from facilitator.operating import outbox as rows
    from facilitator.operating.running import readiness

    running = asyncio.run(readiness(settings)) is not None
    now = micros(_clock(settings).now())
    _ask_books(settings, lambda c: rows.drop(c, row, now, running), write=True)
    click.echo(f"{row} is dropped.")


# -- erase ---------------------------------------------------------------------------------------


@click.command()
@config_option
@click.argument("member", metavar="MEMBER")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def erase(path: Path, member: str, yes: bool) -> None:
    """Let MEMBER be forgotten everywhere, as `!forget me` does; it cannot be undone.

    MEMBER is a Matrix id, a mail address, or a name that only one member has.
    """
    from facilitator.operating import erasing

    settings = settings_in(path)
    found = _ask_books(settings, lambda c: erasing.find(c, member))
    told = f"{found.name}, a member of {found.circles} circle{'' if found.circles == 1 else 's'}"
    if not yes and not click.confirm(f"Forget {told}? It cannot be undone."):
        click.echo("Nothing was changed.")
        return
    now = _clock(settings).now()
    key = _ask_books(settings, lambda c: erasing.hand_in(c, found.member, now), write=True)
    if asyncio.run(_is_taken(settings, key)):
        click.echo("Done: words, name and addresses are let go.")
    else:
        click.echo("Written down: the service does it when it runs, before anything else.")


async def _is_taken(settings: Settings, key: str, patience: float = 30) -> bool:
    """Wait for a running service to take an intake; ``patience`` is in real seconds."""
    from facilitator.operating.books import books
    from facilitator.operating.erasing import is_taken
    from facilitator.operating.running import readiness

    if await readiness(settings) is None:
        return False
    async with books(settings) as store:
        for _ in range(int(patience * 2)):
            if await store.read(lambda c: is_taken(c, key)):
                return True
            await asyncio.sleep(0.5)
    return False


# -- backup, and what comes later ----------------------------------------------------------------


@click.command()
@config_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(path: Path, file: Path) -> None:
    """Copy the database to FILE while the service runs."""
    from facilitator.operating.books import NoBooks
    from facilitator.operating.keeping import NoCopy, copy

    settings = settings_in(path)
    try:
        size = copy(settings, file)
    except (NoBooks, NoCopy) as trouble:
        _failed(trouble)
    click.echo(f"{file}: {size} bytes. Keep it as safe as the original: it holds people's words.")


# -- decisions -----------------------------------------------------------------------------------


@click.command()
@config_option
@click.option("--circle", metavar="NAME", required=True, help="Whose decisions.")
@click.option("--format", "kind", type=click.Choice(["json", "md", "csv"]), default="json",
              show_default=True, help="To count again, to read, or for a spreadsheet.")  # fmt: skip
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(path: Path, circle: str, kind: str, file: Path) -> None:
    """Write the closed decisions and polls of a circle to FILE, while the service runs."""
    from facilitator.operating.exporting import exported, keep
    from facilitator.wording import Wording

    settings = settings_in(path)
    wording, now = Wording(settings.language), _clock(settings).now()
    text, told = _ask_books(settings, lambda c: exported(c, circle, kind, wording, now))
    try:
        keep(text, file)
    except OSError as trouble:
        _failed(OSError(f"{file} cannot be written: {trouble.strerror}"))
    click.echo(f"{file}: {told} of {circle}. It holds people's words: keep it safe.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def verify(file: Path) -> None:
    """Count the decisions and polls in FILE again, with nothing but the file (`!export N json`)."""
    from facilitator.hosting.journal.recounting import Unreadable
    from facilitator.operating.verifying import verify as count

    try:
        lines, good = count(file)
    except Unreadable as trouble:
        _failed(trouble)
    for line in lines:
        click.echo(line)
    sys.exit(0 if good else 1)


COMMANDS = (init, check, status, outbox, doctor, backup, erase, formats, export, verify)


# -- shared --------------------------------------------------------------------------------------


def _ask_books(settings: Settings, do: Callable[[Any], T], write: bool = False) -> T:
    """Return what ``do`` finds in the books; trouble is one line and status 1."""
    from facilitator.operating.books import NoBooks
    from facilitator.operating.outbox import Unknown

    try:
        return asyncio.run(_in_books(settings, do, write))
    except (NoBooks, Unknown) as trouble:
        _failed(trouble)


async def _in_books(settings: Settings, do: Callable[[Any], T], write: bool) -> T:
    from facilitator.operating.books import books

    async with books(settings) as store:
        asked: Coroutine[Any, Any, T] = store.write(do) if write else store.read(do)
        return await asked


def _clock(settings: Settings) -> Any:
    from facilitator.clock import SystemClock

    return SystemClock(settings.time.speed, settings.time.since)


def _quiet() -> None:
    """Keep libraries' logs from between the lines."""
    import logging

    from facilitator.logs import set_up

    set_up(logging.ERROR)
    logging.disable(logging.CRITICAL)
