"""The OpenAPI document put to the test: whatever it allows, and much that it doesn't, breaks nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.unit.web.servers import ADDRESS, Server

schemathesis = pytest.importorskip("schemathesis")

QUIETLY = settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_no_call_breaks_the_server(shared_open_server: Server, mode: str) -> None:
    host = {"Host": "127.0.0.1"}
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", shared_open_server.app, headers=host)
    operations = [one.ok() for one in schema.get_all_operations()]
    assert len(operations) >= 9
    for operation in operations:
        _call(operation, schemathesis.GenerationMode(mode), host)


def _call(operation: Any, mode: Any, host: dict[str, str]) -> None:
    @QUIETLY
    @given(operation.as_strategy(generation_mode=mode))
    def call(case: Any) -> None:
        answer = case.call(base_url=ADDRESS, headers=host)
        assert answer.status_code < 500, f"{case.method} {case.path}: {answer.text}"

    call()
