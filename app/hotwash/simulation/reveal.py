"""What a seat's tool tells at one moment: the outcome of a test call, how far one gets, what a firewall has dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hotwash.analysis.heard import heard
from hotwash.analysis.passage import Loss
from hotwash.analysis.rules import REFUSED, Sieve, laid_line, seen_of
from hotwash.analysis.verdict import CALL_FLOWS, CallVerdict, Treatment, judge_call
from hotwash.catalogue.places import listed
from hotwash.domain.firewall import Flow
from hotwash.domain.impairment import Impairment
from hotwash.domain.network import Network
from hotwash.domain.sentences import Sentence, joined, say, term
from hotwash.domain.steps import Check, Reveal
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
    if step.subject == "call_trace":
        return _call_trace(step.target, shown)
    if step.subject == "firewall_log":
        return _firewall_log(step.target, shown)
    raise ValueError(say("nothing can be revealed about '{subject}'", subject=step.subject))


def _test_call(origin: str, shown: Shown) -> str:
    """One call meets one thing: where a fault takes a share of calls, this one is drawn."""
    network = shown.network
    psap = max(network.psaps(), key=lambda element: element.weight)
    verdict = _one_of(judge_call(network, origin, psap.id), shown, "test_call")
    name = network.elements[origin].name
    drawn = uniform(shown.seed, "test_call", shown.script) * 1000
    for loss in verdict.course.losses:
        if drawn < loss.permille:
            return say("Test call from {name} to {psap}: {heard}.", name=name, psap=psap.name, heard=_heard(loss))
        drawn -= loss.permille
    where = network.elements[verdict.psap].name
    led = 0 if verdict.astray is None else verdict.course.astray
    blind = drawn * (1000 - led) < (verdict.blind_permille - led) * verdict.delivered_permille
    location = say("without a location") if blind else say("with a location")
    return say(
        "Test call from {name}: answered at {where}, sound both ways, {location}.",
        name=name,
        where=where,
        location=location,
    )


def _one_of(verdict: CallVerdict, shown: Shown, tool: str) -> CallVerdict:
    """The judgement that holds for one call: where a share is led elsewhere for want of a location, it is drawn."""
    if verdict.astray is None:
        return verdict
    lacking = uniform(shown.seed, tool, shown.script, "location") * 1000 < verdict.course.astray
    return verdict.astray if lacking else verdict


def checked(step: Check, network: Network, before: str) -> str:
    """What the seat has learnt so far, and whether the elements work at this moment."""
    names = [network.elements[target].name for target in step.targets if not network.is_up(target)]
    found = Sentence(step.down, {"names": listed(names)}) if names else step.up
    return joined([before, found]) if before else found


def _call_trace(origin: str, shown: Shown) -> str:
    """How far the signalling of one call gets, as the traces of those who carry it tell; sound leaves none there."""
    network = shown.network
    psap = max(network.psaps(), key=lambda element: element.weight)
    verdict = _one_of(judge_call(network, origin, psap.id), shown, "call_trace")
    drawn = uniform(shown.seed, "call_trace", shown.script) * 1000
    name = network.elements[origin].name
    for loss in verdict.course.losses:
        if drawn < loss.permille and loss.treatment is not Treatment.NO_AUDIO:
            return _stopped(network, verdict, loss)
        drawn -= loss.permille
    way = joined([network.elements[place].name for place in verdict.path[1:]], ", ")
    return say(
        "Trace of a call from {name}: the INVITE goes by {way}; 180 Ringing and 200 OK come back.", name=name, way=way
    )


def _stopped(network: Network, verdict: CallVerdict, loss: Loss) -> str:
    """Where a trace ends: what was seen last, and whether an answer came back from behind it."""
    path = verdict.path
    name = network.elements[verdict.origin].name
    if loss.at == verdict.origin or len(path) < 2:
        return say(
            "Trace of a call from {name}: no INVITE is sent; {name} has no way to the ESInet in service.", name=name
        )
    last = path.index(verdict.last_before(loss.at))
    before = last if loss.at in verdict.links else max(0, last - 1)
    sent, answers = network.elements[path[before]].name, network.elements[path[min(before + 1, len(path) - 1)]].name
    if loss.treatment is Treatment.REJECT:
        return say(
            "Trace of a call from {name}: the INVITE leaves {sent}; SIP {code} comes back from {answers}.",
            name=name,
            sent=sent,
            code=loss.code or REFUSED,
            answers=answers,
        )
    return say(
        "Trace of a call from {name}: the INVITE leaves {sent}; nothing comes back from {answers}.",
        name=name,
        sent=sent,
        answers=answers,
    )


def _heard(loss: Loss) -> str:
    """What the caller hears and the PSAP sees; the tone of a refusal is told with its SIP code where it is not 503."""
    if loss.treatment is Treatment.REJECT and loss.code not in (0, REFUSED):
        return heard(loss.treatment, loss.code)
    if loss.treatment is Treatment.NO_AUDIO and loss.media == (Flow.MEDIA_IN,):
        return term("the call taker can be heard, but hears nothing")
    if loss.treatment is Treatment.NO_AUDIO and loss.media == (Flow.MEDIA_OUT,):
        return term("ringing, then silence; the call taker hears the caller")
    return _HEARD[loss.treatment]


def _firewall_log(policy_id: str, shown: Shown) -> str:
    """Every line that drops call traffic and logs it, each with the time since when it has stood there."""
    policy = shown.network.policies[policy_id]
    if policy.bypassed:
        return say("{policy} is bypassed; its log shows no call traffic.", policy=policy.name)
    dropped: dict[str, list[str]] = {}
    sieve = Sieve(policy)
    for seen in map(seen_of, shown.network.origins()):
        for flow in CALL_FLOWS:
            for transport in seen.transports:
                for line in sieve.decide(flow, seen, transport).stops:
                    if line.logged and _WHAT[flow] not in dropped.setdefault(line.name, []):
                        dropped[line.name].append(_WHAT[flow])
    if not dropped:
        return say("The log of {policy} shows no call traffic dropped.", policy=policy.name)
    since = {laid_line(impairment.change): at for impairment, at in shown.laid if impairment.target == policy_id}
    lines = [_drops(shown, name, listed(what), since.get(name)) for name, what in dropped.items()]
    return say("The log of {policy}: {lines}.", policy=policy.name, lines=joined(lines, "; "))


def _drops(shown: Shown, name: str, what: str, since: Millis | None) -> str:
    if since is None:
        return say("line '{name}' drops {what}", name=name, what=what)
    return say("line '{name}' drops {what} since {time}", name=name, what=what, time=_clock(shown, since))


def _clock(shown: Shown, at: Millis) -> str:
    return f"{scenario_time(shown.start, at):%H:%M}"
