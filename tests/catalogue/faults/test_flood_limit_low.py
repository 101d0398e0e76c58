"""F3: each time the limit is passed the source is banned for a while, and the limit stays."""

from itertools import islice

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.faults.flood_limit_low import FloodLimitLow
from hotwash.catalogue.onset import LONGEST
from hotwash.domain.effective import effective
from hotwash.domain.impairment import Bypassed, Impairment, Loss, RateLimited
from hotwash.domain.steps import Alarm, Ban, Impair, Tell, Tripped, Until
from hotwash.domain.time import MINUTE, SECOND
from tests.catalogue.samples import NETWORK, at

FAULT = FloodLimitLow(policy="border-policy", origin="cell")


def test_the_defaults_are_the_published_ones() -> None:
    first = next(iter(FAULT.steps(NETWORK)))
    assert first == Impair("border-policy", "limit", RateLimited(100, 100, Loss.SILENT, per_source=True))
    assert FAULT.ban == 300 * SECOND


def test_a_trip_bans_its_source_and_the_limit_is_waited_for_again() -> None:
    steps = list(islice(FAULT.steps(NETWORK), 1, 9))
    assert [type(step) for step in steps] == [Until, Ban, Alarm, Until, Ban, Tell, Until, Ban]
    waited = [step.condition for step in steps if isinstance(step, Until)]
    assert waited == [Tripped("border-policy", "rate", "cell", apart=True)] * 3, "load triggers it, never the clock"
    assert {step.lasts for step in steps if isinstance(step, Ban)} == {5 * MINUTE}


def test_the_ban_takes_keep_alives_too_and_only_of_its_source() -> None:
    network = at(FAULT, 0).world().network
    by_flow = {verdict.flow.value: verdict.passed for verdict in judge_call(network, "cell", "psap-a").flows}
    assert (by_flow["INVITE"], by_flow["OPTIONS"]) == (False, False)
    assert judge_call(network, "voip", "psap-a").treatment is Treatment.DELIVER


def test_carriers_behind_one_address_are_counted_and_banned_as_one() -> None:
    together = FloodLimitLow(policy="border-policy", together=True)
    first, until, ban = islice(together.steps(NETWORK), 3)
    assert isinstance(first, Impair)
    assert isinstance(first.change, RateLimited)
    assert not first.change.per_source
    assert until == Until(Tripped("border-policy", "rate"), LONGEST)
    assert isinstance(ban, Ban)
    assert not ban.apart
    network = at(together, 0).world().network
    assert {judge_call(network, origin, "psap-a").treatment for origin in ("cell", "voip")} == {Treatment.SILENT}


def test_without_a_ban_only_what_is_too_much_is_dropped() -> None:
    plain = FloodLimitLow(policy="border-policy", ban=0)
    assert not any(isinstance(step, Impair | Ban) for step in islice(plain.steps(NETWORK), 1, 40))


def test_the_limit_concerns_every_border_of_the_policy_until_calls_go_round_it() -> None:
    live = at(FAULT, 0).live
    assert set(effective(NETWORK, live).limits) == {"bcf-east", "bcf-west"}
    assert not effective(NETWORK, [*live, Impairment("bypass", "border-policy", Bypassed())]).limits


def test_the_narrative_says_how_many_are_too_many() -> None:
    assert FAULT.narrative(NETWORK) == (
        "The firewall policy 'Border policy' takes more than 100 call set-ups a minute from Cell carrier for a flood "
        "and bars the source for 5 min each time; callers hear silence."
    )


def test_the_narrative_tells_one_network_from_any_and_from_all() -> None:
    told = [made.narrative(NETWORK) for made in (FloodLimitLow(policy="p"), FloodLimitLow(policy="p", together=True))]
    assert [text.partition(" from ")[2].partition(" for ")[0] for text in told] == ["any one network", "every network"]
