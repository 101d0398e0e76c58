"""What a screen needs to know of the calls of a run, as a protocol; `simulation` provides it, tests may stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from hotwash.analysis.verdict import CallVerdict
from hotwash.domain.network import Network
from hotwash.domain.time import Millis
from hotwash.viewmodels.map_state import Queue


class CallsSeen(Protocol):
    """Columns, queues and verdicts; every time is whole milliseconds of exercise time, -1 means not yet."""

    def columns(self, start: int = 0) -> Mapping[str, npt.NDArray[Any]]:
        """Attempts from row `start`, one array a column."""
        ...

    def waiting(self) -> Sequence[int]:
        """Callers waiting for a call taker, by PSAP."""
        ...

    def busy(self) -> Sequence[int]:
        """Call takers who talk, by PSAP."""
        ...

    def oldest_since(self) -> Sequence[int]:
        """Since when the longest waiting caller waits, by PSAP; -1 for none."""
        ...

    def positions(self) -> Sequence[int]:
        """Call takers at positions now, by PSAP."""
        ...

    def log_length(self) -> Sequence[int]:
        """Numbers that wait for a call-back, by PSAP."""
        ...

    def origin_of(self, stream: int) -> str:
        """Originating network of a stream."""
        ...

    def is_test(self, stream: int) -> bool:
        """Whether a stream is only test calls."""
        ...

    def test_streams(self) -> npt.NDArray[np.bool_]:
        """For each stream, whether it is only test calls."""
        ...

    def verdict(self, version: int, stream: int) -> CallVerdict:
        """The network's verdict on a stream's calls under one compilation."""
        ...


def queues(network: Network, calls: CallsSeen, now: Millis) -> dict[str, Queue]:
    """The people at every PSAP."""
    waiting, busy, oldest, positions = calls.waiting(), calls.busy(), calls.oldest_since(), calls.positions()
    return {
        psap.id: Queue(
            int(waiting[n]),
            int(busy[n]),
            int(positions[n]),
            max(0, (now - int(oldest[n])) // 1000 * 1000) if oldest[n] >= 0 else 0,
        )
        for n, psap in enumerate(network.psaps())
    }
