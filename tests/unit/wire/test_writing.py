"""The exact bytes of a line: what other programs have been written against."""

from __future__ import annotations

from datetime import date

from dragoman.model import (
    Attribution,
    Block,
    CoderVersion,
    Document,
    Entity,
    Event,
    Meeting,
    Party,
    Span,
    When,
    Where,
)
from dragoman.wire import to_line

TEXT = "The Norwegian minister met her colleague from Peru in Oslo, the ministry said."

LINE = (
    '{"dragoman":1,"id":"event-1","document":{"id":"document-1","url":null,"publisher":"Nordlys – Tromsø",'
    '"published_on":"2025-11-03","title":null},"type":"CONSULT","mode":null,"contexts":["diplomatic"],"cameo":"040",'
    '"quad":1,"plover_score":2.5,"goldstein":1.0,"status":"actual","actor":[{"id":"dragoman:minister",'
    '"name":"The minister","kind":"person","country":"NOR","sector":"GOV","post":"foreign_minister",'
    '"posts":["foreign_minister"],"text":"The Norwegian minister","start":0,"end":22}],"recipient":[],"about":[],'
    '"mediator":[],"when":{"start":"2025-11-02","end":null,"precision":"day","expression":null,"basis":"relative"},'
    '"where":{"name":"Oslo","country":"NOR","lat":59.91273,"lon":10.74609,"geonames_id":3143244},'
    '"attribution":[{"source":null,"class":"institution","cue":"said","start":73,"end":77,"kind":"indirect",'
    '"content":[{"start":0,"end":58}]}],"meeting":{"format":"bilateral","name":null,"venue":{"name":null,"country":null,'
    '"lat":null,"lon":null,"geonames_id":null},"attendees":[],"level":null,"host":null,"agenda":null,"parent":null,'
    '"parent_id":null},"commitment":null,"position":null,"agreement":null,"evidence":[{"start":23,"end":26,'
    '"quote":"met"}],"anchor":{"start":23,"end":26,"quote":"met"},"confidence":0.82,"why":"a frame",'
    '"coder":{"name":"rules","version":"1"}}'
)


def test_a_line_has_these_bytes() -> None:
    document = Document(
        text=TEXT,
        blocks=(Block("paragraph", 0, len(TEXT)),),
        id="document-1",
        publisher="Nordlys – Tromsø",
        published_on=date(2025, 11, 3),
    )
    minister = Entity("dragoman:minister", "The minister", "person", "NOR", "GOV", ("foreign_minister",))
    met = document.evidence(23, 26)
    event = Event(
        id="event-1",
        document_id="document-1",
        type="CONSULT",
        mode=None,
        contexts=("diplomatic",),
        cameo="040",
        quad=1,
        plover_score=2.5,
        goldstein=1.0,
        status="actual",
        actor=(Party(minister, "The Norwegian minister", 0, 22),),
        recipient=(),
        when=When(date(2025, 11, 2), None, "day", None, "relative"),
        where=Where("Oslo", "NOR", 59.91273, 10.74609, 3143244),
        attribution=(Attribution(None, "institution", document.evidence(73, 77), (Span(0, 58),)),),
        meeting=Meeting("bilateral"),
        evidence=(met,),
        anchor=met,
        confidence=0.82,
        why="a frame",
        coder=CoderVersion("rules", "1"),
    )
    assert to_line(event, document) == LINE
