"""One frame of the live map against Qt's item scene: 2,000 elements, 5,000 links and 5,000 calls that all move."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable

import numpy as np

NAME = "map_frame"
NODES, LINES, DOTS = 2_000, 5_000, 5_000
WIDTH, HEIGHT = 1_600, 900


def run(quick: bool) -> dict[str, float]:  # the registry calls every case like this
    """CPU milliseconds of one frame, best of several, each way; `ratio` is how many times cheaper ours is."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    held = QApplication.instance()
    app = held if isinstance(held, QApplication) else QApplication([])
    ours, naive = _ours(app), _naive()
    frames = 5 if quick else 25
    own = _cpu_ms(ours, frames * 4)
    items = _cpu_ms(naive, max(2, frames // 3))
    return {"ratio": items / own, "frame_ms": own, "naive_ms": items}


def _cpu_ms(frame: Callable[[int], None], frames: int) -> float:
    spent = []
    for number in range(frames + 1):
        began = time.process_time()
        frame(number)
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent[1:])  # the first one still fills caches


def _places() -> tuple[np.ndarray, np.ndarray]:
    """Nodes on a jittered grid, and the pairs that are linked; drawn from a fixed seed."""
    draw = np.random.default_rng(911)
    across = np.arange(NODES) % 50 * 32.0 + draw.uniform(-9, 9, NODES)
    down = np.arange(NODES) // 50 * 22.0 + draw.uniform(-6, 6, NODES)
    return np.column_stack([across, down]), draw.integers(0, NODES, (LINES, 2))


def _moved(places: np.ndarray, pairs: np.ndarray, number: int) -> np.ndarray:
    share = ((np.arange(DOTS) * 0.37 + number * 0.01) % 1.0)[:, None]
    begin, end = places[pairs[:, 0]], places[pairs[:, 1]]
    return np.asarray(begin + (end - begin) * share)


def _ours(app: object) -> Callable[[int], None]:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from hotwash.ui.map_canvas import MapCanvas
    from hotwash.ui.theme import Theme
    from hotwash.viewmodels.dots import Mark
    from hotwash.viewmodels.motion import DotFrame
    from hotwash.viewmodels.scene import Line, Node, Role, Scene

    assert isinstance(app, QApplication)
    places, pairs = _places()
    roles = list(Role)
    nodes = tuple(
        Node(f"n{i}", f"Element {i}", roles[i % len(roles)], "", float(x), float(y)) for i, (x, y) in enumerate(places)
    )
    lines = tuple(Line(f"l{i}", int(a), int(b), "calls") for i, (a, b) in enumerate(pairs))
    ini = os.path.join(tempfile.mkdtemp(), "bench.ini")  # noqa: PTH118 # Qt wants a string
    canvas = MapCanvas(Theme(app, QSettings(ini, QSettings.Format.IniFormat)))
    canvas.resize(WIDTH, HEIGHT)
    canvas.show_scene(Scene(nodes, lines, ()), ())
    mark, opacity, row = np.arange(DOTS) % len(Mark), np.ones(DOTS), np.arange(DOTS)
    frame = {"number": 0}
    canvas.show_calls(
        lambda _pixels, _radii: DotFrame(
            _moved(places, pairs, frame["number"]), np.zeros((DOTS, 2)), mark, opacity, row
        )
    )
    canvas.show()
    app.processEvents()

    def paint(number: int) -> None:
        frame["number"] = number
        canvas.repaint()

    return paint


def _naive() -> Callable[[int], None]:
    """What a first attempt looks like: one item an element, a link and a call, painted by Qt's defaults."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QBrush, QColor, QPainter, QPen
    from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsScene, QGraphicsView, QStyleOptionGraphicsItem

    class Element(QGraphicsItem):
        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

        def boundingRect(self) -> QRectF:
            return QRectF(-14, -10, 28, 32)

        def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: object = None) -> None:
            painter.setPen(QPen(QColor("#8fa6ba"), 1.5))
            painter.setBrush(QBrush(QColor("#202b37")))
            painter.drawEllipse(QRectF(-8, -8, 16, 16))
            painter.drawText(QRectF(-14, 8, 28, 14), self.name)

    places, pairs = _places()
    scene = QGraphicsScene()
    for a, b in pairs:
        (ax, ay), (bx, by) = places[a].tolist(), places[b].tolist()
        scene.addLine(ax, ay, bx, by, QPen(QColor("#52677b"), 1.5))
    for number, (x, y) in enumerate(places):
        element = Element(str(number))
        element.setPos(float(x), float(y))
        scene.addItem(element)
    dots = [
        scene.addEllipse(QRectF(-4, -4, 8, 8), QPen(QColor("black")), QBrush(QColor("orange"))) for _ in range(DOTS)
    ]
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.resize(WIDTH, HEIGHT)
    view.fitInView(scene.sceneRect())
    view.show()

    def paint(number: int) -> None:
        for dot, (x, y) in zip(dots, _moved(places, pairs, number).tolist(), strict=True):
            dot.setPos(x, y)
        QApplication.processEvents()

    paint.__dict__["kept"] = (view, scene, dots)
    return paint
