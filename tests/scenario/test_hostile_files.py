"""Files made to hurt: each is refused with one sentence, in little time and memory, and nothing is left behind.

Time is processor time of this process, so that a busy machine does not decide.
"""

import time
import tracemalloc
from collections.abc import Callable

import pytest

from hotwash.scenario.placed import Entries, Form, Items, Scalar, load, resolve
from hotwash.scenario.problems import ScenarioProblems
from tests.scenario.small import ENVELOPE, HEAD, mistakes, read

SECONDS = 2.0
ANCHORS = "anchors and aliases (& and *) are not allowed."


def refused(data: bytes) -> str:
    """The one sentence with which a file is refused, place and all."""
    begun = time.process_time()
    with pytest.raises(ScenarioProblems) as caught:
        load(data, HEAD)
    assert time.process_time() - begun < SECONDS
    assert len(caught.value.problems) == 1
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.isprintable()
    return sentence


def nested(name: str, item: str, join: Callable[[list[str]], str]) -> bytes:
    lines = [f"{name}0: &{name}0 {item}"]
    for level in range(1, 9):
        lines.append(f"{name}{level}: &{name}{level} " + join([f"*{name}{level - 1}"] * 9))
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(nested("a", "[x]", lambda names: f"[{', '.join(names)}]"), ANCHORS, id="1 alias bomb"),
        pytest.param(nested("a", "{k: v}", lambda n: "{<<: [" + ", ".join(n) + "]}"), ANCHORS, id="2 merge bomb"),
        pytest.param(
            ("base: &b {" + ", ".join(f"k{n}: v" for n in range(200)) + "}\n" + "m: {<<: *b}\n" * 100).encode(),
            ANCHORS,
            id="3 quadratic merge",
        ),
        pytest.param(b"a: &a [*a]", ANCHORS, id="4 recursive alias"),
        pytest.param(b"a: *nowhere", ANCHORS, id="4 alias without anchor"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, "nested deeper than 24 levels.", id="5 brackets"),
        pytest.param(b"{a: " * 100_000 + b"}" * 100_000, "nested deeper than 24 levels.", id="5 braces"),
        pytest.param(b"? " * 50_000, "a key must be a word.", id="15 question marks"),
        pytest.param(b"- " * 50_000, "nested deeper than 24 levels.", id="15 dashes"),
        pytest.param(b'a: !!python/object/apply:os.system ["id"]', "tags such as", id="6 python tag"),
        pytest.param(b"a: !!binary aGk=", "tags such as", id="6 binary tag"),
        pytest.param(b"a: !x y", "tags such as '!x' are not allowed.", id="6 own tag"),
        pytest.param(b"a: !!str 1", "tags such as", id="6 tag of YAML"),
        pytest.param(b"%TAG ! tag:example,2000:\n---\na: 1", "lines that begin with % are", id="6 redefinition"),
        pytest.param(b"%YAML 1.1\n---\na: no", "lines that begin with % are not allowed.", id="6 other version"),
        pytest.param(b"base: {a: 1}\nb:\n  <<: {a: 1}\n", "merge keys (<<) are not allowed.", id="2 merge key"),
        pytest.param(b"a: 1\n---\nb: 1\n", "a file holds one document only; take the '---' out.", id="15 documents"),
        pytest.param(b'a: "never closed', "this is not YAML:", id="15 quote"),
        pytest.param(b"a:\n\tb: 1\n", "this is not YAML:", id="15 tab"),
        pytest.param(b":" * 100_000, "", id="15 colons"),
        pytest.param(b"x: " + b"y" * 1_000_000, "text longer than 20,000 characters.", id="16 long word"),
        pytest.param(b"x: '" + b"y " * 400_000 + b"'", "text longer than 20,000 characters.", id="16 long text"),
        pytest.param(b"- {a: 1}\n" * 90_000, "too many items; a file may have 80,000 at most.", id="16 many"),
        pytest.param(b"[" + b"1," * 200_000 + b"]", "too many items; a file may have 80,000 at most.", id="16 list"),
        pytest.param(b"a: b\0c", "is a binary file, not a scenario.", id="13 NUL"),
        pytest.param(b"a: 'b\x1bc'", "the character U+001B can't stand in a scenario; take it out.", id="13 ESC"),
        pytest.param(b"a: b\nc: 'b\x07c'", "the character U+0007 can't stand in a scenario", id="13 BEL"),
        pytest.param(b'a: "\\ud800"', "half of a character pair (a surrogate)", id="13 surrogate"),
        pytest.param(b"a: \xed\xa0\x80", "this is not UTF-8; save the file as UTF-8.", id="13 encoded surrogate"),
        pytest.param("a: b".encode("utf-16"), "is UTF-16; save it as UTF-8.", id="14 UTF-16"),
        pytest.param("a: Mühle".encode("latin-1"), "this is not UTF-8; save the file as UTF-8.", id="14 Latin-1"),
        pytest.param(bytes(range(1, 256)), "", id="14 bytes"),
        pytest.param(b"", "is empty; it must begin with 'format: 1'.", id="14 empty"),
        pytest.param(b"# " + b"#" * 1_000_000, "is empty; it must begin with 'format: 1'.", id="14 comment"),
        pytest.param(b"#\n" * 500_000, "is empty; it must begin with 'format: 1'.", id="14 comments"),
        pytest.param(b" " * (50 << 20), "is larger than 1 MiB; no scenario file may be.", id="14 50 MB"),
        pytest.param(b"{[a]: 1}", "a key must be a word.", id="7 list as key"),
    ],
)
def test_what_could_hurt_is_refused_before_anything_is_kept(data: bytes, sentence: str) -> None:
    said = refused(data)
    assert sentence in said
    assert said.startswith(f"{HEAD}:")


