"""The exercise overview table as it stands in documents before the exercise; for players without a cause in it."""

from __future__ import annotations

from hotwash.documents.aar.material import day
from hotwash.documents.beforehand import UNKNOWN_SCENARIO, UNKNOWN_THREAT, Beforehand, for_players
from hotwash.documents.content import Column, Row, Table
from hotwash.domain.time import clock, scenario_time


def overview_table(plan: Beforehand, *, closed: bool) -> Table:
    """The eleven rows in their order; the words for players unless it is `closed`."""
    scenario, overview, words = plan.scenario, plan.scenario.overview, plan.scenario.paperwork
    objectives = (one.text if closed else for_players(one) for one in scenario.objectives)
    start, end = scenario.start, scenario_time(scenario.start, scenario.span)
    ends = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
    organisations = "\n".join(f"\u2022 {one}" for one in overview.organisations)
    rows = (
        ("Exercise Name", plan.name),
        (
            "Exercise Dates",
            (
                "Date of the exercise: ____________________\n"
                f"Dates of the scenario: {day(scenario)}, {start:%H:%M} to {ends} ({clock(scenario.span)} of play)"
            ),
        ),
        ("Scope", overview.scope),
        ("Mission Area(s)", ", ".join(overview.mission_areas)),
        ("Core Capabilities", "\n".join(f"\u2022 {one}" for one in overview.capabilities)),
        ("Objectives", "\n".join(f"{number}. {text}" for number, text in enumerate(objectives, start=1))),
        ("Threat or Hazard", overview.threat if closed else words.players_threat or UNKNOWN_THREAT),
        ("Scenario", overview.scenario if closed else words.players_scenario or UNKNOWN_SCENARIO),
        ("Sponsor", overview.sponsor),
        ("Participating Organizations", f"{len(overview.organisations)}; seats in Appendix B\n{organisations}"),
        ("Point of Contact", overview.contact),
    )
    return Table(
        (Column("", 118), Column("", 350)), tuple(Row(row) for row in rows), header=False, labels=True, size=9.5
    )


def objectives_table(plan: Beforehand, *, closed: bool) -> Table:
    """Each objective beside its core capability; with its target where it is `closed`."""
    rows = []
    for number, one in enumerate(plan.scenario.objectives, start=1):
        text = f"{one.text}\nTarget: {one.target} ({one.source})" if closed else for_players(one)
        rows.append(Row((f"{number}. {text}", one.capability)))
    columns = (Column("Exercise Objective", 300), Column("Core Capability", 168))
    return Table(columns, tuple(rows) or (Row(("No objective is set.", "")),))
