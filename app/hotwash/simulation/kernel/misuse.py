"""What a caller of the kernel can get wrong, one sentence each; knows nothing of calls."""

from __future__ import annotations


class TimeRunsBackwards(ValueError):
    """The kernel was asked to advance to an instant that has passed."""

    def __init__(self, now: int, until: int) -> None:
        super().__init__(f"The call plane is at {now} ms and cannot advance to {until} ms; give an instant not before.")


class NoSuchRow(IndexError):
    """A border, PSAP or notice was named that is not there."""

    def __init__(self, what: str, index: int, rows: int) -> None:
        super().__init__(f"There is no {what} {index} in the call plane's tables; they hold {rows}.")


class WrongNumberOfRows(ValueError):
    """A dynamic table does not fit the tables the kernel was made from."""

    def __init__(self, what: str, found: int, expected: int) -> None:
        super().__init__(f"The call plane has {expected} {what} but was given {found}; load the whole table.")


class NotRecorded(RuntimeError):
    """Rows were asked for though none are kept."""

    def __init__(self, what: str) -> None:
        super().__init__(f"This call plane keeps no record, so it has no {what}; make it with record=True.")
