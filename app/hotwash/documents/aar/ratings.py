"""The definitions of the ratings as a table for pages; the words stand in `domain.ratings`."""

from __future__ import annotations

from hotwash.documents.content import Column, Row, Table
from hotwash.domain.ratings import DEFINITIONS


def definitions() -> Table:
    """The definitions as a table, as they stand below Table 1."""
    return Table(
        (Column("Rating", 140), Column("Definition", 328)),
        tuple(Row((one.name, one.meaning)) for one in DEFINITIONS),
        caption="Ratings definitions",
        labels=True,
        size=8.5,
    )
