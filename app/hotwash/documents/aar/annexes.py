"""Appendices that a report has only where there is something to tell: MSEL as run, decisions, beliefs, feedback."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.documents.aar import beliefs, histories, room
from hotwash.documents.aar.material import Material
from hotwash.documents.content import Block, Heading, Section
from hotwash.documents.forms.feedback_tally import tally
from hotwash.documents.msel_as_run import as_run

FIRST = "D"
"""Letter of the first of them: after improvement plan, participants and acronyms."""


def annexes(material: Material) -> tuple[Section, ...]:
    """Each with its letter, in order."""
    return tuple(
        Section((Heading(f"Appendix {letter}: {title}"), *blocks), landscape=landscape)
        for letter, (title, landscape, blocks) in zip(_letters(), _told(material), strict=False)
    )


def letter_after(sections: tuple[Section, ...]) -> str:
    """The letter of the appendix that follows them."""
    return chr(ord(FIRST) + len(sections))


def _letters() -> Iterator[str]:
    number = ord(FIRST)
    while True:
        yield chr(number)
        number += 1


def _told(material: Material) -> Iterator[tuple[str, bool, tuple[Block, ...]]]:
    """Title, whether the sheet lies across, and what stands on it."""
    if material.scenario.injects or material.board.conduct.improvised:
        yield "MSEL as run", True, as_run(material)
    for title, blocks in (
        (room.DECISIONS, room.decisions(material)),
        (beliefs.TITLE, beliefs.truth_and_belief(material)),
        (histories.TITLE, histories.histories(material)),
        ("Participant feedback", tally(material)),
    ):
        if blocks:
            yield title, False, blocks
