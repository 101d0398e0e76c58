"""The question "would this call get through": one call now and under a fault, hop by hop, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hotwash.analysis.heard import Treatment, heard
from hotwash.analysis.routes import along
from hotwash.analysis.verdict import CallVerdict, Judge
from hotwash.catalogue.places import called
from hotwash.domain.effective import Effective
from hotwash.domain.elements import Answering
from hotwash.domain.network import Network
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import Fault
from hotwash.domain.sentences import say, term
from hotwash.editor.rehearsal.stages import Aftermath, stages
from hotwash.simulation.hours import minute_of_week


class NoSuchPlace(ValueError):
    """The question names something that the network does not have."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(say("There is no {what} '{name}' in this network; choose another.", what=what, name=name))


@dataclass(frozen=True, slots=True)
class Hop:
    """One place that a call meets: id of element or link, its name, what happens, and whether the call ends."""

    place: str
    name: str
    sentence: str
    stopped: bool


@dataclass(frozen=True, slots=True)
class CallState:
    """How one call fares in one state of the network. `elements` and `links` are what a map lights, from the caller on.

    `failed_at` is where it fails (element or link; empty where it arrives), `psap` where it is sent. Shares are
    thousandths of such calls: `delivered` arrive and can be heard, `blind` of those arrive without a location.
    """

    title: str
    sentence: str
    heard: str
    treatment: Treatment
    psap: str
    elements: tuple[str, ...]
    links: tuple[str, ...]
    failed_at: str
    delivered_permille: int
    blind_permille: int
    latency: int
    hops: tuple[Hop, ...]
    routing: tuple[str, ...] = ()
    """What the routing policies said, in order."""

    @property
    def arrives(self) -> bool:
        """Whether any such call gets help."""
        return self.delivered_permille > 0


@dataclass(frozen=True, slots=True)
class Reachability:
    """The answer for one PSAP. `under` is None where no fault was asked for; `differs` says what it changes.

    `left` are elements and links that the call no longer meets, `met` those that it newly meets. Where a region was
    asked for, `alike` are its other PSAPs whose calls fare the same in both states, and `otherwise` those whose don't.
    """

    origin: str
    psap: str
    now: CallState
    under: CallState | None = None
    differs: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()


def ask(scenario: Scenario, origin: str, to: str, fault: str | Fault | None = None) -> Reachability:
    """What a call from an originating network to a PSAP, or to a region's largest one, meets as the story starts.

    `fault` is the id of a fault of the scenario, or a fault of any kind; the call is judged at that moment of its
    first hour at which it fares worst, once keep-alives have been noticed. Raises NoSuchPlace.
    """
    network = scenario.network
    if origin not in {one.id for one in network.origins()}:
        raise NoSuchPlace(term("originating network"), origin)
    psaps = _psaps(network, to)
    minute = minute_of_week(scenario.start, 0)
    now = Judge(network, minute_of_week=minute)
    under = _worlds(scenario, fault)
    judges = [(world, Judge(world.network, minute_of_week=minute)) for world in under]
    told = [_told(scenario, now, judges, origin, psap) for psap in psaps]
    if fault is not None:
        title = scenario.faults[fault].fault.title if isinstance(fault, str) else fault.title
        told = [(psap, first, None if other is None else replace(other, title=title)) for psap, first, other in told]
    psap, first, other = told[0]
    same = [one for one, a, b in told[1:] if _fares(a) == _fares(first) and _fares(b) == _fares(other)]
    return Reachability(
        origin,
        psap,
        first,
        other,
        () if other is None else tuple(_differences(network, first, other)),
        () if other is None else _without(first, other),
        () if other is None else _without(other, first),
        tuple(same),
        tuple(one for one, _, _ in told[1:] if one not in same),
    )


def _psaps(network: Network, to: str) -> list[str]:
    """The PSAP, or those of a region with the largest first."""
    if isinstance(network.elements.get(to), Answering):
        return [to]
    there = [psap for psap in network.psaps() if psap.region == to]
    if not there:
        raise NoSuchPlace(term("PSAP or region"), to)
    return [psap.id for psap in sorted(there, key=lambda psap: -psap.weight)]


def _worlds(scenario: Scenario, fault: str | Fault | None) -> list[Effective]:
    """Every stage of the fault, or none where none is asked for."""
    if fault is None:
        return []
    if isinstance(fault, str):
        if fault not in scenario.faults:
            raise NoSuchPlace(term("fault"), fault)
        fault = scenario.faults[fault].fault
    aftermath = Aftermath(scenario)
    laid = [stage.laid for stage in stages(scenario.network, fault)] or [()]
    return [aftermath.world(one) for one in laid]


def _told(
    scenario: Scenario, now: Judge, judges: list[tuple[Effective, Judge]], origin: str, psap: str
) -> tuple[str, CallState, CallState | None]:
    first = _state(scenario.network, now.call(origin, psap), None)
    others = [_state(judge.network, judge.call(origin, psap), world) for world, judge in judges]
    worst = min(others, key=lambda one: (one.delivered_permille, -one.blind_permille, one.psap == psap), default=None)
    return psap, first, worst