def test_a_dense_file_is_refused_as_soon_as_it_has_too_many_items() -> None:
    begun = time.process_time()
    with pytest.raises(ScenarioProblems, match="too many items; a file may have 160,000 at most"):
        load(b"- [[[[[[[1]]]]]]]\n" * 20_000, HEAD)
    assert time.process_time() - begun < 4 * SECONDS


def test_a_refusal_gives_line_and_column() -> None:
    assert refused(b"a: 1\nb:\n  - &x c\n").startswith("scenario.yaml:3:5: ")
    assert refused(b"a: 1\nb: 'c\x07'\n").startswith("scenario.yaml:2:6: the character U+0007")
    assert refused("a: 1\nb: Mühle\n".encode("latin-1")).startswith("scenario.yaml:2:5: this is not UTF-8")


@pytest.mark.slow
def test_a_refused_bomb_takes_little_memory() -> None:
    data = b"- {a: {b: 1}}\n" * 60_000
    tracemalloc.start()
    try:
        with pytest.raises(ScenarioProblems):
            load(data, HEAD)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 100 << 20


def test_a_file_at_the_limits_is_still_read_in_little_time() -> None:
    begun = time.process_time()
    root, problems = load(b"[" + b"1," * 39_000 + b"]", HEAD)
    assert time.process_time() - begun < SECONDS
    assert isinstance(root, Items)
    assert len(root.items) == 39_000
    assert problems == []


def test_a_byte_order_mark_at_the_beginning_is_taken_off() -> None:
    assert mistakes("\N{ZERO WIDTH NO-BREAK SPACE}" + ENVELOPE) == []


def test_a_key_written_twice_is_told_and_the_first_kept() -> None:
    root, problems = load(b"a: 1\nb: 2\na: 3\n", HEAD)
    assert isinstance(root, Entries)
    kept = root.entries["a"][1]
    assert isinstance(kept, Scalar)
    assert kept.value == 1
    assert [str(problem) for problem in problems] == [
        "scenario.yaml:3:1: the key 'a' stands twice here, first in line 1; keep one."
    ]


@pytest.mark.parametrize(
    ("word", "form", "value"),
    [
        ("12:30", Form.TEXT, "12:30"),
        ("0:15:00", Form.TEXT, "0:15:00"),
        ("no", Form.TEXT, "no"),
        ("NO", Form.TEXT, "NO"),
        ("on", Form.TEXT, "on"),
        ("y", Form.TEXT, "y"),
        ("2024-13-45", Form.TEXT, "2024-13-45"),
        ("1_000", Form.TEXT, "1_000"),
        ("true", Form.TRUTH, True),
        ("0", Form.WHOLE, 0),
        ("-7", Form.WHOLE, -7),
        ("9" * 18, Form.WHOLE, 999_999_999_999_999_999),
        ("~", Form.NOTHING, None),
        ("", Form.NOTHING, None),
        ("null", Form.NOTHING, None),
        ("010", Form.ODD, None),
        ("-0.0", Form.ODD, None),
        ("1e3", Form.ODD, None),
        ("1e400", Form.ODD, None),
        (".nan", Form.ODD, None),
        (".inf", Form.ODD, None),
        ("0x" + "f" * 10_000, Form.ODD, None),
        ("9" * 5_000, Form.ODD, None),
        (str(2**70), Form.ODD, None),
        ("NaN", Form.TEXT, "NaN"),
    ],
)
def test_a_plain_word_is_one_thing_only(word: str, form: Form, value: object) -> None:
    assert resolve(word) == (form, value)


NO_WHOLE_NUMBERS = ["12:30", "010", "1_000", "no", "~", "1e3", ".nan", ".inf", "-0.0", "0xff", "9" * 30, "1e400"]


