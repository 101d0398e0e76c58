"""Puts pieces into a frame or side by side; knows nothing of what they draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hotwash.documents.pdf.paginate import Placed, paginate
from hotwash.documents.pdf.pen import Pen
from hotwash.documents.pdf.pieces import Draw, Piece, gap

PADDING = 8.0
"""Between the frame of a box and what is in it."""
GUTTER = 18.0
"""Between two columns."""


def boxed(inside: Sequence[Piece], width: float, least: float = 0.0) -> list[Piece]:
    """A frame around pieces that are 2 `PADDING` narrower, at least `least` points high; open where a page ends in
    it."""
    empty = least - 2 * PADDING - sum(piece.height for piece in inside)
    filling = [Piece(empty, None)] if empty > 0 else []
    strips = [Piece(PADDING, None), *inside, *filling, Piece(PADDING, None)]
    made = [_framed(piece, width, is_first=place == 0, is_last=place == len(strips) - 1)
            for place, piece in enumerate(strips)]  # fmt: skip
    made[0] = replace(made[0], with_next=True)
    made[-2] = replace(made[-2], with_next=True)
    return [*made, gap(8)]


def _framed(piece: Piece, width: float, *, is_first: bool, is_last: bool) -> Piece:
    def around(inside: Draw | None) -> Draw:
        def draw(pen: Pen, x: float, y: float) -> None:
            with pen.marked(None):
                for edge in (x, x + width):
                    pen.rule(edge, y, edge, y + piece.height, 1.2)
                if is_first:
                    pen.rule(x - 0.6, y, x + width + 0.6, y, 1.2)
                if is_last:
                    pen.rule(x - 0.6, y + piece.height, x + width + 0.6, y + piece.height, 1.2)
            if inside is not None:
                inside(pen, x + PADDING, y)

        return draw

    resumed = around(piece.resumed) if piece.resumed is not None else None
    header = tuple(_framed(again, width, is_first=False, is_last=False) for again in piece.header)
    return replace(piece, draw=around(piece.draw), resumed=resumed, header=header, gap=False)


def side_by_side(left: Sequence[Piece], right: Sequence[Piece], offset: float, height: float) -> list[Piece]:
    """Two columns, the right one `offset` points from the left edge; taller than a page, each goes on in its place."""
    pages = [paginate(column, height) for column in (left, right)]
    made: list[Piece] = []
    for number in range(max(len(column) for column in pages)):
        parts = [column[number] if number < len(column) else () for column in pages]
        placed = [*((0.0, one) for one in parts[0]), *((offset, one) for one in parts[1])]
        tall = max((one.y + one.piece.height for _, one in placed), default=0.0)
        headings = tuple(heading for _, one in placed for heading in one.piece.headings)
        made.append(Piece(tall, _all(placed), headings=headings))
    return [*made, gap(6)]


def _all(placed: Sequence[tuple[float, Placed]]) -> Draw:
    def draw(pen: Pen, x: float, y: float) -> None:
        for offset, one in placed:
            if one.piece.draw is not None:
                one.piece.draw(pen, x + offset, y + one.y)

    return draw
