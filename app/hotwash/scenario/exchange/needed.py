"""What an imported network lacks to be played: keys that must stand get starting values, the rest are next steps.

Starting values are defaults of our own that the author changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hotwash.catalogue import registry
from hotwash.domain.elements import Answering, Border, Element, Originating, Proxy
from hotwash.domain.sentences import say
from hotwash.scenario.exchange.context import Context
from hotwash.scenario.exchange.entries import keys_of
from hotwash.scenario.exchange.guessing import fresh_id, is_id
from hotwash.scenario.exchange.imported import Entry, Plain, Remarks

WEIGHT, POSITIONS, WAITING = 1, 4, 8
_DEFAULTS: Mapping[str, Plain] = {"weight": WEIGHT, "positions": POSITIONS, "waiting": WAITING}
_ALL = 1_000
Draft = tuple[str, dict[str, Plain]]


def filled(
    elements: Sequence[Draft], context: Context, taken: set[str], remarks: Remarks
) -> tuple[list[Draft], tuple[Entry, ...], tuple[Entry, ...]]:
    """The elements with every key that they must have, and the regions and policies that they need beside them."""
    regions = _Beside("region", "imported-region", context, taken)
    policies = _Beside("policy", "imported-policy", context, taken)
    made = list(elements)
    for place, entry in made:
        for key in keys_of("elements", str(entry["kind"])):
            if key.name == "region":
                regions.given(place, entry, remarks)
            elif key.name == "policy":
                policies.given(place, entry, remarks)
            elif key.required and key.name not in entry and key.name in _DEFAULTS:
                entry[key.name] = _DEFAULTS[key.name]
                told = say("{key} {value} is a starting value", key=key.name, value=_DEFAULTS[key.name])
                remarks.guessed(place, told)
    _share_out(made, remarks)
    return (
        made,
        tuple({"id": name, "name": title} for name, title in regions.made.items()),
        tuple(
            {"id": name, "name": title, "rules": ({"id": "allow-all", "verb": "allow"},)}
            for name, title in policies.made.items()
        ),
    )


class _Beside:
    """Regions or policies that elements name; those that nobody has are made, each with its reason told."""

    def __init__(self, key: str, usual: str, context: Context, taken: set[str]) -> None:
        self._key, self._usual = key, usual
        self._known = context.known.get(key, ())
        self._taken = taken
        self._made_for: dict[str, str] = {}
        self.made: dict[str, str] = {}
        """Titles by id."""

    def given(self, place: str, entry: dict[str, Plain], remarks: Remarks) -> None:
        wished = str(entry.get(self._key, ""))
        if wished in self._known:
            return
        if not wished and self._known and self._key == "region":
            entry[self._key] = self._known[0]
            remarks.guessed(place, say("the region is {region}, the first of the scenario", region=self._known[0]))
            return
        name = wished or self._usual
        if name not in self._made_for:
            ident = name if is_id(name) and name not in self._taken else fresh_id(name, self._usual, self._taken)
            self._taken.add(ident)
            self._made_for[name] = ident
            self.made[ident] = name if wished else ident.replace("-", " ").capitalize()
        ident = self._made_for[name]
        entry[self._key] = ident
        if self._key == "policy":
            remarks.guessed(place, say("a policy '{policy}' that lets everything through is made for it", policy=ident))
        else:
            remarks.guessed(place, say("a region '{region}' is made for it", region=ident))


def _share_out(elements: Sequence[Draft], remarks: Remarks) -> None:
    """Calls are shared alike by originating networks whose share is not known."""
    kinds = registry.elements()
    origins = [draft for draft in elements if issubclass(kinds[str(draft[1]["kind"])], Originating)]
    without = [draft for draft in origins if "share_permille" not in draft[1]]
    given = sum(share for _, entry in origins if isinstance(share := entry.get("share_permille"), int))
    left = max(0, _ALL - given)
    for number, (place, entry) in enumerate(without):
        share = left // len(without) + (1 if number < left % len(without) else 0)
        entry["share_permille"] = share
        remarks.guessed(place, say("{share} per mille of all calls begin here, an equal share", share=share))


def next_steps(elements: Sequence[Entry], links: Sequence[Entry], context: Context) -> tuple[str, ...]:
    """What is still to be added before calls can be made, one sentence each; nothing where all is there."""
    kinds = registry.elements()
    found = [kinds[str(entry["kind"])] for entry in elements]

    def there(archetype: type[Element], group: str = "") -> bool:
        return any(issubclass(kind, archetype) for kind in found) or bool(context.known.get(group))

    steps = []
    if not there(Originating, "origin"):
        steps.append(say("Add an originating network (wireless, wireline, VoIP): nobody can call yet."))
    if not there(Border, "border"):
        steps.append(say("Add a BCF between originating networks and the rest: no call can enter yet."))
    if not there(Answering, "psap"):
        steps.append(say("Add a PSAP, or change the kind of some elements to it: nobody can answer yet."))
    if not any(kind.kind == "esrp" or (issubclass(kind, Proxy) and kind.kind == "lsrg") for kind in found):
        steps.append(say("Add an ESRP with 'locates' and an ECRF if calls are to be routed by their location."))
    parts = _parts(elements, links)
    if parts > 1:
        steps.append(say("Link the {parts:,} parts of the network that are not connected to each other.", parts=parts))
    return tuple(steps)


def _parts(elements: Sequence[Entry], links: Sequence[Entry]) -> int:
    """How many connected parts there are."""
    root = {str(entry["id"]): str(entry["id"]) for entry in elements}

    def top(name: str) -> str:
        while root[name] != name:
            root[name] = name = root[root[name]]
        return name

    for link in links:
        a, b = str(link["a"]), str(link["b"])
        if a in root and b in root:
            root[top(a)] = top(b)
    return sum(name == up for name, up in root.items())
