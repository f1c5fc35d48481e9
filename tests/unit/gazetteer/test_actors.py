from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import GazetteerError
from dragoman.gazetteer import gazetteer
from dragoman.model import Entity

MEETING = date(2025, 11, 3)


def names_of(country: str, post: str, on: date | None) -> list[str]:
    return [holding.entity.name for holding in gazetteer().holders(country, post, on)]


@pytest.mark.parametrize(
    ("country", "post", "on", "name"),
    [
        ("RUS", "foreign_minister", date(2010, 6, 1), "Sergei Lavrov"),
        ("USA", "foreign_minister", date(2014, 6, 1), "John Kerry"),
        ("IRN", "foreign_minister", date(2015, 6, 1), "Mohammad Javad Zarif"),
        ("CHN", "foreign_minister", date(2018, 6, 1), "Wang Yi"),
        ("CHN", "foreign_minister", date(2023, 5, 1), "Qin Gang"),
        ("CHN", "foreign_minister", date(2024, 6, 1), "Wang Yi"),
        ("FRA", "foreign_minister", date(2019, 6, 1), "Jean-Yves Le Drian"),
        ("ZAF", "foreign_minister", date(2023, 6, 1), "Naledi Pandor"),
        ("ISR", "head_of_government", date(2021, 10, 1), "Naftali Bennett"),
        ("Q1065", "io_head", date(2003, 6, 1), "Kofi Annan"),
        ("USA", "head_of_state", date(2018, 6, 1), "Donald Trump"),
        ("USA", "head_of_state", date(2022, 6, 1), "Joe Biden"),
        ("DEU", "head_of_government", date(2010, 6, 1), "Angela Merkel"),
        ("IND", "foreign_minister", date(2016, 6, 1), "Sushma Swaraj"),
        ("IND", "foreign_minister", MEETING, "S. Jaishankar"),
        ("UKR", "defence_minister", date(2022, 3, 1), "Oleksii Reznikov"),
        ("AGO", "defence_minister", date(2016, 6, 1), "João Lourenço"),
        ("PRK", "head_of_state", date(2025, 1, 1), "Kim Jong Un"),
        ("PAK", "foreign_minister", MEETING, "Ishaq Dar"),
        ("Q458", "foreign_minister", MEETING, "Kaja Kallas"),
        ("dragoman:iaea", "io_head", MEETING, "Rafael Grossi"),
    ],
)
def test_the_holder_of_a_post_on_a_day(country: str, post: str, on: date, name: str) -> None:
    (holding,) = gazetteer().holders(country, post, on)
    assert (holding.entity.name, holding.state, holding.certain) == (name, "current", True)
    assert post in holding.entity.posts


def test_on_the_day_of_handing_over_both_are_named_and_the_one_who_leaves_is_doubtful() -> None:
    holdings = gazetteer().holders("USA", "head_of_state", date(2021, 1, 20))
    assert [(holding.entity.name, holding.certain) for holding in holdings] == [
        ("Donald Trump", False),
        ("Joe Biden", True),
    ]


def test_a_post_last_seen_before_the_day_is_unknown_and_never_current() -> None:
    holdings = gazetteer().holders("TGO", "foreign_minister", MEETING)
    assert [(holding.state, holding.certain) for holding in holdings] == [("unknown", False)]
    assert holdings[0].tenure.last_seen == date(2023, 1, 10)
    assert "foreign_minister" not in holdings[0].entity.posts


def test_the_hand_table_is_not_believed_after_its_last_day() -> None:
    days = date(2025, 11, 30), date(2025, 12, 1)
    assert [gazetteer().holders("PAK", "foreign_minister", day)[0].state for day in days] == ["current", "unknown"]


def test_nobody_is_named_for_a_post_that_no_table_has() -> None:
    assert gazetteer().holders("XXX", "foreign_minister", MEETING) == ()


@pytest.mark.parametrize(
    ("name", "country", "sector", "posts"),
    [
        ("Ishaq Dar", "PAK", "GOV", ("deputy_head_of_government", "foreign_minister")),
        ("Hakan Fidan", "TUR", "GOV", ("foreign_minister",)),
        ("Recep Tayyip Erdogan", "TUR", "GOV", ("head_of_state", "head_of_government")),
        ("Donald Trump", "USA", "GOV", ("head_of_state", "head_of_government")),
        ("Khalil al-Hayya", "PSE", "REB", ("group_negotiator",)),
        ("Faisal bin Farhan", "SAU", "GOV", ("foreign_minister",)),
        ("Mohammed bin Abdulrahman Al Thani", "QAT", "GOV", ("head_of_government", "foreign_minister")),
        ("Sugiono", "IDN", "GOV", ("foreign_minister",)),
        ("Abdullah bin Zayed", "ARE", "GOV", ("deputy_head_of_government", "foreign_minister")),
        ("Ayman Safadi", "JOR", "GOV", ("deputy_head_of_government", "foreign_minister")),
    ],
)
def test_posts_at_the_istanbul_meeting(name: str, country: str, sector: str, posts: tuple[str, ...]) -> None:
    first, *_ = gazetteer().people(name, on=MEETING)
    assert (first.country, first.sector, first.posts) == (country, sector, posts)
    assert gazetteer().standing(first.id, MEETING).state == "current"


