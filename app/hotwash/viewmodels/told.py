"""What the facts so far give for the log and the plot, and what people call whatever has an id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hotwash.domain.facts import CallsTallied, Happened
from hotwash.domain.scenario import Scenario
from hotwash.viewmodels.faults import fault_title
from hotwash.viewmodels.log_lines import LogLine, log_line
from hotwash.viewmodels.plot import Flag, MinuteBar, flag, minute_bar
from hotwash.viewmodels.seat import act_labels


class Told:
    """What the facts so far give for the log and the plot."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names, self._read = names, 0
        self.log: list[LogLine] = []
        self.minutes: list[MinuteBar] = []
        self.flags: list[Flag] = []

    def take(self, facts: Sequence[Happened], most: int = 0) -> Sequence[Happened]:
        """Read what is new, at most so many (0: all), and return it."""
        fresh = facts[self._read : self._read + most if most else len(facts)]
        self._read += len(fresh)
        for one in fresh:
            self.log.append(log_line(one, self._names))
            if isinstance(one.fact, CallsTallied):
                self.minutes.append(minute_bar(one, one.fact))
            raised = flag(one)
            if raised is not None:
                self.flags.append(raised)
        return fresh


def names_of(scenario: Scenario) -> dict[str, str]:
    """What people call everything that has an id: elements, policies, seats, acts, injects and faults."""
    network = scenario.network
    names = {element.id: element.name for element in network.elements.values()}
    names |= {policy.id: policy.name for policy in network.policies.values()}
    names |= {seat.id: seat.name for seat in scenario.seats.values()}
    for seat in scenario.seats:
        names |= {f"act:{act}": label for act, label in act_labels(scenario, seat).items()}
    names |= {f"inject:{one.id}": f"{one.shown_number} {one.subject}" for one in scenario.injects.values()}
    return names | {f"fault:{fault}": fault_title(scenario, fault) for fault in scenario.faults}
