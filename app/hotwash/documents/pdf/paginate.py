"""Puts pieces onto pages by their heights alone; draws nothing and knows no font."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hotwash.documents.pdf.pieces import Piece


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and the distance of its top from the top of the text area."""

    y: float
    piece: Piece


def paginate(pieces: Sequence[Piece], height: float) -> list[tuple[Placed, ...]]:
    """Pages of at most `height` points. Pieces tied together move to the next page together if they fit on one."""
    pages: list[tuple[Placed, ...]] = []
    page: list[Placed] = []
    y = 0.0
    for group in _groups(pieces, height):
        if page and y + sum(piece.height for piece in group) > height + 0.01:
            pages.append(tuple(page))
            page, y = [], 0.0
        for piece in group:
            if not page:
                if piece.gap:
                    continue
                for again in piece.header:
                    page.append(Placed(y, again))
                    y += again.height
                first = replace(piece, draw=piece.resumed) if piece.resumed is not None else piece
            else:
                first = piece
            page.append(Placed(y, first))
            y += piece.height
    if page:
        pages.append(tuple(page))
    return pages


def _groups(pieces: Sequence[Piece], height: float) -> Iterator[list[Piece]]:
    """Pieces that must share a page; a group taller than a page falls apart into single pieces.

    The gap above a piece unties nothing: a heading stays with the heading below it.
    """
    group: list[Piece] = []
    for piece in pieces:
        follows = bool(group)
        group.append(piece)
        if piece.with_next or (piece.gap and follows):
            continue
        yield from _fitting(group, height)
        group = []
    if group:
        yield from _fitting(group, height)


def _fitting(group: list[Piece], height: float) -> Iterator[list[Piece]]:
    if sum(piece.height for piece in group) <= height:
        yield group
    else:
        yield from ([piece] for piece in group)
