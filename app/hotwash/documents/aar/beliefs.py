"""Truth versus belief: what situation cards said against what was wrong then. Told for the team, never for a seat."""

from __future__ import annotations

from collections.abc import Sequence

from hotwash.catalogue import registry
from hotwash.documents.aar.material import Material, percent, reference
from hotwash.documents.content import Block, Column, Heading, Row, Table, Text
from hotwash.documents.text import one_line
from hotwash.domain.time import clock
from hotwash.exercise.projections.beliefs import TRUTH_WORDS, Band, Card, Truth, calibration, cards

TITLE = "Truth versus belief"
_BANDS = ("unsure", "fairly sure", "sure")


def truth_and_belief(material: Material) -> tuple[Block, ...]:
    """Every card with what was live, then how often the team was right by how sure it was; nothing without cards."""
    found = cards(material.scenario, material.happened)
    if not found:
        return ()
    columns = (
        Column("T+", 46), Column("The card named", 88), Column("Live then", 106), Column("Which was", 90),
        Column("Sure", 34, "right"), Column("Places right", 56, "right"), Column("Evidence", 48),
    )  # fmt: skip
    judged = [card for card in found if card.truth is not Truth.WORDS]
    table = Table(columns, tuple(_row(card) for card in found), size=8.5, caption=(
        "Places right: of the elements and links that a card named, how many the live faults touched. A card in words "
        "only is judged by nobody."
    ))  # fmt: skip
    intro = Text("Situation cards of all seats against the network as it really was. It is told for the team; no card "
                 "is set down to a seat.", "small")  # fmt: skip
    return (intro, table, *_sureness(calibration(found), judged))


def _row(card: Card) -> Row:
    places = f"{card.places_right} of {card.places_named}" if card.places_named else "\u2013"
    live = ", ".join(map(_kind, card.live)) or "nothing"
    verdict = str(TRUTH_WORDS[card.truth])
    if card.truth is Truth.RIGHT and card.missed:
        verdict = f"{verdict}; {card.missed} more live"
    named = _kind(card.cause) or "in words"
    return Row((clock(card.at), named, live, verdict, f"{card.sure} %", places, reference(card.seq)))


def _kind(kind: str) -> str:
    """A kind of fault as people say it; one that is not known any more by its key."""
    known = registry.faults().get(kind)
    return str(known.title) if known else one_line(kind, 60).replace("_", " ")


def _sureness(bands: Sequence[Band], judged: Sequence[Card]) -> tuple[Block, ...]:
    if not judged:
        return ()
    rows = tuple(
        Row((f"{word} ({band.low} to {band.high - 1} %)", str(band.cards), str(band.right),
             percent(band.right, band.cards), f"{band.mean} %" if band.cards else "\u2013"))
        for word, band in zip(_BANDS, bands, strict=True)
    )  # fmt: skip
    columns = (Column("The team was", 168), Column("Cards", 60, "right"), Column("Right", 60, "right"),
               Column("Right of all", 90, "right"), Column("Mean of what was said", 90, "right"))  # fmt: skip
    return (
        Heading("How sure, and how often right", 2),
        Table(columns, rows, size=8.5, caption="Limits of the bands: default. Few cards prove little."),
    )
