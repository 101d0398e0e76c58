"""A list that never changes: the same as a tuple in every reading, and cheap to grow."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.domain.conduct_facts import DecisionLogged, MessageSent
from hotwash.domain.facts import (
    ActionBegan,
    ActionEnded,
    AlarmAcknowledged,
    AlarmCleared,
    AlarmRaised,
    Fact,
    Happened,
    NoteWritten,
)
from hotwash.domain.review_facts import Observed
from hotwash.exercise.projections.board import Board, evolve, fold
from hotwash.exercise.projections.series import CHUNK, Series

SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK, 5 * CHUNK + 7)


def grown(count: int) -> Series[int]:
    made: Series[int] = Series()
    for n in range(count):
        made = made.with_one(n)
    return made


@pytest.mark.parametrize("count", SIZES)
def test_it_reads_like_a_tuple(count: int) -> None:
    made, plain = grown(count), tuple(range(count))
    assert made == plain == tuple(made)
    assert made == Series(plain)
    assert hash(made) == hash(Series(plain))
    assert made != (*plain, -1)
    assert made != Series((*plain, -1))
    assert (len(made), bool(made)) == (count, bool(plain))
    assert list(reversed(made)) == list(reversed(plain))
    assert repr(made) == f"Series({list(plain)!r})"
    assert [made[n] for n in range(-count, count)] == [plain[n] for n in range(-count, count)]
    for outside in (count, -count - 1):
        with pytest.raises(IndexError):
            made[outside]


PLACES = st.one_of(st.none(), st.integers(-400, 400))


@given(st.integers(0, 3 * CHUNK), PLACES, PLACES, st.sampled_from((None, 1, 2, -1, -3)))
def test_slices_are_those_of_a_tuple(count: int, start: int | None, stop: int | None, step: int | None) -> None:
    assert Series(range(count))[start:stop:step] == tuple(range(count))[start:stop:step]


@pytest.mark.parametrize("count", SIZES[1:])
def test_one_place_can_be_another_and_earlier_states_stay(count: int) -> None:
    made = grown(count)
    for place in (0, count // 2, count - 1):
        other = made.with_at(place, -1)
        assert other == tuple(-1 if n == place else n for n in range(count))
    assert made == tuple(range(count))


def test_what_is_added_shares_every_piece_but_one_with_what_was() -> None:
    made = grown(4 * CHUNK + 3)
    more = made.with_one(-1)
    assert [a is b for a, b in zip(made._pieces, more._pieces, strict=True)] == [True] * 4
    changed = more.with_at(CHUNK + 1, -1)
    assert [a is b for a, b in zip(more._pieces, changed._pieces, strict=True)] == [True, False, True, True]


NUMBERED: dict[str, Callable[[int], tuple[Fact, ...]]] = {
    "notes": lambda n: (NoteWritten("duty", f"note {n}"),),
    "messages": lambda n: (MessageSent(n, "duty", "Duty", ("noc",), "phone", "Yes?", 0),),
    "decisions": lambda n: (DecisionLogged("duty", f"{n}", "", ""),),
    "observations": lambda n: (Observed("eva", f"{n}", "", "", "", 0),),
    "acts": lambda n: (ActionBegan(n, "logs", "Logs", "duty"), ActionEnded(n, "logs", "Logs", "duty", "")),
    "alarms": lambda n: (
        AlarmRaised(n, "MediaLoss", "esrp", "Silent.", ()), AlarmAcknowledged(n, "duty"), AlarmCleared(n, "duty")
    ),
}  # fmt: skip


def told(of: Callable[[int], tuple[Fact, ...]], count: int) -> list[Happened]:
    facts = [fact for n in range(1, count + 1) for fact in of(n)]
    return [Happened(seq, seq, fact) for seq, fact in enumerate(facts, start=1)]


def copied(before: object, after: object) -> int:
    """How many places of lists were written anew to make one value out of another."""
    if isinstance(after, Series):
        old = set() if not isinstance(before, Series) else {id(p) for p in (before._pieces, *before._pieces)}
        fresh = [p for p in (after._pieces, *after._pieces, after._tail) if id(p) not in old]
        return sum(len(piece) for piece in fresh)
    if isinstance(after, tuple) and after is not before:
        return len(after)
    return 0


def cost(facts: list[Happened]) -> int:
    """Places written to fold these facts; what is shared costs nothing."""
    board, steps = Board(), 0
    for one in facts:
        after = evolve(board, one)
        for name in ("log", "notes", "messages", "minutes", "actions", "alarms", "requests"):
            steps += copied(getattr(board, name), getattr(after, name))
        for part in ("conduct", "review"):
            for name in getattr(after, part).__slots__:
                steps += copied(getattr(getattr(board, part), name), getattr(getattr(after, part), name))
        board = after
    return steps


@pytest.mark.parametrize("of", NUMBERED.values(), ids=NUMBERED.keys())
def test_twice_the_facts_cost_about_twice_as_much(of: Callable[[int], tuple[Fact, ...]]) -> None:
    few, many = cost(told(of, 800)), cost(told(of, 1_600))
    assert many < 2.5 * few


def test_a_line_that_does_not_stand_where_its_number_says_is_found_all_the_same() -> None:
    facts: list[Fact] = [
        AlarmRaised(7, "MediaLoss", "esrp", "Silent.", ()), AlarmRaised(3, "EngorgedQ", "psap-a", "Full.", ()),
        AlarmAcknowledged(3, "duty"), AlarmAcknowledged(3, "duty"), AlarmCleared(7, "noc"), AlarmCleared(9, "noc"),
        ActionBegan(5, "logs", "Logs", "duty"), ActionEnded(5, "logs", "Logs", "duty", "Found."),
        ActionEnded(6, "logs", "Logs", "duty", "Never begun."),
    ]  # fmt: skip
    board = fold(Happened(seq, seq, fact) for seq, fact in enumerate(facts, start=1))
    assert [(line.acknowledged_by, line.cleared_at) for line in board.alarms] == [((), 5), (("duty",), -1)]
    assert [(line.ended_at, line.effect) for line in board.actions] == [(8, "Found.")]
