"""F11, a firmware upgrade leaves a node that reboots over and over: silence in waves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.onset import LONGEST, waves
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.firewall import Flow, Inspection
from hotwash.domain.impairment import Inspected
from hotwash.domain.network import Network
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Alarm, CallsFailed, Clear, Impair, Step, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class RebootLoop(Fault):
    """A node is gone for some minutes, comes back, and goes again; each time it cuts the calls through it.

    Switching the node off, so that its standby keeps the calls, ends it; so does rolling the upgrade back. A reload
    does nothing: that is what it does all the time.
    """

    kind: ClassVar[str] = "reboot_loop"
    title: ClassVar[str] = term("Firewall reboots over and over")
    code: ClassVar[str] = "F11"
    remedies: ClassVar[frozenset[str]] = frozenset({"power_off_node", "roll_back"})

    border: str = about(term("BCF that reboots."), refers="border")
    gone: int = about(term("How long it is gone."), unit="ms", low=MINUTE, high=HOUR, default=5 * MINUTE)
    back: int = about(term("How long it works in between."), unit="ms", low=MINUTE, high=HOUR, default=4 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Waves, from now on; what stays between them stops nothing."""
        flows = (Flow.INVITE, Flow.MEDIA_IN, Flow.MEDIA_OUT, Flow.OPTIONS)
        gone = Inspection("rebooting", flows, note=say("reaches a node that reboots"))
        yield Impair(self.border, "firmware", Inspected(Inspection("firmware", (), note=say("is new"))))
        for number in waves(self.gone + self.back):
            yield Impair(self.border, "reboot", Inspected(gone), cut_calls=True)
            yield Wait(self.gone)
            if number == 1:
                yield Until(CallsFailed(2), LONGEST)
                words = say("911 goes dead for some minutes, comes back, and goes dead again. Calls break off.")
                yield Tell(words, say("A PSAP supervisor"), say("phone"))
            yield Clear("reboot")
            if number == 0:
                yield Alarm("Firewall", self.border, say("Uptime was reset; a core file was written by the watchdog."))
            yield Wait(self.back)

    def narrative(self, network: Network) -> str:
        """What is broken, where, and what callers meet."""
        return say(
            "After an upgrade {name} reboots again and again: {gone:g} min of silence, {back:g} min of service; each "
            "time calls in progress are cut.",
            name=called(network, self.border),
            gone=self.gone / MINUTE,
            back=self.back / MINUTE,
        )
