from dragoman import Coder
from dragoman.model import Report, list_with, lists_in
from dragoman.reading import read


def lists(coder: Coder, text: str) -> list[list[str | None]]:
    return [
        [mention.name for mention in found]
        for sentence in coder.parse(read(Report(content=text)))
        for found in lists_in(sentence)
    ]


def test_offices_and_countries_belong_to_the_people_of_a_list(coder: Coder) -> None:
    text = "President Alvaro Quispe of Peru, Juan Rojas of Chile and Diego Luna of Bolivia signed the pact on Monday."
    assert lists(coder, text) == [["Alvaro Quispe", "Juan Rojas", "Diego Luna"]]


def test_names_without_an_and_are_no_list(coder: Coder) -> None:
    assert lists(coder, "Peru accused Chile of spying.") == []


def test_states_in_a_row_are_a_list_and_a_verb_ends_it(coder: Coder) -> None:
    assert lists(coder, "Peru, Chile and Bolivia accused Kenya and Uganda of smuggling arms.") == [
        ["Peru", "Chile", "Bolivia"],
        ["Kenya", "Uganda"],
    ]


def test_a_list_is_found_from_its_first_name_alone(coder: Coder) -> None:
    sentence = coder.parse(read(Report(content="Peru, Chile and Bolivia accused Kenya of smuggling arms.")))[0]
    assert [len(list_with(sentence, mention.head)) for mention in sentence.mentions] == [3, 0, 0, 0]
