"""Browser seats of one workspace: serves them from its tick, and opens the dialog that invites them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from hotwash.ui.invite_dialog import InviteDialog
from hotwash.viewmodels.lobby import Invitations

if TYPE_CHECKING:
    from hotwash.ui.conduct_view import ConductView


class Inviting(QObject):
    """Nothing of it runs until the dialog was opened and the server started there."""

    _woken = Signal()

    def __init__(self, view: ConductView) -> None:
        super().__init__(view)
        self._view = view
        self.invitations: Invitations | None = None
        self.dialog: InviteDialog | None = None
        self._pending = False
        self._woken.connect(self._serve, Qt.ConnectionType.QueuedConnection)

    def open(self, keys: Path | None) -> None:
        """Show the dialog; `keys` is the file beside the exercise, None where it has none."""
        if self.invitations is None:
            self.invitations = Invitations(self._view.conduct.session, keys)
            self.invitations.on_asked(self._wake)
        if self.dialog is None:
            self.dialog = InviteDialog(self._view, self.invitations)
        self.dialog.show_lobby()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def tick(self) -> None:
        """Serve everybody, and say who has come to the door."""
        if self.invitations is None or not self.invitations.running:
            return
        if self.invitations.tick(self._view.conduct.session):
            self._wake()
        news = self.invitations.news()
        if news and (self.dialog is None or not self.dialog.isVisible()):
            self._view.said.emit(news)

    def refresh(self) -> None:
        """Bring the dialog up to date."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_lobby()

    def close(self) -> None:
        """The exercise is let go of: nobody is served any more."""
        if self.dialog is not None:
            self.dialog.close()
        if self.invitations is not None:
            self.invitations.stop()

    def _wake(self) -> None:
        """From any thread: look at what was asked, once, as soon as the window has a moment."""
        if not self._pending:
            self._pending = True
            self._woken.emit()

    def _serve(self) -> None:
        self._pending = False
        self.tick()
