"""Whatever style a text is in: an edit of it says what was meant, and leaves what was not meant as it stood."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hotwash.scenario.draft import Fields, Odd, Plain, plain
from hotwash.scenario.marked import marked
from hotwash.scenario.placed import Form, load
from hotwash.scenario.splice import Splice
from hotwash.scenario.yaml_text import block_lines, flow_line, same, word
from tests.scenario.styles import TEXTS, keys, roots, singles, text_of, texts, values


def read(text: str) -> Plain:
    root, problems = load(text.encode(), "a")
    assert problems == []
    return plain(root)


@given(singles)
def test_a_single_value_reads_back_the_same_wherever_it_stands(value: Plain) -> None:
    assert same(read(f"a: {word(value)}\n"), Fields({"a": value}))
    assert same(read(f"- {word(value)}\n"), (value,))
    assert same(read(f"[{{a: {word(value, flow=True)}, b: 1}}]\n"), (Fields({"a": value, "b": 1}),))
    assert same(read("\n".join(block_lines(Fields({"a": value}), 0)) + "\n"), Fields({"a": value}))


@settings(max_examples=50)
@given(roots)
def test_any_value_is_written_in_both_styles(root: Fields) -> None:
    assert same(read("\n".join(block_lines(root, 0)) + "\n"), root)
    assert same(read(flow_line(root) + "\n"), root)


def test_words_that_could_mean_something_else_stand_in_quotes() -> None:
    assert [word(text) for text in ("000", "yes", "1:2", "# x", "a: b", "0:10:00", "PSAP 1 (city)")] == [
        '"000"', '"yes"', '"1:2"', '"# x"', '"a: b"', "0:10:00", "PSAP 1 (city)",
    ]  # fmt: skip


@st.composite
def styled(draw: st.DrawFn) -> tuple[str, Fields]:
    root = draw(roots)
    return text_of(root, draw), root


def edited(draw: st.DrawFn, value: Plain) -> Plain:
    """The value with one thing in it otherwise."""
    if isinstance(value, Fields) and value and draw(st.integers(0, 3)):
        key = draw(st.sampled_from(sorted(value)))
        kind = draw(st.sampled_from(("inside", "out", "new")))
        if kind == "inside":
            return value.having(key, edited(draw, value[key]))
        return value.lacking(key) if kind == "out" else value.having("new", draw(values))
    if isinstance(value, tuple) and value and draw(st.integers(0, 3)):
        at = draw(st.integers(0, len(value) - 1))
        kind = draw(st.sampled_from(("inside", "out", "new", "first")))
        left = (*value[:at], *value[at + 1 :])
        match kind:
            case "inside":
                return (*value[:at], edited(draw, value[at]), *value[at + 1 :])
            case "out":
                return left
            case "first":
                return (value[at], *left)
            case _:
                return (*value[:at], draw(values), *value[at:])
    return draw(values)


@settings(max_examples=60)
@given(styled(), st.data())
def test_an_edited_text_says_what_was_meant(made: tuple[str, Fields], data: st.DataObject) -> None:
    text, root = made
    assert same(read(text), root)
    assert same(marked(text).plain, root)
    new = data.draw(st.composite(lambda draw: edited(draw, root))())
    if isinstance(new, Fields) and new:
        assert same(read(Splice(text).whole(marked(text), new)), new)


@settings(max_examples=30)
@given(styled())
def test_a_text_that_says_the_same_is_the_same(made: tuple[str, Fields]) -> None:
    text, root = made
    assert Splice(text).whole(marked(text), root) == text


@settings(max_examples=30)
@given(styled(), st.sampled_from(TEXTS) | texts)
def test_keys_that_did_not_change_keep_every_letter(made: tuple[str, Fields], value: str) -> None:
    text, root = made
    before = marked(text)
    key = before.keys[0].written
    out = Splice(text).whole(before, root.having(key, value))
    if not same(root[key], value):
        assert out.endswith(text[before.stops[0] :])
        assert out.startswith(text[: before.keys[0].end])


@example("a: b\n- c", "x")
@given(st.sampled_from(TEXTS) | texts, texts)
def test_hostile_text_is_never_structure(text: str, other: str) -> None:
    before = "# c\na: [x, {b: y}] # d\nlist:\n  - x\n"
    root = marked(before)
    new = keys(a=(text, Fields({"b": other, text: "k"})), list=(other, text, "x")).having(other or "z", text)
    assert same(read(Splice(before).whole(root, new)), new)


def test_odd_words_stay_as_written() -> None:
    text = "a: 1.50 # c\nb: ~\nc:\n"
    root = marked(text)
    new = keys(a=7, b=Odd("~", Form.NOTHING), c=Odd("", Form.NOTHING))
    assert Splice(text).whole(root, new) == "a: 7 # c\nb: ~\nc:\n"


def test_windows_line_ends_stay() -> None:
    text = "a: 1\r\nb:\r\n  - x # c\r\n  - y\r\n"
    out = Splice(text).whole(marked(text), keys(a=1, b=("x", "z", "y"), c="p\nq"))
    assert out == "a: 1\r\nb:\r\n  - x # c\r\n  - z\r\n  - y\r\nc: |-\r\n  p\r\n  q\r\n"
