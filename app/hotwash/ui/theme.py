"""Light and dark: palette, style sheet and fonts of the whole application, and the signal that tells of a change."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from hotwash.resources import shipped
from hotwash.ui.style_sheet import style_sheet
from hotwash.ui.tokens import DARK, LIGHT, Tokens

FAMILY = "Atkinson Hyperlegible"
_KEY = "look"


class Theme(QObject):
    """Which palette is on. Painters ask `tokens` at each paint; widgets follow the style sheet."""

    changed = Signal()

    def __init__(self, app: QApplication, settings: QSettings) -> None:
        super().__init__()
        self._app, self._settings = app, settings
        self.tokens: Tokens = LIGHT if settings.value(_KEY, "dark") == "light" else DARK
        _load_fonts()
        app.setStyle("Fusion")
        self._begin()

    def toggle(self) -> None:
        """The other palette; remembered for the next start."""
        self.tokens = LIGHT if self.tokens is DARK else DARK
        self._settings.setValue(_KEY, self.tokens.name)
        self._app.setPalette(_palette(self.tokens))
        for window in self._app.topLevelWidgets():
            if window.parentWidget() is None:
                self.dress(window)
        self.changed.emit()

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
    for style in ("Regular", "Bold"):
        data = (
            shipped("assets") / "fonts" / "atkinson-hyperlegible" / f"AtkinsonHyperlegible-{style}.ttf"
        ).read_bytes()
        QFontDatabase.addApplicationFontFromData(QByteArray(data))


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
