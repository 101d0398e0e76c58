"""Starts the window; Qt is imported here and not before, so that nothing else pays for it."""

from __future__ import annotations

from hotwash.bootstrap.desk import RealDesk


def run_window(asked: str) -> int:
    """Show the window until it is closed; returns its exit code.

    `asked` is a scenario or an exercise file; empty leaves the choice to the window.
    """
    from hotwash.ui.app import run_window as show

    desk = RealDesk()
    try:
        return show(desk, asked)
    finally:
        desk.leave()
