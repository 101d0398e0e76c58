"""What an author should know of the ways of a network: where one failure cuts PSAPs off from every caller."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.analysis.single_points import single_points as found_in
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.scenario.finding import Finding


def single_points(scenario: Scenario) -> Iterator[Finding]:
    """No diverse path: one remark for each place that several PSAPs hang on, and one for all last lines."""
    network = scenario.network
    alone: list[str] = []
    for place, psaps in found_in(network).items():
        if (place in network.links and network.links[place].b in psaps) or (
            place in network.links and network.links[place].a in psaps
        ):
            alone += [psap for psap in psaps if psap not in alone]
            continue
        path = () if place in network.elements or place in network.links else ("elements",)
        yield Finding(
            place,
            say(
                "every way to {count} of {all} PSAPs leads through it, {first} among them; there is no other path.",
                count=len(psaps),
                all=len(network.psaps()),
                first=network.elements[psaps[0]].name,
            ),
            path,
            remark=True,
        )
    if alone:
        yield Finding(
            alone[0],
            say(
                "{count} of {all} PSAPs, this one among them, have one line only; no call arrives when it is cut.",
                count=len(alone),
                all=len(network.psaps()),
            ),
            remark=True,
        )
