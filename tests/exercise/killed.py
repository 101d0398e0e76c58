"""A child process that runs a small exercise on a file as the app does, and says on stdout what was acknowledged."""

import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from hotwash.domain.commands import FACILITATOR, Command, Rewind, SetSpeed, StartClock, WriteNote
from hotwash.domain.conduct_commands import LogDecision, SendMessage, SetBookmark, StateBelief, TakeSeat
from hotwash.domain.review_commands import Observe
from hotwash.exercise.branching import standing
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.replay import go_on
from hotwash.exercise.session import Session
from hotwash.journal import ExerciseFile, Row, Upkeep
from tests.exercise.acts import KILLED_WORLD

BACK_EVERY = 25
"""Commands between two ways back."""


def opened(path: Path) -> tuple[Session, Sequence[Row]]:
    """The exercise of a file as it stands, or a new one."""
    upkeep = Upkeep(ballast=0)
    if not path.exists():
        file = ExerciseFile.create(path, {"seed": 911}, {"small": b""}, upkeep)
        session = Session(KILLED_WORLD, 911, file)
        session.open()
        return session, ()
    file = ExerciseFile.open(path, upkeep)
    rows, place = list(file.rows()), file.place()
    at = standing(rows, place.at_ms if place else None, place.wall_ns if place else 0)
    return go_on(KILLED_WORLD, 911, rows, file, at), rows


def asked(number: int, session: Session) -> tuple[str, Command]:
    """What somebody asks next; while the exercise is taken back, only what can be asked then."""
    text = f"note {number}"
    always: tuple[tuple[str, Command], ...] = (
        ("duty", WriteNote(text)),
        ("eva", Observe(text, key=text)),
        (FACILITATOR, TakeSeat("noc", "browser", text)),
    )
    if session.board.rewinding is not None:
        return always[number % len(always)]
    if number % BACK_EVERY == 0 and session.now > 0:
        return FACILITATOR, Rewind(session.now * 3 // 4, text)
    playing: tuple[tuple[str, Command], ...] = (
        *always,
        ("duty", SendMessage(("noc", "simcell"), "phone", text)),
        ("noc", LogDecision(text)),
        ("duty", StateBelief(text, 50)),
        (FACILITATOR, SetBookmark(text)),
    )
    return playing[number % len(playing)]


def main(path: Path) -> None:
    """Open or go on, then act as fast as possible until killed."""
    session, rows = opened(path)
    print("at", session.now, flush=True)
    pacer = Pacer(session)
    number = max((int(row.cid.removeprefix("c-")) for row in rows if row.cid.startswith("c-")), default=0)
    while True:
        number += 1
        if session.board.rewinding is None and not session.board.running:
            session.ask(FACILITATOR, StartClock())
            session.ask(FACILITATOR, SetSpeed(60_000))
        actor, command = asked(number, session)
        answer = session.ask(actor, command, cid=f"c-{number}")
        if isinstance(command, Rewind):
            print("back", command.to, flush=True)
        print("ok" if answer.accepted else "no", f"c-{number}", answer.seq, flush=True)
        pacer.tick(monotonic())
        print("now", session.now, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
