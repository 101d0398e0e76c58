"""One row of a sheet to the keys of one inject; knows no file. What is guessed or left out is told, never silent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hotwash.catalogue import registry
from hotwash.documents.grid import Cell
from hotwash.documents.msel.headers import DTG, MODE, SENDER
from hotwash.documents.msel.moments import Moment, Reckoning, is_before
from hotwash.documents.msel.naming import EVERYBODY, Names, like, lines
from hotwash.documents.msel.report import Sort
from hotwash.domain.msel import Category, Label, OwnColumn, Release, Status
from hotwash.domain.msel_columns import BETWEEN, COLUMNS, Shape, delivery_fields
from hotwash.domain.predicate_text import parse
from hotwash.domain.sentences import say
from hotwash.domain.time import Millis, clock
from hotwash.scenario.problems import did_you_mean, shown
from hotwash.scenario.wording import is_stray
from hotwash.scenario.write_injects import Entry

Tell = Callable[[Sort, str, str], None]
"""Notes what became of a field: sort, field, sentence."""
LONG_SUBJECT = 60
"""Characters of a subject that is made of the description (HSEEP asks for a short one)."""
MODES: Mapping[str, str] = {
    "phone": "phone", "telephone": "phone", "call": "phone", "phone call": "phone", "tel": "phone", "cell": "phone",
    "landline": "phone",
    "e mail": "e-mail", "email": "e-mail", "mail": "e-mail", "radio": "radio", "chat": "chat",
    "text": "chat", "sms": "chat", "text message": "chat", "instant message": "chat", "teams": "chat",
    "ticket": "ticket",
    "in person": "in-person", "face to face": "in-person", "verbal": "in-person", "oral": "in-person",
    "runner": "in-person", "note": "note", "paper": "note", "fax": "note", "handout": "note", "letter": "note",
    "media": "media", "social media": "media", "news": "media", "tv": "media", "press": "media", "broadcast": "media",
    "twitter": "media", "x": "media", "alarm": "alarm", "network": "network", "simulation": "network",
}  # fmt: skip
CATEGORIES: Mapping[str, Category] = {
    **{like(one): one for one in Category}, "contingency inject": Category.CONTINGENCY,
    "expected action": Category.EXPECTED, "expected player action": Category.EXPECTED,
    "player action": Category.EXPECTED, "context": Category.CONTEXT, "information": Category.CONTEXT,
    "information only": Category.CONTEXT, "informational": Category.CONTEXT, "contextual inject": Category.CONTEXT,
    "admin": Category.ADMINISTRATIVE, "controller action": Category.ADMINISTRATIVE,
}  # fmt: skip
STATUSES: Mapping[str, Status] = {
    **{like(one): one for one in Status}, "cancelled": Status.OBSOLETE, "canceled": Status.OBSOLETE,
    "deleted": Status.OBSOLETE, "released": Status.APPROVED, "complete": Status.APPROVED, "completed": Status.APPROVED,
}  # fmt: skip
RELEASES: Mapping[str, Release] = {like(one): one for one in Release}
LABELS: Mapping[str, Label] = {like(one): one for one in Label if one}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "category": CATEGORIES, "status": STATUSES, "release": RELEASES, "label": LABELS,
}  # fmt: skip
_NUMBER = re.compile(r"\D{0,12}?(\d{1,4})(?:\.0)?\s*([A-Za-z]{0,2})\Z", re.ASCII)
_SHAPES = {column.field: column.shape for column in COLUMNS}
_LISTS = ("to", "objectives", "tasks", "begins", "ends")


def words(value: Cell) -> str:
    """A cell as text."""
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.isoformat(" ", "minutes")
        case timedelta():
            return clock(round(value / timedelta(milliseconds=1)))
        case _:
            return str(value).replace("\r\n", "\n").replace("\r", "\n")


@dataclass(slots=True)
class Line:
    """The cells of one row by field, and what is made of them. `ours`: written by this program, so taken as it is."""

    cells: Mapping[str, Cell]
    names: Mapping[str, Names]
    dates: Reckoning
    tell: Tell
    ours: bool
    made: dict[str, Entry] = field(default_factory=dict)

    def read(self, own: Sequence[tuple[str, Cell]]) -> bool:
        """Make the keys, all but number and id; False where the row is no line of an MSEL."""
        self._texts()
        self._lists()
        self._choices()
        self._times()
        self._condition()
        columns = (
            (self._fit(title, title, long=False), self._fit(words(cell), title, long=True)) for title, cell in own
        )
        kept = tuple(OwnColumn(name=title, text=text) for title, text in columns if title and text)
        if kept:
            self.made["columns"] = kept
        return self._delivery()

    def number(self) -> int | None:
        """The number in its cell, its suffix noted; None where it has none."""
        value = words(self.cells.get("number"))
        found = _NUMBER.match(value.strip())
        if found is None:
            if value.strip():
                self.tell(Sort.LEFT, "number", say("{text} is no number from 0 to 9999", text=shown(value)))
            return None
        if found.group(2):
            self.made.setdefault("suffix", found.group(2))
        return int(found.group(1))

    def _texts(self) -> None:
        for name, shape in _SHAPES.items():
            if shape is not Shape.TEXT or name in ("kind", "module", "id"):
                continue
            long = name in ("text", "note", "otherwise", "remarks")
            text = self._fit(words(self.cells.get(name)), name, long=long)
            if text:
                self.made[name] = text
        sender = self._fit(words(self.cells.get(SENDER)), SENDER, long=False)
        if sender:
            self.made.setdefault("speaker", sender)
        expected = words(self.cells.get("expected"))
        parts = tuple(expected.split(BETWEEN)) if self.ours else lines(expected)
        kept = tuple(one for part in parts if (one := self._fit(part, "expected", long=True)))
        if kept:
            self.made["expected"] = kept

    def _fit(self, text: str, name: str, *, long: bool) -> str:
        """Text as a scenario takes it: as it is where it may stand, else without what may not."""
        if not long:
            text = " ".join(text.split()) if not self.ours or "\n" in text else text
        stray = sum(is_stray(letter, long=long) for letter in text)
        if stray:
            self.tell(
                Sort.LEFT,
                name,
                say("{count} control or direction characters in {text}", count=stray, text=shown(text, 30)),
            )
            text = "".join(letter for letter in text if not is_stray(letter, long=long))
        return text if self.ours else text.strip()

    def _lists(self) -> None:
        for name in _LISTS:
            text = words(self.cells.get(name))
            if not text.strip() or (name == "to" and like(text) in EVERYBODY):
                continue
            found, unknown = self.names[name].split(text)
            for one in unknown:
                near = did_you_mean(one, self.names[name].ids)
                self.tell(Sort.LEFT, name, say("the scenario has no {text}{near}", text=shown(one), near=near))
            if found:
                self.made[name] = tuple(found)
            elif name == "to":
                self.made["status"] = Status.DRAFT.value
                self.tell(Sort.GUESSED, name, say("it would reach every seat, so the line is a draft; name its seats"))
        for name in ("module", "element"):
            text = words(self.cells.get(name))
            ident = self.names[name].ids.get(like(text))
            if ident:
                self.made[name] = ident
            elif text.strip():
                self.made.pop(name, None)
                near = did_you_mean(text, self.names[name].ids)
                self.tell(Sort.LEFT, name, say("the scenario has no {text}{near}", text=shown(text), near=near))

    def _choices(self) -> None:
        for name, known in _WORDS.items():
            text = words(self.cells.get(name)).strip()
            if not text:
                continue
            if like(text) not in known:
                self.tell(
                    Sort.LEFT,
                    name,
                    say(
                        "{text} is none of: {known}",
                        text=shown(text),
                        known=", ".join(dict.fromkeys(map(str, known.values()))),
                    ),
                )
                continue
            word = str(known[like(text)])
            self.made.setdefault(name, word)
            if like(word) != like(text):
                self.tell(Sort.GUESSED, name, say("{text} is taken for {word}", text=shown(text), word=word))

    def _times(self) -> None:
        planned = self._moment("at", self.dates.elapsed)
        story = self._moment(DTG, self.dates.story)
        if planned is not None and story is not None and planned != story:
            sentence = say(
                "T+ {story} by the date does not agree with T+ {at}, which is taken",
                story=clock(story),
                at=clock(planned),
            )
            self.tell(Sort.LEFT, DTG, sentence)
        at = story if planned is None else planned
        if at is not None:
            self.made["at"] = clock(at)
        for name in ("timeout", "veto", "otherwise_after"):
            value = self._moment(name, self.dates.elapsed)
            if value is not None:
                self.made[name] = clock(value)

    def _moment(self, name: str, read: Callable[[Cell], Moment | None]) -> Millis | None:
        value = self.cells.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        found = read(value)
        if found is None:
            why = say("lies before the start") if is_before(value) else say("can't be read as a time")
            self.tell(Sort.LEFT, name, say("{text} {why}", text=shown(words(value)), why=why))
            return None
        if found.at < 0:
            self.tell(Sort.LEFT, name, say("{text} lies before the start", text=shown(words(value))))
            return None
        if found.guess:
            self.tell(Sort.GUESSED, name, say("{text}: {guess}", text=shown(words(value)), guess=found.guess))
        return found.at

    def _condition(self) -> None:
        text = words(self.cells.get("when")).strip()
        if not text:
            return
        try:
            parse(text)
        except ValueError:
            self.tell(Sort.GUESSED, "when", say("kept as a note, for it is no condition that can be read"))
            note = str(self.made.get("note", ""))
            kept = self._fit(text, "when", long=True)
            self.made["note"] = f"{note}\nTrigger: {kept}" if note else f"Trigger: {kept}"
            return
        self.made["when"] = text

    def _delivery(self) -> bool:
        """Which kind of inject it is, with everything that this kind must have."""
        if not self.ours and not (self.made.get("subject") or self.made.get("text")):
            return False
        kind = self._kind()
        self.made["kind"] = kind
        has = delivery_fields(registry.injects()[kind])
        if not self.ours:
            self._fill(has)
        for name in {one for each in registry.injects().values() for one in delivery_fields(each)} - set(has):
            value = self.made.pop(name, None)
            if value:
                self.tell(Sort.LEFT, name, say("an inject of the kind {kind} has no such field", kind=kind))
        return True

    def _kind(self) -> str:
        known = {like(name): name for name in registry.injects()}
        known |= {like(str(kind.title)): name for name, kind in registry.injects().items()}
        text = words(self.cells.get("kind")).strip()
        if like(text) in known:
            return known[like(text)]
        if text:
            self.tell(Sort.LEFT, "kind", say("{text} is no kind of inject", text=shown(text)))
        written = words(self.cells.get(MODE)) or words(self.cells.get("channel"))
        mode = MODES.get(like(written), "")
        for part in re.split(r"[/,;\n]", written):
            mode = mode or MODES.get(like(part), "")
        self.made.pop("channel", None)
        if written.strip() and not mode:
            self.tell(Sort.LEFT, MODE, say("{text} is no way of delivery that is known", text=shown(written)))
        if mode == "media":
            return "media"
        if mode == "alarm" and "element" in self.made:
            return "alarm"
        if mode == "network" and ("begins" in self.made or "ends" in self.made):
            return "network_change"
        if mode in ("alarm", "network"):
            self.tell(
                Sort.GUESSED,
                MODE,
                say("{text} names nothing of the network, so it is told in words", text=shown(written)),
            )
            mode = ""
        if mode:
            self.made["channel"] = mode
        if mode or self.made.get("speaker") or self.made.get("to"):
            return "message"
        self.tell(Sort.GUESSED, MODE, say("nobody says it to anybody, so it is read aloud (briefing)"))
        return "briefing"

    def _fill(self, has: Sequence[str]) -> None:
        text, subject = str(self.made.get("text", "")), str(self.made.get("subject", ""))
        if not subject:
            first = " ".join(text.split())
            self.made["subject"] = (
                first if len(first) <= LONG_SUBJECT else f"{first[: LONG_SUBJECT - 1].rstrip()}\u2026"
            )
            self.tell(Sort.GUESSED, "subject", say("made of the description"))
        if "text" in has and not text:
            self.made["text"] = subject
            self.tell(Sort.GUESSED, "text", say("the subject is said, for there is no description"))
        for name in ("speaker", "outlet"):
            if name in has and not self.made.get(name):
                sender = self.made.pop("speaker", "")
                self.made[name] = sender or "SimCell"
                if not sender:
                    self.tell(Sort.GUESSED, SENDER, say("nobody is named, so SimCell says it"))
        if "outlet" in has:
            self.made.pop("speaker", None)
        if "name" in has and not self.made.get("name"):
            self.made["name"] = str(self.made["subject"])
