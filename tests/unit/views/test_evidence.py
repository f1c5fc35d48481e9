"""Evidence: the words, what stands around them, and on whose word they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.ledger import Ledger
from dragoman.model import Attribution, Block, Document, Entity, Event, Party
from dragoman.model.evidence import Evidence
from dragoman.views import Filter
from dragoman.views import evidence as module
from dragoman.views.evidence import evidence, said_by
from dragoman.views.pages import each

TEXT = (
    "Ports reopen\n\nThe envoys met at dawn. They spoke of grain. “Nobody slept.” The talks ended.\n\n"
    "Norway praised Kenya. It sent seed. More is to come. Then it rained."
)
SECOND = TEXT.index("Norway")
DOCUMENT = Document(
    TEXT, (Block("headline", 0, 12), Block("paragraph", 14, SECOND - 2), Block("paragraph", SECOND, len(TEXT)))
)


def around(quote: str) -> tuple[str, str]:
    start = TEXT.index(quote)
    passage = module._passage(DOCUMENT.evidence(start, start + len(quote)), _at(quote), DOCUMENT)
    assert passage.quote == quote
    return passage.before, passage.after


def _at(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return DOCUMENT.evidence(start, start + 1)


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("“Nobody slept.”", "The envoys met at dawn. They spoke of grain. ", " The talks ended."),
        ("They spoke of grain", "The envoys met at dawn. ", ". “Nobody slept.”"),
        ("Norway praised Kenya.", "“Nobody slept.” The talks ended. ", " It sent seed. More is to come."),
        ("Then it rained.", "It sent seed. More is to come. ", ""),
        ("The envoys met at dawn.", "", " They spoke of grain. “Nobody slept.”"),
        ("grain", "The envoys met at dawn. They spoke of ", ". “Nobody slept.”"),
    ],
)
def test_two_sentences_of_context_stand_on_either_side(quote: str, before: str, after: str) -> None:
    assert around(quote) == (before, after)


def test_the_parts_read_as_the_report_does(book: Ledger) -> None:
    for one in each(book, Filter()):
        grounds = evidence(book, one.id)
        assert grounds is not None
        assert [account.telling for account in grounds.accounts] == list(one.tellings)
        for account in grounds.accounts:
            document = book.document(account.telling.document.id)
            assert document is not None
            flat = " ".join(document.text.split())
            for passage in account.passages:
                assert document.text[passage.start : passage.end] == passage.quote
                for context in (passage.before, passage.after):
                    assert " ".join(context.split()) in flat
                if passage.anchor:
                    words = passage.quote[passage.anchor.start : passage.anchor.end]
                    assert words == account.telling.event.anchor.quote


def test_the_beginning_of_an_id_will_do_unless_several_begin_so(book: Ledger) -> None:
    one = next(each(book, Filter()))
    grounds = evidence(book, one.id[:12])
    assert grounds is not None
    assert grounds.occurrence == one
    assert evidence(book, "") is None
    assert evidence(book, "no such id") is None


def test_a_chain_is_told_from_the_speaker_outwards(book: Ledger) -> None:
    event: Event = next(
        telling.event for one in each(book, Filter()) for telling in one.tellings if telling.event.attribution
    )
    link: Attribution = event.attribution[0]
    agency, ministry = (
        replace(link, source=Party(Entity(f"dragoman:{name}", name, "organisation"), name, 0, 1))
        for name in ("Reuters", "Foreign Office")
    )
    assert said_by((agency, ministry)) == "on the word of Foreign Office, as told by Reuters"
    assert said_by((replace(link, source=None),)) == "on the word of a source unnamed"
    assert said_by(()) == "in the report's own voice"
