"""What a fault and an action are: fields, words, and steps over a network. One kind, one file in the catalogue."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.network import Network
from hotwash.domain.sentences import term
from hotwash.domain.steps import Step
from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault(ABC):
    """Something that goes wrong. Its overlays live until cleared or remedied, unless its steps clear them."""

    kind: ClassVar[str]
    title: ClassVar[str]
    code: ClassVar[str] = ""
    """Number in the fault catalogue, for example F6; empty for faults outside the firewall family."""
    remedies: ClassVar[frozenset[str]] = frozenset()
    """Remedy names (see the actions) that take its overlays away."""
    relief: ClassVar[frozenset[str]] = frozenset()
    """Remedy names that take its overlays away for a while; they come back."""
    worsened_by: ClassVar[frozenset[str]] = frozenset()
    """Remedy names that make it worse, by the steps of `worse`."""

    @abstractmethod
    def steps(self, network: Network) -> Iterator[Step]:
        """The fault from its beginning; a pure function of its fields and the network."""

    def worse(self, network: Network) -> Iterator[Step]:  # noqa: ARG002  # kinds that have something to say need it
        """What happens in addition when a remedy of `worsened_by` is tried on it; nothing unless a kind says so."""
        return iter(())

    @abstractmethod
    def narrative(self, network: Network) -> str:
        """One sentence for the facilitator and the report: what is broken, where, and what callers meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(ABC):
    """Something a seat can do. It takes time, may fail, may do harm."""

    kind: ClassVar[str]
    title: ClassVar[str]
    """What the button says."""
    hint: ClassVar[str] = ""
    """What the seat may expect of it, without giving the cause away."""

    @abstractmethod
    def steps(self, network: Network) -> Iterator[Step]:
        """The action from the moment it is ordered."""

    def readers(self, network: Network) -> tuple[tuple[Millis, tuple[str, ...]], ...]:
        """PSAPs that read what it tells them, by how long after its milestone `psaps_notified`: all of them at once."""
        return ((0, tuple(psap.id for psap in network.psaps())),)

    @abstractmethod
    def narrative(self, network: Network) -> str:
        """One past-tense sentence for log and report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(ABC):
    """What an inject does when it is released."""

    kind: ClassVar[str]
    title: ClassVar[str]

    @property
    @abstractmethod
    def mode(self) -> str:
        """How it reaches the room: a word of `MODES`."""

    @property
    @abstractmethod
    def script(self) -> str:
        """The message text as delivered; empty where there is none."""

    @property
    @abstractmethod
    def sender(self) -> str:
        """Simulated sender: the id of a contact, or words; empty where there is none."""

    @property
    @abstractmethod
    def recipients(self) -> tuple[str, ...]:
        """Seats that it reaches; none named: every seat."""

    @abstractmethod
    def steps(self, network: Network) -> Iterator[Step]:
        """What happens at its release."""

    @abstractmethod
    def effect(self, network: Network) -> str:
        """Plain words for what it does to the network, for controllers; empty where it does nothing."""


MODES: dict[str, str] = {
    "phone": term("phone"),
    "e-mail": term("e-mail"),
    "radio": term("radio"),
    "chat": term("chat"),
    "alarm": term("alarm"),
    "ticket": term("ticket"),
    "in-person": term("in person"),
    "media": term("media"),
    "note": term("note"),
    "network": term("network"),
    "system": term("system"),
}
"""How an inject, or a message between seats, reaches somebody."""
