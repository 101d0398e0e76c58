"""Sentences: the English text to whoever reads it, template and values to whoever translates it."""

import copy
import json
import sqlite3
from multiprocessing.reduction import ForkingPickler

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.domain.facts import FaultBegan
from hotwash.domain.sentences import Sentence, joined, say, term, told_by
from hotwash.exercise.codec import decode, encode, kind_of
from hotwash.journal.rows import canonical

TEXT = st.text(st.characters(codec="utf-8"))
BRACES = st.text("{}!:.[]0a", max_size=12)


@given(BRACES, BRACES)
def test_values_are_never_read_as_templates(first: str, second: str) -> None:
    made = say("{first} and {second}.", first=first, second=second)
    assert made == f"{first} and {second}."
    assert (made.template, made.values) == ("{first} and {second}.", {"first": first, "second": second})


@given(st.lists(st.one_of(BRACES, TEXT), max_size=5))
def test_joined_texts_are_what_they_are(parts: list[str]) -> None:
    assert joined(parts, "; ") == "; ".join(parts)


@given(BRACES)
def test_a_text_without_values_is_its_own_template(text: str) -> None:
    assert term(text) == Sentence(text) == text
    assert Sentence(text).template == text


def test_forms_of_values_are_those_of_the_template() -> None:
    assert say("{count:,} of {share:g} % for {word!r}", count=12_345, share=2.5, word="x") == "12,345 of 2.5 % for 'x'"


@given(TEXT, TEXT)
def test_a_sentence_is_its_text_to_everybody_else(name: str, inner: str) -> None:
    made = say("{name} is {state}.", name=name, state=say("not {inner}", inner=inner))
    text = f"{name} is not {inner}."
    assert made == text
    assert hash(made) == hash(text)
    assert {text, made} == {made}
    assert type(str(made)) is str
    assert json.dumps({"a": [made]}) == json.dumps({"a": [text]})
    assert f"{made}" == made + "" == text
    for twin in (copy.copy(made), copy.deepcopy(made), ForkingPickler.loads(ForkingPickler.dumps(made))):
        assert twin == text
        assert (twin.template, dict(twin.values)) == (made.template, dict(made.values))


@given(TEXT)
def test_a_journal_holds_plain_text(name: str) -> None:
    made, text = say("{name} is down.", name=name), f"{name} is down."
    fact = FaultBegan("f", term("Site without power"), "", made, "scenario")
    body = encode(fact)
    assert {type(value) for value in body.values()} == {str}
    assert canonical(body) == canonical(encode(FaultBegan("f", "Site without power", "", text, "scenario")))
    assert canonical({"sentence": made}) == canonical({"sentence": text})
    assert decode(kind_of(fact), body) == fact


def test_sqlite_keeps_the_text() -> None:
    with sqlite3.connect(":memory:") as link:
        kept, kind = link.execute("SELECT ?1, typeof(?1)", (say("{n} calls", n=3),)).fetchone()
    assert (kept, type(kept), kind) == ("3 calls", str, "text")
    link.close()


def test_an_error_keeps_the_sentence_it_was_raised_with() -> None:
    made = say("no {what} here", what="bread")
    assert told_by(ValueError(made)) is made
    assert str(ValueError(made)) == made
    assert told_by(KeyError("x")) == "'x'"
    assert told_by(ValueError()) == ""


def test_a_place_without_a_value_is_found_at_once() -> None:
    with pytest.raises(KeyError):
        say("{name} and {other}", name="x")
