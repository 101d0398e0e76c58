"""Starts the window; Qt is imported here and not before, so that nothing else pays for it."""

from __future__ import annotations

from hotwash.bootstrap.desk import RealDesk


def run_window(asked: str) -> int:
    """Show the window on a scenario or an exercise file until it is closed; returns its exit code."""
    from hotwash.ui.app import run_window as show

    return show(RealDesk(), asked)
