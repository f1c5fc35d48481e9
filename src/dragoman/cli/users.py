"""`dragoman users`: who may log in to `dragoman serve`, and what they may do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from dragoman.cli import wiring
from dragoman.cli.options import one_of
from dragoman.errors import MissingExtraError

if TYPE_CHECKING:
    from dragoman.web.security.users import Users

app = typer.Typer(
    help="Who may log in to `dragoman serve`, and what they may do.", no_args_is_help=True, rich_markup_mode=None
)

_ROLES = ("reader", "reviewer", "admin")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The user's name.")]
LedgerOption = Annotated[
    str | None,
    typer.Option("--ledger", metavar="FILE|URL", help="Whose users. Default: DRAGOMAN_LEDGER, else ./dragoman.db"),
]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


@app.command("add")
def add(
    name: Name,
    role: Annotated[
        str,
        typer.Option(
            metavar="|".join(_ROLES),
            parser=one_of(_ROLES),
            help="A reader looks; a reviewer also keeps reports and judges; an admin also has addresses fetched.",
        ),
    ] = "reader",
    ledger: LedgerOption = None,
    password_stdin: FromStdin = False,
) -> None:
    """Add a user; asks for a password of at least 12 characters."""
    with _users(ledger) as users:
        users.add(name, cast("Any", role), _password(password_stdin))
        typer.echo(f"{name} may log in as {role}; they are kept in {users.path}")


@app.command("list")
def show(ledger: LedgerOption = None) -> None:
    """List the users."""
    with _users(ledger, found=True) as users:
        for user in users.all():
            tokens = f"  {user.tokens} API token{'s' * (user.tokens != 1)}" if user.tokens else ""
            typer.echo(f"{user.name}  {user.role}{tokens}")


@app.command("remove")
def remove(name: Name, ledger: LedgerOption = None) -> None:
    """Remove a user, with all logins and tokens; what they judged stays in the ledger."""
    with _users(ledger) as users:
        users.remove(name)
        typer.echo(f"{name} is removed")


@app.command("password")
def password(name: Name, ledger: LedgerOption = None, password_stdin: FromStdin = False) -> None:
    """Give a user another password, which ends their logins."""
    with _users(ledger) as users:
        users.set_password(name, _password(password_stdin))
        typer.echo(f"{name} has another password; all their logins have ended")


@app.command("token")
def token(
    name: Name,
    ledger: LedgerOption = None,
    label: Annotated[str, typer.Option(help="What it is for.")] = "",
    days: Annotated[int | None, typer.Option(min=1, help="How long it holds. Default: until it is revoked.")] = None,
    revoke: Annotated[bool, typer.Option("--revoke", help="End all API tokens of the user instead.")] = False,
) -> None:
    """Make an API token for a user; it is shown once."""
    with _users(ledger) as users:
        if revoke:
            typer.echo(f"{users.revoke_tokens(name)} revoked")
            return
        made = users.add_token(name, label=label, days=days)
        typer.echo("Keep it now, it is not shown again:", err=True)
        typer.echo(made)


@app.command("log")
def log(
    ledger: LedgerOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many lines.")] = 50,
) -> None:
    """Show who logged in, kept or judged, the newest last."""
    with _users(ledger) as users:
        from dragoman.web.security.audit import read_audit

        for entry in reversed(read_audit(users, limit=limit)):
            typer.echo(
                "  ".join(part for part in (entry.at, entry.who, entry.what, entry.subject, entry.address) if part)
            )


@contextmanager
def _users(ledger: str | None, *, found: bool = False) -> Iterator[Users]:
    """The file of users; made where there is none, unless it has to be found."""
    try:
        from dragoman.web.security.users import Users, users_path
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("dragoman"):
            raise
        raise MissingExtraError("dragoman users", error.name or "a library", "web") from error
    path = users_path(wiring.ledger_address(ledger))
    if found and not path.exists():
        typer.echo(f"there are no users: {path} doesn't exist", err=True)
        raise typer.Exit
    users = Users(path)
    try:
        yield users
    finally:
        users.close()


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
