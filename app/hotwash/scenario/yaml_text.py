"""Plain values to YAML text that reads back the same, in the style of the shipped scenarios; knows no file, no place.

Whatever a text holds (marks, line breaks, words that look like numbers), it stays text: it never becomes structure.
"""

from __future__ import annotations

import re

from hotwash.scenario.draft import Fields, Odd, Plain
from hotwash.scenario.placed import Form, resolve

WIDTH = 120
"""Longest line that is written, as far as words allow."""
_SHORT_LIST = 8
_PLAIN = re.compile(r"[^\W\d_](?:[\w ./()%+'’–—;!?@$€£°·…-]|:(?=[^\s])|,(?=\S)|, (?=\S)|(?<=\S)[#&*=](?=\S))*\Z")
_BEGINS_WITH_DIGIT = re.compile(
    r"\d{1,4}:\d\d:\d\d\Z|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\Z|\d+(?:-\d+)*-?[a-z][a-z0-9-]*\Z", re.ASCII
)
_OLD_TRUTHS = frozenset({"yes", "no", "on", "off", "y", "n"})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def same(one: Plain, other: Plain) -> bool:
    """Whether two values are written alike; unlike `==` it tells a truth from a number."""
    if isinstance(one, Fields):
        return (
            isinstance(other, Fields)
            and len(one) == len(other)
            and all(key in other and same(value, other[key]) for key, value in one.items())
        )
    if isinstance(one, tuple):
        return (
            isinstance(other, tuple)
            and len(one) == len(other)
            and all(same(a, b) for a, b in zip(one, other, strict=True))
        )
    return type(one) is type(other) and one == other


def quoted(text: str) -> str:
    """A text in double quotes on one line."""
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter.isprintable():
        return letter
    code = ord(letter)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def word(value: Plain, *, flow: bool = False) -> str:
    """A single value on one line; `flow` where it stands within braces or brackets."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Odd(written=written):
            if resolve(written)[0] is Form.TEXT:
                return quoted(written)
            return written or ("null" if flow else "")
        case str():
            return value if is_plain(value, flow=flow) else quoted(value)
        case _:
            raise TypeError(type(value).__name__)


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text may stand without quotes."""
    if not text or text[-1] in " :" or "  " in text or not text.isprintable() or text.casefold() in _OLD_TRUTHS:
        return False
    if flow and any(mark in text for mark in ",?#&*:!"):
        return _BEGINS_WITH_DIGIT.match(text) is not None and resolve(text)[0] is Form.TEXT
    good = _BEGINS_WITH_DIGIT if text[0].isascii() and text[0].isdigit() else _PLAIN
    return good.match(text) is not None and resolve(text)[0] is Form.TEXT


def flow_words(value: Plain) -> list[str]:
    """A value within braces or brackets, as words between which a line may end."""
    if isinstance(value, Fields):
        return _bracketed("{", [_pair_words(key, inner) for key, inner in value.items()], "}")
    if isinstance(value, tuple):
        return _bracketed("[", [flow_words(inner) for inner in value], "]")
    if isinstance(value, str) and len(value) > WIDTH // 2 and _folds(value):
        words = [quoted(each)[1:-1] for each in value.split(" ")]
        return ['"' + words[0], *words[1:-1], words[-1] + '"'] if len(words) > 1 else [quoted(value)]
    return [word(value, flow=True)]


def _pair_words(key: str, value: Plain) -> list[str]:
    first, *rest = flow_words(value)
    return [f"{word(key, flow=True)}: {first}", *rest]


def _bracketed(left: str, groups: list[list[str]], right: str) -> list[str]:
    words = [word for number, group in enumerate(groups) for word in with_comma(group, last=number == len(groups) - 1)]
    if not words:
        return [left + right]
    words[0] = left + words[0]
    words[-1] += right
    return words


def with_comma(group: list[str], *, last: bool) -> list[str]:
    """The words of one of several, a comma behind all but the last."""
    return group if last else [*group[:-1], group[-1] + ","]


def filled(words: list[str], column: int, indent: int, newline: str = "\n") -> str:
    """Words on lines up to WIDTH, the first beginning at `column`, lines after it at `indent`."""
    out, at = words[0], column + len(words[0])
    for each in words[1:]:
        if at + 1 + len(each.partition("\n")[0]) > WIDTH:
            out, at = out + newline + " " * indent + each, indent + len(each)
        else:
            out, at = f"{out} {each}", at + 1 + len(each)
        if "\n" in each:
            at = len(each.rpartition("\n")[2])
    return out


