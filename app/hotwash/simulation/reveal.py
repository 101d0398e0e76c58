"""What a seat's tool tells at one moment: the outcome of a test call, or what a firewall has dropped."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.analysis.rules import decide
from hotwash.analysis.verdict import CALL_FLOWS, Treatment, judge_call
from hotwash.domain.firewall import Flow
from hotwash.domain.impairment import Bypassed, Impairment
from hotwash.domain.network import Network
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import Millis, scenario_time

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


def reveal(
    subject: str, target: str, network: Network, scenario: Scenario, laid: Sequence[tuple[Impairment, Millis]]
) -> str:
    """One or two sentences a seat may know. `laid` are the live overlays with the times they were laid."""
    if subject == "test_call":
        return _test_call(target, network)
    if subject == "firewall_log":
        return _firewall_log(target, network, scenario, laid)
    raise ValueError(f"nothing can be revealed about '{subject}'")


def _test_call(origin: str, network: Network) -> str:
    psap = max(network.psaps(), key=lambda element: element.weight)
    verdict = judge_call(network, origin, psap.id)
    name = network.elements[origin].name
    if verdict.treatment is Treatment.DELIVER:
        where = network.elements[verdict.psap].name
        location = "with a location" if verdict.located else "without a location"
        return f"Test call from {name}: answered at {where}, sound both ways, {location}."
    share = "" if verdict.permille == 1000 else " some of the time; this one met"
    return f"Test call from {name} to {psap.name}:{share} {_HEARD[verdict.treatment]}."


def _firewall_log(
    policy_id: str, network: Network, scenario: Scenario, laid: Sequence[tuple[Impairment, Millis]]
) -> str:
    policy = network.policies[policy_id]
    if policy.bypassed:
        return f"{policy.name} is bypassed; its log shows no call traffic."
    dropped: dict[str, list[str]] = {}
    for origin in network.origins():
        for flow in CALL_FLOWS:
            passes, line, _, _ = decide(policy, flow, origin.id)
            if not passes and _WHAT[flow] not in dropped.setdefault(line, []):
                dropped[line].append(_WHAT[flow])
    if not dropped:
        return f"The log of {policy.name} shows no call traffic dropped."
    since = [at for impairment, at in laid if impairment.target == policy_id and impairment.change != Bypassed()]
    when = f" since {scenario_time(scenario.start, min(since)):%H:%M}" if since else ""
    lines = "; ".join(f"line '{line}' drops {' and '.join(what)}" for line, what in dropped.items())
    return f"The log of {policy.name}{when}: {lines}."
