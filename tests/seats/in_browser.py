"""What scenes in a real browser share: waiting until something holds, and joining as a person does."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from tests.seats.conftest import SeatRoom

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page


async def holds(page: Page, expression: str) -> None:
    """Wait until an expression holds. Not `wait_for_function`, which the page's own policy rightly forbids."""
    end = monotonic() + 10
    while not await page.evaluate(f"() => Boolean({expression})"):
        assert monotonic() < end, expression
        await page.wait_for_timeout(30)


async def joined(room: SeatRoom, context: BrowserContext, seat: str, who: str = "") -> Page:
    """By the link of the QR code, with the keyboard alone after it."""
    page = await context.new_page()
    await page.goto(room.seating.server.link_with(room.seating.lobby.code))
    assert "#" not in page.url
    await page.select_option("#seat", seat)
    await page.focus("#who")
    await page.keyboard.type(who)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**/s/{seat}/")
    await holds(page, "document.querySelector('#clock .clock')")
    return page
