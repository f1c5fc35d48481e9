from dragoman.codebook.cues import cues


def test_a_cue_tells_where_its_content_stands() -> None:
    told, called = cues()["v", "tell"], cues()["v", "call"]
    assert {"quote", "clause", "person"} <= told.shapes
    assert "for" in called.prepositions
    assert "object" in called.shapes


def test_every_row_is_a_word_once_and_has_content() -> None:
    assert all(word.shapes or word.prepositions for word in cues().values())
    assert len(cues()) > 600


def test_wishes_and_likings_are_told_from_speech() -> None:
    assert cues()["v", "want"].kind == "expectation"
    assert cues()["v", "admire"].kind == "attitude"
    assert cues()["v", "say"].kind == "speech"
