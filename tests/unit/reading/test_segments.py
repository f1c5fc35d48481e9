from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time

import pytest

from dragoman.reading.lines import paragraphs
from dragoman.reading.segments import Segments, segment

STORY = (
    "The foreign ministers of the two coastal states signed an accord on fishing rights on Monday, "
    "ending a year of talks.\n\n"
    "“We have kept our word,” one of them told reporters after the ceremony in the old customs house.\n\n"
    "Neither side would say when the first boats may cross the strait."
)


def told(text: str, *, title: str | None = None) -> Segments:
    return segment(text, paragraphs(text), title=title)


def kinds(text: str, *, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end][:24]) for block in told(text, title=title).blocks]


def heads(text: str, *, title: str | None = None) -> list[tuple[str, str]]:
    return [(kind, words) for kind, words in kinds(text, title=title) if kind != "paragraph"]


def test_the_seed_report_falls_into_its_blocks(shared: Path) -> None:
    text = (shared / "seed" / "report.txt").read_bytes().decode("utf-8")
    found = told(text)
    assert [block.kind for block in found.blocks] == [
        "label", "headline", "deck", "dateline", "headline", *["paragraph"] * 5,
        "subhead", *["paragraph"] * 3, "subhead", *["paragraph"] * 5,
    ]  # fmt: skip
    assert found.headline == "Ishaq Dar, Turkish FM Pledge Stronger Ties and Gaza Coordination"
    assert found.published_on == date(2025, 11, 3)
    words = [text[block.start : block.end] for block in found.blocks]
    assert words[0] == "POLITICS & POLICY MAKING"
    assert words[2].startswith("FM Ishaq Dar and Turkish FM")
    assert words[10] == "Broader Regional Engagement"
    assert words[14] == "Erdogan Calls for Muslim Leadership in Gaza Reconstruction"
    assert words[-1].endswith("humanitarian recovery in Gaza.")


