"""Draws a block of callers at once and one by one, and prints how many came out alike: ``python -m ...``."""

from __future__ import annotations

from array import array

from hotwash.simulation.kernel import draws
from tests.simulation.kernel.worlds import Dice

ROWS = 4_000


def main() -> int:
    """Stops at the first difference."""
    dice = Dice(1, "block")
    origin = draws.stream_key(911, 7)
    keys = [(origin + (number + 1) * draws.GOLD) & draws.MASK for number in range(ROWS)]
    mixed = [draws.mix64(key) for key in keys]
    shares = [0] * ROWS
    draws.callers(keys, shares, ROWS)
    last = [share ^ (share >> 31) for share in shares]
    expected = [draws.mix64((key + 17 * draws.GOLD) & draws.MASK) for key in mixed]
    sigma = [dice.pick((0.0, 0.8, 3.0)) for _ in range(ROWS)]
    scale = [1.0 + dice.unit() for _ in range(ROWS)]
    lognormals, exponentials, gaps = list(scale), list(scale), [0.0] * (2 * draws.AHEAD)
    draws.lognormals(keys, sigma, lognormals, ROWS, [0.0] * (3 * ROWS), [0] * (ROWS + 1))
    draws.exponentials(keys, exponentials, ROWS, [0.0] * ROWS)
    draws.gaps(gaps, draws.AHEAD, draws.gap_word(origin, draws.AHEAD - 1))
    pairs: list[tuple[object, object]] = [*zip(keys, mixed, strict=True), *zip(last, expected, strict=True)]
    for row in range(ROWS):
        pairs.append((lognormals[row], scale[row] * draws.lognormal(mixed[row], sigma[row])))
        pairs.append((exponentials[row], scale[row] * draws.exponential(mixed[row], 0, 0)))
    pairs += [(gaps[draws.AHEAD + i], -draws.gap(origin, draws.AHEAD + i)) for i in range(draws.AHEAD)]
    for at, pair in enumerate(pairs):
        if len({array("d", [float(one)]).tobytes() if isinstance(one, float) else one for one in pair}) != 1:
            print(at)
            return 1
    print(len(pairs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
