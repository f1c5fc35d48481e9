"""Documented: the answers that the OpenAPI document promises, for routes that make their answers themselves."""

from __future__ import annotations

from typing import Any, Final

_Responses = dict[int | str, dict[str, Any]]

_PROBLEM: Final = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}


def _problem(words: str, status: int, title: str) -> dict[str, Any]:
    example = {"type": "about:blank", "title": title, "status": status}
    return {"description": words, "content": {"application/problem+json": {"schema": _PROBLEM, "example": example}}}


def _json(words: str) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": {"type": "object"}}}}


PROBLEMS: Final[_Responses] = {
    401: _problem("No token, or a wrong one", 401, "That is for those with a token"),
    403: _problem("The role isn't high enough", 403, "Only a reviewer may do that"),
    404: _problem("There is no such thing", 404, "There is no such event"),
    413: _problem("The request is too large", 413, "The request is larger than 8 MB"),
    415: _problem("The body isn't JSON", 415, "The body must be JSON"),
    422: _problem("The request can't be understood", 422, "The request can't be understood"),
    429: _problem("Too much is waiting", 429, "Too many codings are waiting"),
    503: _problem("The ledger doesn't answer", 503, "The ledger doesn't answer"),
}
"""What may go wrong with any call."""

JSON: Final[_Responses] = {200: _json("What was asked for"), 304: {"description": "As before"}}
CSV_OR_JSON: Final[_Responses] = {
    200: {
        "description": "A page of what was found, or all of it as a table",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["total", "limit", "offset", "next", "items"],
                    "properties": {
                        "total": {"type": "integer"},
                        "limit": {"type": "integer"},
                        "offset": {"type": "integer"},
                        "next": {"type": ["string", "null"]},
                        "items": {"type": "array", "items": {"type": "object"}},
                    },
                }
            },
            "text/csv": {"schema": {"type": "string"}},
        },
    },
    304: {"description": "As before"},
}
CODED: Final[_Responses] = {
    201: _json("All reports are coded"),
    202: _json("Still coding; ask for it again, or listen to its events"),
}
