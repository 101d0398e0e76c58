"""Alarms of one exercise: raised by scripts and by full queues, numbered, and cleared with what caused them."""

from __future__ import annotations

from collections.abc import Callable

from hotwash.domain.elements import Element
from hotwash.domain.facts import AlarmCleared, AlarmRaised, Fact
from hotwash.domain.network import Network
from hotwash.domain.sentences import say
from hotwash.domain.steps import Alarm
from hotwash.domain.time import MINUTE
from hotwash.simulation.control import Run
from hotwash.simulation.symptoms import Symptoms

FULL_QUEUE_STANDS = 10 * MINUTE
"""How long the alarm for a full queue stands before the queue is looked at again; a default."""


class Alarms:
    """Gives alarms their numbers and remembers which script raised which."""

    def __init__(self, tell: Callable[[Fact], None], symptoms: Symptoms) -> None:
        self._tell = tell
        self._symptoms = symptoms
        self._count = 0
        self._raised: dict[int, Run] = {}

    def raise_for(self, run: Run, step: Alarm, network: Network) -> None:
        """A script's alarm, on the network as it is at this moment."""
        number = self._next()
        self._raised[number] = run
        self._tell(AlarmRaised(number, step.name, self._place(run, step, network), step.text, step.seats))

    def queue_full(self, psap: Element) -> int:
        """The ESRP's alarm for a PSAP that had to turn a call away; returns its number."""
        return self.raise_own(
            "EngorgedQ", psap.id, say("The queue of {psap} is full; it turns calls away.", psap=psap.name)
        )

    def raise_own(self, name: str, element: str, text: str) -> int:
        """An alarm at every seat that no script raises, but an element of the network; returns its number."""
        number = self._next()
        self._tell(AlarmRaised(number, name, element, text, ()))
        return number

    def clear(self, number: int, by: str) -> None:
        """One alarm no longer stands."""
        self._tell(AlarmCleared(number, by))

    def clear_those_of(self, run: Run, by: str) -> None:
        """Every alarm that a script raised no longer stands."""
        for number in [number for number, owner in self._raised.items() if owner is run]:
            del self._raised[number]
            self.clear(number, by)

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _place(self, run: Run, step: Alarm, network: Network) -> str:
        """Where an alarm shows; a BCF that does not work reports nothing."""
        if not step.policy:
            return next((element for element in step.among if network.is_up(element)), step.element)
        live = [border.id for border in network.borders() if border.policy == step.policy and network.is_up(border.id)]
        return self._symptoms.place(run, live) or step.element
