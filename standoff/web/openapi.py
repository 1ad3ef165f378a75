"""The OpenAPI document of the JSON twins, derived from the pages' own shapes and parameters."""

from typing import Any

import msgspec

from standoff._version import __version__
from standoff.codebook.acts import acts
from standoff.report.gatherings import STATES
from standoff.web.ask import DIFFERENCES, KINDS, MOST_PAGE, MOST_WORDS, ORDERS, QUEUES, VERDICTS
from standoff.web.routes import ROUTES, Route

REF = "#/components/schemas/{name}"
_DAY = {"type": "string", "format": "date"}
_ABOUT = {
    "party": "Only what this party does, by code or name",
    "act": "Only this act",
    "issue": "Only this issue, by id",
    "outlet": "Only articles of this outlet",
    "since": "Only from this day on",
    "until": "Only up to this day: the page as of it",
    "month": "Only this month, or undated",
    "changed": "Tell changes since this day",
    "q": "Words; in quotation marks: together",
    "page": "Page of the list",
    "part": "Part of a long text",
    "item": "Open at this item",
    "at": "Open at this code point",
    "kind": "Only this kind",
    "what": "Which queue",
    "a": "One actor, by code or name",
    "b": "Another actor",
    "between": "Tell what changed from this day on",
    "of": "Only what differs in this",
    "verdict": "Only conflicts, or only updates",
    "state": "Only meetings in this state",
    "order": "Order of days",
    "group": "Only this group",
}


def document() -> dict[str, Any]:
    """The document, OpenAPI 3.1."""
    _, components = msgspec.json.schema_components([route.data for route in ROUTES], ref_template=REF)
    components["Error"] = {
        "type": "object", "required": ["status", "title", "error"],
        "properties": {"status": {"type": "integer"}, "title": {"type": "string"}, "error": {"type": "string"}},
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Standoff", "version": __version__,
            "description": "The pages of a record as JSON, each at its own address with .json.",
        },
        "paths": {f"{route.path}.json": {"get": _operation(route)} for route in ROUTES},
        "components": {"schemas": components},
    }  # fmt: skip


def _operation(route: Route) -> dict[str, Any]:
    parameters = [_parameter(name) for name in route.asked if name != "table"]
    if "{key}" in route.path:
        parameters.insert(
            0, {"name": "key", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1, "maxLength": 200}}
        )
    return {
        "operationId": route.name,
        "summary": route.about,
        "parameters": parameters,
        "responses": {
            "200": {"description": "The page's data", "content": {"application/json": {"schema": _envelope(route)}}},
            **{code: _error(text) for code, text in _ERRORS.items()},
            "414": {"description": "The address is too long", "content": {"text/plain": {"schema": {"type": "string"}}}},
        },
    }


_ERRORS = {"400": "The query asks for what there is not", "404": "The record holds no such thing"}


def _error(text: str) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": {"$ref": REF.format(name="Error")}}}}


def _envelope(route: Route) -> dict[str, Any]:
    day = {"anyOf": [_DAY, {"type": "null"}]}
    as_of = {
        "earliest": day, "latest": day, "record": {"type": "string", "format": "date-time"}, "articles": {"type": "integer"},
    }  # fmt: skip
    return {
        "type": "object",
        "required": ["title", "link", "as_of", "not_shown", "data"],
        "properties": {
            "title": {"type": "string"},
            "link": {"type": "string"},
            "as_of": {"type": "object", "required": list(as_of), "properties": as_of},
            "not_shown": {"type": "array", "items": {"type": "string"}},
            "data": {"$ref": REF.format(name=route.data.__name__)},
        },
    }


def _parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": _ABOUT[name], "schema": _schema(name)}


def _schema(name: str) -> dict[str, Any]:
    if name in ("since", "until", "changed", "between"):
        return _DAY
    if name in ("page", "part", "at"):
        return {"type": "integer", "minimum": 0 if name == "at" else 1, "maximum": 999_999_999 if name == "at" else MOST_PAGE}
    choices = {
        "act": tuple(acts()),
        "what": QUEUES,
        "of": DIFFERENCES,
        "verdict": VERDICTS,
        "kind": KINDS,
        "state": STATES,
        "order": ORDERS,
    }
    if name in choices:
        return {"type": "string", "enum": list(choices[name])}
    if name == "month":
        return {"type": "string", "pattern": r"^([0-9]{4}-[0-9]{2}|undated)$"}
    if name == "item":
        return {"type": "string", "pattern": r"^[\w:.-]{1,64}$"}
    return {"type": "string", "maxLength": MOST_WORDS if name == "q" else 100 if name == "issue" else 200}
