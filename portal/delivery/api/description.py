"""The API's description (OpenAPI 3.1), made from the very types it answers with."""

from typing import Any

import msgspec

from portal.delivery.api.problems import Problem
from portal.delivery.api.status import Status

Part = dict[str, Any]

_RETRY: Part = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}}
_KEY: Part = {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}}
_PLACE: Part = {"Location": {"required": True, "description": "Its status.", "schema": {"type": "string"}}}
_SAME_ID: Part = {"itsStatus": {"operationId": "status", "parameters": {"id": "$response.body#/id"}}}


def description(server: str) -> Part:
    """The whole document, for a portal at `server`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Client Finance Portal: deliveries",
            "version": "1",
            "description": "Hands deliveries of the finance system to the portal: a zip in, a report out.",
        },
        "servers": [{"url": server.rstrip("/")}],
        "security": [{"key": []}],
        "paths": {
            "/api/v1/deliveries": {"post": _handing_in()},
            "/api/v1/deliveries/{id}": {"get": _status()},
            "/api/v1/openapi.json": {"get": _this()},
        },
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": "A key that staff made."}},
            "schemas": _schemas(),
        },
    }


def _handing_in() -> Part:
    return {
        "operationId": "handIn",
        "summary": "Hand in a delivery",
        "description": "The zip itself, with its Content-Length. The same zip again changes nothing.",
        "requestBody": {"required": True, "content": {"application/zip": {}}},
        "responses": {
            "202": _answer("Received; the worker takes it next", Status, _PLACE) | {"links": _SAME_ID},
            "400": _problem("It broke off, or was empty"),
            **_doors(),
            "408": _problem("It took too long"),
            "411": _problem("Content-Length is missing"),
            "413": _problem("It is too large"),
            "415": _problem("It is not application/zip"),
            "507": _problem("The portal's disk is full"),
        },
    }


def _status() -> Part:
    return {
        "operationId": "status",
        "summary": "How far a delivery is and, once it is done, its report",
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}},
        ],
        "responses": {
            "200": _answer("How it stands", Status),
            "404": _problem("Not handed in by this key"),
            **_doors(),
        },
    }


def _this() -> Part:
    document: Part = {"description": "It", "content": {"application/json": {"schema": {"type": "object"}}}}
    return {
        "operationId": "description",
        "summary": "This description",
        "security": [],
        "responses": {"200": document, "default": _problem("Something is wrong")},
    }


def _doors() -> Part:
    """What everybody may meet who shows a key."""
    return {
        "401": _problem("No key, or one that is not in use", _KEY),
        "403": _problem("The key may not do this"),
        "405": _problem("Another method"),
        "429": _problem("Too often", _RETRY),
        "500": _problem("A fault of the portal"),
        "503": _problem("The database, the folder or a place for the upload is missing just now", _RETRY),
    }


def _problem(words: str, headers: Part | None = None) -> Part:
    return _answer(words, Problem, headers, "application/problem+json")


def _answer(words: str, kind: type, headers: Part | None = None, media_type: str = "application/json") -> Part:
    schema = {"$ref": f"#/components/schemas/{kind.__name__}"}
    return {"description": words, "headers": headers or {}, "content": {media_type: {"schema": schema}}}


def _schemas() -> Part:
    _, schemas = msgspec.json.schema_components([Status, Problem], ref_template="#/components/schemas/{name}")
    return schemas