def test_a_president_between_two_terms_is_of_the_elite() -> None:
    standing = gazetteer().standing("Q22686", date(2022, 6, 1))
    assert (standing.state, standing.posts, standing.sector, standing.country) == ("former", (), "ELI", "USA")
    assert {tenure.post for tenure in standing.former} == {"head_of_state", "head_of_government"}


def test_without_a_day_nobody_is_in_office() -> None:
    serving, retired = gazetteer().standing("Q22686", None), gazetteer().standing("Q1254", None)
    assert (serving.state, serving.posts, serving.certain) == ("unknown", (), False)
    assert {tenure.post for tenure in serving.unknown} == {"head_of_state", "head_of_government"}
    assert (retired.state, retired.sector) == ("former", "ELI")


def test_an_official_of_an_organisation_has_no_country() -> None:
    entity = gazetteer().entity_on("Q311440", MEETING)
    assert (entity.country, entity.sector, entity.posts) == (None, "UNO", ("io_head",))
    assert gazetteer().entity_on("Q311440", date(2000, 6, 1)).country == "PRT"


def test_one_spell_told_by_two_tables_is_one_tenure() -> None:
    (tenure,) = [row for row in gazetteer().tenures("Q28336737") if row.post == "foreign_minister"]
    assert str(tenure.start) == "2017-01-15"
    assert {"hand", "eps:jordan-ministers"} <= set(tenure.sources)
    assert (tenure.end, tenure.last_seen) == (None, date(2025, 11, 30))


def test_tenures_are_sorted_by_start() -> None:
    starts = [tenure.start.first for tenure in gazetteer().tenures("Q39259") if tenure.start]
    assert starts == sorted(starts)
    assert len(starts) > 3


def test_a_family_name_means_who_is_in_office_first() -> None:
    dar, *_ = gazetteer().people("Dar", on=MEETING)
    assert dar.id == "Q3155254"
    assert [entity.name for entity in gazetteer().people("Safadi", country="LBN")] == ["Mohammad Safadi"]
    assert gazetteer().people("Fidan", country="PAK") == ()


def test_family_names_come_first_where_they_do() -> None:
    assert gazetteer().people("Xi", on=MEETING)[0].name == "Xi Jinping"
    assert gazetteer().people("bin Farhan", on=MEETING)[0].id == "Q72099398"


def test_people_of_a_group_are_found_by_its_country_and_its_id() -> None:
    by_country = gazetteer().people("al-Hayya", country="PSE")
    assert by_country == gazetteer().people("Hayya", country="dragoman:hamas")
    assert [entity.id for entity in by_country] == ["dragoman:hamas-khalil-al-hayya"]


def test_people_without_a_day_have_no_posts() -> None:
    assert [entity.posts for entity in gazetteer().people("Hakan Fidan")] == [()]


def test_nobody_bears_an_unknown_name() -> None:
    for name in ("Nobody Whatsoever", "", "al", "-"):
        assert gazetteer().people(name) == ()


@pytest.mark.parametrize(
    ("id", "kind", "country", "sector"),
    [
        ("PAK", "country", "PAK", None),
        ("Q1065", "organisation", None, "UNO"),
        ("dragoman:hrw", "organisation", None, "NGO"),
        ("dragoman:reuters", "organisation", "GBR", "JRN"),
        ("dragoman:hamas", "group", "PSE", "REB"),
        ("dragoman:pkk", "group", "TUR", "REB"),
        ("dragoman:irgc", "group", "IRN", "MIL"),
        ("dragoman:tur-hakan-fidan", "person", "TUR", "GOV"),
    ],
)
def test_every_kind_of_entity_has_its_country_and_sector(id: str, kind: str, country: str, sector: str | None) -> None:
    entity = gazetteer().entity(id)
    assert (entity.kind, entity.country, entity.sector, entity.posts) == (kind, country, sector, ())
    assert isinstance(entity, Entity)


@pytest.mark.parametrize("call", ["entity", "tenures", "names", "country", "members"])
def test_an_unknown_id_is_an_error(call: str) -> None:
    with pytest.raises(GazetteerError, match="gazetteer"):
        getattr(gazetteer(), call)("dragoman:no-such-thing")


def test_every_id_that_a_name_may_have_is_an_entity() -> None:
    known = {id for _, ids in gazetteer()._names.bearers() for id in ids}
    assert len(known) > 28_000
    for id in known:
        assert gazetteer().entity(id).id == id


def test_a_misspelt_name_is_still_offered() -> None:
    (entity, score), *_ = gazetteer().similar("Hakan Fidn")
    assert entity.name == "Hakan Fidan"
    assert 0.9 < score < 1
    assert gazetteer().similar("Türkiye")[0] == (gazetteer().entity("TUR"), 1.0)
    assert len(gazetteer().similar("Organisation of Islamc Cooperation", limit=2)) <= 2
    assert gazetteer().similar("Organisation of Islamc Cooperation")[0][0].id == "dragoman:oic"


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(1950, 6, 25), "Trygve Lie"),
        (date(1956, 11, 4), "Dag Hammarskjöld"),
        (date(1967, 6, 5), "U Thant"),
        (date(1973, 10, 22), "Kurt Waldheim"),
    ],
)
def test_the_early_secretaries_general_are_known(on: date, name: str) -> None:
    (holding,) = gazetteer().holders("Q1065", "io_head", on)
    assert holding.entity.name == name
