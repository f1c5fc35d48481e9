from dragoman.model import Mention, Sentence, Token


def sentence() -> Sentence:
    words = [("Dar", "nsubj", 1), ("met", "ROOT", 1), ("his", "poss", 3), ("counterpart", "dobj", 1), (".", "punct", 1)]
    tokens, at = [], 0
    for index, (text, dep, head) in enumerate(words):
        tokens.append(Token(index, at, at + len(text), text, text.lower(), "X", "X", dep, head))
        at += len(text) + 1
    mention = Mention(kind="role", first=2, last=4, head=3, start=8, end=23, text="his counterpart")
    return Sentence(0, 0, at - 1, "paragraph", 0, tuple(tokens), (mention,))


def test_children_are_the_dependents_in_order() -> None:
    assert [token.text for token in sentence().children(1)] == ["Dar", "counterpart", "."]
    assert [token.text for token in sentence().children(1, "dobj")] == ["counterpart"]
    assert sentence().child(1, "iobj") is None


def test_a_subtree_holds_the_token_and_all_below_it() -> None:
    assert sorted(sentence().subtree(3)) == [2, 3]
    assert sorted(sentence().subtree(1)) == [0, 1, 2, 3, 4]


def test_ancestors_end_at_the_root() -> None:
    assert [token.text for token in sentence().ancestors(2)] == ["counterpart", "met"]
    assert list(sentence().ancestors(1)) == []


def test_a_token_finds_its_mention() -> None:
    found = sentence().mention_at(2)
    assert found is not None
    assert found.text == "his counterpart"
    assert sentence().mention_at(1) is None
