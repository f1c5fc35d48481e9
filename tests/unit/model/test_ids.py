import os
import subprocess
import sys
from datetime import date

import pytest

from dragoman.model import CoderVersion, Document, Event
from dragoman.model.report import digest

SCRIPT = """
from datetime import date
from dragoman.model import Document
print(Document(text="Dar met Fidan.", blocks=(), url="u", published_on=date(2025, 11, 3)).id)
"""


def test_a_document_has_the_same_id_in_every_process_and_hash_seed() -> None:
    here = Document(text="Dar met Fidan.", blocks=(), url="u", published_on=date(2025, 11, 3)).id
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        there = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
        )
        assert there.stdout.strip() == here


def test_documents_that_differ_in_text_date_publisher_or_url_differ_in_id() -> None:
    ids = {
        Document(text="a", blocks=()).id,
        Document(text="b", blocks=()).id,
        Document(text="a", blocks=(), url="u").id,
        Document(text="a", blocks=(), publisher="u").id,
        Document(text="a", blocks=(), published_on=date(2025, 1, 1)).id,
    }
    assert len(ids) == 5


def test_a_digest_tells_none_from_empty_and_keeps_parts_apart() -> None:
    assert digest("k", None) != digest("k", "")
    assert digest("k", "ab", "c") != digest("k", "a", "bc")
    assert digest("k", "a") != digest("l", "a")


def test_an_event_without_evidence_is_refused() -> None:
    document = Document(text="Dar met Fidan.", blocks=())
    anchor = document.evidence(4, 7)
    with pytest.raises(ValueError, match="needs evidence"):
        Event(
            document_id=document.id,
            type="CONSULT",
            mode=None,
            contexts=(),
            cameo="040",
            quad=1,
            plover_score=2.5,
            goldstein=1.0,
            status="actual",
            actor=(),
            recipient=(),
            evidence=(),
            anchor=anchor,
            confidence=0.5,
            why="",
            coder=CoderVersion("test", "0"),
        )
