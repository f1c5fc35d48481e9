from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.place_names import find_toponyms
from dragoman.linking.places import Resolved, locate, resolve_toponyms
from dragoman.model import Mention, Sentence, Span, Token
from dragoman.model.sentence import MentionKind


def sentences(text: str, **mentions: MentionKind) -> tuple[Sentence, ...]:
    """One sentence a line; capitalised words are tagged as names; a key of `mentions` is its words joined by `_`."""
    made: list[Sentence] = []
    for line in re.finditer(r"[^\n]+", text):
        tokens = tokens_of(line.group(), line.start())
        if not tokens:
            continue
        seen = [
            mention(name.replace("_", " "), kind, match.start(), tokens)
            for name, kind in mentions.items()
            for match in re.finditer(name.replace("_", " "), text)
            if line.start() <= match.start() < line.end()
        ]
        made.append(Sentence(len(made), line.start(), line.end(), "paragraph", len(made), tokens, tuple(seen)))
    return tuple(made)


def tokens_of(line: str, start: int) -> tuple[Token, ...]:
    words = enumerate(re.finditer(r"\w+|[^\w\s]", line))
    return tuple(
        Token(at, start + word.start(), start + word.end(), word[0], word[0], "X", tag(word[0]), "dep", 0)
        for at, word in words
    )


def tag(word: str) -> str:
    return "NNP" if word[0].isupper() else "NN"


def mention(words: str, kind: MentionKind, start: int, tokens: tuple[Token, ...]) -> Mention:
    inside = [token.index for token in tokens if start <= token.start < start + len(words)]
    return Mention(kind, inside[0], inside[-1] + 1, inside[-1], start, start + len(words), words, name=words)


def names(text: str, **mentions: MentionKind) -> list[str]:
    return [toponym.text for toponym in find_toponyms(text, sentences(text, **mentions))]


def places_in(text: str, *words: str, **hints: object) -> list[Resolved]:
    """The places of these words, each sought from the end of the one before."""
    spans, at = [], 0
    for word in words:
        at = text.index(word, at)
        spans.append(Span(at, at + len(word)))
        at += len(word)
    return list(resolve_toponyms(text, spans, **hints))  # type: ignore[arg-type]


def admin1(resolved: Resolved) -> str | None:
    return resolved.place.admin1 if resolved.place else None


def country(resolved: Resolved) -> str | None:
    return resolved.place.country if resolved.place else None


def test_places_countries_and_adjectives_are_recognised() -> None:
    text = "The Turkish envoy met ministers of Jordan in Istanbul."
    assert names(text) == ["Turkish", "Jordan", "Istanbul"]


def test_a_language_is_no_place() -> None:
    assert names("He spoke in Turkish, then read the text in Arabic.") == []


def test_a_nationality_alone_counts_where_one_person_has_it() -> None:
    assert names("An aide said a German was held.") == ["German"]


def test_a_place_name_inside_a_persons_name_is_no_place() -> None:
    text = "Envoy Jordan Miller spoke. Later Jordan left."
    assert names(text, Jordan_Miller="person") == []


def test_the_nationality_before_a_persons_name_still_counts() -> None:
    text = "Turkish FM Deniz Kaya arrived."
    tokens = sentences(text)[0].tokens
    whole = Mention("person", 0, 4, 3, 0, 21, "Turkish FM Deniz Kaya", name="Deniz Kaya")
    made = Sentence(0, 0, len(text), "paragraph", 0, tokens, (whole,))
    assert [toponym.text for toponym in find_toponyms(text, [made])] == ["Turkish"]


def test_a_newspaper_is_no_city() -> None:
    assert names("The Los Angeles Times reported it.") == []


def test_an_ordinary_word_needs_more_than_the_gazetteer() -> None:
    assert names("Progress was slow and Hope faded.") == []
    assert names("They met in Reading, England.", Reading="place") == ["Reading", "England"]


def test_a_village_counts_when_the_words_announce_it() -> None:
    text = "Shells hit the village of Qarnabulus at dawn."
    assert names(text) == []
    assert names(text, Qarnabulus="place") == ["Qarnabulus"]


def test_a_sure_occurrence_vouches_for_a_doubtful_one() -> None:
    doubtful = "Danbury police came."
    assert names(doubtful) == []
    assert names(f"{doubtful}\nThe town of Danbury, Connecticut, was calm.") == ["Danbury", "Danbury", "Connecticut"]


def test_a_dateline_is_recognised_in_capitals() -> None:
    assert names("TORRINGTON — The mayor spoke.")[0] == "TORRINGTON"


def test_a_state_abbreviation_counts_only_after_a_place() -> None:
    assert names("A man from Edmonton, Ky., was held.") == ["Edmonton", "Ky."]
    assert names("Miss. Means and Me. Too") == []


def test_the_capitalised_kind_belongs_to_the_name_and_a_small_one_does_not() -> None:
    assert names("Fighting in Helmand Province spread to Kunar province.") == ["Helmand Province", "Kunar"]


def test_a_street_is_found_whole() -> None:
    assert names("The protest began on Hertford Road and ended.") == ["Hertford Road"]


def test_the_capital_is_meant_unless_the_report_says_otherwise() -> None:
    found = places_in("The envoy flew to Paris.", "Paris")[0]
    assert country(found) == "FRA"
    assert "most prominent" in found.why


