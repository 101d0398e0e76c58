"""Pages: every text is data, and no attribute can run or fetch anything."""

import ast
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.seats.markup import Html, joined, page, said, shown, tag
from hotwash.seats.shell import join_page, lost_page, seat_page
from tests.architecture.repository import PACKAGE

ANY = st.text()
NASTY = st.one_of(
    ANY,
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "' onmouseover='x",
            "</textarea><b>",
            "&lt;&#0;&nosuch;",
            "]]>",
            "<!--",
            "\u202eabc\u202c",
            "\x00\x1b[31m",
            "\ud800",
        ]
    ),
)


class Reader(HTMLParser):
    """What a browser would make of it: tags with their attributes, and texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


@given(NASTY)
def test_a_text_comes_out_as_it_went_in(text: str) -> None:
    found = read(tag("p", text))
    assert [name for name, _ in found.tags] == ["p"]
    assert "".join(found.texts) == shown(text)
    assert not any("\ud800" <= letter <= "\udfff" or "\u202a" <= letter <= "\u202e" for letter in "".join(found.texts))


@given(NASTY)
def test_so_does_the_value_of_an_attribute(text: str) -> None:
    (name, attributes), *rest = read(tag("input", title=text, data_body=text)).tags
    assert (name, rest) == ("input", [])
    assert attributes == {"title": shown(text), "data-body": shown(text)}


@given(st.lists(NASTY))
def test_texts_in_lists_and_in_each_other(texts: list[str]) -> None:
    found = read(tag("ul", [tag("li", said(text)) for text in texts]))
    assert [name for name, _ in found.tags] == ["ul", *["li", "bdi"] * len(texts)]
    assert "".join(found.texts) == "".join(map(shown, texts))


@pytest.mark.parametrize(
    "attributes",
    [
        {"onclick": "x()"},
        {"OnClick": "x()"},
        {"style": "x"},
        {"srcdoc": "x"},
        {"a b": "x"},
        {'a"b': "x"},
        {"href": "javascript:x"},
        {"href": "//elsewhere"},
        {"href": "/\\elsewhere"},
        {"src": "http://elsewhere"},
        {"action": "data:x"},
    ],
)
def test_attributes_that_run_or_lead_elsewhere_are_refused(attributes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"attribute|elsewhere"):
        tag("a", "x", **attributes)


@pytest.mark.parametrize("name", ["script>", "iframe", "object", "base", "style", "P", "a b", ""])
def test_tags_that_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no tag"):
        tag(name, "x")


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no text"):
        tag("p", object())
    assert joined(None, False, 3, ["a", ["<"]]) == "3a&lt;"


@given(NASTY)
def test_shell_pages_take_any_title_and_name(text: str) -> None:
    for made in (join_page(text, {text: text}, secure=False), seat_page("duty", text, text, secure=False), lost_page()):
        found = read(made)
        assert {name for name, _ in found.tags} <= {
            *("html", "head", "meta", "title", "link", "script", "body", "main", "h1", "ul", "li", "form", "label"),
            *("input", "select", "option", "button", "p", "bdi", "noscript", "header", "strong", "span", "div", "a"),
        }
        scripts = [attributes["src"] for name, attributes in found.tags if name == "script"]
        assert all(script and script.startswith("/static/") for script in scripts)
    assert page("<", Html(""), Html("")).startswith("<!doctype html><html lang=")


def test_only_the_builder_makes_markup() -> None:
    found = [
        f"{path.name}:{node.lineno}"
        for path in sorted((PACKAGE / "seats").rglob("*.py"))
        if path.name != "markup.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("Html", "Markup")
    ]
    assert found == []
