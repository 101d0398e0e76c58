"""Queues of PSAPs that are full: told with an alarm, and looked at again after a while."""

from __future__ import annotations

from collections.abc import Callable

from hotwash.domain.facts import Fact, StateChanged
from hotwash.domain.policy_routing import QueueState
from hotwash.simulation.alarms import FULL_QUEUE_STANDS, Alarms
from hotwash.simulation.control import Control
from hotwash.simulation.states import QUEUE_STATE, queue_state
from hotwash.simulation.tables import Threshold
from hotwash.simulation.world import World

MODEL = "simulation"
"""Who clears and tells what nobody in particular does."""


class FullQueues:
    """Every PSAP of the network. A full queue is told and not laid: policies know of it by the overflow they gave."""

    def __init__(self, world: World, control: Control, alarms: Alarms, tell: Callable[[Fact], None]) -> None:
        self._world, self._control, self._alarms, self._tell = world, control, alarms, tell
        self._psaps = [psap.id for psap in world.present.network.psaps()]
        for number in range(len(self._psaps)):
            world.kernel.arm(Threshold.QUEUE_FULL, number)

    def filled(self, number: int) -> None:
        """The queue of PSAP `number` is full at this instant."""
        network = self._world.present.network
        psap = network.psaps()[number]
        alarm = self._alarms.queue_full(psap)
        self._tell(StateChanged(psap.id, QUEUE_STATE, QueueState.FULL.value, MODEL))
        self._control.after(FULL_QUEUE_STANDS, lambda: self._look_again(number, alarm))

    def _look_again(self, number: int, alarm: int) -> None:
        psap = self._psaps[number]
        self._alarms.clear(alarm, MODEL)
        self._tell(StateChanged(psap, QUEUE_STATE, queue_state(self._world.present.network, psap).value, MODEL))
        self._world.kernel.arm(Threshold.QUEUE_FULL, number)
