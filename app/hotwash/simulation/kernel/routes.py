"""What a stream's calls meet on their way at present, and what every area has been told, in flat columns.

Knows the tables of routes and notices; not what becomes of an attempt that meets them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotwash.simulation.kernel import codes, draws, words
from hotwash.simulation.kernel.arrivals import Arrivals
from hotwash.simulation.kernel.desks import Desks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hotwash.simulation.tables import Border, Notice, Route, Tables

_WORDS = 18446744073709551616.0  # 2 ** 64
_CLEAR = 0x400000000  # a word's last shift moves its lower 33 bits alone; this is twice as much


class Routes(Desks):
    """Streams' routes and areas' notices.

    A route has two rows: that of its stream, and ``streams`` further on that of the share which goes astray.
    A first attempt whose draw is above ``bar`` simply goes to its PSAP; ``packed`` is what a line of the book would say
    of it. ``hushed`` tells whether silence leaves nothing else to do but to hear it.
    """

    __slots__ = (
        "arrivals", "bar", "blind", "camping", "door_1", "door_2", "has_log", "hushed", "latency", "notified",
        "packed", "rejected_share", "routes", "silent_share", "stray", "straying", "streams", "sure", "target",
        "ten_digit_share", "treated_share", "treatment", "trunk", "via", "walk_in_mean", "walk_in_share", "weight",
        "wrong_share", "wrong_talk",
    )  # fmt: skip

    def __init__(self, tables: Tables, seed: int, *, record: bool) -> None:
        super().__init__(tables, seed, record=record)
        streams = len(tables.streams)
        rows = 2 * streams
        self.streams = streams
        self.treatment = words.ints(rows)
        self.silent_share = words.floats(rows)
        self.rejected_share = words.floats(rows)
        self.treated_share = words.floats(rows)
        self.sure = words.words(rows)
        self.hushed = words.smalls(rows)
        self.packed = words.words(rows)
        self.bar = words.words(rows)
        self.target = words.smalls(rows)
        self.latency = words.floats(rows)
        self.via = words.smalls(rows)
        self.trunk = words.smalls(rows)
        self.blind = words.floats(rows)
        self.stray = words.floats(rows)
        self.straying = False  # whether any call may go astray
        self.has_log = words.ints(rows)
        self.weight = words.floats(rows)
        self.door_1 = words.ints(rows)
        self.door_2 = words.ints(rows)
        areas = len(tables.notices)
        self.ten_digit_share = words.floats(areas)
        self.walk_in_share = words.floats(areas)
        self.walk_in_mean = words.floats(areas)
        self.wrong_share = words.floats(areas)
        self.wrong_talk = words.floats(areas)
        camps = any(persona.camps > 0.0 for persona in tables.personas)
        self.camping = camps and any(stream.camp >= 0 for stream in tables.streams)
        self.routes: list[Route | None] = [None] * streams
        for row in range(streams, rows):
            self.via[row] = -1
        self.set_routes(tables.routes)
        self.set_notices(tables.notices)
        who = [int(self.persona_of[s]) for s in range(streams)]
        self.arrivals = Arrivals(
            tables,
            [self.origin[s] for s in range(streams)],
            [self.talk_scale[i] for i in who],
            [self.talk_sigma[i] for i in who],
        )

    def set_routes(self, routes: Sequence[Route]) -> None:
        """Replace every stream's route; calls under way keep theirs."""
        for s in range(len(routes)):
            route = routes[s]
            if route is self.routes[s]:
                continue
            self.routes[s] = route
            self._set_route(s, s, route)
            self.stray[s] = 0.0 if route.astray is None else float(route.stray)
            if route.astray is not None and route.stray > 0.0:
                self.straying = True
                self.bar[s] = draws.MASK
                self._set_route(self.streams + s, s, route.astray)
        self._find_trunks()

    def _set_route(self, row: int, s: int, route: Route) -> None:
        self._treat(row, float(route.silent), float(route.rejected), float(route.no_audio))
        self.target[row] = route.psap
        self.latency[row] = float(route.latency_ms)
        self.via[row] = route.border
        self.blind[row] = float(route.blind)
        self.has_log[row] = 1 if route.logged else 0
        self.weight[row] = float(route.weight)
        self.door_1[row] = route.doors[0] if len(route.doors) > 0 else -1
        self.door_2[row] = route.doors[1] if len(route.doors) > 1 else -1
        if len(route.doors) > 0:
            self.doored = True
        open_way = self.treatment[row] in {codes.TREAT_DELIVER, codes.TREAT_DRAWN}
        self.bar[row] = self.sure[row] if open_way and route.psap >= 0 and route.blind <= 0.0 else draws.MASK
        self.hushed[row] = 1 if route.weight <= 1.0 and not route.logged and not self.recording else 0
        result = codes.ANSWERED if route.psap == self.home_of[s] else codes.ANSWERED_ELSEWHERE
        place = (max(0, route.psap) << 21) | ((route.border + 1) << 1)
        self.packed[row] = ((16 + result) << 43) | place

    def _treat(self, s: int, silent: float, rejected: float, no_audio: float) -> None:
        self.silent_share[s] = silent
        self.rejected_share[s] = silent + rejected
        self.treated_share[s] = silent + rejected + no_audio
        self.sure[s] = min(draws.MASK, int(self.treated_share[s] * _WORDS) + _CLEAR)
        self.treatment[s] = codes.TREAT_DRAWN
        if self.treated_share[s] <= 0.0:
            self.treatment[s] = codes.TREAT_DELIVER
        elif silent >= 1.0:
            self.treatment[s] = codes.TREAT_SILENT
        elif rejected >= 1.0:
            self.treatment[s] = codes.TREAT_REJECT
        elif no_audio >= 1.0:
            self.treatment[s] = codes.TREAT_NO_AUDIO

    def _find_trunks(self) -> None:
        """Which bucket counts a stream's calls: that of its trunk, or the border's only one."""
        for row in range(2 * self.streams if self.straying else self.streams):
            b = self.via[row]
            if b >= 0:
                self.trunk[row] = b * self.sources + (self.source_of[row] if self.per_source[b] else 0)

    def set_limits(self, borders: Sequence[Border], now: float) -> None:
        """Give every border its limits from ``now`` on."""
        self.set_borders(borders, now)
        self._find_trunks()

    def set_notices(self, notices: Sequence[Notice]) -> None:
        """Replace what every area has been told."""
        for a in range(len(notices)):
            self.ten_digit_share[a] = float(notices[a].ten_digit_share)
            self.walk_in_share[a] = float(notices[a].walk_in_share)
            self.walk_in_mean[a] = float(notices[a].walk_in_mean_ms)
            self.wrong_share[a] = float(notices[a].wrong_share)
            self.wrong_talk[a] = float(notices[a].wrong_talk_mean_ms)
        self.notified = any(notice.ten_digit_share + notice.walk_in_share > 0.0 for notice in notices)
