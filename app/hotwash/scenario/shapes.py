"""What may stand in a scenario file, as values made from the classes; reader and schema are both made from these.

A shape says what is allowed, never where it stands or how it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hotwash.domain.fields import About, described_fields
from hotwash.domain.time import HOUR

ID_PATTERN = r"[a-z0-9][a-z0-9-]{0,63}"
TITLE_LENGTH = 200
TEXT_LENGTH = 4_000
LONGEST = 9_999 * HOUR
_LONG = frozenset(
    {
        "note",
        "text",
        "brief",
        "target",
        "summary",
        "players_scenario",
        "players",
        "scope",
        "scenario",
        "threat",
        "contact",
        "sponsor",
        "otherwise",
        "remarks",
        "about",
        "issues",
        "expected",
        "background",
        "hidden",
        "guidelines",
        "assumptions",
    }
)  # texts that may run over several lines


@dataclass(frozen=True, slots=True)
class Text:
    """Words: one line (a title), or several."""

    long: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Ident:
    """The id of what it stands in. The first group is the one in which it must be the only one of its name.

    A group that begins with a dot counts within one list only (lines of one policy).
    """

    groups: tuple[str, ...]
    many: bool = False
    """Whether several may carry the same name (sites)."""


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of something of a group; empty allowed where `optional`.

    `own` names a group of lines (it begins with a dot) that counts too, as far as it stands in the same entry.
    """

    group: str
    optional: bool = False
    own: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `low` to `high`."""

    low: int = -(10**15)
    high: int = 10**15


@dataclass(frozen=True, slots=True)
class Clock:
    """A time or duration, written `h:mm:ss`, in milliseconds."""

    low: int = 0
    high: int = LONGEST


@dataclass(frozen=True, slots=True)
class Moment:
    """A date and time of the story, without zone."""


@dataclass(frozen=True, slots=True)
class Truth:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list; `make` turns it into the value."""

    words: tuple[str, ...]
    make: Callable[[str], Any] = str


@dataclass(frozen=True, slots=True)
class FileName:
    """The name of another file of the scenario's folder."""


@dataclass(frozen=True, slots=True)
class When:
    """A condition, written as `domain.predicate_text` says; what it names must exist."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list of one shape; kept as a tuple."""

    item: Shape
    least: int = 0
    most: int = 100_000


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record."""

    name: str
    shape: Shape
    help: str = ""
    required: bool = True
    default: Any = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys; `make` turns the values into the thing and may refuse with a ValueError."""

    title: str
    keys: tuple[Key, ...]
    make: Callable[[dict[str, Any]], Any]
    derive: Callable[[dict[str, Any]], str] | None = None
    """Makes the id where none is written."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """A mapping whose other keys depend on the word under `by`."""

    by: str
    noun: str
    records: Mapping[str, Record] = field(hash=False)
    ident: Ident | None = None
    """What its id counts as while its kind is not known."""


Shape = Text | Ident | Ref | Whole | Clock | Moment | Truth | Choice | FileName | When | Many | Record | Kinds


def record_of(
    kind: type[Any],
    *,
    groups: tuple[str, ...] = (),
    shapes: Mapping[str, Shape] | None = None,
    make: Callable[[dict[str, Any]], Any] | None = None,
    extra: tuple[Key, ...] = (),
    title: str = "",
) -> Record:
    """The record of one dataclass: a key per field, its shape by type and description unless `shapes` names it."""
    given = shapes or {}
    hints = get_type_hints(kind)
    keys = []
    for item, described in described_fields(kind):
        shape = given.get(item.name) or _shape(item.name, hints[item.name], described, groups, _default(item))
        required = item.default is MISSING and item.default_factory is MISSING
        keys.append(Key(item.name, shape, described.help, required, _default(item), described.unit))
    words = title or str(getattr(kind, "title", "")) or kind.__name__
    return Record(words, (*extra, *keys), make or (lambda values: kind(**values)))


def _default(item: Field[Any]) -> Any:
    if item.default_factory is not MISSING:
        return item.default_factory()
    return None if item.default is MISSING else item.default


def _shape(name: str, hint: Any, described: About, groups: tuple[str, ...], default: Any) -> Shape:
    if name == "id":
        return Ident(groups)
    if described.refers:
        return (
            Many(Ref(described.refers)) if get_origin(hint) is tuple else Ref(described.refers, optional=default == "")
        )
    return _shape_of_type(name, hint, described, default)


def _shape_of_type(name: str, hint: Any, described: About, default: Any) -> Shape:
    if get_origin(hint) in (Union, UnionType):
        inner = next(part for part in get_args(hint) if part is not type(None))
        return _shape_of_type(name, inner, described, default)
    if get_origin(hint) is tuple:
        parts = get_args(hint)
        exact = 0 if Ellipsis in parts else len(parts)
        item = _shape_of_type(name, parts[0], described, default)
        return Many(item, exact, exact) if exact else Many(item)
    if hint is bool:
        return Truth()
    if hint is int:
        low, high = described.low, described.high
        if described.unit == "ms":
            return Clock(low or 0, LONGEST if high is None else high)
        return Whole(Whole().low if low is None else low, Whole().high if high is None else high)
    if hint is str:
        return Text(long=name in _LONG, empty=default == "")
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Choice(tuple(member.value for member in hint), hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return record_of(hint)
    raise TypeError(f"field '{name}' has the type {hint}, which a scenario file can't hold")
