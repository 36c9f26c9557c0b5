"""The options with which a command is told of a Neo4j server; a password is never one of them."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kg.errors import StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Which server, as whom, and in which of its databases (None: its default)."""

    uri: str
    user: str
    database: str | None
    password_file: str | None

    def password(self) -> str:
        """Take the password from the file, else from $NEO4J_PASSWORD, else ask for it at the terminal.

        Raises:
            StoreError: there is none, and nobody to ask.
        """
        if self.password_file:
            return _first_line(self.password_file)
        if found := os.environ.get("NEO4J_PASSWORD"):
            return found
        if not sys.stdin.isatty():
            raise StoreError(f"{self.uri}: there is no password for {self.user}; set NEO4J_PASSWORD, or give --password-file")
        return str(click.prompt(f"Password of {self.user}", hide_input=True, err=True))


def server_options(*, required: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options of a server; it is handed a `login`, None where no server was named."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def with_login(*, uri: str | None, user: str, database: str | None, password_file: str | None, **rest: Any) -> Any:
            login = Login(uri=uri, user=user, database=database, password_file=password_file) if uri is not None else None
            return command(login=login, **rest)

        found: Callable[..., Any] = with_login
        for option in reversed(_options(required)):
            found = option(found)
        return found

    return decorate


def _options(required: bool) -> list[Callable[[Callable[..., Any]], Callable[..., Any]]]:
    does = "The Neo4j server, as in bolt://localhost:7687." if required else "Ask a Neo4j server instead, as in bolt://localhost:7687."
    return [
        click.option("--neo4j", "uri", metavar="URI", required=required, help=f"{does} Its password is $NEO4J_PASSWORD, else asked for."),
        click.option("--user", default="neo4j", show_default=True, help="The server's user."),
        click.option("--database", help="The server's database, if it isn't its default."),
        click.option("--password-file", metavar="FILE", help="A file whose first line is the password."),
    ]


def _first_line(path: str) -> str:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise StoreError(f"{path}: can't be read ({error.strerror}); it holds the password in its first line") from error
    except UnicodeDecodeError as error:
        raise StoreError(f"{path}: is no text in UTF-8; it holds the password in its first line") from error
    if not lines or not lines[0]:
        raise StoreError(f"{path}: its first line is empty; it holds the password")
    return lines[0]
