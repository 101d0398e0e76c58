"""The bar with the clock: run and pause, speeds, jumps, and every clock there is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QMenu, QProgressBar, QPushButton, QToolButton, QWidget

from hotwash.ui import icons
from hotwash.ui.controls import column, follow, row, tool
from hotwash.ui.plain_text import Elided, hint, label, set_text, tr
from hotwash.ui.stop_banner import stop_button
from hotwash.ui.theme import Theme
from hotwash.viewmodels.clocks import SPEEDS, ClockStrip
from hotwash.viewmodels.words import noop

NARROW, TIGHT = 1_240, 860
"""Pixels of width below which the lesser clocks, and below which five of the six speeds, have no room."""
JUMPS = (
    "clock.next_event",
    "clock.first_loss",
    "clock.jump",
    "clock.jump_fault",
    "clock.jump_ahead",
    "clock.back",
    "clock.step_1",
    "clock.step_10",
    "clock.step_60",
    "clock.pause_at",
    "clock.no_pause_at",
    "clock.pause_reason",
)
"""What the jump button offers, in its order."""
STATE_WORDS = {
    "not started": noop("Not started"),
    "running": noop("Running"),
    "paused": noop("Paused"),
    "jumping": noop("Running ahead"),
    "ended": noop("Ended"),
    "stopped": noop("Real emergency"),
    "held": noop("Held: nothing can be written"),
    "read-only": noop("Read-only"),
}


class TopBar(QWidget):
    """Shows a clock strip; its buttons trigger the window's actions."""

    def __init__(self, theme: Theme, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._actions = theme, actions
        self._run = QPushButton(tr("Start"))
        self._run.setObjectName("primary")
        self._run.setMinimumWidth(104)
        self._run.clicked.connect(lambda _=False: actions["clock.run"].trigger())
        self._drawn = ""
        follow(theme, self._run, self._paint_run)
        self._speeds = self._speed_buttons()
        self._jump = self._jump_button()
        self._stop_jump = tool(
            theme, "circle-stop", tr("Stop here"), actions["clock.cancel_jump"].trigger, show_text=True
        )
        self._progress = QProgressBar()
        self._progress.setRange(0, 1000)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(6)
        self._progress.setAccessibleName(tr("Share of the exercise that has passed"))
        self._state, self._detail = Elided(name="heading"), Elided(name="small")
        self._elapsed, self._story = label(name="clock"), label(name="clock")
        self._date, self._pace = label(name="small"), label(name="small")
        self._wall, self._seed = label(name="small"), label(name="small")
        self._elapsed.setAccessibleName(tr("Exercise time"))
        self._story.setAccessibleName(tr("Time in the story"))
        self._pace.setMinimumWidth(118)
        self._speed_row, self._speed = QWidget(), self._speed_menu()
        self._speed_row.setLayout(row(*self._speeds, gap=2))
        self._tight = False
        self._lesser = (QWidget(), QWidget())
        self._lesser[0].setLayout(column(self._pace, self._seed, gap=0))
        self._lesser[1].setLayout(column(self._date, self._wall, gap=0))
        self.stop = stop_button(actions["exercise.stop"].trigger)
        bar = self._row = row(
            self._run,
            self._speed_row,
            self._speed,
            self._jump,
            self._stop_jump,
            1,
            column(self._state, self._detail, gap=0),
            self._lesser[0],
            self._elapsed,
            column(self._story, gap=0),
            self._lesser[1],
            self.stop,
            gap=12,
        )
        bar.setContentsMargins(10, 6, 12, 4)
        self.setLayout(column(bar, self._progress, gap=0))

    def _speed_buttons(self) -> list[QToolButton]:
        group = QButtonGroup(self)
        made = []
        for speed in SPEEDS:
            key = QToolButton()
            key.setObjectName("speed")
            key.setText(f"×{speed}")
            key.setMinimumWidth(42)
            key.setCheckable(True)
            key.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            key.setAccessibleName(tr("Speed {speed} times", speed=speed))
            hint(key, tr("{speed} exercise seconds in one second", speed=speed))
            key.clicked.connect(lambda _=False, speed=speed: self._actions[f"speed.{speed}"].trigger())
            group.addButton(key)
            made.append(key)
        return made

    def _jump_button(self) -> QToolButton:
        jump = tool(self._theme, "skip-forward", tr("Jump"), lambda: None, show_text=True)
        menu = QMenu(jump)
        for name in JUMPS:
            menu.addAction(self._actions[name])
        jump.setMenu(menu)
        jump.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return jump

    def _speed_menu(self) -> QToolButton:
        """All speeds behind one button, where there is no room for six."""
        key = tool(self._theme, "chevron-down", tr("Speed"), lambda: None, show_text=True)
        menu = QMenu(key)
        for speed in SPEEDS:
            menu.addAction(self._actions[f"speed.{speed}"])
        key.setMenu(menu)
        key.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        key.hide()
        return key

    def fit(self, width: int) -> None:
        """Leave out what matters less, so that every button keeps its text."""
        for part in self._lesser:
            part.setVisible(width >= NARROW)
        self._tight = width < TIGHT
        self._speed_row.setVisible(not self._tight)
        self._speed.setVisible(self._tight)
        gap = 6 if self._tight else 12
        if self._row.spacing() != gap:
            self._row.setSpacing(gap)
            self._row.setContentsMargins(gap, 3 if self._tight else 6, gap, 3 if self._tight else 4)

    def show_clocks(self, strip: ClockStrip) -> None:
        """Show the clocks of one moment."""
        texts = {"not started": tr("Start"), "paused": tr("Go on"), "running": tr("Pause"), "jumping": tr("Pause")}
        wanted = texts.get(strip.state, tr("Go on"))
        if wanted != self._drawn:
            self._drawn = wanted
            self._run.setText(wanted)
            self._paint_run()
        self._run.setEnabled(strip.can_run)
        for key, speed in zip(self._speeds, SPEEDS, strict=True):
            key.setChecked(strip.target == speed * 1000)
            key.setEnabled(strip.state != "ended" and not strip.barred)
        self._speed.setEnabled(strip.state != "ended" and not strip.barred)
        self._speed.setText(f"×{strip.target / 1000:g}")
        jumping = strip.state == "jumping"
        self._jump.setEnabled(strip.can_run and not jumping)
        self._jump.setVisible(not (jumping and self._tight))
        self._stop_jump.setVisible(jumping)
        self.stop.setEnabled(not strip.barred and strip.state not in ("ended", "stopped"))
        self._progress.setValue(round(strip.progress * 1000))
        self._state.show_text(tr(STATE_WORDS[strip.state]))
        self._detail.show_text(strip.detail)
        self._detail.setVisible(bool(strip.detail))
        achieved = tr("×{target:g}, achieved {achieved}", target=strip.target / 1000, achieved=strip.achieved or "–")
        set_text(self._pace, achieved + (tr(" (behind)") if strip.behind else ""))
        set_text(self._seed, tr("seed {seed}", seed=strip.seed))
        set_text(self._elapsed, strip.elapsed)
        set_text(self._story, strip.story)
        set_text(self._date, strip.story_date)
        set_text(self._wall, tr("wall clock {wall}", wall=strip.wall))

    def bar_all(self, reason: str) -> None:
        """Say on every button why it can't be used: this is the clock of a recording."""
        for key in (self._run, *self._speeds, self._speed, self._jump):
            hint(key, reason)

    def _paint_run(self) -> None:
        picture = "pause" if self._drawn == tr("Pause") else "play"
        self._run.setIcon(icons.icon(picture, self._theme.tokens.on_accent, self._theme.tokens.muted))
