"""Seats in browsers when the exercise is taken back: told at once, and left with the history that is played."""

import asyncio

from hotwash.domain.commands import Rewind, StartClock
from hotwash.domain.time import MINUTE
from hotwash.domain.visibility import Eyes
from tests.seats.conftest import Browser, SeatRoom, until


def test_a_seat_is_left_with_the_history_that_is_played(room: SeatRoom) -> None:
    async def play() -> None:
        async with Browser(room, "duty") as duty:
            room.ask(StartClock())
            room.run_to(13 * MINUTE)
            await until(duty, lambda: any(fact["at"] > 12 * MINUTE for fact in duty.facts))
            room.ask(Rewind(11 * MINUTE, "Once more."))
            await until(duty, lambda: any("rewind_began" in fact["kind"] for fact in duty.facts))
            assert room.on_owner(room.session.catch_up)
            await until(duty, lambda: any("rewound" in fact["kind"] for fact in duty.facts))
            session = room.session
            eyes = Eyes(session.scenario.seats["duty"], session.scenario.network)
            seen = [one for one in session.facts if eyes.see(one.fact) is not None]
            await until(duty, lambda: len(duty.facts) == len(seen))
            assert [fact["at"] for fact in duty.facts] == [one.at for one in seen]
            assert all(fact["at"] <= 11 * MINUTE for fact in duty.facts)

    asyncio.run(play())
