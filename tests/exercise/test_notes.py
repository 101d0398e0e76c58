"""A note says something, or it is refused: what nobody can see is no note."""

from __future__ import annotations

import pytest

from hotwash.domain.commands import DeclineAction, WriteNote
from hotwash.domain.scenario import Scenario
from hotwash.exercise.decide import refusal
from hotwash.exercise.projections.board import Board, RequestLine
from tests.small_world import small_scenario

UNSEEN = (
    "", "   ", "\n\t", "\u200b", "\u200b\u200c\u200d\u2060\ufeff", "\u00ad", "\u202e\u202c", "\u00a0\u3000",
    "\ufe0f", "\u0301", "\u034f", "\u2028\u2029", "\u3164", "\u115f\u1160", "\u2800", "\U000e0041", "\x00\x07",
)  # fmt: skip


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return small_scenario()


@pytest.mark.parametrize("text", UNSEEN)
def test_a_note_of_what_nobody_can_see_is_empty(scenario: Scenario, text: str) -> None:
    seat = next(iter(scenario.seats))
    assert refusal(scenario, Board(), 0, seat, WriteNote(text)) == "The note is empty."


@pytest.mark.parametrize("text", ["a", "\u200ba\u200b", "é", "e\u0301", "911", "\u05e9", "\u4e2d", "\U0001f692", "-"])
def test_a_note_with_one_visible_character_is_kept(scenario: Scenario, text: str) -> None:
    seat = next(iter(scenario.seats))
    assert refusal(scenario, Board(), 0, seat, WriteNote(text)) == ""


def test_a_reason_for_declining_is_a_note_too(scenario: Scenario) -> None:
    board = Board(requests=(RequestLine(1, 0, 1, "act", "Act", "duty", "facilitator"),))
    assert refusal(scenario, board, 0, "facilitator", DeclineAction(1, "", "\u200b")) == "The note is empty."
    assert refusal(scenario, board, 0, "facilitator", DeclineAction(1, "", "no")) == ""
