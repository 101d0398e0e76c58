"""Every fault, placed with values at the edges of their ranges: it plays, it speaks, and it lays what can be read."""

from dataclasses import MISSING, Field, fields
from enum import StrEnum
from itertools import islice
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue import registry
from hotwash.domain.effective import effective
from hotwash.domain.fields import about_field
from hotwash.domain.impairment import Inspected, RateLimited, SessionLimited
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Impair, Wait
from tests.catalogue.samples import NETWORK, moments

IDS = {
    "element": tuple(NETWORK.elements),
    "psap": ("psap-a", "psap-b"),
    "border": ("bcf-east", "bcf-west"),
    "policy": ("border-policy",),
    "link": tuple(NETWORK.links),
    "region": ("north",),
}
LONGEST = 9_999 * 3_600_000
"""The longest time that a scenario file can hold."""


def values(kind: type[Fault], item: Field[Any]) -> st.SearchStrategy[Any]:
    described, hint = about_field(item), get_type_hints(kind)[item.name]
    if described.refers:
        return st.sampled_from(IDS[described.refers] + (("",) if item.default == "" else ()))
    if hint is bool:
        return st.booleans()
    if hint is int:
        low = described.low or 0
        high = described.high if described.high is not None else LONGEST
        return st.sampled_from([low, high, item.default if item.default is not MISSING else low]) | st.integers(
            low, high
        )
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    if get_args(hint):
        return st.lists(st.sampled_from(list(get_args(hint)[0])), max_size=3).map(tuple)
    if item.name == "direction":
        return st.sampled_from(["both", "to-psap", "to-caller"])
    return st.sampled_from(["east", "nowhere", "", "{braces}", "<b>"])


@pytest.mark.parametrize(("name", "kind"), registry.faults().items(), ids=list(registry.faults()))
@settings(max_examples=40)
@given(data=st.data())
def test_in_range_values_never_raise(name: str, kind: type[Fault], data: st.DataObject) -> None:
    fault = kind(**{item.name: data.draw(values(kind, item), item.name) for item in fields(kind)})
    steps = list(islice(fault.steps(NETWORK), 200))
    assert fault.narrative(NETWORK).endswith(".")
    assert list(fault.worse(NETWORK)) == list(fault.worse(NETWORK))
    for step in steps:
        if isinstance(step, Wait):
            assert step.ms >= 0
        if isinstance(step, Impair):
            assert can_be_read(step.change)
    for moment in moments(iter(steps))[:12]:
        world = effective(NETWORK, moment.live)
        judge_call(world.network, "cell", "psap-a")


def can_be_read(change: object) -> bool:
    """What kernel and judge may rely on: shares of at least one in a thousand, limits of at least one call."""
    match change:
        case Inspected(inspection):
            return 1 <= inspection.permille <= 1000
        case SessionLimited(limit):
            return limit >= 1
        case RateLimited(per_minute, burst):
            return per_minute >= 1 and burst >= 1
        case _:
            return True


@pytest.mark.parametrize(("name", "kind"), registry.faults().items(), ids=list(registry.faults()))
def test_a_script_comes_to_an_end(name: str, kind: type[Fault]) -> None:
    """Even one in waves of the shortest length is finite, so that nobody who lists its steps waits for ever."""
    given: dict[str, object] = {}
    for item in fields(kind):
        described = about_field(item)
        if described.refers:
            given[item.name] = IDS[described.refers][0]
        elif described.unit == "ms":
            given[item.name] = described.low or 0
        elif item.default is MISSING:
            given[item.name] = "east"
    count = sum(1 for _ in kind(**given).steps(NETWORK))
    assert 0 < count < 30_000, name
