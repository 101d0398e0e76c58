"""Ratings as persons gave them, and their definitions, as tables for pages; the words stand in `domain.ratings`."""

from __future__ import annotations

from hotwash.documents.aar.material import Material
from hotwash.documents.content import Block, Column, Row, Table, Text
from hotwash.domain.plan import Rating
from hotwash.domain.ratings import DEFINITIONS
from hotwash.domain.review_facts import CapabilityRated
from hotwash.domain.scenario import Objective
from hotwash.exercise.projections.evaluation import ORDER, Rated

MARK = "X"


def definitions() -> Table:
    """The definitions as a table, as they stand below Table 1."""
    return Table(
        (Column("Rating", 140), Column("Definition", 328)),
        tuple(Row((one.name, one.meaning)) for one in DEFINITIONS),
        caption="Ratings definitions",
        labels=True,
        size=8.5,
    )


def rated(material: Material, objective: Objective) -> Rated | None:
    """What persons rated the core capability of an objective; None where nobody did."""
    return next((one for one in material.evaluation.capabilities if one.about == objective.id), None)


def cells(material: Material, objective: Objective) -> tuple[str, str, str, str]:
    """The cells of Table 1 from P to U: a mark where it was decided, and how many gave a letter where it was not."""
    found = rated(material, objective)
    if found is None or not found.given:
        return "", "", "", ""
    if found.final is not Rating.UNRATED:
        p, s, m, u = (MARK if found.final is letter else "" for letter in ORDER)
        return p, s, m, u
    letters = [one.fact.rating for one in found.given if isinstance(one.fact, CapabilityRated)]
    p, s, m, u = (f"({letters.count(letter)})" if letter in letters else "" for letter in ORDER)
    return p, s, m, u


def told(material: Material) -> str:
    """What the marks are, for the caption."""
    every = [rated(material, one) for one in material.scenario.objectives]
    if not any(one is not None and one.given for one in every):
        return "Mark one cell a row."
    words = "Marked by persons; what is empty nobody has rated."
    if any(one is not None and one.disputed for one in every):
        words += " A number in brackets says how many evaluators gave a letter where they differ."
    return words


def coverage(material: Material) -> tuple[Block, ...]:
    """How much was exercised and seen, apart from how well it went; nothing without critical tasks."""
    if not material.evaluation.tasks:
        return ()
    return (Text(material.evaluation.coverage.sentence, "small", lead="Coverage:"),)
