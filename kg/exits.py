"""How a command ends: an exit code, and one line on standard error instead of a traceback."""

import os
import sys
from typing import Any, NoReturn

import click

from kg.errors import KgError

FAILED = 1
INTERRUPTED = 130
CLEAR_LINE = "\x1b[K"  # click leaves it out where the stream is no terminal


class Commands(click.Group):
    """A group of commands that turns each error into one line: 1 for what went wrong, 130 for an interrupt."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        _print_what_can_be_printed()
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            complain("interrupted")
            ctx.exit(INTERRUPTED)
        except KgError as error:
            fail(ctx, str(error))
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("KG_DEBUG"):
                raise
            fail(ctx, f"{type(error).__name__}: {error} (a fault of kg: please report it; KG_DEBUG=1 shows where it was)")


def fail(ctx: click.Context, *messages: str) -> NoReturn:
    """Print each message as one line, and end with exit code 1."""
    for message in messages:
        complain(message)
    ctx.exit(FAILED)


def complain(message: str) -> None:
    """Print a message as one line of standard error, over the progress line that may stand there."""
    printable = "".join(char if char.isprintable() else " " for char in message)
    click.echo(f"{CLEAR_LINE}kg: {' '.join(printable.split())}", err=True)


def _print_what_can_be_printed() -> None:
    """Escape what the terminal's encoding hasn't, and what is half a surrogate pair, rather than stop at it."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
