"""What the coder makes of official statements: who speaks, judges, pledges, strikes, and what words point back at."""

import pytest

from dragoman import Coder
from dragoman.model import Event
from dragoman.model.entity import Entity

ON = "2014-09-18"
BRITISH = "UK Government"


def coded(coder: Coder, text: str, *, publisher: str | None = None, on: str | None = ON) -> list[Event]:
    return list(coder.code(text, published_on=on, publisher=publisher))


def names(parties: object) -> list[str]:
    return [party.entity.name for party in parties]  # type: ignore[attr-defined]


def told(events: list[Event]) -> list[tuple[list[str], str, list[str]]]:
    return [(names(event.actor), event.type, names(event.recipient)) for event in events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The meeting of the Friends of Syria took place in Paris.", (["Friends of Syria"], "CONSULT", [])),
        ("Talks between Kenya and Uganda resumed in Nairobi.", (["Kenya", "Uganda"], "CONSULT", [])),
        ("The Peruvian envoy is returning to Chile.", (["Peru"], "CONSULT", ["Chile"])),
        ("Kenya launched air strikes on Uganda on Wednesday.", (["Kenya"], "ASSAULT", ["Uganda"])),
        ("Chad is committed to assisting Niger.", (["Chad"], "AGREE", ["Niger"])),
        ("Norway announced 30 million dollars for Yemen.", (["Norway"], "AGREE", ["Yemen"])),
    ],
)
def test_a_plain_line_of_a_statement_gives_its_triple(
    coder: Coder, text: str, expected: tuple[list[str], str, list[str]]
) -> None:
    assert expected in told(coded(coder, text))


def test_a_journey_to_two_countries_has_two_recipients(coder: Coder) -> None:
    events = coded(coder, "The French foreign minister will travel to Kenya on March 12 and to Uganda on March 15.")
    assert [names(event.recipient) for event in events] == [["Kenya", "Uganda"]]


def test_refugees_who_return_make_no_visit(coder: Coder) -> None:
    assert "CONSULT" not in [event.type for event in coded(coder, "Thousands of refugees are returning to Somalia.")]


def test_both_parties_of_a_pact_are_found_over_what_stands_between_them(coder: Coder) -> None:
    text = (
        "The Foreign Secretary said: “I welcome the agreement of 2 December between the Government of Sudan, led by "
        "the president, and South Sudan, on oil exports.”"
    )
    events = coded(coder, text, publisher=BRITISH)
    assert ("SUPPORT", ["Sudan", "South Sudan"]) in [(event.type, names(event.recipient)) for event in events]
    assert (["Sudan", "South Sudan"], "AGREE", []) in told(events)


@pytest.mark.parametrize(
    "text",
    [
        "“This was an indefensible attack,” the Kenyan president said.",
        "“The attacks on clinics are unacceptable,” the Kenyan president said.",
    ],
)
def test_a_judgement_that_a_speaker_passes_is_criticism(coder: Coder, text: str) -> None:
    (event,) = coded(coder, text)
    assert (event.type, event.mode, event.status) == ("ACCUSE", "disapprove", "actual")


def test_the_same_judgement_in_the_reporters_voice_is_no_event(coder: Coder) -> None:
    assert coded(coder, "The attacks on clinics are unacceptable.") == []


def test_whoever_condemns_the_attack_told_before_condemns_its_author(coder: Coder) -> None:
    events = coded(coder, "Kenya launched air strikes on Uganda on Monday. Norway condemned the attack.")
    assert (["Norway"], "ACCUSE", ["Kenya"]) in told(events)


def test_who_suffers_the_deed_condemned_is_not_accused(coder: Coder) -> None:
    (event,) = coded(coder, "Norway condemned the shelling of Uganda by Kenya.")
    assert names(event.recipient) == ["Kenya"]


def test_a_list_of_strikes_keeps_its_author_and_target(coder: Coder) -> None:
    text = (
        "Kenyan forces conducted nine strikes against the Islamic State on Monday.\n\n"
        "In the north, two strikes destroyed a bunker of the Islamic State."
    )
    assert (["Kenya"], "ASSAULT", ["Islamic State"]) in told(coded(coder, text)[1:])


def test_what_is_alleged_in_a_clause_of_its_own_is_coded_too(coder: Coder) -> None:
    events = coded(coder, "Syria complained that Israeli aircraft were bombing Damascus.", on="1967-06-10")
    assert sorted(event.type for event in events) == ["ACCUSE", "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Norway said that it would not recognise the regime.", "Norway"),
        ("The United States will not normalise relations with Sudan.", "United States"),
        ("Kenya said on Monday that it would not withdraw its troops.", "Kenya"),
    ],
)
def test_what_its_author_rules_out_is_a_refusal(coder: Coder, text: str, actor: str) -> None:
    events = [event for event in coded(coder, text) if event.type == "REJECT"]
    assert [(names(event.actor), event.status) for event in events] == [([actor], "actual")]


