"""cli: the command line, a face of dragoman: one file a verb, no logic.

A verb is one file: `code` and `quotes` read reports, `add` keeps them, `timeline`, `dyad`, `actor`, `search`,
`evidence`, `brief`, `meetings`, `commitments` and `positions` ask the ledger, `review` and `export` go through it,
`serve` and `users` open it in the browser; `codebook`, `resolve`, `actors` and `evaluate` look things up and score.
What the verbs share: `options` and `ledger_options` check what is typed; `wiring` makes what they work with (and
imports it only then, so that `dragoman --help` answers at once); `run` and `take` count, `progress` shows how far it
is, `output` knows where text goes; `render` and the files named after what they show lay it out, and `words` puts an
event into English; `guard` turns errors into messages and exit codes.

Exit codes: 0 all reports coded; 1 something could not be done, and stderr says what; 2 the command line is wrong;
130 stopped by Ctrl-C; 141 the reader of a pipe went away.
"""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import (
    actor,
    actors,
    add,
    brief,
    code,
    codebook,
    commitments,
    dyad,
    evaluate,
    evidence,
    export,
    meetings,
    positions,
    quotes,
    resolve,
    review,
    search,
    serve,
    timeline,
    users,
)
from dragoman.cli.guard import Verbs

app = typer.Typer(
    name="dragoman",
    cls=Verbs,
    help="Reads the news of diplomacy and politics and keeps the diplomatic record, with the words it rests on.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("code", no_args_is_help=True)(code.run)
app.command("add", no_args_is_help=True)(add.run)
app.command("timeline")(timeline.run)
app.command("dyad", no_args_is_help=True)(dyad.run)
app.command("actor", no_args_is_help=True)(actor.run)
app.command("meetings")(meetings.run)
app.command("commitments")(commitments.run)
app.command("positions")(positions.run)
app.command("search", no_args_is_help=True)(search.run)
app.command("evidence", no_args_is_help=True)(evidence.run)
app.command("brief", no_args_is_help=True)(brief.run)
app.command("export", no_args_is_help=True)(export.run)
app.command("review")(review.run)
app.command("quotes", no_args_is_help=True)(quotes.run)
app.command("codebook")(codebook.run)
app.command("resolve", no_args_is_help=True)(resolve.run)
app.add_typer(actors.app, name="actors")
app.add_typer(evaluate.app, name="eval")
app.command("serve")(serve.run)
app.add_typer(users.app, name="users")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options of the command itself; `--version` has done its work before this is called."""


def main() -> None:
    """Run the command line; this is what the `dragoman` command calls."""
    app(prog_name="dragoman")
