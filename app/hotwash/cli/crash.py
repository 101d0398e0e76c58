"""A fault of the program itself on the command line: details into a file, one sentence for the person."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from platformdirs import user_log_path


def hide_tracebacks() -> None:
    """From now on an unexpected exception is one sentence on stderr; its details go into a log file."""
    sys.excepthook = told


def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What `sys.excepthook` is given."""
    sentence = "Something went wrong inside Hotwash; what was acknowledged is safe in the exercise file."
    try:
        folder = user_log_path("hotwash", appauthor=False)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = folder / "command-line.log"
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            traceback.print_exception(kind, error, trace, file=file)
        sentence += f" Details are in {log}."
    except OSError:
        sentence += f" ({kind.__name__}; the log file could not be written.)"
    print(sentence, file=sys.stderr)
