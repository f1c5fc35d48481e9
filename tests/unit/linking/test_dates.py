"""Time expressions: what is found, what isn't, and the days they mean."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.linking import dates
from dragoman.linking.dates import DateMention, find_dates, resolve
from dragoman.model import When

MONDAY = date(2025, 11, 3)
THURSDAY = date(2003, 3, 20)
WORDS = (
    "on in the of at by since until till before after from to between and through a an this last next coming past "
    "early mid late end start first second third half quarter week weeks month months year years day days decade "
    "century hours ago later earlier following previous same that eve within for two 3 3rd 12 31 29 1999 2024 "
    "3/11/2025 2024-25 2025-11-03 1990s '90s Monday Thursday Sunday Nov. May March February December Q3 summer "
    "winter Christmas Easter weekend today yesterday overnight tonight will met said troops vote or so - – , . ' "
    "’ / ( ) \n\n"
).split(" ")

texts = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=60)
bases = st.none() | st.dates()


def only(text: str, base: date | None = MONDAY) -> DateMention:
    """The one mention of a text."""
    found = find_dates(text, base)
    assert len(found) == 1, found
    return found[0]


def days(when: When) -> tuple[str | None, str | None]:
    """An interval's days in ISO 8601."""
    return (when.start.isoformat() if when.start else None, when.end.isoformat() if when.end else None)


def table() -> list[list[str]]:
    """The rows of the table of conventions in the module's docstring: words, days, precision, rule."""
    lines = [line for line in (dates.__doc__ or "").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


@pytest.mark.parametrize("row", table(), ids=lambda row: row[0])
def test_the_table_of_conventions_tells_what_is_done(row: list[str]) -> None:
    words, told, precision, _ = row
    when = resolve(words, MONDAY)
    assert when is not None
    start, _, end = told.partition(" to ")
    assert (*(day or "…" for day in days(when)), when.precision) == (start, end or start, precision)


# where a mention stands


def test_a_mention_is_the_slice_at_its_offsets() -> None:
    text = "“Talks” in Kraków — İzmir’s second — resume on Friday, 7 November."
    mention = only(text)
    assert (text[mention.start : mention.end], mention.text) == ("Friday, 7 November", "Friday, 7 November")
    assert mention.when.expression == mention.text


def test_a_preposition_belongs_to_the_words_only_where_it_changes_the_days() -> None:
    assert [mention.text for mention in find_dates("It met on Monday and must go by Friday.", MONDAY)] == [
        "Monday",
        "by Friday",
    ]


def test_a_sentence_ending_full_stop_is_not_taken_in() -> None:
    assert only("The envoy left on 3 Nov.").text == "3 Nov"


@pytest.mark.parametrize(
    "text",
    [
        "3\u00a0November\u00a02025",
        "3\u202fNovember 2025",
        "NOVEMBER 3, 2025",
        "Nov. 3rd, 2025",
        "the\n3rd of\nNovember 2025",
    ],
)
def test_spaces_case_and_suffixes_do_not_matter(text: str) -> None:
    assert days(only(text).when) == ("2025-11-03", "2025-11-03")


@pytest.mark.parametrize("dash", ["-", "–", "‑", "−", " - ", " – "])
def test_every_dash_spans_days(dash: str) -> None:
    assert days(only(f"16{dash}17 November 2025").when) == ("2025-11-16", "2025-11-17")


@pytest.mark.parametrize("mark", ["'", "’"])
def test_both_apostrophes_make_a_possessive(mark: str) -> None:
    assert only(f"Sunday{mark}s raid killed nine.").text == "Sunday"


def test_dates_of_different_paragraphs_are_not_joined() -> None:
    assert [mention.text for mention in find_dates("Issued on 3 May\n\n2019 was a hard year.", MONDAY)] == [
        "3 May",
        "2019",
    ]


# what the days are told from


def test_a_weekday_on_its_own_day_is_that_day() -> None:
    assert days(only("The council met on Thursday.", THURSDAY).when) == ("2003-03-20", "2003-03-20")


@pytest.mark.parametrize("offset", range(7))
def test_a_past_weekday_lies_within_the_week_before_and_a_future_one_within_the_week_ahead(offset: int) -> None:
    base = THURSDAY + timedelta(days=offset)
    past, future = only("It met on Thursday.", base).when.start, only("It will meet on Thursday.", base).when.start
    assert past is not None
    assert future is not None
    assert past.weekday() == future.weekday() == 3
    assert 0 <= (base - past).days < 7
    assert 0 <= (future - base).days < 7


def test_each_clause_has_its_own_tense() -> None:
    said, planned = find_dates("He said on Monday that he would fly on Wednesday.", date(2017, 5, 2))
    assert (days(said.when)[0], days(planned.when)[0]) == ("2017-05-01", "2017-05-03")


def test_a_given_tense_overrides_the_words() -> None:
    found = find_dates("It met on Thursday.", date(2003, 3, 21), tense="future")
    assert days(found[0].when) == ("2003-03-27", "2003-03-27")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Delegates are to assemble on Friday.", "2025-11-07"),
        ("Both sides agreed to assemble on Friday.", "2025-11-07"),
        ("The strike called for Friday is off.", "2025-11-07"),
        ("Envoys to assemble on Friday", "2025-11-07"),
        ("Friday's session will be closed.", "2025-11-07"),
        ("If the vote fails on Friday, he goes.", "2025-11-07"),
        ("He will visit the disputed port on Friday.", "2025-11-07"),
        ("Friday's session was closed.", "2025-10-31"),
        ("The port was to have been closed; it burned on Friday.", "2025-10-31"),
        ("It has been shut since Friday.", "2025-10-31"),
        ("Colonel May held talks on Friday.", "2025-10-31"),
        ("A session on Friday.", "2025-10-31"),
        ("Prime Minister Begin on Friday signed two frameworks.", "2025-10-31"),
        ("Truce Talks Begin on Friday", "2025-11-07"),
    ],
)
def test_words_beside_a_weekday_tell_its_tense(sentence: str, expected: str) -> None:
    assert days(only(sentence).when)[0] == expected


