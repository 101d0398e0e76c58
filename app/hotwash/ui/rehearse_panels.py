"""Rehearsal beside the map: would this call get through, what would hurt most, and can the exercise be solved.

Long work runs beside the window, shows how far it is, and stops when asked to.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QProgressBar, QSplitter, QWidget

from hotwash.domain.scenario import Scenario
from hotwash.editor.rehearsal.entries import NoFaultForIt
from hotwash.editor.rehearsal.reachability import Reachability, ask
from hotwash.editor.rehearsal.rehearsal import Rehearsal, rehearse
from hotwash.editor.rehearsal.sweep import Row, Sweep, sweep
from hotwash.ui.choosers import box_of, key_of, line_of, named
from hotwash.ui.controls import button, column, row
from hotwash.ui.newest import Newest
from hotwash.ui.plain_text import label, set_text, shown, tr
from hotwash.ui.print_work import WorkThread
from hotwash.ui.row_table import RowTable
from hotwash.ui.theme import Theme
from hotwash.viewmodels.design_table import Changed, DesignTable
from hotwash.viewmodels.names import Option
from hotwash.viewmodels.rehearse import (
    BOT_HEADS,
    HOP_HEADS,
    SWEEP_HEADS,
    Questions,
    answers,
    arm,
    bot_rows,
    differences,
    light,
    questions,
    remarks,
    sweep_rows,
    sweep_words,
    verdict,
)
from hotwash.viewmodels.words import noop, said_by

Report = Callable[[int, int], bool]
"""Told what is done of how much; False stops the work."""
_TYPED = 12
"""From so many options on, a box can be typed into."""


class _Long(QWidget):
    """Something that takes a while: a key that starts it, a bar, a key that stops it. `done` gives what came out."""

    done = Signal(object)

    def __init__(self, words: str, work: Callable[[Report], object], *, explain: str) -> None:
        super().__init__()
        self._work = work
        self._thread: WorkThread | None = None
        self._result: object = None
        self.start_key = button(words, self.start, name="primary", explain=explain)
        self.stop_key = button(tr("Stop"), self.cancel)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(words)
        self.bar.setMaximumWidth(220)
        self.setLayout(row(self.start_key, self.bar, self.stop_key, 1))
        self._show()

    @property
    def busy(self) -> bool:
        """Whether it is under way."""
        return self._thread is not None

    def start(self) -> None:
        """Begin, unless it has begun."""
        if self._thread is not None:
            return
        self._result = None

        def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
            def report(done: int, of: int) -> bool:
                progress(done, of)
                return not cancelled()

            self._result = self._work(report)

        self._thread = WorkThread(self, work)
        self._thread.progress.connect(self._tell)
        self._thread.broken.connect(self._broken)
        self._thread.finished.connect(self._finished)
        self._show()
        self._thread.start()

    def cancel(self) -> None:
        """Have it stop at its next step; what was found until then is told."""
        if self._thread is not None:
            self._thread.cancel()

    def stop(self) -> None:
        """Stop, and wait for that; nothing is told any more."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.blockSignals(True)
            thread.cancel()
            thread.wait()

    def _tell(self, done: int, of: int) -> None:
        self.bar.setMaximum(max(of, 1))
        self.bar.setValue(done)

    def _broken(self, error: Exception) -> None:
        raise error

    def _finished(self) -> None:
        if self._thread is None:
            return
        self._thread.deleteLater()
        self._thread = None
        self._show()
        if self._result is not None:
            self.done.emit(self._result)

    def _show(self) -> None:
        self.bar.setVisible(self.busy)
        self.stop_key.setVisible(self.busy)
        self.start_key.setEnabled(not self.busy)
        if not self.busy:
            self.bar.setValue(0)


class _OfScenario(QWidget):
    """A panel that needs a sound scenario: says so where the draft is none, and when what it shows is of an older."""

    def __init__(self, table: DesignTable) -> None:
        super().__init__()
        self.table = table
        self.state = label(name="small", wrap=True)
        table.listen(self._changed)

    @property
    def scenario(self) -> Scenario | None:
        """The draft as a scenario, where it has been read and is one."""
        return self.table.reading.scenario if self.table.is_read else None

    def _changed(self, what: Changed) -> None:
        if what & (Changed.READING | Changed.DRAFT):
            self.renew()

    def renew(self) -> None:
        """The draft or its reading is another one."""