def test_official_statements_open_with_their_headline(shared: Path) -> None:
    for path in sorted((shared / "dev" / "reports").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        blocks = told(text).blocks
        assert [block.kind for block in blocks] == ["headline", *["paragraph"] * (len(blocks) - 1)], path.name
        assert text[: blocks[0].end].strip() == text.split("\n", 1)[0].strip()


@pytest.mark.parametrize("between", ["\n\n", "\n", "\r\n", "\f"])
def test_a_short_first_line_over_a_story_is_its_headline(between: str) -> None:
    text = between.join(["Coastal states sign fishing accord", *STORY.split("\n\n")])
    assert heads(text) == [("headline", "Coastal states sign fish")]
    assert told(text).headline == "Coastal states sign fishing accord"


def test_a_text_of_one_paragraph_has_no_headline() -> None:
    assert heads("Coastal states sign fishing accord") == []
    assert heads(STORY.split("\n\n", maxsplit=1)[0]) == []
    assert told("Coastal states sign fishing accord").headline is None


@pytest.mark.parametrize(
    "first",
    [
        "The two ministers met on Monday.",
        "President Alder met Chancellor Birch in Vienna.",
        "The Foreign Secretary said:",
        "ANKARA — The two ministers met on Monday",
        "Dear colleagues,",
        "The two ministers met to mark the",
        (
            "The two ministers met on Monday in the old customs house on the strait and signed, after a "
            "year of talks, an accord"
        ),
    ],
)
def test_a_first_sentence_is_no_headline(first: str) -> None:
    assert kinds(f"{first}\n\n{STORY}")[0][0] == "paragraph"


def test_a_headline_in_title_case_may_end_in_a_stop() -> None:
    assert heads(f"Coastal States Sign Fishing Accord.\n\n{STORY}") == [("headline", "Coastal States Sign Fish")]


def test_short_lines_alone_make_no_headline() -> None:
    assert heads("Coastal states sign accord\nEnvoys fly home\nBoats stay in port\n") == []


def test_a_section_name_stands_over_the_headline() -> None:
    text = f"FOREIGN AFFAIRS\nCoastal states sign fishing accord\nBy Our Correspondent\n{STORY}"
    assert [kind for kind, _ in heads(text)] == ["label", "headline", "label"]
    assert [kind for kind, _ in heads(f"Diplomacy\n\nCoastal states sign fishing accord\n\n{STORY}")] == [
        "label",
        "headline",
    ]


def test_a_headline_in_capitals_is_no_section() -> None:
    assert heads(f"COASTAL STATES SIGN FISHING ACCORD\n\n{STORY}") == [("headline", "COASTAL STATES SIGN FISH")]


def test_the_headline_again_is_a_headline_again() -> None:
    text = f"Coastal states sign accord\n\n3 November 2025\n\nCOASTAL STATES SIGN ACCORD\n\n{STORY}"
    assert [kind for kind, _ in heads(text)] == ["headline", "dateline", "headline"]


def test_a_title_from_the_source_is_found_in_the_text() -> None:
    text = f"Accord signed.\n\n{STORY}"
    assert kinds(text)[0][0] == "paragraph"
    assert heads(text, title="Accord signed") == [("headline", "Accord signed.")]


def test_a_line_between_headline_and_date_is_the_deck() -> None:
    deck = "Two coastal states agree on quotas and on joint patrols after a year of talks."
    for mark in ("3 November 2025", "By Our Correspondent", "Reuters"):
        assert ("deck", deck[:24]) in heads(f"Coastal states sign accord\n\n{deck}\n\n{mark}\n\n{STORY}")


def test_a_line_before_a_story_that_opens_with_its_city_is_the_deck() -> None:
    deck = "Boats may cross from spring, but the islands wait."
    assert ("deck", deck[:24]) in heads(f"Coastal states sign accord\n\n{deck}\n\nANKARA (Agency) — {STORY}")
    assert ("deck", deck[:24]) in heads(f"Coastal states sign accord\n\n{deck[:-1]}\n\n{STORY}")


@pytest.mark.parametrize(
    "mark", ["3 November 2025", "By Our Correspondent", "Read more: Boats stay in port", "Advertisement"]
)
def test_the_story_of_a_short_release_is_never_its_deck(mark: str) -> None:
    story = "The two coastal states signed an accord on fishing rights on Monday."
    assert ("paragraph", story[:24]) in kinds(f"Coastal states sign accord\n\n{story}\n\n{mark}\n")
    assert ("paragraph", story[:24]) in kinds(f"Coastal states sign accord\n\n{story}\n\n{STORY}\n\n{mark}\n")


def test_short_lines_between_paragraphs_are_subheads() -> None:
    first, second, third = STORY.split("\n\n")
    text = f"{first}\n\nQuotas for Both Fleets\n\n{second}\n\nWhat happens next\n\n{third}"
    assert heads(text) == [("subhead", "Quotas for Both Fleets"), ("subhead", "What happens next")]


@pytest.mark.parametrize(
    "line",
    [
        "He then left.",
        "A spokesman said:",
        "“It is over!” he cried",
        "Neither of the two ministers would say when the boats may cross",
    ],
)
def test_a_short_sentence_between_paragraphs_is_no_subhead(line: str) -> None:
    first, second, _ = STORY.split("\n\n")
    expected = [("subhead", line[:24])] if line.startswith("“") and "!" not in line else []
    assert heads(f"{first}\n\n{line}\n\n{second}") == expected


def test_a_list_of_names_has_no_subheads() -> None:
    first, second, _ = STORY.split("\n\n")
    assert heads(f"{first}\n\nTürkiye\nPakistan\nJordan\n\n{second}") == []


def test_a_short_line_at_the_end_heads_nothing() -> None:
    assert heads(f"{STORY}\n\nMore talks to come") == []


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2025-11-03", date(2025, 11, 3)),
        ("Monday, 3 November 2025", date(2025, 11, 3)),
        ("Published: November 3, 2025", date(2025, 11, 3)),
        ("Updated: Nov 3, 2025 14:05 GMT", date(2025, 11, 3)),
        ("Monday, November 3", None),
    ],
)
def test_a_date_on_its_own_line_dates_the_report(line: str, day: date | None) -> None:
    text = f"Coastal states sign accord\n\n{line}\n\n{STORY}"
    assert ("dateline", line[:24]) in heads(text)
    assert told(text).published_on == day


def test_publication_goes_before_an_update() -> None:
    text = f"Coastal states sign accord\nUpdated: 4 November 2025\nPublished: 3 November 2025\n{STORY}"
    assert told(text).published_on == date(2025, 11, 3)


def test_a_story_s_opening_stays_in_it_and_dates_it_only_with_a_year() -> None:
    story = f"ANKARA, Nov. 3, 2025 (Agency) — {STORY}"
    assert kinds(f"Coastal states sign accord\n\n{story}")[1][0] == "paragraph"
    assert told(f"Coastal states sign accord\n\n{story}").published_on == date(2025, 11, 3)
    assert told(story.replace(", 2025", "")).published_on is None
    assert told(f"4 November 2025\n\n{story}").published_on == date(2025, 11, 4)


@pytest.mark.parametrize("paragraph_end", ["\n\n", "\n"])
def test_twenty_megabytes_take_no_more_than_linear_time(paragraph_end: str) -> None:
    story = STORY.replace("\n\n", paragraph_end) + paragraph_end
    copies = 20_000_000 // len(story) + 1
    text = "Coastal states sign fishing accord\n\n" + story * copies
    started = process_time()
    blocks = told(text).blocks
    assert process_time() - started < 15  # seconds; 5 on an idle machine, but tests share theirs
    assert len(blocks) == 1 + 3 * copies
    assert blocks[-1].end == len(text.rstrip())
