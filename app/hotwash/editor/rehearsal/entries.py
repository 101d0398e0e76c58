"""What a failure found by a sweep looks like in a scenario: entries for its lists, by the keys of scenario files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields

from hotwash.catalogue.injects.network_change import NetworkChange
from hotwash.domain.fields import about_field
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say
from hotwash.domain.time import Millis, clock
from hotwash.editor.rehearsal.cases import Case

Entry = Mapping[str, str | int | bool | list[str]]
"""Keys of one entry of a list, with values as a scenario file has them; times as h:mm:ss."""
LONGEST_SUBJECT = 60


class NoFaultForIt(ValueError):
    """No kind of fault does just what was tried."""

    def __init__(self, title: str) -> None:
        super().__init__(
            say(
                "No kind of fault takes '{title}' away alone; give it a site of its own, and a power cut there does.",
                title=title,
            )
        )


@dataclass(frozen=True, slots=True)
class NewEntries:
    """Entries to append: to `faults` (none where the scenario has them) and to `injects`; `begins` are the faults."""

    faults: tuple[Entry, ...]
    inject: Entry
    begins: tuple[str, ...]


def entries(scenario: Scenario, case: Case, *, at: Millis | None = None, subject: str = "") -> NewEntries:
    """The faults of a case, and one line of the MSEL that begins them.

    With `at` (ms of exercise time) the clock lets it out, otherwise it waits for the facilitator. Raises NoFaultForIt.
    """
    known = {*scenario.faults}
    added: list[Entry] = []
    begins: list[str] = []
    for part in case.parts or (case,):
        if part.offered:
            begins.append(part.offered)
            continue
        if part.fault is None:
            raise NoFaultForIt(part.title)
        same = next((one.id for one in scenario.faults.values() if one.fault == part.fault), "")
        ident = same or free_id(_stem(part.fault), known)
        known.add(ident)
        begins.append(ident)
        if not same:
            added.append({"id": ident, "kind": part.fault.kind, **_fields(part.fault)})
    number = max((inject.number for inject in scenario.injects.values()), default=0) + 1
    inject: dict[str, str | int | bool | list[str]] = {
        "kind": NetworkChange.kind,
        "id": free_id(f"begin-{begins[0]}", scenario.injects),
        "number": number,
        "subject": (subject or case.title)[:LONGEST_SUBJECT],
        "begins": list(begins),
        "category": "contingency" if at is None else "inject",
        "controller": "simulation",
    }
    if at is None:
        inject |= {"label": "PRESSURE", "note": say("Use it when players need more to do.")}
    else:
        inject |= {"at": clock(at), "release": "clock"}
    return NewEntries(tuple(added), inject, tuple(begins))


def free_id(stem: str, known: Iterable[str]) -> str:
    """An id that is not known yet: the stem, or the stem with a number."""
    taken = frozenset(known)
    if stem not in taken:
        return stem
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _stem(fault: Fault) -> str:
    needed = [item for item in fields(fault) if item.default is MISSING and item.default_factory is MISSING]
    parts = [fault.kind.replace("_", "-"), *(str(getattr(fault, item.name)) for item in needed)]
    return "-".join(parts)[:60].strip("-")


def _fields(fault: Fault) -> dict[str, str | int | bool | list[str]]:
    """Fields that are not at their default, as files have them."""
    made: dict[str, str | int | bool | list[str]] = {}
    for item in fields(fault):
        value = getattr(fault, item.name)
        if item.default is not MISSING and value == item.default:
            continue
        if isinstance(value, tuple):
            made[item.name] = [str(one) for one in value]
        elif about_field(item).unit == "ms":
            made[item.name] = clock(value)
        elif isinstance(value, bool | int):
            made[item.name] = value
        else:
            made[item.name] = str(value)
    return made
