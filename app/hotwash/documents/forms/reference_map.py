"""The network reference map: one large sheet for the wall, and the table of its links; how it is built, not how it
stands."""

from __future__ import annotations

from collections import Counter

from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Column, Columns2, Document, Figure, Heading, Row, Section, Table, Text
from hotwash.documents.network_map import LARGE, network_map, numbered_links

TITLE = "Network reference map"


def reference_map(plan: Beforehand) -> Document:
    """Map with the numbers of its links, then the links and the PSAPs of each region as tables."""
    network = plan.scenario.network
    shown = numbered_links(network)
    rows = tuple(
        Row((f"L{number}", network.elements[one.a].name, network.elements[one.b].name, one.carries, one.id))
        for number, one in enumerate(shown, start=1)
    )
    half = (len(rows) + 1) // 2
    columns = (Column("Link", 34), Column("From", 150), Column("To", 150), Column("Carries", 70), Column("Id", 160))
    parts = [(Table(columns, part),) if part else () for part in (rows[:half], rows[half:])]
    counted = Counter(psap.region for psap in network.psaps())
    regions = tuple(Row((one.name, f"{counted[one.id]:,}")) for one in network.regions.values())
    psaps = Table((Column("Region", 200), Column("PSAPs", 60, "right")), regions or (Row(("\u2013", "0")),))
    return plan.document(
        TITLE,
        (
            Section((Heading(TITLE), Figure(network_map(plan.scenario, LARGE))), frame="tabloid"),
            Section(
                plan.ended(
                    (
                        Heading("Links of the map", 2),
                        Text("Links that lead only to one PSAP have no number on the map.", "small"),
                        Columns2(parts[0], parts[1]),
                        Heading("PSAPs by region", 2),
                        Columns2((psaps,), ()),
                    )
                ),
                frame="tabloid",
            ),
        ),
    )
