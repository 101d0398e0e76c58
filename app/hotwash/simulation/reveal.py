"""What a seat's tool tells at one moment: the outcome of a test call, or what a firewall has dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotwash.analysis.rules import decide
from hotwash.analysis.verdict import CALL_FLOWS, Treatment, judge_call
from hotwash.catalogue.places import listed
from hotwash.domain.firewall import Flow
from hotwash.domain.impairment import Impairment, Inspected, RuleFirst
from hotwash.domain.network import Network
from hotwash.domain.sentences import joined, say, term
from hotwash.domain.steps import Reveal
from hotwash.domain.time import Millis, scenario_time
from hotwash.simulation.streams import uniform

_HEARD = {
    Treatment.SILENT: term("silence, and nothing arrives at the PSAP"),
    Treatment.REJECT: term("a fast busy tone"),
    Treatment.NO_AUDIO: term("ringing, then silence; the PSAP sees the number but hears nobody"),
}
_WHAT = {
    Flow.INVITE: term("call set-up"),
    Flow.MEDIA_IN: term("voice from callers"),
    Flow.MEDIA_OUT: term("voice to callers"),
    Flow.OPTIONS: term("keep-alives"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """The moment at which somebody looks: the network, live overlays with the times they were laid, and who looks.

    `script` is the key of the run that looks; with `seed` it names the draw of a test call.
    """

    network: Network
    start: datetime
    laid: tuple[tuple[Impairment, Millis], ...]
    seed: int
    script: str


def reveal(step: Reveal, shown: Shown) -> str:
    """One or two sentences a seat may know."""
    if step.subject == "test_call":
        return _test_call(step.target, shown)
    if step.subject == "firewall_log":
        return _firewall_log(step.target, shown)
    raise ValueError(say("nothing can be revealed about '{subject}'", subject=step.subject))


def _test_call(origin: str, shown: Shown) -> str:
    """One call meets one thing: where a fault takes a share of calls, this one is drawn."""
    network = shown.network
    psap = max(network.psaps(), key=lambda element: element.weight)
    verdict = judge_call(network, origin, psap.id)
    name = network.elements[origin].name
    fails = uniform(shown.seed, "test_call", shown.script) * 1000 < verdict.permille
    if verdict.treatment is not Treatment.DELIVER and fails:
        heard = _HEARD[verdict.treatment]
        return say("Test call from {name} to {psap}: {heard}.", name=name, psap=psap.name, heard=heard)
    where = network.elements[verdict.psap].name
    location = say("with a location") if verdict.located else say("without a location")
    return say(
        "Test call from {name}: answered at {where}, sound both ways, {location}.",
        name=name,
        where=where,
        location=location,
    )


def _firewall_log(policy_id: str, shown: Shown) -> str:
    """Every line that drops call traffic and logs it, each with the time since when it has stood there."""
    policy = shown.network.policies[policy_id]
    if policy.bypassed:
        return say("{policy} is bypassed; its log shows no call traffic.", policy=policy.name)
    dropped: dict[str, list[str]] = {}
    for origin in shown.network.origins():
        for flow in CALL_FLOWS:
            line = decide(policy, flow, origin.traits())
            if line.logged and not line.passes and _WHAT[flow] not in dropped.setdefault(line.name, []):
                dropped[line.name].append(_WHAT[flow])
    if not dropped:
        return say("The log of {policy} shows no call traffic dropped.", policy=policy.name)
    since = {_line(impairment): at for impairment, at in shown.laid if impairment.target == policy_id}
    lines = [_drops(shown, name, listed(what), since.get(name)) for name, what in dropped.items()]
    return say("The log of {policy}: {lines}.", policy=policy.name, lines=joined(lines, "; "))


def _drops(shown: Shown, name: str, what: str, since: Millis | None) -> str:
    if since is None:
        return say("line '{name}' drops {what}", name=name, what=what)
    return say("line '{name}' drops {what} since {time}", name=name, what=what, time=_clock(shown, since))


def _line(impairment: Impairment) -> str:
    """Name of the line that an overlay puts into a policy; empty where it puts none."""
    match impairment.change:
        case RuleFirst(rule):
            return rule.id
        case Inspected(inspection):
            return inspection.id
        case _:
            return ""


def _clock(shown: Shown, at: Millis) -> str:
    return f"{scenario_time(shown.start, at):%H:%M}"
