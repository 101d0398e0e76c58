"""The Qt binding itself: a version that loses references to None or True aborts any window within seconds."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QPointF, QRectF, QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QAction, QBrush, QColor, QFont, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QApplication, QGraphicsScene, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

CALLS = 300
SLACK = 60  # what the interpreter itself may move meanwhile; a lossy call loses CALLS or more


class Bell(QObject):
    rung = Signal()
    told = Signal(int)


def lossy(calls: dict[str, Callable[[], object]]) -> list[str]:
    """Name the calls after which None or True have lost references."""
    found = []
    for name, call in calls.items():
        call()
        before = sys.getrefcount(None), sys.getrefcount(True)
        for _ in range(CALLS):
            call()
        if sys.getrefcount(None) < before[0] - SLACK or sys.getrefcount(True) < before[1] - SLACK:
            found.append(name)
    return found


@pytest.mark.usefixtures("qapp")
def test_painting_leaves_none_and_true_alone() -> None:
    image, path, pen = QImage(8, 8, QImage.Format.Format_RGB32), QPainterPath(), QPen()
    font, transform = QFont(), QTransform()
    painter = QPainter(image)
    found = lossy(
        {
            "save": painter.save,
            "restore": painter.restore,
            "setPen": lambda: painter.setPen(pen),
            "setBrush": lambda: painter.setBrush(QBrush(QColor("red"))),
            "setFont": lambda: painter.setFont(font),
            "setTransform": lambda: painter.setTransform(transform),
            "setOpacity": lambda: painter.setOpacity(0.5),
            "translate": lambda: painter.translate(0, 0),
            "drawLine": lambda: painter.drawLine(0, 0, 4, 4),
            "drawRect": lambda: painter.drawRect(QRectF(0, 0, 4, 4)),
            "drawEllipse": lambda: painter.drawEllipse(QPointF(2, 2), 1, 1),
            "drawPath": lambda: painter.drawPath(path),
            "drawPolygon": lambda: painter.drawPolygon(QPolygonF([QPointF(0, 0), QPointF(1, 1)])),
            "drawText": lambda: painter.drawText(0, 4, "a"),
            "fillRect": lambda: painter.fillRect(QRectF(0, 0, 4, 4), QColor("blue")),
            "pen.setWidthF": lambda: pen.setWidthF(1.0),
            "path.lineTo": lambda: path.lineTo(1, 1),
        }
    )
    painter.end()
    assert found == []


@pytest.mark.usefixtures("qapp")
def test_widgets_signals_and_settings_leave_none_and_true_alone() -> None:
    widget, label, edit, button = QWidget(), QLabel(), QLineEdit(), QPushButton()
    scene, action, box, timer, bell = QGraphicsScene(), QAction(), QHBoxLayout(widget), QTimer(), Bell()
    settings = QSettings("Hotwash", "refcount")
    heard: list[int] = []
    bell.told.connect(heard.append)
    found = lossy(
        {
            "label.setText": lambda: label.setText("a"),
            "edit.setText": lambda: edit.setText("a"),
            "button.setEnabled": lambda: button.setEnabled(True),
            "action.setChecked": lambda: action.setChecked(False),
            "update": widget.update,
            "resize": lambda: widget.resize(QSize(8, 8)),
            "setVisible": lambda: widget.setVisible(False),
            "setAccessibleName": lambda: widget.setAccessibleName("a"),
            "setSpacing": lambda: box.setSpacing(1),
            "setSceneRect": lambda: scene.setSceneRect(0, 0, 4, 4),
            "setInterval": lambda: timer.setInterval(5),
            "timer.stop": timer.stop,
            "settings.setValue": lambda: settings.setValue("a", 1),
            "processEvents": QApplication.processEvents,
            "emit": bell.rung.emit,
            "emit with a value": lambda: bell.told.emit(1),
        }
    )
    assert found == []
    assert len(heard) == CALLS + 1
