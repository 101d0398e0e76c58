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
from hotwash.domain.steps import Reveal
from hotwash.domain.time import Millis, scenario_time
from hotwash.simulation.streams import uniform

_HEARD = {
    Treatment.SILENT: "silence, and nothing arrives at the PSAP",
    Treatment.REJECT: "a fast busy tone",
    Treatment.NO_AUDIO: "ringing, then silence; the PSAP sees the number but hears nobody",
}
_WHAT = {
    Flow.INVITE: "call set-up",
    Flow.MEDIA_IN: "voice from callers",
    Flow.MEDIA_OUT: "voice to callers",
    Flow.OPTIONS: "keep-alives",
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
    raise ValueError(f"nothing can be revealed about '{step.subject}'")


def _test_call(origin: str, shown: Shown) -> str:
    """One call meets one thing: where a fault takes a share of calls, this one is drawn."""
    network = shown.network
    psap = max(network.psaps(), key=lambda element: element.weight)
    verdict = judge_call(network, origin, psap.id)
    name = network.elements[origin].name
    fails = uniform(shown.seed, "test_call", shown.script) * 1000 < verdict.permille
    if verdict.treatment is not Treatment.DELIVER and fails:
        return f"Test call from {name} to {psap.name}: {_HEARD[verdict.treatment]}."
    where = network.elements[verdict.psap].name
    location = "with a location" if verdict.located else "without a location"
    return f"Test call from {name}: answered at {where}, sound both ways, {location}."


def _firewall_log(policy_id: str, shown: Shown) -> str:
    """Every line that drops call traffic and logs it, each with the time since when it has stood there."""
    policy = shown.network.policies[policy_id]
    if policy.bypassed:
        return f"{policy.name} is bypassed; its log shows no call traffic."
    dropped: dict[str, list[str]] = {}
    for origin in shown.network.origins():
        for flow in CALL_FLOWS:
            line = decide(policy, flow, origin.id)
            if line.logged and not line.passes and _WHAT[flow] not in dropped.setdefault(line.name, []):
                dropped[line.name].append(_WHAT[flow])
    if not dropped:
        return f"The log of {policy.name} shows no call traffic dropped."
    since = {_line(impairment): at for impairment, at in shown.laid if impairment.target == policy_id}
    lines = [
        f"line '{name}' drops {listed(what)}" + (f" since {_clock(shown, since[name])}" if name in since else "")
        for name, what in dropped.items()
    ]
    return f"The log of {policy.name}: {'; '.join(lines)}."


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
