"""The judgement of one call as a value: path, flows, causes of loss, and the sentences that tell them."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.analysis.call_words import CallWords
from hotwash.analysis.course import Course
from hotwash.analysis.heard import Treatment, heard
from hotwash.analysis.policy_routing import PolicyTrace
from hotwash.analysis.routes import Way
from hotwash.analysis.rules import FlowVerdict
from hotwash.domain.elements import Answering
from hotwash.domain.firewall import Transport


@dataclass(frozen=True, slots=True)
class Fate:
    """One cause of loss and the share of all calls that it takes, in thousandths.

    `policy` and `rule` name the line; `policy` is empty where something is imposed on `at`, or no firewall decides.
    `code` is the SIP answer that the caller's network gets, `heard` what the caller hears.
    """

    treatment: Treatment
    permille: int
    at: str
    policy: str
    rule: str
    code: int
    sentence: str
    heard: str


@dataclass(frozen=True, slots=True)
class CallVerdict:
    """The judgement of one call. `psap` is where it is sent, `home` where it belongs.

    `there` leads to where it enters, `onward` from there; `course` is what it shares with others. `trace` tells what
    the routing policies did; None where there was nothing to decide. `slow` is set-up delay in ms that is imposed.
    `astray` is the judgement of those calls that are sent elsewhere for want of a location, where it is a share and
    not all of them; `course.astray` tells how many of a thousand.
    """

    origin: str
    home: str
    psap: str
    there: Way
    onward: Way
    course: Course
    trace: PolicyTrace | None = None
    slow: int = 0
    astray: CallVerdict | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """Element ids from the originating network on."""
        return self.there.elements + self.onward.elements[1:]

    @property
    def links(self) -> tuple[str, ...]:
        """Link ids between them."""
        return self.there.links + self.onward.links

    @property
    def latency(self) -> int:
        """Time until it is at the PSAP, in ms, with what unanswered queries and overlays add."""
        return self.there.latency + self.onward.latency + self.course.delay + self.slow

    @property
    def border(self) -> str:
        """The BCF by which it enters; empty for none."""
        return self.course.border

    @property
    def flows(self) -> tuple[FlowVerdict, ...]:
        """Every flow at every firewall on the way, in order from the caller."""
        return self.course.flows

    @property
    def queries(self) -> tuple[FlowVerdict, ...]:
        """Queries that elements on the way make for it."""
        return self.course.queries

    @property
    def transport(self) -> Transport:
        """What its SIP runs over up to where it enters: the first transport by which the INVITE passes."""
        return self.course.over

    @property
    def doors(self) -> tuple[str, ...]:
        """Links and proxies on the way that hold only so many calls, by their capacity, in order."""
        return self.there.doors + self.onward.doors

    @property
    def overflow(self) -> str:
        """The PSAP to which it goes while the queue of `psap` is full, by policy or by default; empty for none."""
        if self.trace is not None:
            return self.trace.overflow
        element = self.course.network.elements[self.psap]
        return element.overflow if isinstance(element, Answering) else ""

    @property
    def fates(self) -> tuple[Fate, ...]:
        """Every cause of loss, in the order in which calls meet them; shares multiply along the way and add up."""
        words = self._words()
        return tuple(
            Fate(
                loss.treatment,
                loss.permille,
                loss.at,
                loss.policy,
                loss.rule,
                loss.code,
                words.of(loss),
                heard(loss.treatment, loss.code, loss.media),
            )
            for loss in self.course.losses
        )

    @property
    def treatment(self) -> Treatment:
        """That of the cause which takes most calls."""
        main = self.course.main
        return Treatment.DELIVER if main is None else main.treatment

    @property
    def permille(self) -> int:
        """Share of calls that this cause takes; 1000 where every call is delivered."""
        main = self.course.main
        return 1000 if main is None else main.permille

    @property
    def failed_at(self) -> str:
        """Where it takes them; empty where every call is delivered."""
        main = self.course.main
        return "" if main is None else main.at

    @property
    def failed_element(self) -> str:
        """The last element that it gets to there: before the link, where a link takes it."""
        return self.last_before(self.failed_at)

    def last_before(self, place: str) -> str:
        """An element of the way, or that before a link of it; the place itself where it is neither."""
        links = self.links
        return self.path[links.index(place)] if place in links else place

    @property
    def delivered_permille(self) -> int:
        """Share of calls that come to the PSAP and can be heard."""
        return 1000 - sum(loss.permille for loss in self.course.losses)

    @property
    def blind_permille(self) -> int:
        """Share of delivered calls without a location."""
        return self.course.blind

    @property
    def located(self) -> bool:
        """Whether any delivered call has a location."""
        return self.course.blind < 1000

    @property
    def sentence(self) -> str:
        """Why it fares so: the main cause, or where it is delivered."""
        main = self.course.main
        return self._words().delivered() if main is None else self._words().of(main)

    def share(self, treatment: Treatment) -> int:
        """Share of calls that is lost in one way, in thousandths."""
        return sum(loss.permille for loss in self.course.losses if loss.treatment is treatment)

    def fate(self, treatment: Treatment) -> Fate | None:
        """The cause that loses most calls in one way; None where none does."""
        found = [fate for fate in self.fates if fate.treatment is treatment]
        return max(found, key=lambda fate: fate.permille, default=None)

    def _words(self) -> CallWords:
        led = "" if self.astray is None else self.astray.psap
        return CallWords(self.origin, self.home, self.psap, self.course, self.trace, led)