def _state(network: Network, verdict: CallVerdict, world: Effective | None) -> CallState:
    fate = verdict.fates[0] if verdict.fates else None
    unmanned = "" if world is None else _unmanned(world, verdict.psap)
    sentence = verdict.sentence if not unmanned or fate is not None else unmanned
    delivered = 0 if unmanned else verdict.delivered_permille
    failed = verdict.failed_at or (verdict.psap if unmanned else "")
    trace = verdict.trace
    return CallState(
        term("Now"),
        sentence,
        term("ringing, and nobody picks up") if unmanned and fate is None else _heard(verdict),
        verdict.treatment,
        verdict.psap,
        verdict.path,
        verdict.links,
        failed,
        delivered,
        verdict.blind_permille,
        verdict.latency,
        tuple(_hops(network, verdict, failed)),
        () if trace is None else (trace.sentence, *(tried.sentence for tried in trace.tried)),
    )


def _heard(verdict: CallVerdict) -> str:
    worst = max(verdict.fates, key=lambda fate: fate.permille, default=None)
    return heard(Treatment.DELIVER) if worst is None else worst.heard


def _unmanned(world: Effective, psap: str) -> str:
    """Why nobody answers at a PSAP; empty where somebody does."""
    element = world.network.elements[psap]
    if not isinstance(element, Answering) or not element.positions:
        return ""
    if element.positions * world.desk(psap).staffed_permille // 1000:
        return ""
    return say("The call rings at {psap}, and nobody is there to answer it.", psap=element.name)


def _hops(network: Network, verdict: CallVerdict, failed: str) -> Iterable[Hop]:
    """Every place on the way in order; behind the place where every call fails nothing is met any more."""
    flows = (*verdict.flows, *verdict.queries)
    whole = verdict.delivered_permille == 0
    path = (*along(verdict.there), *along(verdict.onward)[1:])
    for place in path:
        here = [flow for flow in flows if flow.at == place]
        stops = [flow for flow in here if not flow.passed or flow.strips_permille]
        name = called(network, place)
        if stops:
            sentence = stops[0].sentence
        elif place == failed:
            sentence = verdict.sentence
        elif place == path[0]:
            sentence = say("The call begins in {name}.", name=name)
        elif place == verdict.psap:
            sentence = say("The call has come to {name}.", name=name)
        elif here:
            sentence = here[0].sentence
        else:
            sentence = say("The call passes {name}.", name=name)
        yield Hop(place, name, sentence, place == failed)
        if whole and place == failed and verdict.treatment is not Treatment.NO_AUDIO:
            return


def _fares(state: CallState | None) -> tuple[object, ...]:
    """What decides whether calls of two PSAPs fare the same: all but the last hop."""
    if state is None:
        return ()
    return (state.treatment, state.delivered_permille, state.blind_permille, state.elements[:-1])


def _differences(network: Network, now: CallState, under: CallState) -> Iterable[str]:
    if now.arrives and not under.arrives:
        yield say("The call arrives now, and none does under the fault.")
    elif under.arrives and not now.arrives:
        yield say("The call fails now, and arrives under the fault.")
    elif now.delivered_permille != under.delivered_permille:
        yield say(
            "Of such calls {now:g} % arrive now, and {under:g} % under the fault.",
            now=now.delivered_permille / 10,
            under=under.delivered_permille / 10,
        )
    if now.heard != under.heard:
        yield say("The caller hears {now} now, and {under} under the fault.", now=now.heard, under=under.heard)
    if now.psap != under.psap:
        yield say(
            "It goes to {now} now, and to {under} under the fault.",
            now=called(network, now.psap),
            under=called(network, under.psap),
        )
    if now.blind_permille != under.blind_permille:
        yield say(
            "Without a location arrive {now:g} % now, and {under:g} % under the fault.",
            now=now.blind_permille / 10,
            under=under.blind_permille / 10,
        )
    gone, come = _without(now, under), _without(under, now)
    if gone or come:
        if come:
            met, left = _names(network, come), _names(network, gone)
            yield say("It takes another way: it meets {met} in place of {left}.", met=met, left=left)
        else:
            yield say("It no longer gets to {left}.", left=_names(network, gone))
    if now.latency != under.latency and now.arrives and under.arrives:
        yield say("Set-up takes {now} ms now, and {under} ms under the fault.", now=now.latency, under=under.latency)


def _names(network: Network, places: tuple[str, ...]) -> str:
    named = [called(network, place) for place in places if place in network.elements]
    return ", ".join(named or [called(network, place) for place in places])


def _without(one: CallState, other: CallState) -> tuple[str, ...]:
    """Places of one way that another does not meet."""
    there = frozenset((*other.elements, *other.links))
    return tuple(place for place in (*one.elements, *one.links) if place not in there)
