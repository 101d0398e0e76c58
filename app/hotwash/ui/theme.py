"""Light and dark: palette, style sheet and fonts of the whole application, and the signal that tells of a change."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from hotwash.resources import shipped
from hotwash.ui.style_sheet import style_sheet
from hotwash.ui.tokens import DARK, LIGHT, Tokens
from hotwash.ui.turns import Turns

FAMILY = "Atkinson Hyperlegible"
_SHIPPED = ("AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf")
_OTHERS = ("dejavu/DejaVuSans.ttf", "droid/DroidSansFallback.ttf")
"""For letters that the house font lacks, also where the computer has no font for them."""
_KEY = "look"


class Theme(QObject):
    """Which palette is on. Painters ask `tokens` at each paint; widgets follow the style sheet."""

    changed = Signal()

    def __init__(self, app: QApplication, settings: QSettings) -> None:
        super().__init__()
        self._app, self._settings = app, settings
        self.tokens: Tokens = LIGHT if settings.value(_KEY, "dark") == "light" else DARK
        self._turns: Turns | None = None
        self._undressed: list[QWidget] = []
        _load_fonts()
        app.setStyle("Fusion")
        self._begin()

    def toggle(self) -> None:
        """The other palette; remembered for the next start."""
        self.tokens = LIGHT if self.tokens is DARK else DARK
        self._settings.setValue(_KEY, self.tokens.name)
        self._app.setPalette(_palette(self.tokens))
        front = self._app.activeWindow()
        windows = [one for one in self._app.topLevelWidgets() if one.parentWidget() is None]
        windows.sort(key=lambda one: one is not front)
        for window in windows[:1]:
            self.dress(window)
        self.changed.emit()
        self._stop_turns()
        self._undressed = windows[1:]
        if self._undressed:
            self._turns = Turns(self, self._dressing(), self._stop_turns)

    def finish(self) -> None:
        """Every window has the palette that is on when this returns."""
        self._stop_turns()
        for _ in self._dressing():
            pass

    def _dressing(self) -> Iterator[None]:
        """Windows behind the one in front, one in each turn: all at once are felt."""
        while self._undressed:
            window = self._undressed.pop(0)
            if isValid(window):
                self.dress(window)
            yield

    def _stop_turns(self) -> None:
        if self._turns is not None:
            self._turns.stop()
            self._turns = None

    def dress(self, window: QWidget) -> None:
        """Give a window without a parent, and all in it, the palette that is on.

        A sheet of the application would do as well, but takes Qt six times as long and is felt. The application keeps
        the one that it was started with.
        """
        if self.tokens is not self._started or window.styleSheet():
            window.setStyleSheet(style_sheet(self.tokens))

    def _begin(self) -> None:
        self._started = self.tokens
        self._app.setPalette(_palette(self.tokens))
        self._app.setFont(font())
        self._app.setStyleSheet(style_sheet(self.tokens))


def font(pixels: int = 14, *, bold: bool = False) -> QFont:
    """The house font; its slashed zero and open shapes read well on a projector."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setBold(bold)
    return made


def _load_fonts() -> None:
    if FAMILY in QFontDatabase.families():
        return
    for name in _SHIPPED:
        _loaded(f"atkinson-hyperlegible/{name}")
    QFont.insertSubstitutions(FAMILY, [family for name in _OTHERS for family in _loaded(name)])


def _loaded(name: str) -> list[str]:
    """Load a shipped font; its families."""
    data = (shipped("assets") / "fonts" / name).read_bytes()
    return list(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFontFromData(QByteArray(data))))


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.field,
        role.AlternateBase: tokens.panel,
        role.Text: tokens.text,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Highlight: tokens.chosen,
        role.HighlightedText: tokens.text,
        role.Link: tokens.accent,
        role.Mid: tokens.line,
        role.Dark: tokens.line,
        role.Shadow: tokens.window,
        role.Light: tokens.raised,
    }
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(tokens.muted))
    return palette
