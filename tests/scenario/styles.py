"""YAML texts in any mixture of styles, as people and other programs write them, for tests of what edits them."""

from __future__ import annotations

from hypothesis import strategies as st

from hotwash.scenario.draft import Fields, Odd, Plain
from hotwash.scenario.placed import Form
from hotwash.scenario.yaml_text import quoted, word

TEXTS = (
    "000", "yes", "No", "1:2", "0:10:00", "# x", "- x", "a: b", "a #b", "{a}", "[", "*x", "&x", "!x", "%x", "@x",
    "'", '"', "\\", "", " ", " a", "a ", "a  b", "a\nb", "a\n\nb", "a\n", "\n", "~", "null", "true", "1.5", "0x1f",
    "---", "...", "key:", ": x", "? x", "| x", "> x", ">-", "`x", "1e5", "a,b", "a, b", "é", "警察", "\t", "a\tb",
    "\x85", "\u2028", "\ufeff", "<<", "=", "x" * 130, "word " * 60 + "end", "a\r\nb", "[a, b]: c",
    "12", "-7", "PSAP 1", "\u202e", "\xa0x",
)  # fmt: skip
texts = st.sampled_from(TEXTS) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
odds = st.sampled_from([Odd("1.5", Form.ODD), Odd("~", Form.NOTHING), Odd("null", Form.NOTHING), Odd("0o7", Form.ODD)])
singles = texts | st.integers(-(10**6), 10**6) | st.booleans() | odds
names = st.sampled_from(("id", "name", "at", "kind", "note", "é key", "a b", "yes", "1", "x:y", "#k"))


def keys(**given: Plain) -> Fields:
    """Keys and values, for tests that write them out."""
    return Fields(given)


def fields(inner: st.SearchStrategy[Plain], most: int = 5) -> st.SearchStrategy[Fields]:
    return st.dictionaries(names, inner, max_size=most).map(Fields)


values: st.SearchStrategy[Plain] = st.recursive(
    singles, lambda inner: st.lists(inner, max_size=4).map(tuple) | fields(inner), max_leaves=12
)
roots = fields(values, 6).filter(bool)


def text_of(root: Fields, draw: st.DrawFn) -> str:
    """The text of keys and values in a style that is drawn anew for each of them, with comments."""
    return "# Above all.\n" + _block(root, 0, draw) + draw(st.sampled_from(("", "# Below all.\n")))


def _block(value: Plain, column: int, draw: st.DrawFn) -> str:
    out = ""
    pad = " " * column
    entries = value.items() if isinstance(value, Fields) else [("", inner) for inner in value]  # type: ignore[union-attr]  # never a single value
    for key, inner in entries:
        out += draw(st.sampled_from(("", "", "", f"{pad}# Above.\n", "\n", f"\n{pad}# Group.\n\n", "# Far left.\n")))
        comment = draw(st.sampled_from(("", "", " # Behind.")))
        head = f"{pad}{word(key)}:" if isinstance(value, Fields) else f"{pad}-"
        if isinstance(inner, Fields | tuple) and inner and draw(st.booleans()):
            deeper = column + draw(st.sampled_from((1, 2, 4)))
            out += f"{head}{comment}\n" + _block(inner, deeper, draw)
            out += draw(st.sampled_from(("", "", f"{' ' * deeper}# Last.\n")))
        else:
            out += f"{head} {_flow(inner, column, draw)}{comment}\n"
    return out


def _flow(value: Plain, column: int, draw: st.DrawFn) -> str:
    between = st.sampled_from((", ", ",", " , ", f",\n{' ' * (column + 3)}", f", # Behind.\n{' ' * (column + 3)}"))
    if isinstance(value, Fields | tuple):
        pairs = isinstance(value, Fields)
        parts = (
            [f"{word(key, flow=True)}: {_flow(inner, column, draw)}" for key, inner in value.items()]
            if isinstance(value, Fields)
            else [_flow(inner, column, draw) for inner in value]
        )
        joined = "".join((draw(between) if number else "") + part for number, part in enumerate(parts))
        return ("{" if pairs else "[") + joined + ("}" if pairs else "]")
    if isinstance(value, str) and draw(st.booleans()):
        return quoted(value)
    return word(value, flow=True)
