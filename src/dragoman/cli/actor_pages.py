"""Actor pages: an entity of the gazetteer laid out."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.render import put


def show_actor(found: dict[str, Any], console: Console) -> None:
    """Write an entity: its names, its standing on the day asked, its tenures with their sources."""
    put(console, Text.assemble((found["name"], "bold"), f"  {found['id']}"))
    facts = [found["kind"], found["country"], found["sector"]]
    put(console, Text("  ".join(fact for fact in facts if fact)))
    if len(found["names"]) > 1:
        put(console, Text("Also: " + ", ".join(found["names"][1:]), style="dim"))
    standing = found.get("standing")
    if standing:
        posts = ", ".join(post.replace("_", " ") for post in standing["posts"]) or "no office known"
        put(console, Text(f"On {standing['on']}: {standing['state']}: {posts}"))
    if not found["tenures"]:
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for head in ("from", "to", "last seen", "office", "of", "source"):
        table.add_column(head)
    for one in found["tenures"]:
        table.add_row(one["start"], one["end"], one["last_seen"], one["title"], one["country"], one["source"])
    put(console, table)
