"""How a public notice turns into calls by other ways; arithmetic shared by the kinds of notice."""

from __future__ import annotations

from hotwash.domain.impairment import PublicTold


def told(reach: int, uptake: int, walk_in: int, test_calls: int) -> PublicTold:
    """The overlay for a public of whom `reach` thousandths know: shares of attempts, in thousandths."""
    return PublicTold(reach * uptake // 1000, reach * walk_in // 1000, test_calls)
