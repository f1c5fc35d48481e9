"""What the coder makes of one sentence: each case states the triple, so that a change of wording must not change it."""

import pytest

from dragoman import Coder
from dragoman.model import Event

ON = "2025-11-03"


def coded(coder: Coder, text: str, **known: str) -> list[Event]:
    return list(coder.code(text, published_on=ON, **known))


def triple(event: Event) -> tuple[list[str], str, list[str]]:
    return [party.id for party in event.actor], event.type, [party.id for party in event.recipient]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya accused Uganda of smuggling arms.",
        "Uganda was accused of smuggling arms by Kenya.",
        "On Monday, after weeks of silence, Kenya accused Uganda of smuggling arms.",
        "Kenya, which shares a long border with Ethiopia, accused Uganda of smuggling arms.",
        "Kenya levelled an accusation of arms smuggling against Uganda.",
    ],
)
def test_wording_does_not_change_an_accusation(coder: Coder, text: str) -> None:
    assert (["KEN"], "ACCUSE", ["UGA"]) in [triple(event) for event in coded(coder, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France condemned the coup in Niger.", (["FRA"], "ACCUSE", ["NER"])),
        ("Germany sent 40 tonnes of food to South Sudan.", (["DEU"], "AID", ["SSD"])),
        ("Turkey expelled the Swedish ambassador.", (["TUR"], "SANCTION", ["SWE"])),
        ("Japan pledged 20 million dollars to Vietnam.", (["JPN"], "AGREE", ["VNM"])),
        ("Israel bombed Lebanon on Sunday.", (["ISR"], "ASSAULT", ["LBN"])),
        ("Iran threatened to attack Israel.", (["IRN"], "THREATEN", ["ISR"])),
        ("Armenia rejected a proposal by Azerbaijan.", (["ARM"], "REJECT", ["AZE"])),
        ("The United States urged Serbia to recognise Kosovo.", (["USA"], "REQUEST", ["SRB"])),
        ("Russian diplomats were expelled from Norway.", (["NOR"], "SANCTION", ["RUS"])),
    ],
)
def test_a_plain_sentence_gives_its_triple(coder: Coder, text: str, expected: tuple[list[str], str, list[str]]) -> None:
    assert expected in [triple(event) for event in coded(coder, text)]


def test_those_who_meet_are_all_actors(coder: Coder) -> None:
    (event,) = coded(coder, "The foreign ministers of Norway and Kenya met in Oslo on Monday.")
    assert triple(event) == (["NOR", "KEN"], "CONSULT", [])
    assert event.where.name == "Oslo"
    assert event.meeting is not None
    assert event.meeting.format == "bilateral"


def test_a_future_meeting_is_a_promise(coder: Coder) -> None:
    (event,) = coded(coder, "Kenya will host Ugandan officials next week.")
    assert event.type == "AGREE"
    assert event.status == "actual"
    assert "future CONSULT is AGREE" in event.why


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("France imposed sanctions on Mali.", "actual"),
        ("France will impose sanctions on Mali.", "future"),
        ("France may impose sanctions on Mali.", "hypothetical"),
        ("France did not impose sanctions on Mali.", "negated"),
        ("France had imposed sanctions on Mali years earlier.", "historical"),
        ("France imposed sanctions on Mali in 2012.", "historical"),
    ],
)
def test_the_verb_group_and_the_date_tell_the_status(coder: Coder, text: str, status: str) -> None:
    found = [event.status for event in coded(coder, text) if event.type == "SANCTION"]
    assert found == [status]


def test_a_hostile_act_that_its_author_plans_is_a_threat(coder: Coder) -> None:
    (event,) = coded(coder, "France plans to impose sanctions on Mali.")
    assert (event.type, event.status) == ("THREATEN", "actual")


@pytest.mark.parametrize("verb", ["attacked", "condemned", "bombed", "arrested", "expelled"])
def test_a_negation_never_leaves_an_actual_event(coder: Coder, verb: str) -> None:
    base = "arrest bomb condemn expel attack".split()
    bare = next(word for word in base if verb.startswith(word))
    object_ = {"arrested": "a Swedish diplomat", "expelled": "the Swedish ambassador"}.get(verb, "Sweden")
    assert any(event.status == "actual" for event in coded(coder, f"Norway {verb} {object_}."))
    assert all(event.status != "actual" for event in coded(coder, f"Norway did not {bare} {object_}."))


def test_the_reporters_date_is_said_to_be_the_fallback(coder: Coder) -> None:
    (plain,) = coded(coder, "Kenya condemned Uganda.")
    assert plain.when.basis == "publication"
    (dated,) = coded(coder, "Kenya condemned Uganda on Sunday.")
    assert (str(dated.when.start), dated.when.basis) == ("2025-11-02", "relative")


def test_what_must_be_done_is_a_demand_of_the_speaker(coder: Coder) -> None:
    found = coded(coder, "“Iran must open its nuclear sites,” the French president said.")
    (demand,) = [event for event in found if event.type == "REQUEST"]
    assert demand.actor[0].entity.country == "FRA"
    assert [party.id for party in demand.recipient] == ["IRN"]


