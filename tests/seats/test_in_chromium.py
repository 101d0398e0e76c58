"""Seats in a real browser: join, act by keys, come back, two tabs, a phone's size; nothing is taken for markup."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from hotwash.domain.commands import LaunchFault, StartClock
from hotwash.domain.conduct_commands import ResumePlay, SendMessage, StopPlay
from hotwash.domain.time import MINUTE
from tests.seats.conftest import MakeRoom, SeatRoom
from tests.seats.in_browser import holds, joined

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = [pytest.mark.slow, pytest.mark.browser]
HOSTILE = "<img src=x onerror='document.title=1'><script>document.title=1</script> AT&T \u202eabc \u05d0\u05d1"
PHONE = (390, 844)


def test_a_phone_joins_acts_and_comes_back(room: SeatRoom, play: Callable[..., None]) -> None:
    room.ask(StartClock())
    room.ask(LaunchFault("voice"))

    async def scene(browser: Browser) -> None:
        context = await browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
        page = await joined(room, context, "duty", HOSTILE[:60])
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await asyncio.to_thread(room.ask, SendMessage(("duty",), "phone", HOSTILE, sender=HOSTILE[:60]))
        await page.fill("#note-text", "typed while the page changes")
        await page.focus("#note-text")
        await asyncio.to_thread(room.run_to, 12 * MINUTE)
        await holds(page, "document.querySelector('#clock').textContent.includes('T+0:12')")
        assert await page.input_value("#note-text") == "typed while the page changes"
        assert await page.evaluate("document.activeElement.id") == "note-text"
        await page.keyboard.press("Control+Enter")
        await holds(page, "document.querySelector('#messages').textContent.includes('typed while')")
        assert await page.input_value("#note-text") == ""
        acknowledge = page.locator("[id^=ack-]").first
        await acknowledge.focus()
        await page.keyboard.press("Enter")
        await holds(page, "document.getElementById('told').textContent === 'Done.'")
        assert "AT&T" in (await page.text_content("#messages") or "")
        assert await page.title() != "1"
        assert await page.evaluate("document.querySelectorAll('#desk img, #desk script').length") == 0
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await asyncio.to_thread(room.seating.stop)
        await holds(page, "document.body.classList.contains('away')")
        await page.fill("#note-text", "written while away")
        await page.focus("#note-text")
        await page.keyboard.press("Control+Enter")
        await holds(page, "document.getElementById('line').textContent.includes('not sent yet')")
        await asyncio.to_thread(room.seating.start, "127.0.0.1")
        await holds(page, "document.querySelector('#messages').textContent.includes('written while away')")
        await holds(page, "!document.body.classList.contains('away')")
        assert errors == []

    play(scene)


def test_two_tabs_several_seats_and_a_closed_one(make_room: MakeRoom, play: Callable[..., None]) -> None:
    room = make_room()

    async def scene(browser: Browser) -> None:
        context = await browser.new_context()
        duty = await joined(room, context, "duty")
        noc = await joined(room, context, "noc")
        again = await context.new_page()
        await again.goto(duty.url)
        await again.fill("#note-text", "seen in both tabs")
        await again.click("#note-send")
        for page in (duty, again):
            await holds(page, "document.querySelector('#messages').textContent.includes('seen in both tabs')")
        assert "seen in both tabs" not in (await noc.text_content("#messages") or "")
        badge = room.seating.lobby.badges()[0]
        await asyncio.to_thread(room.on_owner, lambda: room.seating.hub.revoke(room.session, badge.number))
        for page in (duty, again):
            await holds(page, "document.querySelector('#told a[href=\"/join\"]')")
        assert await noc.evaluate("!document.body.classList.contains('away')")
        stranger = await (await browser.new_context()).new_page()
        answer = await stranger.goto(duty.url)
        assert answer is not None
        assert answer.status == 403

    play(scene)


def test_words_that_were_refused_come_back_unless_others_were_begun(room: SeatRoom, play: Callable[..., None]) -> None:
    room.ask(StartClock())

    async def scene(browser: Browser) -> None:
        page = await joined(room, await browser.new_context(), "duty")
        await asyncio.to_thread(room.ask, StopPlay("Fire alarm."))
        await page.select_option("#write-to", "noc")
        await page.fill("#write-text", "Long words, typed with cold thumbs")
        await page.click("#write-send")
        await holds(page, "document.getElementById('told').textContent.includes('stopped play')")
        await holds(page, "document.getElementById('write-text').value === 'Long words, typed with cold thumbs'")
        assert await page.input_value("#write-to") == "noc"
        await asyncio.to_thread(room.ask, ResumePlay())
        await page.click("#write-send")
        await holds(page, "document.querySelector('#messages').textContent.includes('cold thumbs')")
        assert await page.input_value("#write-text") == ""
        await asyncio.to_thread(room.seating.stop)
        await holds(page, "document.body.classList.contains('away')")
        await page.fill("#write-text", "Refused")
        await page.click("#write-send")
        await page.fill("#write-text", "Begun since")
        await asyncio.to_thread(room.ask, StopPlay("Fire alarm."))
        await asyncio.to_thread(room.seating.start, "127.0.0.1")
        await holds(page, "document.getElementById('told').textContent.includes('stopped play')")
        assert await page.input_value("#write-text") == "Begun since"

    play(scene)
