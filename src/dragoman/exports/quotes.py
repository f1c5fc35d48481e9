"""Quotations as JSON: one object a quotation, with the head of its report; parties as in the wire format."""

from __future__ import annotations

from dragoman.model.evidence import Evidence
from dragoman.model.quote import Quote
from dragoman.model.report import Document
from dragoman.wire import Json, header_to_wire, party_to_wire


def quote_to_json(quote: Quote, document: Document) -> Json:
    """A quotation as an object; offsets are code points of the report's text, null stands for what it doesn't tell."""
    return {
        "document": header_to_wire(document),
        "words": [_words(piece) for piece in quote.words],
        "kind": quote.kind,
        "cue": _words(quote.cue),
        "speaker": [party_to_wire(party) for party in quote.speaker],
        "named": quote.named and _words(quote.named),
        "class": quote.source_class,
        "via": [party_to_wire(party) for party in quote.via],
        "audience": quote.audience and _words(quote.audience),
        "venue": quote.venue and _words(quote.venue),
        "where": {"name": quote.where.name, "country": quote.where.country, "geonames_id": quote.where.geonames_id},
        "about": [{"id": one.id, "name": one.name, "country": one.country} for one in quote.about],
    }


def _words(evidence: Evidence) -> Json:
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}
