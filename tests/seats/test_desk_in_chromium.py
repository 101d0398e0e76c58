"""The real desk in a real browser: what desk.js does there, two tabs, a phone, keys alone, a server that comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from hotwash.domain.commands import EndExercise, LaunchFault, StartClock
from hotwash.domain.conduct_commands import AskForBeliefs, ResumePlay, SendMessage, StopPlay
from hotwash.domain.conduct_facts import DecisionLogged, MessageSent
from hotwash.domain.facts import AlarmAcknowledged, Fact
from hotwash.domain.review_facts import FeedbackGiven
from hotwash.domain.time import MINUTE
from hotwash.exercise.store import MemoryStore
from hotwash.seats.kept_pages import KeptPages
from tests.room_world import room_scenario
from tests.seats.conftest import SeatRoom
from tests.seats.in_browser import holds, joined

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, ViewportSize

pytestmark = [pytest.mark.slow, pytest.mark.browser]
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def room() -> Iterator[SeatRoom]:
    """Twenty minutes into trouble, with alarms that ring at the duty officer's desk."""
    made = SeatRoom(room_scenario(), MemoryStore(), None, KeptPages)
    made.ask(StartClock())
    made.ask(LaunchFault("voice"))
    made.run_to(20 * MINUTE)
    yield made
    made.close()


def told(room: SeatRoom, kind: type[Fact]) -> list[Fact]:
    return [one.fact for one in room.session.facts if isinstance(one.fact, kind)]


async def tab_to(page: Page, own: str) -> None:
    """Go on with Tab until something has the keyboard."""
    for _ in range(120):
        if await page.evaluate("document.activeElement.id") == own:
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {own}")


