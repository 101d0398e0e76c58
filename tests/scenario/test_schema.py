"""The committed JSON Schemas are the generated ones, and say of files what the reader says."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from hotwash.resources import shipped
from hotwash.scenario.placed import Entries, Items, Node, Scalar, load
from hotwash.scenario.schema import schemas
from tests.scenario.small import ENVELOPE

FOLDER = shipped("assets") / "schema"
SHIPPED = shipped("scenarios") / "massachusetts-2024"
PLAIN = {"$schema", "title", "description", "default", "type"}


TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "const": lambda value, expected: value == expected,
    "enum": lambda value, expected: value in expected,
    "pattern": lambda value, expected: re.search(expected, value, re.ASCII) is not None,
    "minLength": lambda value, expected: len(value) >= expected,
    "minItems": lambda value, expected: len(value) >= expected,
    "maxLength": lambda value, expected: len(value) <= expected,
    "maxItems": lambda value, expected: len(value) <= expected,
    "minimum": lambda value, expected: value >= expected,
    "maximum": lambda value, expected: value <= expected,
    "required": lambda value, expected: set(expected) <= set(value),
}


def wrong(value: Any, schema: Any, path: str = "") -> list[str]:
    """What a value breaks of a schema: the part of JSON Schema that ours use; any other keyword is an error here."""
    if schema is True:
        return []
    if "type" in schema and type(value) is not TYPES[schema["type"]]:
        return [f"{path}: not of type {schema['type']}"]
    found: list[str] = []
    for word, expected in schema.items():
        if word in HOLDS:
            found += [] if HOLDS[word](value, expected) else [f"{path}: breaks {word}"]
        elif word == "additionalProperties":
            assert expected is False
            found += [] if set(value) <= set(schema["properties"]) else [f"{path}: breaks {word}"]
        elif word == "properties":
            for key in set(value) & set(expected):
                found += wrong(value[key], expected[key], f"{path}.{key}")
        elif word == "items":
            for number, item in enumerate(value):
                found += wrong(item, expected, f"{path}[{number}]")
        elif word == "allOf":
            for choice in expected:
                assert set(choice) == {"if", "then"}
                found += [] if wrong(value, choice["if"]) else wrong(value, choice["then"], path)
        else:
            assert word in PLAIN, f"the keyword {word} is not known here"
    return found


def plain(node: Node) -> Any:
    match node:
        case Scalar():
            return node.value
        case Items():
            return [plain(item) for item in node.items]
        case Entries():
            return {key: plain(value) for key, (_, value) in node.entries.items()}


def document(text: bytes) -> Any:
    return plain(load(text, "file")[0])


def schema(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", schemas())
def test_what_is_committed_is_what_the_classes_say(name: str) -> None:
    committed = (FOLDER / name).read_text(encoding="utf-8")
    assert committed == schemas()[name], f"write schemas()['{name}'] of hotwash.scenario.schema to assets/schema/{name}"


def test_no_other_schema_is_committed() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(schemas())


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("scenario.yaml", "scenario-1.schema.json"),
        ("psaps.yaml", "scenario-part-1.schema.json"),
        ("decisions/history.yaml", "decisions-1.schema.json"),
        ("decisions/textbook.yaml", "decisions-1.schema.json"),
        ("decisions/do-nothing.yaml", "decisions-1.schema.json"),
    ],
)
def test_the_shipped_scenario_keeps_the_schema_that_it_names(file: str, name: str) -> None:
    data = (SHIPPED / file).read_bytes()
    assert wrong(document(data), schema(name)) == []
    assert f"assets/schema/{name}" in data.decode().splitlines()[0]


@pytest.mark.parametrize(
    ("old", "new", "breaks"),
    [
        ("title: Small world", "titel: Small world", [": breaks additionalProperties", ": breaks required"]),
        ("span: 1:00:00", "span: 1:75:00", [".span: breaks pattern"]),
        ("format: 1", "format: 2", [".format: breaks const"]),
        ("seed: 911", "seed: soon", [".seed: not of type integer"]),
        ("share_permille: 1000", "share_permille: 1001", [".elements[0].share_permille: breaks maximum"]),
        ("verb: allow", "verb: alow", [".policies[0].rules[0].verb: breaks enum"]),
        ("kind: ecrf", "kind: ercf", [".elements[4].kind: breaks enum"]),
        ("locates: true", "locates: yes", [".elements[3].locates: not of type boolean"]),
        ("at: [400, 50]", "at: [400]", [".elements[3].at: breaks minItems"]),
        ("id: bcf-west", "id: BCF", [".elements[2].id: breaks pattern"]),
    ],
)
def test_the_schema_catches_what_the_reader_catches(old: str, new: str, breaks: list[str]) -> None:
    assert wrong(document(ENVELOPE.encode()), schema("scenario-1.schema.json")) == []
    text = ENVELOPE.replace(old, new, 1)
    assert text != ENVELOPE
    assert sorted(wrong(document(text.encode()), schema("scenario-1.schema.json"))) == sorted(breaks)


def test_every_key_of_a_kind_explains_itself() -> None:
    silent = []
    for choice in schema("scenario-1.schema.json")["properties"]["elements"]["items"]["allOf"]:
        for key, described in choice["then"]["properties"].items():
            if key != "kind" and not described.get("description"):
                silent.append(key)
    assert silent == []
