"""What changed between two texts of a section, so that one new message does not cost the whole list; knows no socket.

Counts are UTF-16 code units, as browsers count.
"""

from __future__ import annotations

LEAST = 400
"""Characters of a text below which it is sent whole."""
Edit = tuple[int, int, str]
"""How much is kept of the beginning and of the end, and what stands between them."""


def edit_of(before: str, after: str) -> Edit | None:
    """What makes one text of the other; None where sending it whole is as short."""
    if len(after) < LEAST:
        return None
    most = min(len(before), len(after))
    head = _alike(before, after, most)
    tail = _alike(before[head:][::-1], after[head:][::-1], most - head)
    between = after[head : len(after) - tail]
    if len(between) * 4 > len(after) * 3:
        return None
    return _units(after[:head]), _units(after[len(after) - tail :]), between


def edited(before: str, edit: Edit) -> str:
    """The text after an edit."""
    head, tail, between = edit
    if before.isascii():
        return before[:head] + between + before[len(before) - tail :]
    units = before.encode("utf-16-le", "surrogatepass")
    begins, ends = units[: head * 2], units[len(units) - tail * 2 :]
    return f"{begins.decode('utf-16-le')}{between}{ends.decode('utf-16-le')}"


def _alike(one: str, other: str, most: int) -> int:
    """With how many characters both begin."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
