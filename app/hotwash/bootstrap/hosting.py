"""Runs an exercise with browser seats and no screen: opens or begins it, lets time pass, and says where to join."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic

from hotwash.bootstrap import exercises, recordings
from hotwash.domain.commands import FACILITATOR, SetSpeed, StartClock
from hotwash.domain.conduct_commands import ReleaseInject
from hotwash.domain.sentences import Sentence, say
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.recording import Recording
from hotwash.exercise.session import Session
from hotwash.seats.codes import spelt
from hotwash.seats.seating import Seating, keys_beside
from hotwash.viewmodels.steady import steady

TICK_S, LOOK_S = 0.05, 1.0
"""Seconds between two looks at the session, and at whether the clock runs."""
Tell = Callable[[Sentence], None]
"""Takes what a person at a terminal should read."""


class OnlyReadable(ValueError):
    """An exercise file that can be looked at and not gone on with."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(say("{path} can't be hosted. {reason}", path=str(path), reason=reason))


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where and how browsers are let in. A port of None takes the one of before, or the first that is free."""

    address: str
    port: int | None
    speed: int
    """Exercise seconds per wall second."""
    certificate: tuple[Path, Path] | None = None
    """Files with certificate and key in PEM, for an encrypted connection."""


def opened(asked: str, folder: Path | None) -> tuple[Session, Path]:
    """The exercise of a file, or a new one of a scenario in a file of its own in `folder`."""
    if asked.endswith(exercises.SUFFIX):
        path = Path(asked)
        run = recordings.open_run(path)
        if isinstance(run, Recording):
            raise OnlyReadable(path, run.reason)
        return run, path
    played = exercises.load(asked)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    path = exercises.new_file_name(folder or exercises.exercises_folder(), played.scenario)
    return exercises.begin(played, path), path


def host(
    asked: str, folder: Path | None, invitation: Invitation, tell: Callable[[Sentence], None], over: Event
) -> None:
    """Run until `over` is set. Everybody who has the code is let in: there is no facilitator here to ask."""
    session, path = opened(asked, folder)
    try:
        _run(session, path, invitation, tell, over)
    finally:
        session.close()


def _run(session: Session, path: Path, invitation: Invitation, tell: Tell, over: Event) -> None:
    seating, pacer, woken = Seating(session, keys_beside(path)), Pacer(session), Event()
    seating.admit_all = True
    seating.on_asked(woken.set)
    certificate = None
    if invitation.certificate is not None:
        from hotwash.seats.server import Certificate

        certificate = Certificate(*invitation.certificate)
    seating.start(invitation.address, invitation.port, certificate)
    try:
        _begin(session, invitation.speed)
        for line in _announced(session, path, seating):
            tell(line)
        if certificate is not None:
            tell(say("Fingerprint of the certificate (SHA-256): {print}", print=certificate.fingerprint()))
        looked, stopped = monotonic(), ""
        while not over.is_set():
            woken.wait(TICK_S)
            woken.clear()
            pacer.tick(steady())
            release_due(session)
            if seating.tick():
                woken.set()
            if monotonic() - looked >= LOOK_S:
                looked = monotonic()
                _begin(session, invitation.speed)
            before, stopped = stopped, session.board.conduct.stopped_by
            if stopped and not before:
                tell(_stopped(session, stopped))
    finally:
        seating.stop()


def release_due(session: Session) -> None:
    """Let out each inject that is due and waits for a facilitator's hand: there is none here, and it would never come.

    What was held, skipped or has no time of its own stays as it is; nothing goes out while play is stopped.
    """
    board = session.board
    if board.ended or board.conduct.stopped_by or session.trouble:
        return
    for line in board.conduct.injects:
        if line.state == "due" and line.until < 0:
            session.ask(FACILITATOR, ReleaseInject(line.inject))


def _stopped(session: Session, by: str) -> Sentence:
    seat = session.scenario.seats.get(by)
    return say(
        "{who} has called a real emergency, and the clock stands. When it is over, press Ctrl+C, open the exercise "
        "file in the window with 'hotwash open', choose Exercise, Let play go on, and host the file again.",
        who=seat.name if seat is not None else by,
    )


def _begin(session: Session, speed: int) -> None:
    """The clock runs, since nobody else could start it: not even after the computer was asleep. Only STOP holds it."""
    board = session.board
    if board.ended or board.conduct.stopped_by or session.trouble:
        return
    if board.speed_permille != speed * 1000:
        session.ask(FACILITATOR, SetSpeed(speed * 1000))
    if not board.running and session.now < session.scenario.span:
        session.ask(FACILITATOR, StartClock())


def _announced(session: Session, path: Path, seating: Seating) -> list[Sentence]:
    code = spelt(seating.lobby.code)
    lines = [
        say("{title}: {file}", title=session.scenario.title, file=str(path)),
        say("Join at {link} with the code {code}", link=seating.server.link, code=code),
        say("Everybody with the code is let in, and the clock runs. Ctrl+C stops; the exercise stays in its file."),
        say("Injects go out when they are due; a facilitator to choose the moment needs the window."),
    ]
    if not seating.server.secure:
        lines.append(say("This connection is not encrypted: exercise data only."))
    if seating.lobby.trouble:
        lines.append(say("{trouble}", trouble=seating.lobby.trouble))
    return lines
