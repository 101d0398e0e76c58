"""Every text of a screen can be said in another language: literal, marked, and filled from places that exist."""

import ast
import string
from pathlib import Path

import pytest

from hotwash.analysis.conditions import Standing
from hotwash.domain.firewall import Flow, Verb
from hotwash.domain.network import CARRIES
from hotwash.domain.outcomes import WORDS
from hotwash.viewmodels.words import msg, noop, said, speak
from tests.viewmodels.spoken import APP, BELOW, MARKS, NO_READER, NO_TEXT, ROOMS, literals, spoken, trees, unspoken


def test_every_text_that_is_said_is_a_literal() -> None:
    marked = [one for path, tree in trees(*ROOMS) for one in spoken(path, tree)]
    assert [one.where for one in marked if one.text is None and one.call != "tr"] == []
    assert len({one.text for one in marked}) > 250


def test_every_text_stands_where_the_extractor_finds_it() -> None:
    """`pyside6-lupdate` takes any method of such a name for a mark, and does not look into f-strings."""
    calls = [(path.name, node) for path, tree in trees(*ROOMS) for node in ast.walk(tree)]
    methods = [
        f"{name}:{node.lineno}: {ast.unparse(node.func)}"
        for name, node in calls
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MARKS
    ]
    hidden = [
        f"{name}:{node.lineno}: {ast.unparse(node)}"
        for name, node in calls
        if isinstance(node, ast.JoinedStr)
        and any(one.text is not None for one in spoken(Path(name), ast.Module([ast.Expr(node)], [])))
    ]
    assert (methods, hidden) == ([], [])


def test_every_place_of_a_text_is_filled() -> None:
    wrong = [
        (one.where, one.text)
        for path, tree in trees(*ROOMS)
        for one in spoken(path, tree)
        if one.text is not None
        and one.call not in ("noop", "term")
        and one.filled is not None
        and places(one.text) != one.filled
    ]
    assert wrong == []


def places(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_no_sentence_is_kept_from_translators() -> None:
    found = [
        f"{path.name}:{line}: {text}"
        for path, tree in trees("ui", "viewmodels")
        if path.name not in NO_TEXT
        for line, text in unspoken(tree)
    ]
    assert found == []


def test_no_sentence_of_a_room_below_is_kept_from_translators() -> None:
    found = [
        f"{path.relative_to(APP).as_posix()}: {text}" for path, tree in trees(*BELOW) for _, text in unspoken(tree)
    ]
    assert [text for text in found if not NO_READER.fullmatch(text)] == []


@pytest.mark.parametrize("node", ["raise ValueError(f'no fault {name}')", "super().__init__(f'{path} is a folder')"])
def test_an_error_that_composes_its_own_words_is_found(node: str) -> None:
    assert list(unspoken(ast.parse(node)))
    assert not NO_READER.fullmatch(f"journal/errors.py: {next(unspoken(ast.parse(node)))[1]}")


@pytest.mark.parametrize("source", ["f'{n} calls wait'", "label('Nothing is in trouble')", "x = f'since {t}'"])
def test_a_sentence_that_is_kept_from_translators_is_found(source: str) -> None:
    assert list(unspoken(ast.parse(f"y = {source}")))


@pytest.mark.parametrize("source", ["f'element:{id}'", "tr('Nothing is in trouble')", "msg('{n} calls wait', n=n)"])
def test_keys_and_marked_texts_are_left_alone(source: str) -> None:
    assert list(unspoken(ast.parse(f"y = {source}"))) == []


def test_words_of_the_rooms_below_are_marked_where_they_are_written() -> None:
    below = [*WORDS.values(), *Standing, *CARRIES, *(flow.value for flow in Flow), *(verb.value for verb in Verb)]
    names = {"INVITE", "OPTIONS"}  # SIP methods, the same in every language
    assert set(map(str, below)) - literals() == names


def test_texts_are_said_in_the_language_and_values_stay_as_they_are() -> None:
    before = speak(lambda text: {"{n} wait": "{n} warten", "busy": "besetzt"}.get(text, text))
    try:
        assert msg("{n} wait", n="{n} wait") == "{n} wait warten"
        assert (said("busy"), noop("busy")) == ("besetzt", "busy")
    finally:
        speak(before)