def test_a_weekday_beside_a_date_tells_the_year() -> None:
    assert days(only("The note of Monday, 3 June, is lost.", date(2025, 6, 10)).when)[0] == "2024-06-03"


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    for words, precision in {
        "yesterday": "day",
        "last week": "week",
        "in March": "month",
        "a year ago": "year",
    }.items():
        when = only(f"The coup came {words}.", None).when
        assert (days(when), when.precision, when.basis) == ((None, None), precision, "relative")


def test_a_time_stamp_counts_as_its_day() -> None:
    stamp = datetime(2025, 11, 3, 23, 50, tzinfo=UTC)
    assert days(only("It fell yesterday.", stamp).when) == ("2025-11-02", "2025-11-02")


# events that words are told from


def test_the_eve_of_a_meeting_waits_for_the_meetings_day() -> None:
    mention = only("On the eve of the meeting, the minister had also received a delegation.")
    assert (mention.text, mention.anchor, mention.offset_days) == ("On the eve of the meeting", "the meeting", -1)
    assert mention.anchor_needed
    assert days(mention.when) == (None, None)
    assert days(resolve(mention.text, MONDAY, event_date=MONDAY) or When()) == ("2025-11-02", "2025-11-02")


@pytest.mark.parametrize(
    ("words", "offset"),
    [
        ("two days after the summit", 2),
        ("a week before the vote", -7),
        ("the day before the raid", -1),
        ("a month after the raid", None),
    ],
)
def test_an_offset_in_days_is_told_where_there_is_one(words: str, offset: int | None) -> None:
    mention = only(f"The accord failed {words}.")
    assert (mention.anchor_needed, mention.offset_days, mention.text) == (True, offset, words)


def test_the_next_day_is_told_from_the_date_before_it() -> None:
    first, second = find_dates("They met on 30 April 2019 and left the next day.", MONDAY)
    assert (days(second.when), second.anchor_needed, second.anchor) == (("2019-05-01", "2019-05-01"), False, first.text)


def test_the_next_day_is_not_told_from_another_paragraph() -> None:
    assert find_dates("They met on 30 April 2019.\n\nThe next day they left.", MONDAY)[1].anchor_needed


def test_the_next_day_is_not_told_past_a_day_that_nobody_knows() -> None:
    assert find_dates("They met on 30 April 2019, again on Monday, and left the next day.", None)[2].anchor_needed


def test_the_next_day_is_not_told_from_a_whole_year() -> None:
    assert find_dates("They met in 2019. The next day they left.", MONDAY)[1].anchor_needed


def test_a_limit_can_run_from_an_event() -> None:
    mention = only("Troops must go within 72 hours of the signing.")
    assert (mention.text, mention.relation, mention.anchor) == ("within 72 hours", "by", "the signing")
    assert mention.anchor_needed


def test_a_clause_can_name_the_event() -> None:
    mention = find_dates("They met on Monday, six years after she resigned.", MONDAY)[1]
    assert (mention.anchor, mention.anchor_needed) == ("she resigned", True)


# relations


@pytest.mark.parametrize(
    ("words", "relation", "expected"),
    [
        ("since 2019", "since", ("2019-01-01", "2025-11-03")),
        ("until March", "until", ("2025-11-03", "2026-03-31")),
        ("by the end of 2027", "by", ("2025-11-03", "2027-12-31")),
        ("before 1 July 2026", "before", ("2025-11-03", "2026-06-30")),
        ("after 1 July 2026", "after", ("2026-07-02", None)),
        ("within 30 days", "by", ("2025-11-03", "2025-12-03")),
        ("in 2026", "at", ("2026-01-01", "2026-12-31")),
    ],
)
def test_relations_open_intervals(words: str, relation: str, expected: tuple[str, str | None]) -> None:
    mention = only(f"The rule holds {words}.")
    assert (mention.relation, days(mention.when)) == (relation, expected)


