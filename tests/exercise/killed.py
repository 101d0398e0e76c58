"""A child process that runs a small exercise on a file as the app does, and says on stdout what was acknowledged."""

import sys
from pathlib import Path
from time import monotonic

from hotwash.domain.commands import FACILITATOR, SetSpeed, StartClock, WriteNote
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.replay import go_on
from hotwash.exercise.session import Session
from hotwash.journal import ExerciseFile, Upkeep
from tests.small_world import small_scenario


def main(path: Path) -> None:
    """Open or go on, then act as fast as possible until killed."""
    upkeep = Upkeep(ballast=0)
    scenario = small_scenario(per_day=20_000, span=400 * 3_600_000)
    if path.exists():
        file = ExerciseFile.open(path, upkeep)
        place = file.place()
        session = go_on(scenario, 911, list(file.rows()), file, place.at_ms if place else 0)
    else:
        file = ExerciseFile.create(path, {"seed": 911}, {"small": b""}, upkeep)
        session = Session(scenario, 911, file)
        session.open()
        session.ask(FACILITATOR, StartClock())
        session.ask(FACILITATOR, SetSpeed(60_000))
    print("at", session.now, flush=True)
    pacer = Pacer(session)
    number = len(session.board.notes)
    while True:
        number += 1
        answer = session.ask("duty", WriteNote(f"note {number}"), cid=f"note-{number}")
        print("ok" if answer.accepted else "no", f"note-{number}", answer.seq, flush=True)
        pacer.tick(monotonic())
        print("now", session.now, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
