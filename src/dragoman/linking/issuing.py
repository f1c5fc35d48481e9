"""Who issues a report: the government or body whose own statement it is, for which "we" stands in it."""

from __future__ import annotations

from dragoman.gazetteer import gazetteer
from dragoman.model import Document, Party


def issuer_of(document: Document) -> Party | None:
    """The state or body that publishes its own statements, or stands at their head; None for a news outlet."""
    if document.publisher:
        for match in gazetteer().find(document.publisher):
            if match.kind != "agency" and len(match.ids) == 1:
                return Party(gazetteer().entity(match.ids[0]), document.publisher, 0, 1)
        return None
    for block in document.blocks:
        label = document.text[block.start : block.end]
        for match in gazetteer().find(label) if block.kind == "label" else ():
            if match.kind in ("metonym", "organisation") and len(match.ids) == 1 and match.text == label:
                return Party(gazetteer().entity(match.ids[0]), label, block.start, block.end)
    return None
