"""The panels of a workspace, made one after another; where they stand and what they show is not decided here."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction

from hotwash.ui.approvals_panel import ApprovalsPanel
from hotwash.ui.card_panel import CardPanel
from hotwash.ui.fault_panel import FaultPanel
from hotwash.ui.feed_panel import FeedPanel
from hotwash.ui.figures_panel import FiguresPanel, OutcomeTable
from hotwash.ui.legend import Legend
from hotwash.ui.log_panel import LogPanel
from hotwash.ui.map_canvas import MapCanvas
from hotwash.ui.msel_panel import MselPanel
from hotwash.ui.people_panel import PeoplePanel
from hotwash.ui.plot_widget import PlotWidget
from hotwash.ui.psap_table import PsapTable
from hotwash.ui.seat_panel import SeatPanel
from hotwash.ui.simcell_panel import SimCellPanel
from hotwash.ui.theme import Theme
from hotwash.ui.top_bar import TopBar


@dataclass(frozen=True, slots=True)
class Panels:
    """Every panel there is."""

    bar: TopBar
    map: MapCanvas
    legend: Legend
    faults: FaultPanel
    figures: FiguresPanel
    outcomes: OutcomeTable
    plot: PlotWidget
    psaps: PsapTable
    card: CardPanel
    log: LogPanel
    seat: SeatPanel
    injects: MselPanel
    feed: FeedPanel
    simcell: SimCellPanel
    people: PeoplePanel
    approvals: ApprovalsPanel


def making(theme: Theme, actions: Mapping[str, QAction]) -> Generator[None, None, Panels]:
    """Make them; whoever asks gets a moment for other things between any two."""
    bar = TopBar(theme, actions)
    yield
    map_, legend, plot = MapCanvas(theme), Legend(theme), PlotWidget(theme)
    yield
    faults, figures, outcomes = FaultPanel(), FiguresPanel(), OutcomeTable(theme)
    yield
    psaps, card = PsapTable(theme), CardPanel(theme)
    yield
    log = LogPanel(theme)
    yield
    seat = SeatPanel(theme)
    yield
    injects, feed = MselPanel(theme), FeedPanel(theme)
    yield
    simcell, people = SimCellPanel(theme), PeoplePanel()
    yield
    approvals = ApprovalsPanel(theme)
    yield
    return Panels(
        bar,
        map_,
        legend,
        faults,
        figures,
        outcomes,
        plot,
        psaps,
        card,
        log,
        seat,
        injects,
        feed,
        simcell,
        people,
        approvals,
    )
