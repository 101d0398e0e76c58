"""What the command palette offers beside the fixed actions: faults, a seat's acts, and every place on the map."""

from __future__ import annotations

from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.faults import fault_rows
from hotwash.viewmodels.requests import request_rows
from hotwash.viewmodels.seat import act_labels
from hotwash.viewmodels.words import msg


def palette_targets(conduct: Conduct) -> list[tuple[str, str]]:
    """Words and keys, for example (`Launch: …`, `launch:firewall`); a seat's view names no fault, and with a
    recording nothing can be done."""
    session = conduct.run
    found: list[tuple[str, str]] = []
    places = [(msg("Show {name}", name=node.name), f"element:{node.id}") for node in conduct.scene.nodes]
    if conduct.barred:
        return places
    if not conduct.seat_view:
        for request in request_rows(session.scenario, session.board):
            found.append((msg("Approve: {request}", request=request.text), f"approve:{request.request}"))
            found.append((msg("Decline: {request}", request=request.text), f"decline:{request.request}"))
        for row in conduct.room.shown().injects:
            if row.can_release:
                words = msg("Release inject {number}: {subject}", number=row.number, subject=row.subject)
                found.append((words, f"release:{row.id}"))
        for fault in fault_rows(session.scenario, session.board):
            if fault.can_clear:
                found.append((msg("Clear fault: {title}", title=fault.title), f"clear:{fault.id}"))
            elif fault.can_launch:
                found.append((msg("Launch fault: {title}", title=fault.title), f"launch:{fault.id}"))
                found.append((msg("Arm fault at a time: {title}", title=fault.title), f"arm:{fault.id}"))
            if fault.can_disarm:
                found.append((msg("Disarm fault: {title}", title=fault.title), f"disarm:{fault.id}"))
    for seat in session.scenario.seats.values():
        for action, words in act_labels(session.scenario, seat.id).items():
            found.append((msg("{seat}: {act}", seat=seat.name, act=words), f"act:{seat.id}:{action}"))
    return found + places
