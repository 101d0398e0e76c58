"""Which failures are told to a person as one sentence; anything else is a fault of the program itself."""

from __future__ import annotations

from hotwash.bootstrap.exercises import ChangedMeanwhile, HeaderTrouble, NoDecisions
from hotwash.bootstrap.hosting import OnlyReadable
from hotwash.documents.errors import DocumentError
from hotwash.domain.sentences import say, told_by
from hotwash.exercise.codec import BadBody, UnknownKind
from hotwash.exercise.replay import ExerciseDiffers
from hotwash.journal import JournalError
from hotwash.scenario.exchange.errors import ExchangeError
from hotwash.scenario.problems import ScenarioProblems
from hotwash.seats.errors import SeatServerError

EXPECTED = (
    BadBody,
    ChangedMeanwhile,
    DocumentError,
    ExchangeError,
    ExerciseDiffers,
    HeaderTrouble,
    JournalError,
    NoDecisions,
    OnlyReadable,
    ScenarioProblems,
    SeatServerError,
    UnknownKind,
    OSError,
)


def sentence(error: BaseException) -> str:
    """What a person reads: never a traceback, never the name of an exception."""
    if isinstance(error, OSError) and not isinstance(error, JournalError):
        where = f"{error.filename}: " if error.filename else ""
        what = f"{where}{error.strerror or error}"
        return say("{what}; check the name, the rights and the room on the disk.", what=what)
    return told_by(error)