def watched(page: Page) -> list[str]:
    """What goes wrong on a page: errors, and what its own policy forbids."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if "Security Policy" in message.text else None)
    return wrong


def test_by_keys_alone_on_a_phone(room: SeatRoom, play: Callable[..., None]) -> None:
    async def scene(browser: Browser) -> None:
        page = await joined(room, await browser.new_context(viewport=PHONE), "duty")
        wrong = watched(page)
        alarm = await page.evaluate("document.querySelector('[id^=ack-]').id")
        await tab_to(page, alarm)
        await page.keyboard.press("Enter")
        await holds(page, "document.getElementById('told').textContent === 'Done.'")
        await holds(page, f"!document.getElementById('{alarm}')")
        await tab_to(page, "decide-what")
        await page.keyboard.type("Call back")
        await page.keyboard.press("Control+Enter")
        await holds(page, "document.querySelector('#decisions li')?.textContent.includes('Call back')")
        assert await page.input_value("#decide-what") == ""
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        small = (
            "[...document.querySelectorAll('#desk button')].filter((one) => one.offsetHeight && one.offsetHeight < 40)"
        )
        assert await page.evaluate(f"{small}.map((one) => one.id)") == []
        assert wrong == []

    play(scene)
    assert len(told(room, AlarmAcknowledged)) == 1
    assert told(room, DecisionLogged) == [DecisionLogged("duty", "Call back", "", "")]


def test_a_section_that_changes_keeps_the_keyboard_and_the_words_in_both_tabs(
    room: SeatRoom, play: Callable[..., None]
) -> None:
    async def scene(browser: Browser) -> None:
        context = await browser.new_context()
        one = await joined(room, context, "duty")
        other = await context.new_page()
        await other.goto(one.url)
        await holds(other, "document.getElementById('decide-what')")
        await one.focus("#decide-what")
        await one.keyboard.type("half a decision")
        await one.evaluate("document.getElementById('decide-what').setSelectionRange(5, 5)")
        await other.fill("#decide-what", "whole")
        await other.click("#decide-send")
        await holds(one, "document.querySelector('#decisions li')")
        field = "document.getElementById('decide-what')"
        assert await one.evaluate(f"document.activeElement === {field}")
        assert await one.evaluate(f"[{field}.value, {field}.selectionStart]") == ["half a decision", 5]
        await one.keyboard.type("of ")
        assert await one.input_value("#decide-what") == "half of a decision"
        await asyncio.to_thread(room.ask, StopPlay("Smoke"))
        await holds(one, f"{field}.matches(':disabled')")
        assert await one.input_value("#decide-what") == "half of a decision"
        await asyncio.to_thread(room.ask, ResumePlay())
        await holds(one, f"!{field}.matches(':disabled')")
        await one.reload()
        await holds(one, f"{field} && {field}.value === 'half of a decision'")

    play(scene)


def test_an_answer_fills_the_form_and_goes_to_whom_it_answers(room: SeatRoom, play: Callable[..., None]) -> None:
    room.ask(SendMessage(("duty",), "radio", "Do you hear callers?"), "noc")

    async def scene(browser: Browser) -> None:
        page = await joined(room, await browser.new_context(), "duty")
        await page.click("[data-local=answer][data-number='1']")
        await holds(page, "document.activeElement.id === 'write-text'")
        assert await page.is_checked("#write-to-noc")
        assert await page.input_value("#write-mode") == "radio"
        assert "Do you hear callers?" in (await page.text_content("#write-about") or "")
        await page.click("#write-clear")
        assert not await page.is_checked("#write-to-noc")
        await page.click("[data-local=answer][data-number='1']")
        await page.keyboard.type("We do not.")
        await page.keyboard.press("Control+Enter")
        await holds(page, "document.querySelector('#messages .mine')?.textContent.includes('We do not.')")
        assert await page.input_value("#write-text") == ""
        assert not await page.is_checked("#write-to-noc")

    play(scene)
    answer = told(room, MessageSent)[1]
    assert isinstance(answer, MessageSent)
    assert (answer.to, answer.mode, answer.answers, answer.text) == (("noc",), "radio", 1, "We do not.")


def test_alarms_are_shelved_and_ordered_on_this_page_alone(room: SeatRoom, play: Callable[..., None]) -> None:
    room.ask(LaunchFault("power"))
    room.run_to(30 * MINUTE)

    async def scene(browser: Browser) -> None:
        context = await browser.new_context()
        page = await joined(room, context, "duty")
        await holds(page, "document.querySelectorAll('li.alarm').length > 1")
        line = await page.evaluate("document.querySelector('li.alarm').dataset.alarm")
        hidden = f"document.querySelector('li[data-alarm=\"{line}\"]').hidden"
        await page.click(f"#shelve-{line}")
        await holds(page, hidden)
        assert await page.evaluate("document.activeElement.id") == "alarms-shelved", "the keyboard stays near"
        await page.keyboard.press("Enter")
        await holds(page, f"!{hidden}")
        await page.keyboard.press("Enter")
        await page.reload()
        await holds(page, f"document.querySelector('li.alarm') && {hidden}")
        await page.select_option("#alarms-sort", "newest")
        order = "[...document.querySelectorAll('li.alarm')].map((one) => Number(one.dataset.alarm))"
        newest = await page.evaluate(order)
        assert newest == sorted(newest, reverse=True)
        other = await (await browser.new_context()).new_page()
        assert (await other.goto(page.url)) is not None
        fresh = await joined(room, await browser.new_context(), "duty")
        assert not await fresh.evaluate(hidden)

    play(scene)


def test_a_card_that_is_skipped_stays_away_until_the_next_one(room: SeatRoom, play: Callable[..., None]) -> None:
    async def scene(browser: Browser) -> None:
        page = await joined(room, await browser.new_context(), "duty")
        await asyncio.to_thread(room.ask, AskForBeliefs())
        await holds(page, "document.getElementById('card-open') && !document.getElementById('card-open').hidden")
        await page.click("#card-skip")
        await holds(page, "document.getElementById('card-open').hidden")
        await asyncio.to_thread(room.run_to, 24 * MINUTE)
        await holds(page, "document.querySelector('#clock').textContent.includes('0:24:00')")
        assert await page.evaluate("document.getElementById('card-open').hidden")
        await asyncio.to_thread(room.ask, AskForBeliefs())
        await holds(page, "!document.getElementById('card-open').hidden")

    play(scene)


def test_what_is_sent_while_the_server_is_away_arrives_once(room: SeatRoom, play: Callable[..., None]) -> None:
    async def scene(browser: Browser) -> None:
        page = await joined(room, await browser.new_context(viewport=PHONE), "duty")
        await asyncio.to_thread(room.seating.stop)
        await holds(page, "document.body.classList.contains('away')")
        assert "trying again" in (await page.text_content("#line") or "")
        for number in range(3):
            await page.fill("#decide-what", f"away {number}")
            await page.click("#decide-send")
        await holds(page, "document.getElementById('line').textContent.includes('3 not sent yet')")
        await asyncio.to_thread(room.seating.start, "127.0.0.1")
        await holds(page, "!document.body.classList.contains('away')")
        await holds(page, "document.querySelectorAll('#decisions li').length === 3")
        await holds(page, "document.getElementById('line').textContent === 'Connected'")

    play(scene)
    assert [one.decision for one in told(room, DecisionLogged) if isinstance(one, DecisionLogged)] == [
        "away 0",
        "away 1",
        "away 2",
    ]


def test_after_the_end_the_form_is_filled_in_by_keys(room: SeatRoom, play: Callable[..., None]) -> None:
    async def scene(browser: Browser) -> None:
        page = await joined(room, await browser.new_context(viewport=PHONE), "duty")
        await asyncio.to_thread(room.ask, EndExercise())
        await holds(page, "document.getElementById('feedback-form')")
        assert not await page.evaluate("document.querySelector('#write, #acts, #card, #stop')")
        await tab_to(page, "feedback-strengths")
        await page.keyboard.type("Calm voices\nGood notes")
        await tab_to(page, "feedback-mark-3")
        await page.keyboard.press("5")
        await tab_to(page, "feedback-send")
        await page.keyboard.press("Enter")
        await holds(page, "document.querySelector('#feedback .good')?.textContent.includes('Thank you')")
        assert await page.input_value("#feedback-strengths") == ""

    play(scene)
    (form,) = told(room, FeedbackGiven)
    assert isinstance(form, FeedbackGiven)
    assert (form.strengths, form.marks, form.role) == (("Calm voices", "Good notes"), {"3": 5}, "player")


def test_a_note_of_an_evaluator_is_about_the_moment_at_which_typing_began(
    room: SeatRoom, play: Callable[..., None]
) -> None:
    async def scene(browser: Browser) -> None:
        page = await joined(room, await browser.new_context(), "eva")
        await page.focus("#observe-text")
        await page.keyboard.type("They hesitate")
        seen = int(await page.input_value("#observe-seen"))
        assert seen == 20 * MINUTE
        await asyncio.to_thread(room.run_to, 24 * MINUTE)
        await holds(page, "document.querySelector('#clock').textContent.includes('0:24:00')")
        assert int(await page.input_value("#observe-seen")) == seen
        assert await page.input_value("#observe-text") == "They hesitate"
        await page.keyboard.press("Control+Enter")
        await holds(page, "document.querySelector('#seen').textContent.includes('T+0:20:00')")
        assert await page.input_value("#observe-seen") == "-1"

    play(scene)
