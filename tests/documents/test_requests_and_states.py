"""Requests, answers and states in the report's chronology; single keep-alives are left to their alarms."""

from hotwash.documents.aar.report import report
from hotwash.documents.content import Table
from hotwash.domain.facts import ActionAsked, ActionDeclined, Fact, StateChanged
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
