from datetime import date

from dragoman import Coder
from dragoman.model import Entity, Quote, Report
from dragoman.model.quote import names

SPOKEN = (
    "“We will not sign before the spring,” Turkish Foreign Minister Hakan Fidan told reporters at a news conference in "
    "Ankara on Monday. “That is final.”\n\n"
    "Norway’s prime minister called the plan “a step backwards” in an interview with the BBC.\n\n"
    "The valley has “the best cheese” in the north."
)


def quoted(coder: Coder, text: str) -> tuple[Quote, ...]:
    return coder.quotes(Report(content=text, published_on=date(2025, 11, 3)))[1]


def test_a_quotation_has_all_its_words_its_speaker_and_his_office(coder: Coder) -> None:
    first = quoted(coder, SPOKEN)[0]
    assert [piece.quote for piece in first.words] == ["We will not sign before the spring,", "That is final."]
    assert first.kind == "direct"
    assert [party.entity.name for party in first.speaker] == ["Hakan Fidan"]
    assert "foreign_minister" in first.speaker[0].entity.posts


def test_a_quotation_tells_audience_and_venue(coder: Coder) -> None:
    first = quoted(coder, SPOKEN)[0]
    assert first.audience is not None
    assert first.audience.quote == "reporters"
    assert first.venue is not None
    assert first.venue.quote == "at a news conference in Ankara"
    assert first.where.country == "TUR"


def test_a_phrase_in_the_reporters_sentence_is_partial(coder: Coder) -> None:
    second = quoted(coder, SPOKEN)[1]
    assert (second.kind, [piece.quote for piece in second.words]) == ("partial", ["a step backwards"])


def test_words_without_a_source_are_no_quotation(coder: Coder) -> None:
    assert all(piece.quote != "the best cheese" for one in quoted(coder, SPOKEN) for piece in one.words)


def test_who_passes_words_on_is_told_apart_from_who_says_them(coder: Coder) -> None:
    text = "The Kenyan foreign minister said the ceasefire was “a farce”, according to Reuters."
    (one,) = quoted(coder, text)
    assert [party.entity.name for party in one.via] == ["Reuters"]
    assert one.speaker[0].entity.country == "KEN"


def test_quotations_are_found_by_speaker_and_by_what_they_name(coder: Coder) -> None:
    text = "“Kenya has kept its word,” the Ugandan president said."
    (one,) = quoted(coder, text)
    assert one.is_by("UGA")
    assert not one.is_by("KEN")
    assert one.is_about("kenya")
    assert not one.is_about("Uganda")


def test_nobody_is_named_by_nothing() -> None:
    assert not names(Entity("dragoman:crowd", "a crowd", "group"), " ")
