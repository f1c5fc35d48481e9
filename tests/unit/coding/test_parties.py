"""Where the parties of an act stand: behind documents, weapons, participles and places, and near before far."""

import pytest

from dragoman import Coder
from dragoman.model import Event


def told(event: Event) -> tuple[list[str | None], str, list[str | None]]:
    actors, recipients = ([party.entity.country for party in side] for side in (event.actor, event.recipient))
    return actors, event.type, recipients


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru's parliament passed a resolution condemning Chile.", (["PER"], "ACCUSE", ["CHL"])),
        ("Missiles fired by the Kenyan army struck a camp in Uganda.", (["KEN"], "ASSAULT", ["UGA"])),
        ("A car bomb killed three Kenyan soldiers.", ([], "ASSAULT", ["KEN"])),
        ("Gunmen killed 15 Afghan army trainees near Herat.", (["AFG"], "ASSAULT", ["AFG"])),
        ("Norway sent a medical team to Kuwait.", (["NOR"], "AID", ["KWT"])),
        ("Peru agreed to lend a million dollars to Chile to help its farmers.", (["PER"], "AGREE", ["CHL"])),
        (
            "Norway's minister met his counterpart Peruvian President Francisco Sagasti.",
            (["NOR", "PER"], "CONSULT", []),
        ),
        ("Norway is willing to withdraw its troops.", (["NOR"], "CONCEDE", [])),
        ("Norway's premier asked Chile on Friday for clear instructions.", (["NOR"], "REQUEST", ["CHL"])),
        ("Norway has protested to Peru over the deaths.", (["NOR"], "ACCUSE", ["PER"])),
        ("Norway complained to Chile on Friday that Peru was jamming its radio.", (["NOR"], "ACCUSE", ["PER"])),
        ("Norway has refused to send peacekeepers or instructors to Iraq.", (["NOR"], "REJECT", ["IRQ"])),
        ("Norway's premier will leave on Tuesday for a visit to Peru.", (["NOR"], "AGREE", ["PER"])),
        ("Norway's premier held several rounds of talks with Peru.", (["NOR", "PER"], "CONSULT", [])),
        ("Norway agreed to set up a working group in Lima.", (["NOR"], "AGREE", [])),
        ("Israel agreed to withdraw its forces from all of the Sinai.", (["ISR"], "CONCEDE", ["EGY"])),
        ("Norway and Peru agreed to work together with international partners.", (["NOR", "PER"], "AGREE", [])),
        ("Peruvian authorities agreed to open the border to Chilean refugees.", (["PER"], "CONCEDE", ["CHL"])),
        ("Norway refused to send monitors to Chad.", (["NOR"], "REJECT", ["TCD"])),
        ("Peru's government conceded to demands from Chile.", (["PER"], "CONCEDE", ["CHL"])),
        ("A Peruvian court ordered the Chilean sailor's release.", (["PER"], "RETREAT", ["CHL"])),
        ("A Chilean priest was arrested in Peru.", (["PER"], "COERCE", ["CHL"])),
        ("Two Chilean sailors were released from captivity in Peru.", (["PER"], "RETREAT", ["CHL"])),
        ("Kenya and Uganda's foreign ministers met on Monday.", (["KEN", "UGA"], "CONSULT", [])),
    ],
)
def test_a_party_is_found_where_it_stands(
    coder: Coder, text: str, expected: tuple[list[str | None], str, list[str | None]]
) -> None:
    assert expected in [told(event) for event in coder.code(text, published_on="2021-03-04")]


@pytest.mark.parametrize(
    ("text", "type_", "cameo"),
    [
        ("Norway failed to reach agreement with Peru on fishing.", "REJECT", "1213"),
        ("Norway's premier cancelled a visit to Peru.", "REJECT", "124"),
        ("Norway called for sanctions against Peru.", "ACCUSE", "113"),
        ("Norway pledged its support for Peru.", "SUPPORT", "051"),
        ("Norway opened its borders to refugees.", "AID", "075"),
        ("Norwegian troops remained on alert along the border.", "MOBILIZE", "152"),
        ("Norway agreed a fishing pact with Peru.", "SUPPORT", "057"),
        ("Norway and Peru agreed to a trade deal.", "SUPPORT", "057"),
        ("Norway withdrew its peacekeepers from Lebanon.", "SANCTION", "1641"),
        ("Norway sent troops to the peacekeeping force in Lebanon.", "AID", "074"),
        ("Norwegian peacekeepers arrived in Lebanon.", "AID", "074"),
        ("A Peruvian court ordered the release of a Chilean editor.", "RETREAT", "0841"),
        ("Peru's junta ordered the Chilean weekly to suspend publication.", "COERCE", "1721"),
        ("Norway's premier launched a scathing attack on Peru.", "ACCUSE", "111"),
    ],
)
def test_the_object_decides_what_a_verb_of_many_uses_tells(coder: Coder, text: str, type_: str, cameo: str) -> None:
    assert [(event.type, event.cameo) for event in coder.code(text, published_on="2021-03-04")] == [(type_, cameo)]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "The Security Council early on Tuesday called upon Chile to withdraw its troops from the province.",
            ["United Nations Security Council"],
        ),
        (
            "Alvaro Quispe, the special envoy of the United Nations and the Organization of American States, mediated "
            "between the delegations, which stayed in separate buildings.",
            ["Alvaro Quispe"],
        ),
        (
            "President Alvaro Quispe of Peru and Lieutenant-General Diego Luna, the army commander who overthrew him, "
            "signed an agreement on Saturday.",
            ["Alvaro Quispe", "Diego Luna"],
        ),
        (
            "The United States, Norway, Peru and the Viet Cong signed an agreement in Lima on Saturday to end the war.",
            None,
        ),
    ],
)
def test_a_subject_is_found_that_the_parser_lost(coder: Coder, text: str, actors: list[str] | None) -> None:
    (event, *_) = (one for one in coder.code(text).events if one.type != "COERCE")
    expected = actors or ["United States", "Norway", "Peru", "Viet Cong"]
    assert [party.entity.name for party in event.actor] == expected
    assert event.status == "actual"


def test_a_note_of_the_dead_makes_nobody_a_killer(coder: Coder) -> None:
    events = coder.code("Ten Kenyan soldiers killed in a blast near Mombasa.", published_on="2021-03-04").events
    assert all(event.actor == () for event in events if event.type == "ASSAULT")


def test_an_act_directed_at_nobody_is_about_the_state_where_it_happens(coder: Coder) -> None:
    (event,) = coder.code("Students demonstrated in Lima on Monday.", published_on="2021-03-04")
    assert [party.id for party in event.about] == ["PER"]
    assert event.recipient == ()


def test_a_pronoun_acts_under_the_name_in_its_sentence(coder: Coder) -> None:
    (event,) = coder.code("Norway said it had expelled three Peruvian diplomats.", published_on="2021-03-04")
    assert [(party.id, party.text) for party in event.actor] == [("NOR", "Norway")]


def test_a_pronoun_keeps_its_word_where_no_name_stands_before_it(coder: Coder) -> None:
    text = "Norway's premier met the press. She condemned Peru."
    (event,) = [one for one in coder.code(text, published_on="2021-03-04") if one.type == "ACCUSE"]
    assert [party.text for party in event.actor] == ["She"]


def test_troops_known_only_by_description_are_no_concern_of_an_act(coder: Coder) -> None:
    events = tuple(coder.code("Norway mobilised the army for an attack on Peru.", published_on="2021-03-04"))
    assert [party.id for party in events[0].about] == ["PER"]
