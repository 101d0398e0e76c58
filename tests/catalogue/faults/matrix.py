"""What overlays do, read from the contract's fields alone: the words of the fault matrix for a world or a script."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.domain.effective import Effective, effective
from hotwash.domain.firewall import Flow, Inspection, Policy, Service, Verb
from hotwash.domain.impairment import IdleAged, Impairment, Inspected, Limit, Loss
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, Moment

MEDIA = {Flow.MEDIA_IN, Flow.MEDIA_OUT}
OVER = {Loss.SILENT: "SIL", Loss.REJECTED: "503", Loss.NO_AUDIO: "NOA"}


def inspections(world: Effective) -> Iterator[Inspection]:
    """Every inspection that stops anything now: of policies that are not gone round, and of elements and links."""
    for policy in world.network.policies.values():
        if not policy.bypassed:
            yield from policy.inspections
    for imposed in world.network.imposed.values():
        yield from imposed


def heard(world: Effective) -> set[str]:
    """Codes of the matrix: SIL, a SIP code, OWA, NOA, NOLOC, SLOW, MISR; empty where calls fare as ever.

    A query without an answer costs a call its location, and the time for which it is awaited: NOLOC is SLOW too.
    """
    found = {word for inspection in inspections(world) if (word := _meets(inspection))}
    for policy in world.network.policies.values():
        found |= _by_rules(policy)
    for limits in world.limits.values():
        found |= {"SIL" if isinstance(limit, IdleAged) else OVER[limit.over] for limit in limits}
    if world.network.down_elements:
        found.add("503")
    for link in world.network.down_links:
        found.add("NOLOC" if NETWORK.links[link].carries == "queries" else "503")
    if world.network.slowed:
        found.add("SLOW")
    if world.network.dead_policies:
        found.add("MISR")
    return found


def _meets(inspection: Inspection) -> str:
    flows = set(inspection.flows)
    if inspection.strips_location or flows & {Flow.LOST, Flow.HELD}:
        return "NOLOC"
    if Flow.DNS in flows:
        return "503"
    if Flow.INVITE in flows:
        return str(inspection.code or 503) if inspection.verb is Verb.REJECT else "SIL"
    return {0: "", 1: "OWA", 2: "NOA"}[len(flows & MEDIA)]


def _by_rules(policy: Policy) -> set[str]:
    base = NETWORK.policies[policy.id]
    new = [rule for rule in policy.rules if rule not in base.rules and not policy.bypassed]
    found = set()
    for rule in new:
        if Service.SIP_INVITE in rule.services:
            found.add("503" if rule.verb is Verb.REJECT else "SIL")
        if Service.RTP in rule.services:
            found.add("NOA")
    return found


def keep_alive_fails(world: Effective) -> bool:
    """Whether OPTIONS are stopped somewhere, or nobody is there to answer them."""
    pushed = [rule for p in world.network.policies.values() if not p.bypassed for rule in p.rules]
    denied = [rule for rule in pushed if rule.verb is not Verb.ALLOW and Service.SIP_OPTIONS in rule.services]
    stopped = [item for item in inspections(world) if Flow.OPTIONS in item.flows]
    borders = {border.id for border in NETWORK.borders()}
    return bool(denied or stopped or world.network.down_elements & borders)


def keep_alive(played: Sequence[Moment]) -> str:
    """Green, red (to the end, or for one while), or flaps."""
    states = [keep_alive_fails(moment.world()) for moment in played]
    turns = sum(before != now for before, now in pairwise(states))
    if not any(states):
        return "green"
    return "flaps" if turns > 2 else "red"


def partial(world: Effective) -> set[str]:
    """By what calls are told apart: source, transport, size, location, share, direction."""
    found: set[str] = set()
    for item in inspections(world):
        found |= {
            word
            for word, told in (
                ("source", item.sources),
                ("transport", item.transports),
                ("size", item.over_bytes),
                ("location", item.locations),
                ("share", item.permille < 1000),
            )
            if told
        }
    new = [r for p in world.network.policies.values() for r in p.rules if r not in NETWORK.policies[p.id].rules]
    return found | {"source" for rule in new if rule.sources}


def onset(played: Sequence[Moment]) -> str:
    """How it comes and goes: step, load, impulse, waves, ramp or delayed."""
    laid = [{o.key: o for o in moment.live} for moment in played]
    gone = sum(len(before.keys() - now.keys()) for before, now in pairwise(laid))
    values: dict[str, list[Impairment]] = {}
    for overlays in laid:
        for key, overlay in overlays.items():
            if not values.get(key) or values[key][-1] != overlay:
                values.setdefault(key, []).append(overlay)
    if gone > 3:
        return "waves"
    if any(len(worth) > 3 for worth in values.values()):
        return "ramp"
    if any(not moment.live for moment in played if moment.at <= MINUTE and moment is not played[0]):
        return "impulse"
    late = [m for m in played if m.at > MINUTE and m.live and set(m.live) - set(_before(played, m))]
    if late:
        return "delayed"
    return "load" if any(isinstance(o.change, Limit) for m in played for o in m.live) else "step"


def _before(played: Sequence[Moment], moment: Moment) -> tuple[Impairment, ...]:
    return next((m.live for m in reversed(played) if m.at < moment.at), ())


def heals(played: Sequence[Moment]) -> bool:
    """Whether nothing is left in the end."""
    return not played[-1].live


def judge_reads_overlays() -> bool:
    """Whether the judge knows what is imposed on an element; one that does is held to the last word of the matrix."""
    probe = Impairment("probe", "bcf-east", Inspected(Inspection("probe", (Flow.INVITE,))))
    return judge_call(effective(NETWORK, [probe]).network, "cell", "psap-a").treatment is Treatment.SILENT
