"""Small pieces that every section is built of: headings, lists, tables, buttons that give commands, labelled fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from hotwash.domain.sentences import term
from hotwash.domain.time import Millis, scenario_time
from hotwash.seats.markup import Html, joined, said, tag

LONGEST = 4_000
"""Characters of a text field; `exercise.words` keeps no more."""
FOLDED = 400
"""Characters of a text after which the rest is folded away."""


def heading(words: str) -> Html:
    """The heading of a section."""
    return tag("h2", words)


def told_at(start: datetime, at: Millis) -> Html:
    """The story's time of day."""
    return tag("span", f"{scenario_time(start, at):%H:%M:%S}", class_="time")


def written(own: str, text: str) -> Html:
    """A text that a person wrote: line breaks kept, a long one folded behind its beginning."""
    if len(text) <= FOLDED:
        return tag("div", said(text), class_="written")
    begins = text[:FOLDED].rstrip()
    words = joined(
        tag("span", said(f"{begins}…"), class_="written"), " ", tag("span", term("Show all"), class_="small")
    )
    return folded(own, words, tag("div", said(text), class_="written"))


def folded(own: str, words: object, *inside: object) -> Html:
    """Something behind a line that opens it; both have ids, so that it stays open and the keyboard stays on it."""
    return tag("details", tag("summary", words, id=f"{own}-line"), *inside, id=own)


def listed(lines: Sequence[Html], none: str) -> Html:
    """A list, or one line that says that there is nothing."""
    return tag("ul", lines, class_="plain") if lines else tag("p", none, class_="small")


def table(own: str, caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Html:
    """A table that scrolls by itself where it is too wide; the first cell of each row is its heading."""
    body = [tag("tr", tag("th", first, scope="row"), [tag("td", cell) for cell in rest]) for first, *rest in rows]
    made = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", [tag("th", head, scope="col") for head in heads])),
        tag("tbody", body),
    )
    return tag("div", made, id=own, class_="scroll", tabindex="0", role="region", aria_label=caption, data_scroll=True)


def key(own: str, words: str, kind: str, body: Mapping[str, object], *, spoken: str = "", confirm: str = "") -> Html:
    """A button that is a command by itself. `spoken` names it where the words alone would not tell it from others."""
    return tag(
        "button",
        words,
        id=own,
        type="button",
        class_="lesser",
        data_do=kind,
        data_body=json.dumps(body),
        data_confirm=confirm or None,
        aria_label=spoken or None,
    )


def local_key(own: str, words: str, does: str, *, spoken: str = "", **data: str) -> Html:
    """A button that changes this page alone; `static/desk.js` knows what it does."""
    return tag(
        "button",
        words,
        id=own,
        type="button",
        class_="lesser",
        data_local=does,
        aria_label=spoken or None,
        **{f"data_{name}": value for name, value in data.items()},
    )


def form(own: str, kind: str, *parts: object, body: Mapping[str, object] | None = None, keep: bool = False) -> Html:
    """A form that becomes a command of `kind`; `body` holds what nobody types."""
    return tag("form", *parts, id=own, data_do=kind, data_body=json.dumps(body or {}), data_keep=keep or None)


def area(own: str, words: str, name: str, *, required: bool = True, rows: int = 3, kind: str = "") -> Html:
    """A labelled field for a text of several lines; `kind` says what becomes of them (`list`: one value a line)."""
    field = tag(
        "textarea",
        id=own,
        name=name,
        maxlength=LONGEST,
        rows=rows,
        dir="auto",
        required=required or None,
        data_type=kind or None,
    )
    return joined(tag("label", words, for_=own), field)


def shut(why: str, inside: Html) -> Html:
    """A form that can't be used now, with why; what was typed in it stays there. Without a reason it is as it was."""
    return (
        joined(tag("p", why, class_="warn"), tag("fieldset", inside, disabled=True, class_="shut")) if why else inside
    )


def choice(own: str, words: str, name: str, options: Iterable[tuple[str, str]], kind: str = "") -> Html:
    """A labelled list of which one is chosen; `kind` says what becomes of the value (`int`, `list`)."""
    made = [tag("option", text, value=value) for value, text in options]
    return joined(
        tag("label", words, for_=own), tag("select", made, id=own, name=name, data_type=kind or None, dir="auto")
    )


def boxes(own: str, words: str, name: str, options: Iterable[tuple[str, str]]) -> Html:
    """Check boxes of which any number is ticked; their values become one list."""
    made = [
        tag(
            "label",
            tag("input", id=f"{own}-{value}", name=name, type="checkbox", value=value, data_type="list"),
            " ",
            said(text),
            class_="box",
        )
        for value, text in options
    ]
    return tag("fieldset", tag("legend", words), made, id=own, class_="boxes")


def send(own: str, words: str) -> Html:
    """The button that sends a form."""
    return tag("button", words, id=own, type="submit")
