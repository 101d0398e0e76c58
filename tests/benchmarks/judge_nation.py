"""Every call of a nation judged at once, against a judge made anew for each; and the cost of a recompile."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from types import MappingProxyType

from hotwash.analysis.verdict import Judge, judge_call
from hotwash.catalogue.elements.esinet_router import EsinetRouter
from hotwash.catalogue.elements.psap import Psap
from hotwash.catalogue.elements.wireless_network import WirelessNetwork
from hotwash.domain.effective import effective
from hotwash.domain.elements import Element
from hotwash.domain.firewall import Rule, Service, Verb
from hotwash.domain.impairment import Impairment, RuleFirst
from hotwash.domain.network import Link, Network
from hotwash.simulation.compile import Compiler
from tests.small_world import small_network, small_scenario

NAME = "judge_nation"
TITLE = "Judging and recompiling"
MEANING = {
    "ratio": "times as many calls a second as with a judge made anew for each call",
    "judge_s": "CPU seconds for every network by every PSAP, ways and rules worked out from nothing",
    "calls": "networks times PSAPs",
    "recompile_ms": "CPU milliseconds to judge and tabulate a network of 500 elements after a new line in its firewall",
    "streams": "streams of calls in that network, test calls included",
}
MOST_JUDGE_S, MOST_RECOMPILE_MS = 1.0, 20.0
"""What the two may cost at most, on a machine that is not busy."""
TARGETS = {"judge_s": ("<=", MOST_JUDGE_S), "recompile_ms": ("<=", MOST_RECOMPILE_MS)}


def run(quick: bool) -> dict[str, float]:
    """CPU time of both; ``quick`` is a state in place of a nation."""
    nation = network(origins=6, psaps=500) if quick else network(origins=15, psaps=5_700)
    spent = [_judged(nation) for _ in range(3)]
    calls = len(nation.origins()) * len(nation.psaps())
    sample = [psap.id for psap in nation.psaps()[:: len(nation.psaps()) // 5]]
    began = time.process_time()
    for psap in sample:
        judge_call(nation, "cell", psap)
    alone = (time.process_time() - began) / len(sample)
    compiled, streams = _recompiled(network(origins=5, psaps=480), 5 if quick else 15)
    judged = statistics.median(spent)
    return {
        "ratio": alone / (judged / calls),
        "judge_s": judged,
        "calls": float(calls),
        "recompile_ms": compiled,
        "streams": float(streams),
    }


def network(origins: int, psaps: int, routers: int = 10) -> Network:
    """The small network grown: carriers with a line to each border, routers by region, PSAPs behind them."""
    base = small_network()
    elements: dict[str, Element] = dict(base.elements)
    links = dict(base.links)

    def add(element: Element, *to: str) -> None:
        elements[element.id] = element
        for other in to:
            links[f"{element.id}-{other}"] = Link(id=f"{element.id}-{other}", a=element.id, b=other)

    for n in range(origins - 2):
        carrier = WirelessNetwork(id=f"carrier-{n}", name=f"Carrier {n}", at=(0, 0), share_permille=10)
        add(carrier, "bcf-east", "bcf-west")
    for n in range(routers):
        add(EsinetRouter(id=f"router-{n}", name=f"Router {n}", at=(0, 0)), "esrp")
    for n in range(psaps - 2):
        name = f"p-{n}"
        psap = Psap(id=name, name=name, at=(0, 0), region="north", weight=1, positions=2, waiting=4)
        add(psap, f"router-{n % routers}")
    return replace(base, elements=MappingProxyType(elements), links=MappingProxyType(links))


def _judged(nation: Network) -> float:
    began = time.process_time()
    judge = Judge(nation)
    for origin in nation.origins():
        for psap in nation.psaps():
            judge.call(origin.id, psap.id)
    return time.process_time() - began


def _recompiled(state: Network, rounds: int) -> tuple[float, int]:
    """Median of several recompiles, each after another line; and how many streams there are."""
    compiler = Compiler(replace(small_scenario(), network=state))
    compiler.compile(effective(state, ()))
    spent = []
    for number in range(rounds):
        line = RuleFirst(Rule(f"line-{number}", Verb.DENY, (Service.RTP,)))
        world = effective(state, [Impairment("push", "border-policy", line)])
        began = time.process_time()
        compiler.compile(world)
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent), len(compiler.streams)
