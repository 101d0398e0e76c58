"""The only place where texts meet widgets that would guess markup; every one of them is told to take it literally."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from hotwash.domain.sentences import Sentence
from hotwash.viewmodels.words import label as worded_label
from hotwash.viewmodels.words import said, speak

LONGEST = 4_000
"""Characters shown of one text; longer ones cost seconds to lay out."""
LONGEST_WORD = 40
"""Characters of one word that a line of a narrow window holds."""
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


_CONTROLS = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"]
_UNSEEN = dict.fromkeys([*_CONTROLS, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\N{REPLACEMENT CHARACTER}")
"""Control characters (C0 and C1, but for the ends of lines and tabs), which fonts draw each in its own way, and marks
that set the direction of everything after them (Trojan Source, CVE-2021-42574)."""


def tr(text: str, /, **values: object) -> str:
    """The text in the user's language, with `{name}` places filled in afterwards, so that values stay literal."""
    return said(text) if isinstance(text, Sentence) else worded_label(text, **values)


speak(
    lambda text: QCoreApplication.translate("", text)
)  # viewmodels know no Qt; from here on they speak as the window does


def shown(text: str) -> str:
    """At most `LONGEST` characters, without what Qt would swallow and what would turn the words after it round.

    A Sentence that nobody has said yet is said here.
    """
    safe = (
        (said(text) if isinstance(text, Sentence) else text)
        .encode("utf-8", "replace")
        .decode("utf-8")
        .translate(_UNSEEN)
    )
    return safe if len(safe) <= LONGEST else safe[: LONGEST - 1] + "…"


def shortened(text: str) -> str:
    """The text with every word that no line could hold cut to `LONGEST_WORD` characters."""
    return _LONG_WORD.sub(lambda found: found[0][: LONGEST_WORD - 1] + "…", shown(text))


def amp(text: str) -> str:
    """Text for buttons, menus and tabs, where a single & would become an underline."""
    return shown(text).replace("&", "&&")


def label(text: str = "", *, name: str = "", wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label that shows its text literally; `name` is its object name for the style sheet."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(shown(text))
    made.setWordWrap(wrap)
    if name:
        made.setObjectName(name)
    return made


def set_text(widget: QLabel, text: str) -> None:
    """Change a label only where its text changes; a call that changes nothing still costs a layout."""
    wanted = shown(text)
    if widget.text() != wanted:
        widget.setText(wanted)


TIP = Qt.ItemDataRole.ToolTipRole
"""Role under which an item model gives its tip, made by `tip`."""


def tip(text: str) -> str:
    """A tip for item models that is never taken for markup."""
    return "<qt>" + escape(shown(text)) + "</qt>" if text else ""


def hint(widget: QWidget, text: str) -> None:
    """A tool tip and an accessible description that are never taken for markup."""
    widget.setToolTip(tip(text))
    widget.setAccessibleDescription(shown(text))


def hint_action(action: QAction, text: str) -> None:
    """A tool tip for an action that is never taken for markup; an empty one leaves the action's own text."""
    action.setToolTip(tip(text) or tip(action.text().replace("&&", "&")))


class Elided(QLabel):
    """A text on one line that gives way to others: what it has no room for is left out, and stands in its tip."""

    def __init__(self, *, name: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self._mode = mode

    def show_text(self, text: str) -> None:
        """Show another text."""
        if self.text() != shown(text):
            self.setText(shown(text))
            self.setToolTip(tip(text))

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().averageCharWidth() * 3
        return QSize(min(least, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()


def question(parent: QWidget | None, title: str, sentence: str) -> QMessageBox:
    """A box with one sentence, to which keys are added before it is opened."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(shown(title))
    box.setText(shown(sentence))
    return box


def tell(parent: QWidget | None, title: str, sentence: str, detail: str = "") -> QMessageBox:
    """A box with one sentence and an OK button, opened without blocking the exercise."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(shown(title))
    box.setText(shown(sentence))
    box.setInformativeText(shown(detail))
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
