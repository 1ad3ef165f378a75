"""The document of what programs can ask for, exercised: all that it allows is answered as it says, never by a failure."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from sqlalchemy import Engine
from starlette.testclient import TestClient

from standoff.web.deciding import Choice
from standoff.web.openapi import document

schemathesis = pytest.importorskip("schemathesis", reason="needs schemathesis")
DOCUMENT = document()
schema = schemathesis.openapi.from_dict(DOCUMENT).include(method="GET")


@schema.parametrize()  # type: ignore[untyped-decorator]
@settings(max_examples=4, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_address_answers_what_its_document_allows(case: Any, client: TestClient) -> None:
    found = client.get(case.formatted_path, params=case.as_transport_kwargs().get("params"))
    told = DOCUMENT["paths"][case.path]["get"]["responses"]
    assert str(found.status_code) in told and found.status_code < 500
    (media,) = told[str(found.status_code)]["content"]
    assert found.headers["content-type"].startswith(media)
    if media == "application/json":
        validate(told[str(found.status_code)]["content"][media]["schema"], found.json())


def validate(schema: dict[str, Any], found: Any) -> None:
    Draft202012Validator({**schema, "components": DOCUMENT["components"]}).validate(found)


def test_a_decision_is_taken_as_its_document_says(small: tuple[Engine, TestClient]) -> None:
    _, client = small
    told = DOCUMENT["paths"]["/judgements"]["post"]
    item = client.get("/search.json?act=reject").json()["data"]["hits"][0]["id"]
    key = re.findall(r'name="key" value="([^"]+)"', client.get("/review").text)[0]
    form = {"who": "Ada", "back": "/review", "decide": Choice(what="codings", to="unsure", ids=(item,)).value(), "key": key}
    validate(told["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"], form)
    made = client.post("/judgements", data=form, headers={"accept": "application/json"})
    validate(told["responses"][str(made.status_code)]["content"]["application/json"]["schema"], made.json())
    assert str(client.post("/judgements", data=form, follow_redirects=False).status_code) in told["responses"]
    wrong = client.post("/judgements", data={**form, "key": "guessed"})
    assert str(wrong.status_code) in told["responses"] and wrong.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("status", ["401", "405", "414", "421", "500", "503"])
def test_every_address_tells_what_any_of_them_may_answer(status: str) -> None:
    assert all(status in one["responses"] for path in DOCUMENT["paths"].values() for one in path.values())
