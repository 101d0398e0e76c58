"""What an import meets in the scenario that it goes into: names that are taken, names that may be referred to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from hotwash.domain.callers import PUBLIC, TESTERS
from hotwash.domain.impairment import EVERYWHERE
from hotwash.domain.plan import EVERYTHING
from hotwash.domain.scenario import Scenario
from hotwash.scenario.grammar import SOURCE_WORDS

_RESERVED = frozenset({EVERYWHERE, EVERYTHING})
_ALWAYS: Mapping[str, tuple[str, ...]] = MappingProxyType({"source": SOURCE_WORDS, "callers": (PUBLIC.id, TESTERS.id)})


@dataclass(frozen=True, slots=True)
class Context:
    """`taken`: ids that new entries may not have. `known`: ids that they may refer to, by the group of the grammar."""

    taken: frozenset[str] = _RESERVED
    known: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _ALWAYS)

    def knowing(self, **names: Iterable[str]) -> Context:
        """The same with more ids that may be referred to, by group."""
        more = {group: (*self.known.get(group, ()), *found) for group, found in names.items()}
        return Context(self.taken, MappingProxyType({**self.known, **more}))


FRESH = Context()
"""An import that becomes a scenario of its own."""


def beside(scenario: Scenario) -> Context:
    """An import that is added to what the scenario has."""
    network = scenario.network
    taken = {*_RESERVED, *network.elements, *network.links, *network.policies, *network.regions}
    taken |= set(network.route_policies)
    known = dict(in_place_of(scenario).known)
    known |= {
        "element": tuple(network.elements),
        "psap": tuple(psap.id for psap in network.psaps()),
        "border": tuple(border.id for border in network.borders()),
        "origin": tuple(origin.id for origin in network.origins()),
    }
    return Context(frozenset(taken), MappingProxyType(known))


def in_place_of(scenario: Scenario) -> Context:
    """An import that replaces the elements and links of the scenario; its policies, regions and sources stay."""
    network = scenario.network
    known = {
        "source": (*SOURCE_WORDS, *(source.id for source in scenario.sources)),
        "callers": tuple(dict.fromkeys((*_ALWAYS["callers"], *network.callers))),
        "policy": tuple(network.policies),
        "region": tuple(network.regions),
    }
    return Context(_RESERVED, MappingProxyType(known))