def test_the_region_named_beside_decides() -> None:
    found = places_in("He grew up in Paris, Texas, and left.", "Paris", "Texas")[0]
    assert admin1(found) == "US.TX"
    assert found.why == "Texas is named beside it"
    assert found.confidence > 0.9


def test_two_places_of_one_name_are_told_apart_by_what_stands_beside_each() -> None:
    text = "A plant in Paris, Texas, supplies one in Paris, Kentucky."
    found = places_in(text, "Paris", "Texas", "Paris", "Kentucky")
    assert [admin1(found[0]), admin1(found[2])] == ["US.TX", "US.KY"]


def test_a_name_keeps_its_sense_through_the_report() -> None:
    text = "In London, Ontario, police spoke. London was calm. People in London slept."
    found = places_in(text, "London", "Ontario", "London", "London")
    assert {admin1(found[at]) for at in (0, 2, 3)} == {"CA.08"}


def test_a_description_with_an_adjective_decides() -> None:
    found = places_in("the Syrian city of Tripoli", "Syrian", "Tripoli")[1]
    assert country(found) != "SYR"
    text = "shells fell in the Lebanese city of Tripoli"
    assert country(places_in(text, "Lebanese", "Tripoli")[1]) == "LBN"
    assert country(places_in("clashes in Tripoli", "Tripoli")[0]) == "LBY"


def test_countries_in_a_list_do_not_hold_each_other() -> None:
    found = places_in("ministers of Turkey, Russia, U.S. and Iran", "Turkey", "Russia", "U.S.", "Iran")
    assert [resolved.place.kind for resolved in found if resolved.place] == ["country"] * 4


def test_the_country_the_report_is_about_decides() -> None:
    text = "Georgia and Armenia opened the border. Officials in Tbilisi said Georgia agreed."
    assert country(places_in(text, "Georgia", "Armenia", "Tbilisi", "Georgia")[0]) == "GEO"
    text = "Voters in Georgia, Alabama and Florida chose. Atlanta waited."
    assert country(places_in(text, "Georgia", "Alabama", "Florida", "Atlanta")[0]) == "USA"


def test_countries_known_from_elsewhere_count() -> None:
    text = "A bridge fell in Hamilton."
    bare, told = places_in(text, "Hamilton")[0], places_in(text, "Hamilton", countries={"NZL": 9.0})[0]
    assert country(bare) == "CAN"
    assert country(told) == "NZL"


def test_the_outlets_country_and_the_headline_count() -> None:
    text = "Police in Newcastle said so."
    assert country(places_in(text, "Newcastle", outlet_country="AUS")[0]) == "AUS"
    assert country(places_in(text, "Newcastle", title="Fire in England kills two", outlet_country="GBR")[0]) == "GBR"


def test_a_governor_governs_a_region_and_a_mayor_a_city() -> None:
    governor, mayor = places_in("the New York governor; the New York mayor", "New York", "New York")
    assert governor.place is not None
    assert mayor.place is not None
    assert (governor.place.kind, mayor.place.kind) == ("region", "city")


def test_a_county_stands_at_the_town_of_its_state_named_with_it() -> None:
    text = "A fire in Metcalfe County. Crews came from Edmonton, Kentucky."
    county, town = places_in(text, "Metcalfe County", "Edmonton", "Kentucky")[:2]
    assert county.place is not None
    assert county.place.point is None
    assert county.point == town.point
    assert "Edmonton" in county.why
    assert places_in("A fire in Metcalfe County.", "Metcalfe County")[0].point is None


def test_a_village_the_gazetteer_lacks_is_left_open_rather_than_put_elsewhere() -> None:
    found = places_in("in Fairview, W.Va., on Monday", "Fairview", "W.Va.")[0]
    assert found.place is None
    assert found.point is None
    assert not found.is_spot
    unknown = places_in("in Qarnabulus", "Qarnabulus")[0]
    assert (unknown.place, unknown.confidence) == (None, 0.0)


@pytest.mark.parametrize(("name", "spot"), [("France", False), ("Europe", False), ("Paris", True), ("Red Sea", True)])
def test_no_event_is_put_at_the_middle_of_a_country(name: str, spot: bool) -> None:
    assert places_in(f"It happened in {name}.", name)[0].is_spot is spot


def test_recognition_and_resolution_work_together() -> None:
    text = "Egypt and Qatar hosted talks in Cairo on the Gaza Strip."
    found = locate(text, sentences(text))
    assert [resolved.place.name for resolved in found if resolved.place] == ["Egypt", "Qatar", "Cairo", "Gaza Strip"]


@given(st.text(alphabet=st.sampled_from("Paris, Texas LondonU.S. of the\n—’sGeorgia"), max_size=120))
def test_any_text_gives_ordered_spans_inside_it_and_sound_confidence(text: str) -> None:
    at = 0
    for resolved in locate(text, sentences(text)):
        assert at <= resolved.span.start < resolved.span.end <= len(text)
        assert 0 <= resolved.confidence <= 1
        assert resolved.why
        at = resolved.span.end


@given(st.permutations(["Georgia", "Tbilisi", "Paris", "Jordan"]))
def test_the_order_of_the_spans_handed_in_makes_no_difference(order: list[str]) -> None:
    text = "Georgia hosted Jordan in Tbilisi and Paris."
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in order]
    assert resolve_toponyms(text, spans) == resolve_toponyms(text, sorted(spans))
