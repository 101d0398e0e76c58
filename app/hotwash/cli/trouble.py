"""Which failures are told as a sentence; anything else is a fault of the program itself."""

from __future__ import annotations

from hotwash.bootstrap import HeaderTrouble, NoDecisions
from hotwash.documents.names import DocumentTrouble
from hotwash.exercise.codec import BadBody, UnknownKind
from hotwash.exercise.replay import ExerciseDiffers
from hotwash.journal import JournalError
from hotwash.scenario.problems import ScenarioProblems


class BadRequest(ValueError):
    """Arguments that can't be carried out; its text is the whole sentence."""


EXPECTED = (
    BadRequest,
    BadBody,
    DocumentTrouble,
    ExerciseDiffers,
    HeaderTrouble,
    JournalError,
    NoDecisions,
    ScenarioProblems,
    UnknownKind,
    OSError,
)


def sentence(error: BaseException) -> str:
    """What a person reads: never a traceback, never the name of an exception."""
    if isinstance(error, OSError) and not isinstance(error, JournalError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}; check the name, the rights and the room on the disk."
    return str(error)
