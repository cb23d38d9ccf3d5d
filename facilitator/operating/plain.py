"""A command line that answers a mistake with one plain line."""

import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

import click


class Plain(click.Group):
    """A group whose usage errors are one line on standard error, with exit status 2."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and end the process (unless ``standalone_mode`` is off)."""
        call = partial(super().main, args, prog_name, complete_var, standalone_mode=False)
        if not standalone_mode:
            return call(**extra)
        try:
            status: object = call(**extra)
        except click.exceptions.NoArgsIsHelpError as asked:
            click.echo(asked.format_message())
            sys.exit(0)
        except click.ClickException as wrong:
            click.echo(_line(wrong), err=True)
            sys.exit(2)
        except click.Abort:
            click.echo("Stopped.", err=True)
            sys.exit(130)
        sys.exit(status if isinstance(status, int) else 0)


def _line(wrong: click.ClickException) -> str:
    """Return the mistake in one line, with where help is."""
    told = " ".join(wrong.format_message().split())
    context = getattr(wrong, "ctx", None)
    if context is None:
        return told
    return f"{told} (`{context.command_path} --help` says more)"