def test_a_date_that_tells_which_event_is_meant_is_not_opened() -> None:
    mention = only("They fled after Sunday's vote.")
    assert (mention.text, mention.relation) == ("Sunday", "at")


def test_how_long_is_not_when() -> None:
    mention = only("He was jailed for three years.")
    assert (mention.relation, days(mention.when), mention.when.precision) == ("for", (None, None), "year")


# one expression at a time


@pytest.mark.parametrize(
    "words", ["at the time", "Resolution 2231", "the pre-1967 borders", "a 22-year-old", "may go", ""]
)
def test_words_that_are_no_time_resolve_to_nothing(words: str) -> None:
    assert resolve(words, MONDAY) is None


def test_of_several_expressions_the_longest_counts() -> None:
    when = resolve("Monday, or the third week of November 2025", MONDAY)
    assert when is not None
    assert days(when) == ("2025-11-15", "2025-11-21")


def test_days_counted_from_a_full_date_are_explicit() -> None:
    when = only("It fell two days after 30 April 2019.", None).when
    assert (days(when), when.basis) == (("2019-05-02", "2019-05-02"), "explicit")


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert [mention.text for mention in find_dates("It is dated 30 February 2024.", MONDAY)] == ["February 2024"]
    assert find_dates("It is dated 2024-13-45.", MONDAY) == ()


def test_days_outside_the_calendar_are_left_open() -> None:
    assert days(only("It fell 999 centuries ago.").when) == (None, None)


# what must hold for any text


@settings(max_examples=300, deadline=None)
@given(text=texts, base=bases)
def test_mentions_slice_exactly_in_order_and_do_not_overlap(text: str, base: date | None) -> None:
    at = 0
    for mention in find_dates(text, base):
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text == mention.when.expression
        at = mention.end


@settings(max_examples=300, deadline=None)
@given(text=texts, base=bases, event=bases)
def test_intervals_never_end_before_they_start(text: str, base: date | None, event: date | None) -> None:
    whens = [mention.when for mention in find_dates(text, base)]
    resolved = resolve(text, base, event_date=event)
    for when in whens if resolved is None else [*whens, resolved]:
        assert when.precision is not None
        assert when.basis in ("explicit", "relative")
        if when.start and when.end:
            assert when.start <= when.end


@settings(max_examples=300, deadline=None)
@given(text=texts, base=st.dates())
def test_days_told_without_a_base_are_those_told_with_any(text: str, base: date) -> None:
    for bare, based in zip(find_dates(text, None), find_dates(text, base), strict=True):
        assert bare.when.start in (None, based.when.start)
        assert bare.when.end in (None, based.when.end)


@settings(max_examples=300, deadline=None)
@given(day=st.dates(min_value=date(1000, 1, 1), max_value=date(2199, 12, 31)), base=bases)
def test_a_full_date_is_read_back_in_every_form(day: date, base: date | None) -> None:
    forms = ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%A, %d %b %Y", "%b. %d %Y", "%d.%m.%Y")
    for form in forms:
        when = only(f"It is dated {day.strftime(form)}.", base).when
        assert (when.start, when.end, when.basis) == (day, day, "explicit"), form


@pytest.mark.parametrize(
    "unit", ["3,5 1999, 12 ", "1,", "1 ", "2019-", "the ", "in two ", "the day before ", "on Monday and ", "\n "]
)
def test_time_grows_with_the_length_of_the_text_and_no_faster(unit: str) -> None:
    short, long = (unit * (size // len(unit)) for size in (20_000, 160_000))
    find_dates(short, MONDAY)
    assert seconds(long) < 8 * 4 * max(seconds(short), 0.002)


def test_a_megabyte_of_digits_and_commas_is_read_in_seconds() -> None:
    assert seconds("31,12,1999 2,019 " * 60_000) < 20


def test_a_megabyte_of_news_is_read_in_about_a_second() -> None:
    report = (
        "The ministers of the two republics met on Thursday to discuss the border, officials said. They agreed to hold "
        "another round of talks by the end of March, and to release all prisoners. Neither side had published the text "
        "of the accord, which both parliaments must ratify, and the opposition called it a surrender of the valley.\n\n"
    )
    assert seconds(report * (1_000_000 // len(report))) < 4  # about 0.7 s on an idle core


def seconds(text: str) -> float:
    """Time that it takes to read a text, the better of two runs."""
    runs = []
    for _ in range(2):
        began = time.perf_counter()
        find_dates(text, MONDAY)
        runs.append(time.perf_counter() - began)
    return min(runs)