def _folds(text: str) -> bool:
    """Whether its words may be parted by line ends and be read back the same."""
    return (
        text.isprintable() and text == " ".join(text.split(" ")) and not text.startswith(" ") and all(text.split(" "))
    )


def is_short(value: Plain) -> bool:
    """Whether a value reads well within braces or brackets."""
    if isinstance(value, Fields):
        return len(flow_line(value)) <= 2 * WIDTH and all(
            not isinstance(inner, Fields) and (not isinstance(inner, tuple) or is_short(inner))
            for inner in value.values()
        )
    if isinstance(value, tuple):
        words = [inner for inner in value if isinstance(inner, str)]
        few = all(len(text) <= WIDTH // 3 for text in words) and not any(isinstance(inner, Fields) for inner in value)
        return few and (len(words) <= _SHORT_LIST or len(flow_line(value)) <= WIDTH)
    return True


def _is_inline(value: Fields | tuple[Plain, ...], used: int) -> bool:
    """Whether a list or keys stand well on the line of their key; numbers may run over several."""
    figures = isinstance(value, tuple) and all(isinstance(inner, int) for inner in value)
    return figures or (is_short(value) and used + 1 + len(flow_line(value)) <= WIDTH)


def flow_line(value: Plain) -> str:
    """A value within braces or brackets on one line."""
    return " ".join(flow_words(value))


def after_key(value: Plain, column: int, used: int, newline: str = "\n") -> str:
    """What stands behind `key:` or `-`, its space or line end first.

    `column` is that of the key or hyphen, `used` the column behind the colon or hyphen.
    """
    if isinstance(value, Fields | tuple) and value and not _is_inline(value, used):
        return newline + block(value, column + 2, newline)
    if isinstance(value, Fields | tuple):
        return " " + filled(flow_words(value), used + 1, column + 4, newline)
    if isinstance(value, str):
        return " " + scalar(value, column, used + 1, newline)
    found = word(value)
    return f" {found}" if found else ""


def scalar(text: str, column: int, used: int, newline: str = "\n", style: str | None = None) -> str:
    """A text behind a key: in one line where it fits, else folded or line by line; `style` is that of a text before."""
    lines = text.split("\n")
    wants_lines = style in ("|", ">") or len(lines) > 1 or used + len(text) > WIDTH
    if wants_lines and len(text) > 1 and all(not line or _folds(line) for line in lines) and lines[0] and lines[-1]:
        indent = " " * (column + 2)
        if style == "|" or (len(lines) > 1 and style != ">" and max(map(len, lines)) + len(indent) <= WIDTH):
            return "|-" + "".join(newline + (indent + line if line else "") for line in lines)
        out = ">-"
        for number, line in enumerate(lines):
            out += newline if number else ""
            out += newline + indent + filled(line.split(" "), len(indent), len(indent), newline) if line else ""
        return out
    if style == '"':
        return quoted(text)
    if style == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return word(text)


def block(value: Fields | tuple[Plain, ...], column: int, newline: str = "\n") -> str:
    """Keys, or entries behind hyphens, each on lines of its own, with the indentation of the first."""
    return " " * column + (newline + " " * column).join(block_lines(value, column, newline))


def block_lines(value: Fields | tuple[Plain, ...], column: int, newline: str = "\n") -> list[str]:
    """Each key or entry with all its lines; the first line of each without indentation."""
    if isinstance(value, Fields):
        return [pair(key, inner, column, newline) for key, inner in value.items()]
    return [entry(inner, column, flow=is_short(inner), newline=newline) for inner in value]


def pair(key: str, value: Plain, column: int, newline: str = "\n") -> str:
    """One key with its value."""
    name = word(key) + ":"
    return name + after_key(value, column, column + len(name), newline)


def entry(value: Plain, column: int, *, flow: bool, newline: str = "\n") -> str:
    """One entry behind its hyphen."""
    if isinstance(value, Fields | tuple) and (flow or not value):
        return "- " + filled(flow_words(value), column + 2, column + 3, newline)
    if isinstance(value, Fields | tuple):
        return "- " + block(value, column + 2, newline).lstrip(" ")
    return "-" + after_key(value, column, column + 1, newline)
