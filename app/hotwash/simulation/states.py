"""States of PSAPs as others hear of them: which registers have another value after the world has changed."""

from __future__ import annotations

from hotwash.domain.network import Network
from hotwash.domain.policy_routing import QUEUE_OF, QueueState, SecurityPosture, ServiceState

ELEMENT_STATE, SERVICE_STATE, QUEUE_STATE, POSTURE = "ElementState", "ServiceState", "QueueState", "SecurityPosture"
"""Names of the registries, as NENA-STA-010.3f spells them."""


def queue_state(network: Network, psap: str) -> QueueState:
    """The state of a PSAP's queue: as somebody has set it, else as its service state has it."""
    service = network.service_states.get(psap, ServiceState.NORMAL)
    return network.queue_states.get(psap, QUEUE_OF.get(service, QueueState.ACTIVE))


def registers(network: Network, psap: str) -> tuple[tuple[str, str], ...]:
    """Every register of a PSAP with its value."""
    return (
        (SERVICE_STATE, network.service_states.get(psap, ServiceState.NORMAL).value),
        (QUEUE_STATE, queue_state(network, psap).value),
        (POSTURE, network.postures.get(psap, SecurityPosture.GREEN).value),
    )
