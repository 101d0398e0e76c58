"""The map of a draft as SVG or PDF, painted by what paints it on the screen, with title, legend and date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtSvg import QSvgGenerator

from hotwash.analysis.conditions import Standing
from hotwash.ui.design_items import DASHES, SpotItem
from hotwash.ui.design_picture import DesignPicture
from hotwash.ui.marks import draw_role
from hotwash.ui.plain_text import shown, tr
from hotwash.ui.theme import font
from hotwash.ui.tokens import Tokens
from hotwash.viewmodels.scene import Role

EDGE, HEAD, FOOT, ENTRY = 24.0, 40.0, 46.0, 190.0
"""Map units round the map, above it for the title, below it for the legend, and the width of one entry there."""
_POINTS_A_UNIT = 0.75
"""So large a PDF is: a map unit is a pixel of a screen at 96 to the inch."""


def write_svg(picture: DesignPicture, tokens: Tokens, title: str, when: date, path: Path) -> None:
    """Write the whole map. Raises OSError where the file can't be written."""
    sheet = sheet_of(picture)
    path.open("wb").close()  # says why, which the generator does not
    made = QSvgGenerator()
    made.setFileName(str(path))
    made.setSize(QSize(round(sheet.width()), round(sheet.height())))
    made.setViewBox(QRectF(QPointF(), sheet.size()))
    made.setTitle(shown(title))
    made.setDescription(_foot(when))
    painter = QPainter(made)
    paint_sheet(painter, picture, tokens, title, when)
    painter.end()


def write_pdf(picture: DesignPicture, tokens: Tokens, title: str, when: date, path: Path) -> None:
    """Write the whole map as one page of its own size. Raises OSError where the file can't be written."""
    sheet = sheet_of(picture)
    path.open("wb").close()
    made = QPdfWriter(str(path))
    made.setTitle(shown(title))
    made.setResolution(96)  # the look of the screen at 100 %
    size = QSizeF(sheet.width() * _POINTS_A_UNIT, sheet.height() * _POINTS_A_UNIT)
    made.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    made.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(made)
    painter.scale(made.width() / sheet.width(), made.height() / sheet.height())
    paint_sheet(painter, picture, tokens, title, when)
    painter.end()


def sheet_of(picture: DesignPicture) -> QRectF:
    """The size of the sheet in map units, from its upper left corner."""
    whole = picture.whole()
    rows = -(-len(list(_entries(picture))) // max(int(whole.width() // ENTRY), 1))
    return QRectF(0, 0, whole.width() + 2 * EDGE, whole.height() + HEAD + FOOT + 18 * rows + EDGE)


def paint_sheet(painter: QPainter, picture: DesignPicture, tokens: Tokens, title: str, when: date) -> None:
    """Paint title, map, legend and date; what is chosen on the screen is not marked here."""
    whole, sheet = picture.whole(), sheet_of(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(sheet, QColor(tokens.land))
    painter.setPen(QColor(tokens.text))
    painter.setFont(font(20, bold=True))
    painter.drawText(QRectF(EDGE, 8, whole.width(), HEAD - 8), Qt.AlignmentFlag.AlignVCenter, shown(title))
    painter.save()
    target = QRectF(EDGE, HEAD, whole.width(), whole.height())
    picture.paint_whole(painter, target)
    painter.restore()
    _paint_legend(painter, picture, tokens, QPointF(EDGE, HEAD + whole.height() + 10), whole.width())
    painter.setFont(font(12))
    painter.setPen(QColor(tokens.muted))
    foot = QRectF(EDGE, sheet.height() - EDGE - 4, whole.width(), 18)
    painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, _foot(when))


def _foot(when: date) -> str:
    return tr("Map of the network as designed, {day}; made by Hotwash", day=when.isoformat())


def _paint_legend(painter: QPainter, picture: DesignPicture, tokens: Tokens, at: QPointF, wide: float) -> None:
    across = max(int(wide // ENTRY), 1)
    painter.setFont(font(12))
    for number, (words, what) in enumerate(_entries(picture)):
        middle = at + QPointF((number % across) * ENTRY + 12, (number // across) * 18 + 9)
        paint_in(painter, what, middle, tokens)
        painter.setPen(QColor(tokens.text))
        room = QRectF(middle.x() + 16, middle.y() - 9, ENTRY - 30, 18)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


def _entries(picture: DesignPicture) -> Iterator[tuple[str, Role | str]]:
    """What stands on the map: shapes by role, and lines by what they carry."""
    roles = dict.fromkeys(thing.spot.role for thing in picture.things.values() if isinstance(thing, SpotItem))
    for role in Role:
        if role in roles:
            yield tr(role.value), role
    carried = dict.fromkeys(wire.carries for wire in picture.model.wires.values())
    for word, words in (
        ("calls", tr("carries calls")),
        ("queries", tr("carries queries")),
        ("telephone", tr("carries telephone")),
    ):
        if word in carried:
            yield words, word


def paint_in(painter: QPainter, what: Role | str, middle: QPointF, tokens: Tokens) -> None:
    """One glyph of the legend: the shape of a role, or a line with what it carries."""
    if isinstance(what, Role):
        draw_role(painter, what, middle, 7.0, tokens, Standing.WORKING)
    else:
        pen = QPen(QColor(tokens.wire), 1.5)
        if what in DASHES:
            pen.setDashPattern(DASHES[what])
        painter.setPen(pen)
        painter.drawLine(middle - QPointF(10, 0), middle + QPointF(10, 0))