def test_what_must_be_done_is_no_event_in_the_reporters_voice(coder: Coder) -> None:
    assert not [event for event in coded(coder, "Iran must open its nuclear sites.") if event.type == "REQUEST"]


def test_a_claim_inside_an_accusation_is_no_event_of_its_own(coder: Coder) -> None:
    found = coded(coder, "Erdogan accused Israel of deliberately obstructing aid.")
    assert [event.type for event in found] == ["ACCUSE"]


def test_things_asked_for_in_one_breath_are_told_apart(coder: Coder) -> None:
    text = "Pakistan will stress the need for the complete Israeli withdrawal and the delivery of aid to Gaza."
    found = [event for event in coded(coder, text) if event.type == "REQUEST"]
    assert [triple(event)[2] for event in found] == [["ISR"], []]


def test_an_event_inside_a_statement_carries_its_source(coder: Coder) -> None:
    (event,) = coded(coder, "Kenya condemned Uganda, the foreign ministry in Nairobi said.")
    assert [link.source.entity.country for link in event.attribution if link.source] == ["KEN"]


def test_a_headline_is_evidence_of_the_bodys_event(coder: Coder) -> None:
    text = (
        "Kenya condemns Uganda over border raid\n\n"
        "Kenya on Monday condemned Uganda over a raid on a border post that left two officers wounded, and said it "
        "would take the matter to the African Union.\n\nUganda did not reply to the charge on Monday."
    )
    found = [event for event in coded(coder, text) if event.type == "ACCUSE"]
    assert len(found) == 1
    assert len(found[0].evidence) == 2


def test_sport_and_weather_are_no_events(coder: Coder) -> None:
    assert coded(coder, "Brazil beat Argentina 2-1 in the final. Heavy rain fell on Buenos Aires.") == []


def test_the_brokers_of_a_truce_are_its_mediators(coder: Coder) -> None:
    found = coded(coder, "Mali and Niger signed a peace agreement brokered by Qatar.")
    assert {party.id for event in found for party in event.mediator} == {"QAT"}


def test_a_bilateral_on_the_sidelines_knows_its_larger_meeting(coder: Coder) -> None:
    text = (
        "Dar met with his Turkish counterpart Hakan Fidan on the sidelines of the Coordination Meeting held in "
        "Istanbul.\n\n"
        "The Istanbul meeting was attended by foreign ministers from Türkiye, Pakistan, Qatar and Jordan.\n\n"
        "Ishaq Dar is the foreign minister of Pakistan and will report to the cabinet."
    )
    small, large = (event for event in coded(coder, text) if event.meeting is not None)
    assert small.meeting is not None
    assert small.meeting.parent == "the Coordination Meeting"
    assert small.meeting.parent_id == large.id


def test_a_states_protest_is_a_complaint_and_a_crowds_is_a_demonstration(coder: Coder) -> None:
    (lodged,) = coded(coder, "Kenya protested to Uganda over the raid on the border post.")
    assert (lodged.type, lodged.mode) == ("ACCUSE", "disapprove")
    marched = coded(coder, "Thousands of students protested against the Ugandan government in Kampala.")
    assert [event.type for event in marched] == ["PROTEST"]


def test_without_denies_only_what_it_governs(coder: Coder) -> None:
    (asked,) = coded(coder, "Kenya asked Uganda for a ceasefire without conditions.")
    assert asked.status == "actual"
    bombed = [event for event in coded(coder, "Kenya took the town without bombing Uganda.") if event.type == "ASSAULT"]
    assert all(event.status == "negated" for event in bombed)


def test_a_state_acts_through_troops_and_officials_and_its_organs_act_themselves(coder: Coder) -> None:
    [attack] = [event for event in coded(coder, "Kenyan troops attacked the camp.") if event.type == "ASSAULT"]
    assert [party.id for party in attack.actor] == ["KEN"]
    [arrest] = [event for event in coded(coder, "Kenyan police arrested ten students.") if event.type == "COERCE"]
    assert [(party.entity.kind, party.entity.country) for party in arrest.actor] == [("organisation", "KEN")]


def test_what_his_country_did_is_the_states_deed(coder: Coder) -> None:
    text = "Foreign Minister Alvaro Quispe of Peru said that his country had bombed Chile."
    [attack] = [event for event in coded(coder, text) if event.type == "ASSAULT"]
    assert [party.id for party in attack.actor] == ["PER"]


def test_a_list_of_signatories_is_whole(coder: Coder) -> None:
    text = "President Alvaro Quispe of Peru, President Juan Rojas of Chile and Mr. Diego Luna of Bolivia signed a pact."
    [signing] = [event for event in coded(coder, text) if event.type == "SUPPORT"]
    assert [party.entity.country for party in signing.actor] == ["PER", "CHL", "BOL"]
