"""Commands and facts as plain JSON values and back: the only wire form, for the journal and for seats."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from re import sub
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from hotwash.domain.commands import Command
from hotwash.domain.facts import Fact
from hotwash.domain.sentences import Sentence, say, told_by

K = TypeVar("K")

TAG = "is"
"""Key that names the class where a field may hold one of several."""


class UnknownKind(ValueError):
    """A row of a kind that this version does not know, from a newer version or a foreign hand."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            say("this version of Hotwash does not know entries of kind '{kind}'; open it with a newer one", kind=kind)
        )


class BadBody(ValueError):
    """A row whose content does not fit its kind."""

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(say("an entry of kind '{kind}' can't be read: {what}", kind=kind, what=what))


def snake(name: str) -> str:
    """`FaultBegan` as `fault_began`."""
    return sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


COMMANDS: Mapping[str, type[Any]] = {f"command.{snake(c.__name__)}": c for c in get_args(Command)}
FACTS: Mapping[str, type[Any]] = {f"fact.{snake(f.__name__)}": f for f in get_args(Fact)}


def kind_of(item: object) -> str:
    """The journal's kind of a command or fact."""
    name = snake(type(item).__name__)
    return f"command.{name}" if f"command.{name}" in COMMANDS else f"fact.{name}"


def encode(item: Any) -> dict[str, Any]:
    """The body of a command or fact: JSON values, whole numbers only."""
    return {field.name: _plain(getattr(item, field.name)) for field in fields(item)}


def decode(kind: str, body: Mapping[str, Any]) -> Command | Fact:
    """The command or fact of a row; raises UnknownKind or BadBody with a sentence."""
    found = COMMANDS.get(kind) or FACTS.get(kind)
    if found is None:
        raise UnknownKind(kind)
    try:
        return _build(found, body)  # type: ignore[no-any-return]  # one of the classes of the two tables
    except (KeyError, TypeError, ValueError) as error:
        raise BadBody(kind, told_by(error)) from error


def build(kind: type[K], body: object) -> K:
    """A value of any dataclass out of JSON values, every field checked; raises ValueError or TypeError with a
    sentence."""
    made: K = _value(kind, body)
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {TAG: type(value).__name__, **encode(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Sentence) else value


_HINTS: dict[type[Any], dict[str, Any]] = {}


def _hints(kind: type[Any]) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


def _build(kind: type[Any], body: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    unknown = set(body) - set(hints) - {TAG}
    if unknown:
        raise ValueError(say("unknown field {names}", names=", ".join(sorted(unknown))))
    return kind(**{name: _value(hints[name], item) for name, item in body.items() if name != TAG})


def _value(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (types.UnionType, Union):
        return _one_of(get_args(hint), value)
    if origin is tuple:
        if not isinstance(value, list):
            raise TypeError(say("{value!r} is not a list", value=value))
        return tuple(_value(get_args(hint)[0], item) for item in value)
    if origin in (dict, Mapping):
        if not isinstance(value, Mapping):
            raise TypeError(say("{value!r} is not a table", value=value))
        return {str(key): _value(get_args(hint)[1], item) for key, item in value.items()}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if is_dataclass(hint):
        if not isinstance(value, Mapping):
            raise TypeError(say("{value!r} is not a table", value=value))
        return _build(hint, value)  # type: ignore[arg-type]  # a dataclass type, not an instance
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise TypeError(say("{value!r} is not of type {kind}", value=value, kind=hint.__name__))
    return value


def _one_of(choices: tuple[Any, ...], value: Any) -> Any:
    if isinstance(value, Mapping) and TAG in value:
        for choice in choices:
            if is_dataclass(choice) and getattr(choice, "__name__", "") == value[TAG]:
                return _value(choice, value)
        raise ValueError(say("unknown class '{name}'", name=value[TAG]))
    for choice in choices:
        if choice is type(None) and value is None:
            return None
        if isinstance(choice, type) and not is_dataclass(choice) and isinstance(value, choice):
            return value
    raise TypeError(say("{value!r} fits none of the choices", value=value))
