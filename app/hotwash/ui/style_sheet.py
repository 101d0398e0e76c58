"""The style sheet of the application, made of tokens; knows widgets by their object names only."""

from __future__ import annotations

from hotwash.ui.tokens import Tokens

_SHEET = """
* { font-family: "Atkinson Hyperlegible"; font-size: 14px; }
QMainWindow, QDialog { background: @window; }
QWidget#panel { background: @panel; border: 1px solid @line; border-radius: 6px; }
QWidget#bar { background: @panel; border: 0; border-bottom: 1px solid @line; }
QWidget#mode { background: @accent; }
QWidget#mode[mode="seat"] { background: @warn; }
QWidget#mode[mode="record"] { background: @chosen; }
QWidget#mode[mode="record"] QLabel { color: @text; }
QWidget#trouble { background: @bad; }
QWidget#trouble QLabel { color: @window; padding: 4px 10px; font-size: 14px; }
QWidget#over { background: @chosen; }
QWidget#over QLabel { color: @text; padding: 4px 10px; }
QLabel { background: transparent; }
QWidget#stopbanner { background: @bad; }
QWidget#stopbanner QLabel { color: @window; }
QLabel#stoptitle { font-size: 22px; font-weight: bold; }
QLabel#stopwords { font-size: 15px; }
QWidget#seatwindow, QWidget#debriefwindow { background: @window; }
QWidget#curtain { background: #000000; }
QPushButton#stop { background: @bad; color: @window; border: 1px solid @bad; font-weight: bold; padding: 5px 9px; }
QPushButton#stop:focus { border: 2px solid @text; padding: 4px 8px; }
QPushButton#stop:disabled { background: @panel; color: @muted; border-color: @line; }
QLabel#title { font-size: 26px; font-weight: bold; }
QLabel#heading { font-weight: bold; font-size: 14px; }
QLabel#subheading { font-weight: bold; color: @muted; font-size: 12px; }
QLabel#muted { color: @muted; }
QLabel#small { color: @muted; font-size: 12px; }
QLabel#tonebad { color: @bad; }
QLabel#tonegood { color: @good; }
QToolButton#hop { font-size: 12px; padding: 3px 1px; background: transparent; border-color: transparent; }
QToolButton#hop:hover { border-color: @accent; }
QToolButton#hop:focus { border: 2px solid @accent; padding: 2px 0; }
QLabel#clock { font-size: 22px; font-weight: bold; }
QLabel#figure, QLabel#figurebad { font-size: 24px; font-weight: bold; }
QLabel#figurebad { color: @bad; }
QLabel#bad { color: @bad; font-weight: bold; }
QLabel#good { color: @good; font-weight: bold; }
QLabel#warn { color: @warn; font-weight: bold; }
QLabel#modeword { color: @on_accent; font-weight: bold; font-size: 12px; padding: 0 8px; }
QPushButton, QToolButton {
  background: @raised; border: 1px solid @line; border-radius: 5px; padding: 5px 11px; color: @text; }
QPushButton:hover, QToolButton:hover { border-color: @accent; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {
  background: @chosen; border-color: @accent; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent; padding: 4px 10px; }
QPushButton:disabled, QToolButton:disabled { color: @muted; background: @panel; }
QPushButton#primary { background: @accent; color: @on_accent; border-color: @accent; font-weight: bold; }
QPushButton#primary:focus { border: 2px solid @text; }
QPushButton#primary:disabled { background: @raised; color: @muted; border-color: @line; }
QPushButton#danger { border-color: @bad; color: @bad; }
QToolButton#speed { padding: 5px 8px; }
QToolButton#speed:focus { padding: 4px 7px; }
QToolButton::menu-indicator { image: none; }
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: @field; border: 1px solid @line; border-radius: 5px; padding: 5px 8px; color: @text;
  selection-background-color: @chosen; selection-color: @text; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid @accent; padding: 4px 7px; }
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox QAbstractItemView { background: @panel; color: @text; border: 1px solid @line; }
QTableView, QListView, QTreeView {
  background: @panel; alternate-background-color: @field; border: 1px solid @line; border-radius: 4px;
  gridline-color: @line; color: @text; selection-background-color: @chosen; selection-color: @text; outline: 0; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid @accent; }
QTableView::item, QListView::item { padding: 2px 5px; }
QTableView { font-size: 13px; }
QHeaderView { background: @panel; }
QHeaderView::section { background: @panel; color: @muted; border: 0; border-bottom: 1px solid @line;
  padding: 4px 5px; font-size: 12px; font-weight: bold; }
QHeaderView::down-arrow, QHeaderView::up-arrow { subcontrol-position: center right; width: 9px; right: 1px; }
QTableCornerButton::section { background: @panel; border: 0; }
QMenuBar { background: @panel; color: @text; border-bottom: 1px solid @line; }
QMenuBar::item { padding: 5px 10px; background: transparent; }
QMenuBar::item:selected { background: @chosen; }
QMenu { background: @panel; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 14px; border-radius: 4px; }
QMenu::item:selected { background: @chosen; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QCheckBox { spacing: 7px; background: transparent; }
QCheckBox::indicator, QListView::indicator, QTableView::indicator {
  width: 13px; height: 13px; border: 1px solid @muted; border-radius: 3px;
  background: @field; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked {
  background: @accent; background-clip: content; padding: 2px; border: 1px solid @accent; width: 9px; height: 9px; }
QCheckBox:focus { color: @accent; }
QTabWidget::pane { border: 1px solid @line; border-radius: 4px; top: -1px; background: @panel; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 10px; border: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; font-weight: bold; }
QTabBar::tab:focus { color: @accent; }
QTabBar QToolButton { padding: 0; border-radius: 3px; background: @raised; }
QTabBar QToolButton:focus { padding: 0; }
QSplitter::handle { background: @window; }
QSplitter::handle:hover { background: @accent; }
QScrollArea { border: 0; background: transparent; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; min-height: 26px; min-width: 26px; margin: 2px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 4px; }
QProgressBar { background: @field; border: 1px solid @line; border-radius: 5px; text-align: center; color: @text; }
QProgressBar::chunk { background: @chosen; border-radius: 4px; }
QFrame#rule { background: @line; max-height: 1px; min-height: 1px; border: 0; }
QLabel#toast { background: @text; color: @window; border-radius: 8px; padding: 10px 16px; font-size: 15px; }
QPushButton#link { background: transparent; border: 1px solid transparent; color: @accent; text-align: left;
  padding: 0 3px; }
QPushButton#link:hover { border-color: @accent; }
QPushButton#link:focus { border: 2px solid @accent; padding: 0 2px; }
QWidget#card { background: @raised; border: 1px solid @line; border-radius: 8px; }
QWidget#alarm { background: @field; border: 1px solid @warn; border-left: 4px solid @warn; border-radius: 5px; }
QWidget#alarm[state="over"] { border: 1px solid @line; border-left: 4px solid @line; }
QPushButton#faultkey { padding: 4px 7px; font-size: 13px; }
QPushButton#faultkey:focus { padding: 3px 6px; }
QWidget#row { background: @field; border: 1px solid @line; border-radius: 5px; }
QWidget#row[live="true"] { border: 1px solid @bad; border-left: 4px solid @bad; }
"""


def style_sheet(tokens: Tokens) -> str:
    """The sheet with every @name replaced by the colour of that name, longest names first."""
    names = sorted((name for name in tokens.__slots__ if isinstance(getattr(tokens, name), str)), key=len, reverse=True)
    sheet = _SHEET
    for name in names:
        sheet = sheet.replace(f"@{name}", getattr(tokens, name))
    return sheet


def projector_sheet(letters: int) -> str:
    """The sizes of a projector's texts, from that of its plain ones in pixels."""
    sizes = {"": letters, "#projsmall": letters * 4 // 5, "#projhead": letters * 4 // 5}
    sizes |= {"#projclock": letters * 2, "#projtitle": letters * 3 // 2}
    sizes |= {"#stoptitle": letters * 3 // 2, "#stopwords": letters}
    bold = ("#projhead", "#projclock", "#projtitle", "#stoptitle")
    looks = (f"QLabel{name} {{ font-size: {size}px; {_BOLD if name in bold else ''} }}" for name, size in sizes.items())
    return "\n".join(looks)


_BOLD = "font-weight: bold;"