class ReachPanel(_OfScenario):
    """One call asked for, now and under a fault; the way it takes is chosen on the map."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        del theme
        super().__init__(table)
        self._asked: Scenario | None = None
        self.origin, self.place, self.fault = (self._box(name) for name in (tr("From"), tr("To"), tr("Under")))
        names = (tr("Hops now"), tr("Hops under the fault"))
        self.hops = [RowTable(name, HOP_HEADS, wide=0) for name in names]
        self._found: Reachability | None = None
        self._teller = Newest(self)
        self._teller.found.connect(self._told)
        self.headlines = [label(name="subheading", wrap=True), label(name="subheading", wrap=True)]
        self.differs = label(wrap=True)
        self._light = [
            button(tr("Show the way on the map"), lambda: self.light(0)),
            button(tr("Show the way on the map"), lambda: self.light(1)),
        ]
        halves = column(gap=6)
        for number in range(2):
            half = column(self.headlines[number], row(self._light[number], 1), gap=2)
            half.addWidget(self.hops[number], 1)
            halves.addLayout(half, 1)
        pairs = ((tr("A caller of"), self.origin), (tr("calls"), self.place), (tr("under"), self.fault))
        boxes = column(*(named(words, box) for words, box in pairs), gap=3)
        whole = column(boxes, self.state, self.differs, margin=4, gap=3)
        whole.addLayout(halves, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.origin)
        self.renew()

    def renew(self) -> None:
        scenario = self.scenario
        for box in (self.origin, self.place, self.fault):
            box.setEnabled(scenario is not None)
        if scenario is None:
            set_text(self.state, tr("The draft must have no problems before a call can be asked for."))
            return
        set_text(self.state, "")
        asked = questions(scenario)
        self._offer(asked)
        self.ask()

    def ask(self) -> None:
        """Find out how such a call fares."""
        scenario = self.scenario
        origin, place, fault = key_of(self.origin), key_of(self.place), key_of(self.fault)
        if scenario is not None and origin and place:
            self._asked = scenario
            self._teller.ask(lambda: ask(scenario, origin, place, fault or None))

    def light(self, number: int) -> None:
        """Choose on the map what the call meets."""
        if self._found is not None:
            told = answers(self._found)
            if number < len(told):
                light(self.table, told[number].places)

    def close_table(self) -> None:
        """Nothing is worked out any more."""
        self._teller.stop()

    def _told(self, found: object) -> None:
        if not isinstance(found, Reachability) or self._asked is None:
            return
        self._found = found
        told = answers(found)
        for number, headline in enumerate(self.headlines):
            there = number < len(told)
            words = f"{told[number].title}: {told[number].sentence}" if there else ""
            set_text(headline, words)
            self._light[number].setVisible(there)
            self.hops[number].setVisible(there)
            self.hops[number].show_rows(told[number].hops if there else ())
        set_text(self.differs, differences(found, self._asked))

    def _box(self, name: str) -> QComboBox:
        box = box_of(name, ())
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.activated.connect(lambda _: self.ask())
        return box

    def _offer(self, asked: Questions) -> None:
        for box, options in ((self.origin, asked.origins), (self.place, asked.places), (self.fault, asked.faults)):
            _fill(box, options)


def _fill(box: QComboBox, options: tuple[Option, ...]) -> None:
    if [box.itemData(n) for n in range(box.count())] == [one.word for one in options]:
        return
    kept = key_of(box)
    box.clear()
    for one in options:
        box.addItem(shown(one.shown), one.word)
    box.setCurrentIndex(max(box.findData(kept), 0))
    if len(options) > _TYPED and not box.isEditable():
        line_of(box)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = box.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)


class SweepPanel(_OfScenario):
    """What would hurt most, one by one and in pairs; any of it can become an inject."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        del theme
        super().__init__(table)
        self._swept: Scenario | None = None
        self._rows: dict[str, Row] = {}
        self.long = _Long(
            tr("Find the worst failures"),
            self._sweep,
            explain=tr("Takes away every element, link and site, tries every fault, and pairs of them"),
        )
        self.long.done.connect(self._told)
        self.rows = RowTable(tr("Worst failures"), SWEEP_HEADS, wide=0)
        self.arm_key = button(tr("Make an inject of it"), self.arm, explain=tr("Adds its fault and a line of the MSEL"))
        self.light_key = button(tr("Show on the map"), self.light)
        whole = column(row(self.long, self.light_key, self.arm_key), self.state, margin=4, gap=3)
        whole.addWidget(self.rows, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.rows)
        self.rows.doubleClicked.connect(lambda _: self.light())
        self.renew()

    def renew(self) -> None:
        there = self.scenario is not None
        self.long.start_key.setEnabled(there and not self.long.busy)
        if not there:
            set_text(self.state, tr("The draft must have no problems before it can be rehearsed."))
        elif self._swept is None:
            set_text(self.state, tr("Nothing has been tried yet."))
        elif self._swept is not self.scenario:
            set_text(self.state, tr("The draft has changed since; what stands here is of before."))

    def arm(self) -> None:
        """The chosen failure becomes an inject of the draft."""
        found = self._rows.get(self.rows.key())
        if found is None or self.scenario is None:
            return
        try:
            arm(self.table, self.scenario, found)
        except NoFaultForIt as none:
            set_text(self.state, said_by(none))

    def light(self) -> None:
        """Choose on the map what fails."""
        found = self._rows.get(self.rows.key())
        if found is not None:
            parts = found.case.parts or (found.case,)
            light(self.table, [place for part in parts for place in part.places])

    def close_table(self) -> None:
        """Nothing is tried any more."""
        self.long.stop()

    def _sweep(self, report: Report) -> object:
        scenario = self.scenario
        return None if scenario is None else (scenario, sweep(scenario, report))

    def _told(self, result: object) -> None:
        if not isinstance(result, tuple):
            return
        self._swept, found = result
        if isinstance(found, Sweep):
            rows = sweep_rows(found)
            self._rows = {one.case.id: one for one, _ in rows}
            self.rows.show_rows(tuple(cells for _, cells in rows), tuple(self._rows))
            set_text(self.state, sweep_words(found))


