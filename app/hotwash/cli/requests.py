"""What commands answer with: exit codes, and a request that can't be carried out; knows no command."""

from __future__ import annotations

DONE, NO, WRONG = 0, 1, 2
"""Exit codes: done; the work says no; bad arguments or input."""


class BadRequest(ValueError):
    """Arguments that can't be carried out; its text is the whole sentence."""
