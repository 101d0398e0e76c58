"""Shared fate: everything at the site is down, and calls through its border are cut."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.faults.site_power_lost import SitePowerLost
from hotwash.domain.impairment import ElementDown
from hotwash.domain.steps import Impair
from tests.catalogue.samples import NETWORK, under

FAULT = SitePowerLost(site="east")


def test_everything_at_the_site_goes_down_and_its_border_cuts_calls() -> None:
    assert list(FAULT.steps(NETWORK)) == [
        Impair("bcf-east", "bcf-east", ElementDown(), cut_calls=True),
    ]


def test_calls_enter_by_the_other_site() -> None:
    assert judge_call(NETWORK, "cell", "psap-a").border == "bcf-east"
    assert judge_call(under(FAULT).network, "cell", "psap-a").border == "bcf-west"


def test_the_narrative_names_the_site() -> None:
    assert FAULT.narrative(NETWORK) == (
        "The site of BCF east has lost power; BCF east stopped, and calls through it were cut."
    )
