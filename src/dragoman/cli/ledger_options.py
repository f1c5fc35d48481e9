"""Options of the verbs that ask a ledger: which one, which occurrences of it, and as what to print the answer."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Final, get_type_hints

import typer

from dragoman.cli.guard import complain
from dragoman.cli.options import day
from dragoman.errors import CodebookError

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.ledger import Ledger
    from dragoman.views import Filter

LedgerAddress = Annotated[
    str | None,
    typer.Option(
        "--ledger", metavar="FILE|URL", help="The ledger to ask. Default: DRAGOMAN_LEDGER, else ./dragoman.db"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print everything as one JSON object.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10_000, metavar="N", help="How many at most.")]
Offset = Annotated[int, typer.Option("--offset", min=0, metavar="N", help="How many of the first to pass over.")]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", metavar="DAY", parser=day, help="What was believed at the end of that day (UTC)."),
]

_Words = list[str] | None

FILTER_OPTIONS: Final[dict[str, Any]] = {
    "who": Annotated[_Words, typer.Option("--who", metavar="PARTY", help="Who acts: PAK, Pakistan, Fidan, Q458.")],
    "whom": Annotated[_Words, typer.Option("--whom", metavar="PARTY", help="Whom it is directed at.")],
    "either": Annotated[_Words, typer.Option("--party", metavar="PARTY", help="Who has any part in it.")],
    "type": Annotated[_Words, typer.Option("--type", metavar="TYPE", help="PLOVER type, such as CONSULT.")],
    "status": Annotated[
        _Words, typer.Option("--status", metavar="STATUS", help="actual, historical, future, hypothetical, negated.")
    ],
    "context": Annotated[_Words, typer.Option("--context", metavar="CONTEXT", help="PLOVER context: military.")],
    "place": Annotated[_Words, typer.Option("--place", metavar="PLACE", help="Where: a state (TUR) or a place.")],
    "since": Annotated[date | None, typer.Option("--since", metavar="DAY", parser=day, help="First day.")],
    "until": Annotated[date | None, typer.Option("--until", metavar="DAY", parser=day, help="Last day.")],
    "as_of": AsOf,
}
"""What narrows a question, by the field of `views.Filter`; every one of several values will do."""


def filtered(verb: Callable[..., None]) -> Callable[..., None]:
    """A verb that takes `wanted`, a filter, with the options that make one in its place."""
    # The type of `wanted` is known to type checkers only: it is too slow to load for `dragoman --help`.
    hints = get_type_hints(verb, localns={"Filter": object}, include_extras=True)
    own = [one for one in inspect.signature(verb).parameters.values() if one.name != "wanted"]
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=hint)
        for name, hint in FILTER_OPTIONS.items()
    ]
    typed = [one.replace(annotation=hints[one.name], kind=inspect.Parameter.KEYWORD_ONLY) for one in own]

    @wraps(verb)
    def run(**given: Any) -> None:
        asked = {name: given.pop(name) for name in FILTER_OPTIONS}
        verb(wanted=make_filter(**asked), **given)

    run.__signature__ = inspect.Signature([*typed, *options])  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in (*typed, *options)}
    return run


def make_filter(**given: Any) -> Filter:
    """The filter that the options name.

    Raises:
        typer.BadParameter: A code that the codebook doesn't have, or days in the wrong order.
    """
    # SQLAlchemy is loaded only when a ledger is asked, so that `dragoman --help` answers at once.
    from dragoman.views import Filter

    asked: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in given.items() if value
    }
    if "type" in asked:
        asked["type"] = tuple(code.upper() for code in asked["type"])
    try:
        found = Filter(**asked)
    except CodebookError as error:
        raise typer.BadParameter(str(error)) from None
    if found.since and found.until and found.until < found.since:
        raise typer.BadParameter(f"--until {found.until} lies before --since {found.since}")
    return found


def answer(value: object, as_json: bool, show: Callable[[Console], None]) -> None:
    """Print the answer to a question: as JSON, or as a page for people."""
    if as_json:
        from dragoman.views.as_json import to_json

        typer.echo(json.dumps(to_json(value), ensure_ascii=False, indent=1))
        return
    # Rich is imported only where something is laid out.
    from dragoman.cli.render import console_for

    show(console_for(sys.stdout))


def warn_of_unknown(wanted: Filter) -> None:
    """Say of a question that found nothing which of its names the gazetteer doesn't know."""
    from dragoman.views.parties import likest, seek

    for words in wanted.parties:
        if not seek(words).is_known:
            close = likest(words)
            complain(f"nobody is known as {words!r}{f'; did you mean {close}?' if close else ''}")


def occurrence_id(ledger: Ledger, id: str, as_of: date | None) -> str:
    """The whole id that begins so.

    Raises:
        typer.BadParameter: No event's does, or those of several.
    """
    found = ledger.occurrence(id, as_of=as_of)
    if found is None:
        raise no_such_event(id)
    return found.id


def no_such_event(id: str) -> typer.BadParameter:
    """What to raise where the ledger has no event of an id, or several that begin so."""
    return typer.BadParameter(
        f"no event has an id that begins with {id!r}, or several have; `dragoman timeline` lists them",
        param_hint="'ID'",
    )