def test_an_act_that_did_not_happen_is_no_refusal(coder: Coder) -> None:
    assert [event.status for event in coded(coder, "Kenya did not withdraw its troops from Uganda.")] == ["negated"]


def test_a_promise_that_is_not_made_is_negated(coder: Coder) -> None:
    assert {event.status for event in coded(coder, "Kenya made no promise to Uganda.")} <= {"negated"}


def test_promises_joined_by_their_own_to_are_told_apart(coder: Coder) -> None:
    events = coded(coder, "Kenya and Uganda agreed to develop trade and to broaden exchanges.")
    assert [event.anchor.quote for event in events] == ["to develop trade", "to broaden exchanges"]
    assert {event.type for event in events} == {"AGREE"}


def test_the_fight_against_an_ill_threatens_nobody(coder: Coder) -> None:
    events = coded(coder, "Kenya and Uganda reaffirmed their commitment to fight terrorism.")
    assert [event.type for event in events] == ["AGREE"]


def test_what_the_speakers_will_do_is_their_pledge(coder: Coder) -> None:
    (event,) = coded(coder, "We will hold free elections.", publisher=BRITISH)
    assert (event.type, event.status, names(event.actor)) == ("AGREE", "actual", ["United Kingdom"])
    assert event.commitment is not None
    assert event.commitment.force == "pledge"


@pytest.mark.parametrize("text", ["They will hold free elections.", "We will never forget the victims."])
def test_forecasts_and_feelings_are_no_pledges(coder: Coder, text: str) -> None:
    assert coded(coder, text, publisher=BRITISH) == []


def test_what_must_stop_is_a_demand_without_an_addressee(coder: Coder) -> None:
    (event,) = coded(coder, "The violence must stop.", publisher=BRITISH)
    assert (event.type, event.recipient) == ("REQUEST", ())


def test_what_should_have_been_is_no_demand(coder: Coder) -> None:
    events = coded(coder, "Kenya should have withdrawn its forces, the minister said.", publisher=BRITISH)
    assert "REQUEST" not in [event.type for event in events]


def test_whoever_will_host_promises_it(coder: Coder) -> None:
    (event,) = coded(coder, "Germany will host Kenyan officials next week.")
    assert (names(event.actor), event.type) == (["Germany"], "AGREE")


def test_messages_delivered_are_no_aid(coder: Coder) -> None:
    events = coded(coder, "The Kenyan ambassador delivered a message to Uganda.")
    assert "AID" not in [event.type for event in events]


def test_an_instrument_makes_a_promise_an_agreement(coder: Coder) -> None:
    events = coded(coder, "Under the accord Norway will provide training to Kenya.")
    assert [event.commitment.force for event in events if event.commitment] == ["agreement"]


def test_a_country_visited_is_the_host_and_no_attendee(coder: Coder) -> None:
    (event,) = coded(coder, "The Kenyan foreign minister visited Uganda on Monday.")
    assert event.meeting is not None
    assert [one.party.entity.id for one in event.meeting.attendees] != ["UGA"]
    assert "UGA" not in [one.party.entity.id for one in event.meeting.attendees]
    assert event.meeting.host is not None
    assert event.meeting.host.id == "UGA"


def test_signing_takes_no_position(coder: Coder) -> None:
    (event,) = coded(coder, "Kenya signed an agreement with Uganda.")
    assert event.agreement is not None
    assert event.position is None


def test_a_regional_government_acts_as_itself(coder: Coder) -> None:
    (event,) = coded(coder, "The Kurdistan Regional Government thanked Norway for its help.")
    actor: Entity = event.actor[0].entity
    assert (actor.name, actor.country) == ("Kurdistan Regional Government", "IRQ")


def test_all_concerned_are_the_parties_of_the_pact_told_before(coder: Coder) -> None:
    text = "Kenya and Uganda reached an agreement on Monday.\n\nNorway congratulated all concerned for their work."
    assert (["Norway"], "SUPPORT", ["Kenya", "Uganda"]) in told(coded(coder, text))


def test_whoever_supports_these_efforts_supports_those_praised_before(coder: Coder) -> None:
    text = "Norway praised Kenya for its patience. Sweden has supported these efforts throughout."
    assert (["Sweden"], "SUPPORT", ["Kenya"]) in told(coded(coder, text))


def test_a_journey_for_talks_tells_both_the_place_and_the_partner(coder: Coder) -> None:
    events = coded(coder, "The French foreign minister will travel to Kenya for talks with the African Union.")
    assert [(event.type, names(event.recipient)) for event in events] == [
        ("AGREE", ["Kenya"]),
        ("AGREE", ["African Union"]),
    ]


def test_two_people_met_with_their_titles_are_both_there(coder: Coder) -> None:
    text = "Michael Fallon met Prime Minister Haider al-Abadi and Defence Minister Khaled al-Obeidi in Baghdad."
    (event,) = coded(coder, text, publisher=BRITISH, on=None)
    assert names(event.actor) == ["Michael Fallon", "Haider Al-Abadi", "Khaled al-Obaidi"]
