"""Requests, answers and states in the report's chronology; single keep-alives are left to their alarms."""

from dataclasses import replace
from types import MappingProxyType

from hotwash.catalogue.injects.media import Media
from hotwash.catalogue.injects.message import Message
from hotwash.documents.aar.report import report
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Table
from hotwash.documents.marks import DRAFT
from hotwash.domain.facts import ActionAsked, ActionDeclined, Fact, MessageTold, StateChanged
from hotwash.domain.msel import Inject
from hotwash.domain.scenario import Seat
from hotwash.domain.time import MINUTE
from tests.documents.reading import blocks_of
from tests.documents.synthetic import ENGINE, happened, scenario


def test_the_chronology_tells_requests_and_states_but_no_single_keep_alive() -> None:
    seat = next(iter(scenario().seats))
    psap = scenario().network.psaps()[0]
    more: list[tuple[int, Fact]] = [
        (30 * MINUTE, ActionAsked(1, "bypass", "Bypass", seat, "facilitator")),
        (31 * MINUTE, ActionDeclined(1, "bypass", "Bypass", seat, "facilitator", "Not now.")),
        (32 * MINUTE, StateChanged(psap.id, "ServiceState", "Overloaded", seat)),
        (33 * MINUTE, StateChanged(psap.id, "ElementState", "Unreachable", psap.id)),
    ]
    document = report(scenario(), happened(more), engine=ENGINE)
    tables = [block for block in blocks_of(document) if isinstance(block, Table)]
    rows = next(one for one in tables if one.columns[1].title == "Scenario time").rows
    told = {row.cells[2]: row.cells[3] for row in rows}
    who = scenario().seats[seat].name
    assert told["Asked Facilitator to approve: Bypass"] == who
    assert told["Declined: Bypass. Not now."] == "Facilitator"
    assert told[f"ServiceState of {psap.name}: Overloaded"] == who
    assert not any("Unreachable" in text for text in told)


def test_a_message_for_nobody_in_particular_is_told_of_those_who_got_it() -> None:
    """It comes to the switchboards where there are any, unless it was spoken in the room or is public."""
    one = scenario()
    seats = {"duty": replace(one.seats["duty"], switchboard=True), "noc": Seat("noc", "Operations centre", "T", "Y")}
    told: list[tuple[int, Fact]] = [
        (30 * MINUTE, MessageTold("Silent.", "A PSAP", "phone", (), public=False)),
        (31 * MINUTE, MessageTold("Go on.", "Facilitator", "in-person", (), public=False)),
        (32 * MINUTE, MessageTold("It is down.", "Radio", "media", (), public=True)),
        (33 * MINUTE, MessageTold("Look.", "Vendor", "e-mail", ("noc",), public=False)),
    ]
    for switchboards, whom in ((seats, "Duty officer"), ({"noc": seats["noc"]}, "every seat")):
        document = report(replace(one, seats=MappingProxyType(switchboards)), happened(told), engine=ENGINE)
        said = [row.cells[2] for table in blocks_of(document) if isinstance(table, Table) for row in table.rows
                if len(row.cells) > 3 and row.cells[2].startswith("Message")]  # fmt: skip
        assert f"Message by phone to {whom}: \u201cSilent.\u201d" in said
        assert "Message in person to every seat: \u201cGo on.\u201d" in said
        assert "Message by media to the public: \u201cIt is down.\u201d" in said
        assert "Message by e-mail to Operations centre: \u201cLook.\u201d" in said


def test_the_msel_names_those_whom_an_inject_reaches() -> None:
    one = scenario()
    duty = replace(one.seats["duty"], switchboard=True)
    plan = Beforehand(replace(one, seats=MappingProxyType({"duty": duty})), ENGINE, DRAFT)
    call = Inject(id="a", number=1, subject="S", delivery=Message(speaker="A PSAP", text="Silent."))
    assert plan.recipients(call) == "Duty officer"
    assert plan.recipients(replace(call, delivery=Message(speaker="F", text="Go.", channel="in-person"))) == "Everybody"
    assert plan.recipients(replace(call, delivery=Media(outlet="Radio", text="It is down."))) == "Everybody"
    assert Beforehand(one, ENGINE, DRAFT).recipients(call) == "Everybody"
