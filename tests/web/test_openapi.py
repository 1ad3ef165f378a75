"""The document of the JSON twins, exercised: whatever it allows is answered as it says, and never by a failure of ours."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from standoff.web.openapi import document

schemathesis = pytest.importorskip("schemathesis", reason="needs schemathesis")
schema = schemathesis.openapi.from_dict(document())
DOCUMENT = document()


@schema.parametrize()  # type: ignore[untyped-decorator]
@settings(max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_twin_answers_what_its_document_allows(case: Any, client: TestClient) -> None:
    found = client.get(case.formatted_path, params=case.as_transport_kwargs().get("params"))
    told = DOCUMENT["paths"][case.path]["get"]["responses"]
    assert str(found.status_code) in told
    (media,) = told[str(found.status_code)]["content"]
    assert found.headers["content-type"].startswith(media)
    if media == "application/json":
        answer = told[str(found.status_code)]["content"][media]["schema"]
        Draft202012Validator({**answer, "components": DOCUMENT["components"]}).validate(found.json())
