"""What can be done with one element of the map: its card, the middle of the map, and the faults that are about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from hotwash.ui.plain_text import amp, hint_action, tr
from hotwash.viewmodels.faults import FaultRow, faults_on

if TYPE_CHECKING:
    from hotwash.ui.conduct_view import ConductView


def element_menu(view: ConductView, element: str) -> QMenu:
    """The menu of an element or link; in a seat's view it names no fault."""
    menu = QMenu(view)
    menu.aboutToHide.connect(menu.deleteLater)

    def offer(text: str, do: Callable[[], None], barred: str = "") -> None:
        made = menu.addAction(amp(text))
        made.triggered.connect(lambda _=False: do())
        if barred:
            made.setEnabled(False)
            hint_action(made, barred)
            menu.setToolTipsVisible(True)

    offer(tr("Open the card"), lambda: view.open_card(f"element:{element}"))
    if element in view.map.scene.index:
        offer(tr("Centre the map here"), lambda: view.map.select(element, reveal=True))
    shown = {fault.id: fault for fault in view.last.faults} if view.last is not None else {}
    about = [shown[fault] for fault in faults_on(view.conduct.run.scenario, element) if fault in shown]
    if about:
        menu.addSeparator()
    for fault in about:
        for text, do in _offers(view, fault):
            offer(text, do, fault.barred)
    return menu


def _offers(view: ConductView, fault: FaultRow) -> list[tuple[str, Callable[[], None]]]:
    found: list[tuple[str, Callable[[], None]]] = []
    if fault.can_launch:
        found.append((tr("Launch fault: {title}", title=fault.title), lambda: view.go_to(f"launch:{fault.id}")))
    if fault.can_disarm:
        found.append((tr("Disarm fault: {title}", title=fault.title), lambda: view.go_to(f"disarm:{fault.id}")))
    elif fault.can_arm:
        found.append((tr("Arm fault at a time: {title}", title=fault.title), lambda: view.go_to(f"arm:{fault.id}")))
    if fault.can_clear:
        found.append((tr("Clear fault: {title}", title=fault.title), lambda: view.go_to(f"clear:{fault.id}")))
    return found
