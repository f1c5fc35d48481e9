from __future__ import annotations

from datetime import date

import pytest

from dragoman.reading import FieldMapping


def test_names_given_replace_the_usual_ones_in_order() -> None:
    mapping = FieldMapping.parse(["text=story", "text=summary", "date=meta.day"])
    assert mapping.text == ("story", "summary")
    assert mapping.date == ("meta.day",)
    assert mapping.title == FieldMapping().title


@pytest.mark.parametrize("word", ["body", "text=", "=body", "words=body", ""])
def test_a_word_that_maps_nothing_says_how_to_write_it(word: str) -> None:
    with pytest.raises(ValueError, match=r"write FIELD=NAME with a field of text, title, date, .*, such as text=body"):
        FieldMapping.parse([word])


def test_a_dotted_name_reaches_into_objects_and_names_a_plain_column() -> None:
    mapping = FieldMapping.parse(["publisher=source.name"])
    assert mapping.words("publisher", {"source": {"name": "Courier"}}) == "Courier"
    assert mapping.words("publisher", {"source.name": "Courier"}) == "Courier"
    assert mapping.words("publisher", {"source": "Courier"}) is None


def test_letter_case_makes_no_difference_and_empty_fields_are_passed_over() -> None:
    mapping = FieldMapping()
    assert mapping.find("text", {"Text": " ", "BODY": "words"}) == ("body", "words")
    assert mapping.find("text", {"Text": None}) is None
    assert mapping.words("publisher", {"source": {"id": None, "name": " Courier "}}) == "Courier"


def test_a_day_is_read_from_text_or_figures_but_not_from_a_flag() -> None:
    mapping = FieldMapping()
    assert (
        mapping.day({"date": 20251103})
        == mapping.day({"pubDate": "Mon, 03 Nov 2025 14:05:00 GMT"})
        == date(2025, 11, 3)
    )
    assert mapping.day({"published": True, "date": "2025-11-03"}) == date(2025, 11, 3)
    assert mapping.day({"date": ""}) is None
    with pytest.raises(ValueError, match=r"in its field 'date', 'list' is no certain date"):
        mapping.day({"date": [2025, 11, 3]})
