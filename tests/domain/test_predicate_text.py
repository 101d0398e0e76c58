"""Conditions are read as they are written, written as they are read, and every mistake says where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.domain import predicates as p
from hotwash.domain.predicate_text import DEEPEST, LONGEST, WORDS, named, parse, written
from hotwash.domain.time import MINUTE

NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True).filter(
    lambda name: name not in ("and", "or", "not", "for")
)
TIMES = st.integers(0, 9_000).map(lambda seconds: seconds * 1000)
LEAVES = st.one_of(
    st.builds(p.TimeReached, TIMES),
    st.builds(p.FaultLive, NAMES | st.just("")),
    st.builds(p.ActBegun, NAMES, NAMES | st.just("")),
    st.builds(p.AlarmSeen, NAMES | st.just(""), NAMES | st.just("")),
    st.builds(p.CallsLost, st.integers(0, 10**6), TIMES),
    st.builds(p.CauseStated, NAMES, st.integers(0, 100)),
    st.builds(p.StateIs, NAMES, NAMES),
)
CONDITIONS: st.SearchStrategy[p.Predicate] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(p.Negated, inner),
        st.builds(p.Lasting, inner, TIMES),
        st.builds(p.Every, st.tuples(inner, inner)),
        st.builds(p.Some, st.tuples(inner, inner, inner)),
    ),
    max_leaves=6,
)


@given(CONDITIONS)
def test_what_is_written_is_read_back(condition: p.Predicate) -> None:
    assert parse(written(condition)) == condition


def test_an_author_may_write_it_plainly() -> None:
    found = parse("fault(firewall) for 0:08:00 and not act(reroute)")
    assert found == p.Every((p.Lasting(p.FaultLive("firewall"), 8 * MINUTE), p.Negated(p.ActBegun("reroute"))))
    assert list(named(found)) == [("fault", "firewall"), ("action", "reroute")]
    assert parse("lost(50, within=0:05:00) or queued(3)") == p.Some((p.CallsLost(50, 5 * MINUTE), p.CallsQueued(3)))
    assert parse("fault") == parse("fault()") == p.FaultLive()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "at the end"),
        ("fault(a) and", "at the end"),
        ("weather(a)", "at character 1, not 'weather'"),
        ("act()", "'act' lacks its action"),
        ("act(a, b, c)", "at character"),
        ("act(a, colour=b)", "at character 8, not 'colour'"),
        ("time(5)", "a time as h:mm:ss at character 6"),
        ("lost(many)", "a whole number at character 6"),
        ("fault(a) fault(b)", "at character 10"),
        ("(fault(a)", "')' at the end"),
        ("fault(a) for 8", "a time as h:mm:ss"),
        ("fault(a) & act(b)", "'& act(b)' can't be read"),
        ("not " * (DEEPEST + 2) + "fault", "at most 12 brackets"),
        ("x" * (LONGEST + 1), "at most 1,000 characters"),
    ],
)
def test_a_mistake_says_what_and_where(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=".") as wrong:
        parse(text)
    assert told in str(wrong.value)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    try:
        condition = parse(text)
    except ValueError:
        return
    assert parse(written(condition)) == condition


def test_every_word_has_a_help_and_its_arguments_are_fields() -> None:
    for word in WORDS.values():
        assert word.help
        fields = list(word.make.__dataclass_fields__)  # type: ignore[attr-defined]  # every leaf is a dataclass
        assert [name for name, _ in word.arguments] == fields
