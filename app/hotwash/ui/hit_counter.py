"""Hits of firewall lines in a trial hour, worked out beside the window; says that they are rehearsal."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hotwash.domain.scenario import Scenario
from hotwash.ui.controls import button, row
from hotwash.ui.newest import Newest
from hotwash.ui.plain_text import label, set_text, tr
from hotwash.viewmodels.rule_hits import HitTable, hit_table


class HitCounter(QWidget):
    """A key that counts the hits of a policy; `counted` once they are known."""

    counted = Signal()

    def __init__(self, scenario: Callable[[], Scenario | None], policy: Callable[[], str]) -> None:
        super().__init__()
        self._scenario, self._policy = scenario, policy
        self._counting: Scenario | None = None
        self._of: Scenario | None = None
        self._table: HitTable | None = None
        self._work = Newest(self)
        self._work.found.connect(self._found)
        self.key = button(
            tr("Count hits"), self.count, explain=tr("Lets calls run for an hour without faults and counts (Ctrl+H)")
        )
        self.words = label(name="small", wrap=True)
        whole = row(self.key, self.words)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    @property
    def busy(self) -> bool:
        """Whether it counts."""
        return self._work.busy

    @property
    def hits(self) -> Mapping[str, int] | None:
        """Hits by line; None before anything was counted."""
        return None if self._table is None else self._table.hits

    def count(self) -> None:
        """Count anew."""
        scenario, policy = self._scenario(), self._policy()
        if scenario is None:
            set_text(self.words, tr("Something is not right yet, so no call can be let run."))
            return
        self._counting = scenario
        set_text(self.words, tr("Calls are run for an hour…"))
        self._work.ask(lambda: hit_table(scenario, policy))

    def renew(self) -> None:
        """The lines are others than before; what was counted is of before."""
        if self._table is not None and not self.busy:
            stale = self._scenario() is not self._of
            set_text(
                self.words,
                tr("Lines have changed since the hits were counted. {words}", words=self._table.words)
                if stale
                else self._table.words,
            )

    def stop(self) -> None:
        """Count nothing more."""
        self._work.stop()

    def _found(self, found: object) -> None:
        if isinstance(found, HitTable):
            self._table, self._of = found, self._counting
            self.renew()
            self.counted.emit()
