"""The histories of an exercise that was taken back, out of its board; each left one can be looked at as a recording."""

from __future__ import annotations

from hotwash.domain.facts import Happened
from hotwash.domain.sentences import Sentence, say
from hotwash.domain.time import clock
from hotwash.exercise.branching import Branch, branches_of
from hotwash.exercise.projections.board import Board
from hotwash.exercise.recording import Recording, Run


def every(board: Board) -> list[Happened]:
    """Every fact of every history that the board knows, in the order of the journal."""
    found = {one.seq: one for log in (*(left.log for left in board.left), board.log) for one in log}
    return [found[seq] for seq in sorted(found)]


def histories(board: Board) -> tuple[Branch, ...]:
    """Every history by its number, the one that is played now last; it alone where the exercise was never taken
    back."""
    return branches_of(every(board))


def left_of(board: Board) -> tuple[Branch, ...]:
    """Those that were left, oldest first."""
    return tuple(one for one in histories(board) if one.left is not None) if board.left else ()


def recording_of(run: Run, branch: Branch) -> Recording:
    """A left history to be looked at: it stands where it was left, and its prints say which one they are of."""
    assert branch.left is not None  # the one that is played is the exercise itself
    made = Recording(
        run.scenario,
        run.seed,
        branch.facts,
        branch.ends,
        say(
            "This is history {number}, left at T+{left} when the exercise was taken back to T+{back}.",
            number=branch.number + 1,
            left=clock(branch.ends),
            back=clock(branch.left.to),
        ),
        engine=run.engine if isinstance(run, Recording) else "",
        identity=run.identity(),
    )
    made.history, made.told_pauses = _brief(branch), run.pauses()
    return made


def _brief(branch: Branch) -> Sentence:
    return say("LEFT HISTORY {number}, up to T+{left}", number=branch.number + 1, left=clock(branch.ends))