@pytest.mark.parametrize("written", NO_WHOLE_NUMBERS)
def test_what_is_no_whole_number_is_none(written: str) -> None:
    found = mistakes(ENVELOPE.replace("weight: 2", f"weight: {written}"))
    assert len(found) == 1
    assert "elements[5].weight: expected a whole number, found" in found[0]


@pytest.mark.parametrize("written", ["99:99:99", "-0:15:00", "10000:00:00", "15:00", "0:15:0", "1e3", "900", "~"])
def test_what_is_no_time_is_none(written: str) -> None:
    found = mistakes(
        f"{ENVELOPE}\nfaults:\n  - {{id: voice, kind: rtp_blocked, policy: border-policy, at: {written}}}\n"
    )
    assert len(found) == 1
    assert ": faults[0].at: " in found[0]


def test_numbers_have_a_range() -> None:
    for number in ("-1", str(10**15 + 1)):
        found = mistakes(ENVELOPE.replace("weight: 2", f"weight: {number}"))
        assert len(found) == 1
        assert "is out of range; it must be 0 to 1,000,000." in found[0]


MARKUP = ["<img src=//127.0.0.1/c/x.png>", "<script>", "</para>", "&nosuch;", "AT&T", "<ali>", "{0}", "%s", "${x}",
          "{{7*7}}", "=1+1", "../../x", "مرحبا", "911 👩‍🚒"]  # fmt: skip


@pytest.mark.parametrize("words", MARKUP)
def test_markup_is_only_text(words: str) -> None:
    scenario = read(ENVELOPE.replace("title: Small world", f'title: "{words}"'))
    assert scenario.title == words


@pytest.mark.parametrize(
    ("escape", "said"),
    [
        (r"\u202e", "the character U+202E turns the reading order; take it out."),
        (r"\u2066", "the character U+2066 turns the reading order; take it out."),
        (r"\e", "the control character U+001B can't stand in this text; take it out."),
        (r"\0", "the control character U+0000 can't stand in this text; take it out."),
        (r"\u2028", "a line break can't stand in this text; take it out."),
        (r"\n", "a line break can't stand in this text; take it out."),
    ],
)
def test_a_title_is_one_line_that_reads_as_written(escape: str, said: str) -> None:
    found = mistakes(ENVELOPE.replace("title: Small world", f'title: "Small{escape}world"'))
    assert [line.split(": ", 2)[2] for line in found] == [said]


def test_a_text_may_have_lines_but_no_control_characters() -> None:
    assert read(ENVELOPE.replace("summary: For tests.", r'summary: "One.\n\tTwo."')).summary == "One.\n\tTwo."
    assert len(mistakes(ENVELOPE.replace("summary: For tests.", r'summary: "One.\a"'))) == 1


@pytest.mark.parametrize(("key", "most"), [("title", 200), ("summary", 4_000)])
def test_texts_have_a_length(key: str, most: int) -> None:
    old = {"title": "title: Small world", "summary": "summary: For tests."}[key]
    assert mistakes(ENVELOPE.replace(old, f"{key}: {'x' * most}")) == []
    found = mistakes(ENVELOPE.replace(old, f"{key}: {'x' * (most + 1)}"))
    assert [line.split(": ", 2)[2] for line in found] == [f"longer than {most:,} characters."]
    combining = "e" + "\N{COMBINING ACUTE ACCENT}" * 10_000
    assert len(mistakes(ENVELOPE.replace(old, f"{key}: {combining}"))) == 1


def test_ten_thousand_mistakes_are_counted_and_the_first_printed() -> None:
    begun = time.process_time()
    with pytest.raises(ScenarioProblems) as caught:
        read(ENVELOPE + "".join("  - {a: x, b: y}\n" for _ in range(4_000)))
    assert time.process_time() - begun < 2 * SECONDS
    assert len(caught.value.problems) > 8_000
    lines = str(caught.value).splitlines()
    assert len(lines) == 201
    assert lines[-1].endswith("more mistakes; correct these first.")


def test_a_list_of_ten_thousand_wrong_targets_takes_little_time() -> None:
    targets = ", ".join(f"target-{n}" for n in range(10_000))
    text = f"{ENVELOPE}\nobjectives:\n  - {{id: one, text: A., capability: B, target: C., faults: [{targets}]}}\n"
    begun = time.process_time()
    found = mistakes(text)
    assert time.process_time() - begun < 2 * SECONDS
    assert "no fault 'target-0'" in found[0]


@pytest.mark.parametrize(
    "text", ['{"format": NaN}', '{"format": 1, "format": 1}', '{"format": 1} trailing', "[1, 2", '"x"']
)
def test_json_that_is_wrong_is_told(text: str) -> None:
    assert mistakes(text)
    assert all(line.startswith("scenario.yaml:") for line in mistakes(text))
