"""The OpenAPI document of all that programs can ask for: JSON twins, tables as CSV, charts as SVG, and decisions.

Derived from the pages' own shapes and parameters.
"""

from typing import Any

import msgspec

from standoff._version import __version__
from standoff.codebook.acts import acts
from standoff.relating.judgements_tables import Judgement
from standoff.report.gatherings import STATES
from standoff.web import charts
from standoff.web.ask import DIFFERENCES, KINDS, MOST_PAGE, MOST_WORDS, ORDERS, QUEUES, VERDICTS
from standoff.web.deciding import MOST_NAME, MOST_REASON
from standoff.web.routes import ROUTES, Route
from standoff.web.safety import WRITES

REF = "#/components/schemas/{name}"
_DAY = {"type": "string", "format": "date"}
_ABOUT = {
    "party": "Only what this party does, by code or name",
    "act": "Only this act",
    "issue": "Only this issue, by id",
    "outlet": "Only articles of this outlet",
    "origin": "Only articles of this origin, by id",
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
    "table": "Which table of the page; its first one where none is named",
    "theme": "Colours for light or for dark paper",
    "size": "Narrow, for telephones",
}


_CHARTS = {
    "/charts/timeline.svg": charts.ASKED_TIMELINE, "/charts/figures.svg": charts.ASKED_FIGURES,
    "/charts/series.svg": charts.ASKED_SERIES, "/charts/issue/{key}.svg": charts.ASKED_ISSUE,
}  # fmt: skip
_KEY = {"name": "key", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1, "maxLength": 200}}


def document() -> dict[str, Any]:
    """The document, OpenAPI 3.1."""
    shapes = [*(route.data for route in ROUTES), Judgement]
    _, components = msgspec.json.schema_components(shapes, ref_template=REF)
    components["Error"] = {
        "type": "object", "required": ["status", "title", "error"],
        "properties": {"status": {"type": "integer"}, "title": {"type": "string"}, "error": {"type": "string"}},
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Standoff", "version": __version__,
            "description": "The pages of a record as JSON, each at its own address with .json, their tables as CSV with .csv, "
            "charts as SVG; and decisions, which are the only thing that is written.",
        },
        "paths": {
            **{f"{route.path}.json": {"get": _twin(route)} for route in ROUTES},
            **{f"{route.path}.csv": {"get": _table(route)} for route in ROUTES},
            **{path: {"get": _chart(path, asked)} for path, asked in _CHARTS.items()},
            WRITES: {"post": _deciding()},
        },
        "security": [{}, {"token": []}],
        "components": {
            "schemas": components,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "Where the server was started with a token"}
            },
        },
    }  # fmt: skip


def _twin(route: Route) -> dict[str, Any]:
    answer = {"description": "The page's data", "content": {"application/json": {"schema": _envelope(route)}}}
    asked = tuple(name for name in route.asked if name != "table")
    return _asked(route.name, route.about, _parameters(route.path, asked), {"200": answer, **_errors("application/json")})


def _table(route: Route) -> dict[str, Any]:
    answer = {"description": "One table of the page", "content": {"text/csv": {"schema": {"type": "string"}}}}
    found = _parameters(route.path, route.asked)
    return _asked(f"{route.name}_csv", f"{route.about} As a table.", found, {"200": answer, **_errors("text/html")})


def _chart(path: str, asked: tuple[str, ...]) -> dict[str, Any]:
    name = path.split("/")[2].removesuffix(".svg")
    answer = {"description": "The chart", "content": {"image/svg+xml": {"schema": {"type": "string"}}}}
    return _asked(f"{name}_chart", f"The chart of {name}.", _parameters(path, asked), {"200": answer, **_errors("text/html")})


def _deciding() -> dict[str, Any]:
    """The one address that writes."""
    text = {"type": "string"}
    form = {
        "type": "object", "required": ["who", "back", "decide"],
        "properties": {
            "who": {**text, "maxLength": MOST_NAME, "description": "Who decides"},
            "reason": {**text, "maxLength": MOST_REASON, "description": "Why"},
            "back": {**text, "description": "The page to lead back to, as a path of this server"},
            "decide": {**text, "description": "A choice as the review's JSON holds it, as `value` of `choices`"},
            "key": {**text, "description": "The key that this run of the server puts in its pages; not needed with the token"},
        },
    }  # fmt: skip
    made = {"schema": {"$ref": REF.format(name="Judgement")}}
    answers = {
        "201": {"description": "The decision, where JSON is accepted", "content": {"application/json": made}},
        "303": {"description": "Taken; leads back to the page"},
        **{code: _either(text) for code, text in _ERRORS.items()},
        "403": _either("The request came from another site"),
        "408": _either("The request did not come in whole in time"),
    }
    body = {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}}
    return {**_asked("decide", "Take a decision, or take one back.", [], answers), "requestBody": body}


def _asked(name: str, about: str, parameters: list[dict[str, Any]], answers: dict[str, Any]) -> dict[str, Any]:
    return {"operationId": name, "summary": about, "parameters": parameters, "responses": answers}


def _parameters(path: str, asked: tuple[str, ...]) -> list[dict[str, Any]]:
    return [*([_KEY] if "{key}" in path else []), *map(_parameter, asked)]


_ERRORS = {
    "400": "The query asks for what there is not",
    "401": "The record asks for a token",
    "404": "The record holds no such thing",
    "405": "The address does not take this method",
    "414": "The address is too long",
    "421": "The server does not answer for this name",
    "500": "The page could not be made",
    "503": "The record cannot be read now, or the answer takes too long",
}


def _errors(media: str) -> dict[str, Any]:
    return {code: _error(media, text) for code, text in _ERRORS.items()}


def _error(media: str, text: str) -> dict[str, Any]:
    schema = {"$ref": REF.format(name="Error")} if media == "application/json" else {"type": "string"}
    return {"description": text, "content": {media: {"schema": schema}}}


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
        "theme": tuple(charts.THEMES),
        "size": ("narrow",),
    }
    if name in choices:
        return {"type": "string", "enum": list(choices[name])}
    if name == "month":
        return {"type": "string", "pattern": r"^([0-9]{4}-[0-9]{2}|undated)$"}
    if name == "item":
        return {"type": "string", "pattern": r"^[\w:.-]{1,64}$"}
    return {"type": "string", "maxLength": MOST_WORDS if name == "q" else 100 if name == "issue" else 200}


def _either(text: str) -> dict[str, Any]:
    """An error as a page, or as data for who accepts or sends JSON."""
    return {
        "description": text,
        "content": {**_error("text/html", text)["content"], **_error("application/json", text)["content"]},
    }
