"""The four ratings of the Homeland Security Exercise and Evaluation Program, in FEMA's own words (public domain)."""

from __future__ import annotations

from hotwash.documents.content import Column, Row, Table

_DONE = (
    "The targets and critical tasks associated with the core capability were completed in a manner that achieved the "
    "objective(s)"
)
_HARMLESS = (
    " and did not negatively impact the performance of other activities. Performance of this activity did not "
    "contribute to additional health and/or safety risks for the public or for emergency workers, and it was conducted "
    "in accordance with applicable plans, policies, procedures, regulations, and laws."
)
_SOME = " However, opportunities to enhance effectiveness and/or efficiency were identified."
_MAJOR = (
    ", but some or all of the following were observed: demonstrated performance had a negative impact on the "
    "performance of other activities; contributed to additional health and/or safety risks for the public or for "
    "emergency workers; and/or was not conducted in accordance with applicable plans, policies, procedures, "
    "regulations, and laws."
)
_UNABLE = (
    "The targets and critical tasks associated with the core capability were not performed in a manner that achieved "
    "the objective(s)."
)
RATINGS = (
    ("P", "Performed without Challenges (P)", _DONE + _HARMLESS),
    ("S", "Performed with Some Challenges (S)", _DONE + _HARMLESS + _SOME),
    ("M", "Performed with Major Challenges (M)", _DONE + _MAJOR),
    ("U", "Unable to be Performed (U)", _UNABLE),
)


def definitions() -> Table:
    """The definitions as a table, as they stand below Table 1."""
    return Table(
        (Column("Rating", 140), Column("Definition", 328)),
        tuple(Row((name, meaning)) for _, name, meaning in RATINGS),
        caption="Ratings definitions",
        labels=True,
        size=8.5,
    )