class BotsPanel(_OfScenario):
    """Bots play the whole exercise; says whether it can be solved, what never goes out, what nothing provokes."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        del theme
        super().__init__(table)
        self._played: Scenario | None = None
        self.long = _Long(
            tr("Have it played by bots"),
            self._play,
            explain=tr("Nobody who acts, good practice, the same slowly, recorded decisions, and random acts"),
        )
        self.long.done.connect(self._told)
        self.rows = RowTable(tr("What each bot made of it"), BOT_HEADS, wide=0)
        self.remarks = RowTable(tr("What to look at again"), (noop("What to look at again"),), wide=0)
        whole = column(self.long, self.state, margin=4, gap=3)
        halves = row(self.rows, self.remarks)
        halves.setStretch(0, 3)
        halves.setStretch(1, 2)
        whole.addLayout(halves, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.long.start_key)
        self.renew()

    def renew(self) -> None:
        there = self.scenario is not None
        self.long.start_key.setEnabled(there and not self.long.busy)
        if not there:
            set_text(self.state, tr("The draft must have no problems before it can be rehearsed."))
        elif self._played is None:
            set_text(self.state, tr("Nobody has played it yet."))
        elif self._played is not self.scenario:
            set_text(self.state, tr("The draft has changed since; what stands here is of before."))

    def close_table(self) -> None:
        """Nobody plays any more."""
        self.long.stop()

    def _play(self, report: Report) -> object:
        scenario = self.scenario
        return None if scenario is None else (scenario, rehearse(scenario, report))

    def _told(self, result: object) -> None:
        if not isinstance(result, tuple):
            return
        self._played, found = result
        if isinstance(found, Rehearsal):
            self.rows.show_rows(bot_rows(found), tuple(run.bot for run in found.runs))
            self.remarks.show_rows(tuple((one,) for one in remarks(found)) or ((tr("Nothing."),),))
            set_text(self.state, verdict(found))


class RehearsalPage(QWidget):
    """The worst failures above, the bots below; both go on while another page is seen."""

    def __init__(self, table: DesignTable, theme: Theme) -> None:
        super().__init__()
        self.sweep, self.bots = SweepPanel(table, theme), BotsPanel(table, theme)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.sweep)
        parts.addWidget(self.bots)
        parts.setSizes([300, 240])
        self.setLayout(column(parts))
        self.setFocusProxy(self.sweep)

    def close_table(self) -> None:
        """Nothing is tried or played any more."""
        self.sweep.close_table()
        self.bots.close_table()
