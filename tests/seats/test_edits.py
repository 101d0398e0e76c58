"""What is sent of a section that changed: always enough to make the new text, and little where little changed."""

import asyncio
import json
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from hotwash.domain.commands import StartClock
from hotwash.domain.conduct_commands import SendMessage
from hotwash.exercise.store import MemoryStore
from hotwash.seats.client import SeatClient
from hotwash.seats.edits import LEAST, edit_of, edited
from hotwash.seats.kept_pages import KeptPages
from tests.room_world import room_scenario
from tests.seats.conftest import Browser, SeatRoom, until

PIECES = st.text(st.sampled_from("ab<>é\U0001f600 "), max_size=12)
"""Among them letters of one and of two UTF-16 units."""


def as_a_browser(before: str, head: int, tail: int, between: str) -> str:
    """What the page's script does, on UTF-16 units."""
    units = before.encode("utf-16-le")
    begins, ends = units[: head * 2], units[len(units) - tail * 2 :]
    return (begins + between.encode("utf-16-le") + ends).decode("utf-16-le")


@given(PIECES, PIECES, PIECES, PIECES)
def test_an_edit_makes_the_new_text(begins: str, one: str, other: str, ends: str) -> None:
    same = "x" * LEAST
    before, after = f"{begins}{same}{one}{ends}{same}", f"{begins}{same}{other}{ends}{same}"
    edit = edit_of(before, after)
    assert edit is not None
    assert edited(before, edit) == as_a_browser(before, *edit) == after
    assert len(edit[2]) <= len(other) + 12


def says(client: SeatClient, words: str) -> bool:
    return words in client.sections.get("messages", "")


def test_a_text_that_is_another_or_short_is_sent_whole() -> None:
    assert edit_of("a" * 1_000, "b" * 1_000) is None
    assert edit_of("a" * 100, "a" * 101) is None
    assert edit_of("", "b" * 1_000) is None
    assert edit_of("a" * 1_000, "a" * 1_000) == (1_000, 0, "")


def test_one_more_message_costs_little_and_the_page_is_the_same() -> None:
    room = SeatRoom(room_scenario(), MemoryStore(), None, KeptPages)
    try:
        room.ask(StartClock())

        async def play() -> None:
            async with Browser(room, "duty") as duty, Browser(room, "noc") as noc:
                for number in range(20):
                    words = f"message {number} \U0001f600"
                    await asyncio.to_thread(room.ask, SendMessage(("noc",), "chat", words), "duty")
                    await until(noc, partial(says, noc, words))
                newest = [text for text in noc.received if "message 19 " in text and '"t":"state"' in text][-1]
                frame = json.loads(newest)
                assert "messages" in frame["edits"]
                assert len(newest) * 4 < len(noc.sections["messages"])
                async with Browser(room, "noc") as fresh:
                    await until(fresh, lambda: "message 19 " in fresh.sections.get("messages", ""))
                    assert fresh.sections["messages"] == noc.sections["messages"]
                await noc.break_off()
                duty.do("send_message", to=["noc"], mode="chat", text="after a break")
                await until(noc, lambda: "after a break" in noc.sections["messages"])
                assert noc.connections == 2

        asyncio.run(play())
    finally:
        room.close()
