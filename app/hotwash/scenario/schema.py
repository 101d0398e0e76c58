"""JSON Schemas of scenario files, made from the same shapes as the reader, for completion and help in editors.

References between ids can't be said in a schema; the reader checks them.
"""

from __future__ import annotations

import json
from typing import Any

from hotwash.domain.predicate_text import LONGEST
from hotwash.domain.time import clock
from hotwash.scenario.decision_grammar import decision_keys
from hotwash.scenario.grammar import FORMAT, head, sections
from hotwash.scenario.shapes import (
    ID_PATTERN,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Choice,
    Clock,
    FileName,
    Ident,
    Key,
    Kinds,
    Many,
    Moment,
    Record,
    Ref,
    Shape,
    Text,
    Truth,
    When,
    Whole,
)

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_CLOCK = r"^\d{1,4}:[0-5]\d:[0-5]\d$"
_MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$"

Schema = dict[str, Any]


def schemas() -> dict[str, str]:
    """The text of every schema file by its name under `assets/schema`."""
    made = {
        "scenario-1.schema.json": _file("Hotwash scenario", (*head(), *sections())),
        "scenario-part-1.schema.json": _file("Part of a Hotwash scenario", sections()),
        "decisions-1.schema.json": _file("Hotwash decisions", decision_keys()),
    }
    return {name: json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for name, schema in made.items()}


def _file(title: str, keys: tuple[Key, ...]) -> Schema:
    format_key = {"const": FORMAT, "description": "Format of the file; stands first."}
    schema = _object(keys)
    properties = {"format": format_key, **schema["properties"]}
    return {
        "$schema": _DRAFT,
        "title": title,
        **schema,
        "properties": properties,
        "required": ["format", *schema["required"]],
    }


def _object(keys: tuple[Key, ...]) -> Schema:
    return {
        "type": "object",
        "properties": {key.name: _described(key) for key in keys},
        "required": [key.name for key in keys if key.required],
        "additionalProperties": False,
    }


def _described(key: Key) -> Schema:
    schema = _schema(key.shape)
    unit = "h:mm:ss" if key.unit == "ms" else key.unit
    words = f"{key.help} ({unit})" if unit and key.help else key.help
    if words:
        schema = {"description": words, **schema}
    default = _default(key)
    return schema if default is None else {**schema, "default": default}


def _default(key: Key) -> Any:
    if key.required or key.default is None or key.default in ("", ()) or isinstance(key.shape, Record):
        return None
    if isinstance(key.shape, Clock):
        return clock(key.default) if key.default >= 0 else None
    return list(key.default) if isinstance(key.default, tuple) else key.default


def _schema(shape: Shape) -> Schema:
    match shape:
        case Text(long, empty):
            length = TEXT_LENGTH if long else TITLE_LENGTH
            return {"type": "string", "maxLength": length, **({} if empty else {"minLength": 1})}
        case Ident():
            return {"type": "string", "pattern": f"^{ID_PATTERN}$"}
        case Ref(_, optional):
            return {"type": "string", "pattern": f"^({ID_PATTERN})?$" if optional else f"^{ID_PATTERN}$"}
        case Whole(low, high):
            return {"type": "integer", "minimum": low, "maximum": high}
        case Clock():
            return {"type": "string", "pattern": _CLOCK}
        case Moment():
            return {"type": "string", "pattern": _MOMENT}
        case Truth():
            return {"type": "boolean"}
        case Choice(words):
            return {"enum": list(words)}
        case When():
            return {"type": "string", "maxLength": LONGEST, "minLength": 1}
        case FileName():
            return {"type": "string", "pattern": f"^{ID_PATTERN}\\.yaml$"}
        case Many(item, least, most):
            bounds = {"minItems": least, "maxItems": most} if least else {}
            return {"type": "array", "items": _schema(item), **bounds}
        case Record(title, keys):
            return {"title": title, **_object(keys)}
        case Kinds():
            return _kinds(shape)


def _kinds(shape: Kinds) -> Schema:
    """First the word, then by word the other keys: so an editor completes both."""
    words = {"enum": list(shape.records), "description": f"The {shape.noun}."}
    choices = []
    for word, record in shape.records.items():
        schema = _schema(record)
        schema["properties"] = {shape.by: True, **schema["properties"]}
        choices.append({"if": {"properties": {shape.by: {"const": word}}, "required": [shape.by]}, "then": schema})
    return {"type": "object", "properties": {shape.by: words}, "required": [shape.by], "allOf": choices}
