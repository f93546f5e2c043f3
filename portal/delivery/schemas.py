"""JSON Schemas (2020-12) of a delivery's files, made from the very types that read them."""

import inspect
import json
import re
from pathlib import Path
from typing import Any

import msgspec

from portal.delivery.format.document_rows import DocumentRow
from portal.delivery.format.fields import FILE_PATTERN
from portal.delivery.format.rows import RepresentativeRow
from portal.delivery.reading.manifest import Manifest
from portal.delivery.tables import TABLES
from portal.documents.values import TEXT_PATTERN, Part

Schema = dict[str, Any]

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "delivery" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
# What the types' patterns say, for any validator: ECMA 262 has no \A, and not all can look behind.
_A_TEXT: Schema = {"not": {"pattern": "^ | $|[\\x00-\\x1f\\x7f]"}}
_PATTERNS = {TEXT_PATTERN: _A_TEXT, FILE_PATTERN: {"pattern": "^files/"} | _A_TEXT}
_IS_WITHDRAWN: Schema = {"required": ["withdrawn"], "properties": {"withdrawn": {"const": True}}}
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_LINE = re.compile(r"(\w+): (.+)")


def _given(name: str) -> Schema:
    return {"required": [name], "properties": {name: {"not": {"type": "null"}}}}


# The rules between fields (format/rules.py) that a schema can say: one of these has to hold.
_ONE_OF: dict[type, list[Schema]] = {
    RepresentativeRow: [_given("last_name"), _given("organisation")],
    DocumentRow: [_given("file"), _given("body"), _IS_WITHDRAWN],
}


def schemas() -> dict[str, Schema]:
    """The schemas of manifest.json and of one line of each data file, by the names of their own files."""
    found = {"manifest.json": _schema(Manifest, "manifest.json")}
    for table in TABLES:
        found[table.file.replace(".jsonl", ".json")] = _schema(table.row, f"one line of {table.file}")
    return found


def as_text(schema: Schema) -> str:
    """The schema as its committed file holds it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _schema(kind: Any, title: str) -> Schema:
    (top,), parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    structs = {struct.__name__: struct for struct in _structs()}
    described = {
        name: _described(part, structs[name]) if name in structs else _plain(part) for name, part in parts.items()
    }
    head = {"$schema": DIALECT, "title": f"Client Finance Portal, delivery format 1: {title}"}
    return head | _by_kind(top) | {"$defs": described}


def _structs() -> list[type]:
    """Every type a delivery's objects have; the lists of words are none of them."""
    below: list[type] = [Part]
    for struct in below:
        below += struct.__subclasses__()
    return [Manifest, *below]


def _described(part: Schema, struct: type) -> Schema:
    """The schema of one object, with the words its type has for itself and for each field."""
    told = words_of(struct)
    fields = {
        name: {"description": told[name] + _expected(field)} | _plain(field)
        for name, field in part["properties"].items()
    }
    rules = [{"anyOf": rule} for kind, rule in _ONE_OF.items() if issubclass(struct, kind)]
    return part | {"description": told[""], "properties": fields} | (rules[0] if rules else {})


def _expected(field: Schema) -> str:
    """The words of the kind of value, as a rejected row would have them."""
    for kind in (field, *field.get("anyOf", ())):
        if words := kind.get("description"):
            return f" ({words})"
    return ""


def words_of(struct: type) -> dict[str, str]:
    """What a type's docstring says of it, under "", and of each field: its lines of the form `field: words`."""
    told: dict[str, str] = {}
    for one in reversed(struct.__mro__):
        summary, *lines = inspect.cleandoc(one.__dict__.get("__doc__") or "").splitlines() or [""]
        told |= {found[1]: found[2] for line in lines if (found := _LINE.fullmatch(line))}
        told[""] = summary or told.get("", "")
    return told


def _plain(value: Any) -> Any:
    """A field's schema in words any validator reads, and with what a date looks like."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    plain = {name: _plain(part) for name, part in value.items() if name not in ("default", "description", "pattern")}
    if value.get("format") == "date":
        plain["pattern"] = _DAY
    if pattern := value.get("pattern"):
        plain |= _PATTERNS.get(pattern, {"pattern": pattern.replace(r"\A", "^").replace(r"\Z", "$")})
    return plain


def _by_kind(top: Schema) -> Schema:
    """A union as one condition for each kind, so that a validator complains of the kind that is meant."""
    if "anyOf" not in top:
        return top
    tag, kinds = top["discriminator"]["propertyName"], top["discriminator"]["mapping"]
    rules = [{"if": {"properties": {tag: {"const": name}}}, "then": {"$ref": ref}} for name, ref in kinds.items()]
    return {"type": "object", "required": [tag], "properties": {tag: {"enum": list(kinds)}}, "allOf": rules}
