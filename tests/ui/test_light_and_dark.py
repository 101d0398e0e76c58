"""Light and dark while an exercise is shown: every window follows, and the application's own sheet is left alone."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from hotwash.ui.main_window import MainWindow
from hotwash.ui.theme import Theme
from hotwash.ui.tokens import DARK, LIGHT


def corner(widget: QWidget) -> QColor:
    """What its first pixel is painted in."""
    QApplication.processEvents()
    return widget.grab().toImage().pixelColor(0, 0)


def test_what_is_open_and_what_opens_later_follow(window: MainWindow, theme: Theme, qapp: QApplication) -> None:
    assert theme.tokens is DARK
    before = qapp.styleSheet()
    window.menus.actions["show.look"].trigger()
    theme.finish()
    assert theme.tokens is LIGHT
    assert window.view is not None
    bar = window.view.bar
    assert corner(bar) == QColor(LIGHT.panel)
    window.menus.actions["help.keys"].trigger()
    dialog = window.gestures.dialog
    assert dialog is not None
    assert corner(dialog) == QColor(LIGHT.window)
    dialog.close()
    other = window.beside()
    assert corner(other.stack) == QColor(LIGHT.window)
    window.menus.actions["show.look"].trigger()
    theme.finish()
    assert corner(bar) == QColor(DARK.panel)
    assert corner(other.stack) == QColor(DARK.window)
    assert qapp.styleSheet() == before, "a sheet of the application takes six times as long, and is felt"
    other.close()
