"""Acts with the clipboard: what is copied is text, and so can be pasted into another scenario, or read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from hotwash.editor.clipboard import NotPasted, copied_text, pasted
from hotwash.editor.edits import removed
from hotwash.scenario.problems import ScenarioProblems
from hotwash.ui.plain_text import tr
from hotwash.viewmodels.words import noop, said_by

if TYPE_CHECKING:
    from hotwash.ui.design_commands import Commands


class Clipping:
    """The acts; `commands` is who was asked."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands
        self.table, self.canvas = commands.table, commands.canvas

    def copy(self) -> bool:
        """What is chosen, with the links between it and what it uses; whether there is something on the clipboard."""
        text = self._text()
        if text:
            QApplication.clipboard().setText(text)
        return bool(text)

    def cut(self) -> None:
        """The same, and away with it."""
        if self.copy():
            name = self._commands.named(noop("Cut {name}"), noop("Cut {count} things"))
            self.table.edit(name, removed(self.table.draft, self.table.selection), select=())

    def paste(self) -> None:
        """What is on the clipboard, in the middle where its own place is not in sight."""
        self._put(QApplication.clipboard().text(), tr("Paste"))

    def duplicate(self) -> None:
        """What is chosen once more beside it; the clipboard stays as it is."""
        text = self._text()
        if text:
            self._put(text, self._commands.named(noop("Duplicate {name}"), noop("Duplicate {count} things")))

    def _text(self) -> str:
        try:
            return copied_text(self.table.draft, self.table.selection)
        except ScenarioProblems as problems:
            self._commands.said.emit(said_by(problems))
            return ""

    def _put(self, text: str, name: str) -> None:
        try:
            draft, keys = pasted(self.table.draft, text)
        except NotPasted as failed:
            self._commands.said.emit(said_by(failed))
            return
        self.table.edit(name, draft, select=keys)
        model = self.canvas.picture.model
        first = next((key for key in keys if key in model.spots or key in model.notes), 0)
        self.canvas.choose(keys, first)
        if first:
            self.canvas.go_to(first)
