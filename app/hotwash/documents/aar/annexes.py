"""Appendices that a report has only where there is something to tell: MSEL as run, decisions, beliefs, feedback."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.documents.aar import beliefs, histories, room
from hotwash.documents.aar.as_run import as_run
from hotwash.documents.aar.feedback import tally
from hotwash.documents.aar.material import Material
from hotwash.documents.content import Block, Heading, Section

FIRST = "D"
"""Letter of the first of them: after improvement plan, participants and acronyms."""


def annexes(material: Material) -> tuple[tuple[Section, ...], str]:
    """Each with its letter, in order, upright ones in one flow; then the letter of the appendix that follows them."""
    flow: list[Block] = []
    across: list[Section] = []
    number = ord(FIRST)
    for title, landscape, blocks in _told(material):
        headed = (Heading(f"Appendix {chr(number)}: {title}"), *blocks)
        number += 1
        if landscape:
            across.append(Section(headed, landscape=True))
        else:
            flow += headed
    upright = (Section(tuple(flow)),) if flow else ()
    return (*across, *upright), chr(number)


def _told(material: Material) -> Iterator[tuple[str, bool, tuple[Block, ...]]]:
    """Title, whether the sheet lies across, and what stands on it; sheets across come first."""
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
