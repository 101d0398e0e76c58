"""Pages that hold no exercise yet: joining, the frame of a seat's page, and the page for whoever may not come in.

They know titles and names of seats, which everybody in the room may know, and nothing of what happens.
"""

from __future__ import annotations

from collections.abc import Mapping

from hotwash.domain.sentences import say, term
from hotwash.seats.markup import Html, joined, page, said, tag


def join_page(title: str, seats: Mapping[str, str], *, secure: bool) -> str:
    """Code, name, seat; then waiting for the facilitator."""
    options = [tag("option", term("Choose your seat"), value="")]
    options += [tag("option", name, value=seat, dir="auto") for seat, name in seats.items()]
    form = tag(
        "form",
        _field("code", term("Room code"), autocomplete="off", autocapitalize="characters", maxlength=16, required=True),
        tag("label", term("Seat"), for_="seat"),
        tag("select", options, id="seat", name="seat", required=True),
        _field("who", term("Your name (may be left empty)"), autocomplete="name", maxlength=80),
        _field(
            "organisation", term("Your organization (may be left empty)"), autocomplete="organization", maxlength=80
        ),
        tag("button", term("Ask to join"), id="ask", type="submit"),
        id="join",
        novalidate=True,
    )
    body = tag(
        "body",
        tag("main", tag("h1", said(title)), _note(secure=secure), form, _telling(), class_="join"),
        tag("noscript", term("This page needs JavaScript; switch it on for this address.")),
        class_="joining",
        data_waiting=term("Asked to join. The facilitator will let you in; leave this page open."),
        data_lost=term("The computer of the exercise does not answer; trying again."),
    )
    return page(say("Join: {title}", title=title), _head("join.js"), body)


def seat_page(seat: str, name: str, title: str, *, secure: bool) -> str:
    """The frame of a seat's page; its sections come over the socket."""
    bar = tag(
        "header",
        tag("strong", said(name), id="seat-name"),
        tag("span", said(title), class_="title"),
        tag("span", term("Connecting…"), id="line", role="status", aria_live="polite"),
        class_="frame",
    )
    body = tag(
        "body",
        bar,
        tag("div", "", id="told", role="status", aria_live="assertive", tabindex="-1"),
        tag("main", tag("p", term("Waiting for the exercise…"), id="empty"), id="desk"),
        None if secure else tag("p", term("Not encrypted: exercise data only."), class_="small"),
        class_="seat",
        data_seat=seat,
        data_connected=term("Connected"),
        data_reconnecting=term("Connection lost; trying again…"),
        data_unsent=term("not sent yet"),
        data_done=term("Done."),
        data_closed=term("This page is closed."),
        data_again=term("Ask to join again"),
    )
    return page(say("{name} – {title}", name=name, title=title), _head("seat.js", "desk"), body)


def lost_page() -> str:
    """Whoever has no valid token."""
    words = term("This seat is not open for you, or not any more. Ask to join again.")
    body = tag(
        "body",
        tag("main", tag("h1", term("Not open")), tag("p", words), tag("a", term("Join"), href="/join"), class_="join"),
        class_="joining",
    )
    return page(term("Not open"), _head(""), body)


def _head(script: str, sections: str = "") -> Html:
    """Icon, style and script; `sections` names the style and the script of what stands in the page, after those."""
    icon = tag("link", rel="icon", href="/static/icon.svg", type="image/svg+xml")
    style = tag("link", rel="stylesheet", href="/static/seat.css")
    scripts = [f"/static/{script}"] if script else []
    if sections:
        style = joined(style, tag("link", rel="stylesheet", href=f"/static/{sections}.css"))
        scripts.append(f"/static/{sections}.js")
    return joined(icon, style, [tag("script", src=one, defer=True) for one in scripts])


def _note(*, secure: bool) -> Html:
    """What everybody should know before they type."""
    words = [term("Your phone's screen may dim and lock; touch it now and then. The page comes back by itself.")]
    if not secure:
        words.insert(0, term("This connection is not encrypted: use it for the exercise only, never for real data."))
    return tag("ul", [tag("li", word) for word in words], class_="note")


def _field(name: str, words: str, **attributes: str | int | bool) -> Html:
    return joined(tag("label", words, for_=name), tag("input", id=name, name=name, type="text", **attributes))


def _telling() -> Html:
    return tag("p", "", id="told", role="status", aria_live="assertive")
