"""What lies under the pointer on the map, and how it is named in one line."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF

from hotwash.analysis.conditions import Standing
from hotwash.ui.plain_text import tr
from hotwash.viewmodels.camera import Camera
from hotwash.viewmodels.dots import Floats
from hotwash.viewmodels.map_state import MapState, wait_text
from hotwash.viewmodels.scene import Scene

DOT_REACH, NODE_REACH, LINE_REACH = 8.0, 5.0, 5.0


@dataclass(frozen=True, slots=True)
class Pick:
    """What was hit: a call by row, a node or a line by place; -1 for none."""

    row: int = -1
    node: int = -1
    line: int = -1
    at: QPointF = field(default_factory=QPointF)


def pick_node(scene: Scene, camera: Camera, radii: Floats, x: float, y: float) -> int:
    """The node under a pixel, the nearest where two overlap; -1 for none."""
    if not scene.nodes:
        return -1
    spots = np.array([camera.to_screen(node.x, node.y) for node in scene.nodes])
    far = np.hypot(spots[:, 0] - x, spots[:, 1] - y) - radii
    best = int(np.argmin(far))
    return best if far[best] <= NODE_REACH else -1


def pick_line(scene: Scene, camera: Camera, x: float, y: float) -> int:
    """The line under a pixel; -1 for none."""
    best, chosen = LINE_REACH, -1
    for place, line in enumerate(scene.lines):
        (ax, ay), (bx, by) = (camera.to_screen(scene.nodes[i].x, scene.nodes[i].y) for i in (line.a, line.b))
        length = (bx - ax) ** 2 + (by - ay) ** 2 or 1.0
        share = min(max(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length, 0.0), 1.0)
        far = float(np.hypot(ax + share * (bx - ax) - x, ay + share * (by - ay) - y))
        if far < best:
            best, chosen = far, place
    return chosen


def describe(pick: Pick, scene: Scene, state: MapState) -> str:
    """One line for what lies under the pointer; empty for nothing."""
    if pick.row >= 0:
        return tr("A call; click for its card")
    if pick.node >= 0:
        node = scene.nodes[pick.node]
        return f"{node.name}: {node_words(node.id, state)}" if node_words(node.id, state) else node.name
    if pick.line >= 0:
        line = scene.lines[pick.line]
        ends = f"{scene.nodes[line.a].name} – {scene.nodes[line.b].name}"
        return ends if state.seat_view else f"{ends}: {tr(state.condition(line.id).word)}"
    return ""


def node_words(element: str, state: MapState) -> str:
    """How an element stands, in words; in a seat's view its alarm, and the state that was told to the seat."""
    if state.seat_view:
        told = state.condition(element)
        alarm = [tr("alarm")] if element in state.alarmed else []
        return ", ".join([*alarm, *([told.word] if told.standing is not Standing.WORKING else [])])
    condition, queue = state.condition(element), state.queues.get(element)
    standing = tr(condition.standing.value)
    words = (
        standing
        if condition.standing is Standing.WORKING or condition.word == condition.standing.value
        else f"{standing}, {tr(condition.word)}"
    )
    if queue is not None:
        words += tr(
            "; {busy} of {positions} call takers on a line, {waiting} waiting",
            busy=queue.busy,
            positions=queue.positions,
            waiting=queue.waiting,
        )
        if queue.waiting:
            words += tr(", the first for {wait}", wait=wait_text(queue.oldest))
    return words
