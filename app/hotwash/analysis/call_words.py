"""Why a call fares as it does, in one sentence that names place, line and direction."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.analysis.course import NAMES, Course
from hotwash.analysis.heard import Treatment, tone
from hotwash.analysis.passage import Loss
from hotwash.analysis.policy_routing import PolicyTrace
from hotwash.analysis.rules import line_words
from hotwash.domain.firewall import Flow
from hotwash.domain.sentences import Sentence, say, term

__all__ = ["KEEP_ALIVES", "NAMES", "NO_WAY", "POLICY", "CallWords"]

NO_WAY = term("no way")
KEEP_ALIVES = term("keep-alives")
POLICY = term("policy routing")
"""With NAMES, what stands in place of a line where no firewall decides."""


@dataclass(frozen=True, slots=True)
class CallWords:
    """The sentences of one call: from where, where it belongs, where it is sent, and where a share is led."""

    origin: str
    home: str
    psap: str
    course: Course
    trace: PolicyTrace | None
    astray: str = ""

    def of(self, loss: Loss) -> str:
        """What one cause does to the call."""
        if not loss.policy and loss.rule in (NO_WAY, KEEP_ALIVES, POLICY, NAMES):
            return self._without_line(loss)
        values: dict[str, object] = {
            "border": self._at(loss.at),
            "share": "" if loss.permille == 1000 else say(" for {percent:g} % of calls", percent=loss.permille / 10),
            "line": line_words(loss.rule),
            "remedy": loss.remedy,
        }
        if loss.treatment is Treatment.NO_AUDIO:
            return say(
                "The number reaches {psap}, but {border} drops {which}{share} by {line}; it would pass if {remedy}.",
                psap=self._name(self.psap),
                which=self._sound(loss),
                **values,
            )
        values["origin"] = self._name(self.origin)
        if loss.treatment is Treatment.REJECT:
            return say(
                "{border} refuses the INVITE from {origin}{share} by {line}, so the caller hears {tone}; it would "
                "pass if {remedy}.",
                tone=tone(loss.code),
                **values,
            )
        return say(
            "{border} drops the INVITE from {origin}{share} by {line}, so the caller hears silence; it would pass if "
            "{remedy}.",
            **values,
        )

    def delivered(self) -> str:
        """Where the call arrives, by which border, and what is the matter with it all the same."""
        course, trace = self.course, self.trace
        values: dict[str, object] = {
            "origin": self._name(self.origin),
            "psap": self._name(self.psap),
            "border": self._name(course.border) if course.border else term("the legacy network"),
        }
        over = say(" over {transport}", transport=course.over.value) if course.fallback else ""
        if self.psap == self.home and not course.blind and not over:
            return say("The call from {origin} reaches {psap} through {border}.", **values)
        values["elsewhere"] = "" if self.psap == self.home else say(" instead of {home}", home=self._name(self.home))
        values["over"] = over
        values["blind"] = self._blind()
        main = say("The call from {origin} reaches {psap}{elsewhere} through {border}{over}{blind}.", **values)
        if self.psap == self.home or course.astray == 1000 or trace is None or not trace.notable:
            return main
        return say("{main} {why}", main=main, why=trace.sentence)

    def _blind(self) -> str:
        course = self.course
        if not course.blind:
            return ""
        if course.blind == 1000:
            return say(" without a location, {why}", why=Sentence(course.why_blind.value))
        values = {"percent": course.blind / 10, "why": course.why_blind}
        if not self.astray:
            return say(" without a location in {percent:g} % of calls, {why}", **values)
        return say(
            " without a location in {percent:g} % of calls, {why}; {share:g} % of calls are led to {astray} for that",
            share=course.astray / 10,
            astray=self._name(self.astray),
            **values,
        )

    def _without_line(self, loss: Loss) -> str:
        values: dict[str, object] = {
            "origin": self._name(self.origin),
            "home": self._name(self.home),
            "place": self._name(loss.at),
            "tone": tone(loss.code),
        }
        if loss.rule == KEEP_ALIVES:
            return say(
                "{origin} holds every border to be unreachable, because keep-alives fail, and refuses its calls "
                "itself; the caller hears {tone}{remedy}.",
                remedy=say(", and it would pass if {remedy}", remedy=loss.remedy) if loss.remedy else "",
                **values,
            )
        if loss.rule == NAMES:
            return say(
                "{place} cannot find its next hop, because no name server answers, so the caller hears {tone}; it "
                "would pass if {remedy}.",
                remedy=loss.remedy,
                **values,
            )
        if loss.rule == POLICY and self.trace is not None:
            return say("{place} refuses the call, so the caller hears {tone}. {why}", why=self.trace.sentence, **values)
        return say("No way is up from {origin} to {home}; the caller hears {tone}.", **values)

    def _sound(self, loss: Loss) -> str:
        text = self.course.text
        if len(loss.media) != 1:
            return term("the text in both directions") if text else term("the voice in both directions")
        inward = loss.media[0] is Flow.MEDIA_IN
        direction = term("from the caller") if inward else term("to the caller")
        return (
            say("the text {direction}", direction=direction)
            if text
            else say("the voice {direction}", direction=direction)
        )

    def _at(self, place: str) -> str:
        link = self.course.network.links.get(place)
        return (
            self._name(place) if link is None else say("the link {a} – {b}", a=self._name(link.a), b=self._name(link.b))
        )

    def _name(self, element: str) -> str:
        return self.course.network.elements[element].name
