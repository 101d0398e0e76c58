"""A child process that owns an exercise of fifty seats and serves it; browsers are measured from another process."""

import signal
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import monotonic, process_time
from types import MappingProxyType

from hotwash.domain.commands import FACILITATOR, StartClock
from hotwash.domain.plan import Sight
from hotwash.domain.scenario import Scenario, Seat
from hotwash.domain.time import HOUR
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.session import Session
from hotwash.journal import ExerciseFile, Upkeep
from hotwash.seats.seating import Seating
from tests.room_world import room_scenario

SEATS = tuple(f"seat-{number:02}" for number in range(50))
HOSTILE = SEATS[:3]
"""Those that do not behave, where a test says so."""


def big_room() -> Scenario:
    """The small world with fifty players who all see everything that a player may."""
    scenario = room_scenario(per_day=8_000, span=4 * HOUR)
    sight = Sight(psaps=("north",), origins=("cell", "voip"), elements=("everything",))
    seats = {own: Seat(own, f"Desk {own}", "Room", "You play.", sees=sight) for own in SEATS}
    return replace(scenario, seats=MappingProxyType(seats), actions=MappingProxyType({}), injects=MappingProxyType({}))


def main(path: Path) -> None:
    """Serve until told to stop; says where on stdout, and the worst tick at the end."""
    over, woken = Event(), Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    file = ExerciseFile.create(path, {"seed": 911, "exercise": "load"}, {"room": b""}, Upkeep(ballast=0))
    session = Session(big_room(), 911, file)
    session.open()
    session.ask(FACILITATOR, StartClock())
    seating = Seating(session, None)
    seating.admit_all = True
    seating.on_asked(woken.set)
    seating.start("127.0.0.1", 0)
    print(seating.server.port, seating.lobby.code, flush=True)
    started = monotonic() - process_time()
    pacer, ticks = Pacer(session), list[float]()
    while not over.is_set():
        woken.wait(0.05)
        woken.clear()
        began = monotonic()
        pacer.tick(began)
        if seating.tick():
            woken.set()
        ticks.append(monotonic() - began)
    ticks.sort()
    told = (ticks[len(ticks) // 2], ticks[-len(ticks) // 100], ticks[-1])
    print(" ".join(f"{seconds * 1000:.1f}" for seconds in told), flush=True)
    print(f"{process_time() / (monotonic() - started):.3f}", flush=True)
    print(len(seating.server.faults), flush=True)
    seating.stop()
    session.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
