"""A list that never changes and grows cheaply: what a board keeps of an exercise in order; knows nothing of facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar, overload

T = TypeVar("T")

CHUNK = 128
"""Items of one piece. Adding one copies at most a piece, and once in a piece the list of pieces."""


class Series(Sequence[T]):
    """A sequence of which every earlier state stays as it was. States share their pieces; equal by what they hold,
    with tuples too. A slice is a tuple."""

    __slots__ = ("_pieces", "_tail")

    def __init__(self, items: Iterable[T] = ()) -> None:
        every = tuple(items)
        whole = len(every) - len(every) % CHUNK
        self._pieces = tuple(every[n : n + CHUNK] for n in range(0, whole, CHUNK))
        self._tail = every[whole:]

    def with_one(self, item: T) -> Series[T]:
        """The same with one more at its end."""
        made: Series[T] = Series.__new__(Series)
        tail = (*self._tail, item)
        full = len(tail) == CHUNK
        made._pieces = (*self._pieces, tail) if full else self._pieces
        made._tail = () if full else tail
        return made

    def with_at(self, index: int, item: T) -> Series[T]:
        """The same with another item at a place."""
        piece, place = divmod(index, CHUNK)
        made: Series[T] = Series.__new__(Series)
        if piece < len(self._pieces):
            old = self._pieces[piece]
            made._pieces = (*self._pieces[:piece], (*old[:place], item, *old[place + 1 :]), *self._pieces[piece + 1 :])
            made._tail = self._tail
        else:
            made._pieces = self._pieces
            made._tail = (*self._tail[:place], item, *self._tail[place + 1 :])
        return made

    def __len__(self) -> int:
        return len(self._pieces) * CHUNK + len(self._tail)

    def __iter__(self) -> Iterator[T]:
        return chain(chain.from_iterable(self._pieces), self._tail)

    def __reversed__(self) -> Iterator[T]:
        return chain(reversed(self._tail), chain.from_iterable(reversed(piece) for piece in reversed(self._pieces)))

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...

    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return self._sliced(index)
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(index)
        piece, place = divmod(number, CHUNK)
        return self._pieces[piece][place] if piece < len(self._pieces) else self._tail[place]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Series):
            return self._tail == other._tail and self._pieces == other._pieces
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Series({list(self)!r})"

    def _sliced(self, index: slice) -> tuple[T, ...]:
        start, stop, step = index.indices(len(self))
        if step != 1:
            return tuple(self)[index]
        if start >= stop:
            return ()
        piece, place = divmod(start, CHUNK)
        onwards = chain(chain.from_iterable(self._pieces[piece:]), self._tail)
        return tuple(islice(onwards, place, place + stop - start))
