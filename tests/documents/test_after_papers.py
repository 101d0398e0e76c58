"""What is printed after an exercise: evidence beside what people wrote, names hidden, the same bytes every time."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.documents.aar.feedback import tallied
from hotwash.documents.content import Document, Figure, Heading, Table
from hotwash.documents.names import DOCUMENTS, print_all, rendered
from hotwash.documents.paper import Paper
from hotwash.documents.pdf.fonts import NO_GLYPH
from hotwash.documents.text import clean
from hotwash.domain.facts import Fact, Happened, NoteWritten
from hotwash.domain.plan import Rating
from hotwash.domain.review_facts import FeedbackGiven, FindingWritten, TargetRated, TaskJudged
from hotwash.domain.time import MINUTE, Millis
from hotwash.exercise.projections.measures import measures
from hotwash.exercise.projections.moments import APART, moments
from tests.documents.after_papers import AFTER, NAME, left, made, run
from tests.documents.before_papers import ENGINE, FIXED, built
from tests.documents.office import paragraphs
from tests.documents.reading import blocks_of, missing, reader, said, squeezed, words
from tests.documents.synthetic import HOSTILE
from tests.room_world import room_scenario

GOLDEN = Path(__file__).parent / "golden"


@cache
def pdf(name: str, paper: Paper = "letter") -> bytes:
    return rendered(made(name), "pdf", paper)


def table(document: Document, *titles: str) -> Table:
    """The one table whose first columns are called so."""
    found = [block for block in blocks_of(document) if isinstance(block, Table)]
    return next(one for one in found if tuple(column.title for column in one.columns)[: len(titles)] == titles)


def headings(document: Document) -> list[str]:
    return [block.text for block in blocks_of(document) if isinstance(block, Heading)]


@pytest.mark.parametrize("name", AFTER)
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_everything_said_is_on_paper_and_inside_it(name: str, paper: Paper) -> None:
    data = pdf(name, paper)
    assert missing(made(name), data) == []
    pages = reader(data).pages
    explained = sum(NO_GLYPH in text for text in said(made(name)))
    assert "".join(page.extract_text() for page in pages).count(NO_GLYPH) == explained
    wide = [float(page.mediabox.width) for page in pages]
    assert [word.text for word in words(data) if word.x < 20 or word.x + word.width > wide[word.page - 1] - 20] == []


@pytest.mark.parametrize("name", AFTER)
def test_two_builds_have_the_same_bytes_in_every_format(name: str) -> None:
    for form in DOCUMENTS[name].formats:
        assert rendered(made(name), form) == rendered(made(name), form)


@pytest.mark.parametrize("name", [name for name in AFTER if "docx" in DOCUMENTS[name].formats])
def test_a_word_file_says_the_same(name: str) -> None:
    document = made(name)
    text = squeezed("".join(paragraphs(rendered(document, "docx"))))
    assert [one for one in said(document) if squeezed(clean(one)) not in text] == []


@pytest.mark.parametrize("name", AFTER)
def test_pages_are_as_they_were_when_they_were_looked_at(name: str) -> None:
    """To renew one after looking at its pages: delete its file in `golden`, run the test twice, look at the file."""
    kept = GOLDEN / f"after-{name}.txt"
    told = "\n".join(said(of_this_run(made(name)))) + "\n"
    if not kept.exists():
        kept.write_text(told, encoding="utf-8")
        pytest.fail(f"{kept.name} was written; look at it and run again")
    assert told == kept.read_text(encoding="utf-8")


def of_this_run(document: Document) -> Document:
    """The document without the pages that tell how the model is made, which change with it."""
    model = Heading("Where the figures come from")
    return replace(document, sections=tuple(one for one in document.sections if model not in one.blocks))


def test_the_annexes_stand_in_order_with_letters_of_their_own() -> None:
    found = [one for one in headings(made("aar")) if one.startswith("Appendix")]
    assert found == [
        "Appendix A: Improvement plan", "Appendix B: Exercise participants", "Appendix C: Acronyms",
        "Appendix D: MSEL as run", "Appendix E: Decisions of the seats", "Appendix F: Truth versus belief",
        "Appendix G: Histories that were left", "Appendix H: Participant feedback",
        "Appendix I: Reproducing this report",
    ]  # fmt: skip


def test_five_clocks_stand_beside_each_other_with_their_evidence() -> None:
    (row,) = table(made("aar"), "Fault", "Began T+").rows
    assert row.cells[:7] == (
        "Voice dropped", "0:10:00", "0:03:00", "0:02:00", "0:06:00", "0:20:00", "not reached",
    )  # fmt: skip
    assert row.notes[2:6] == ("0:13:00", "0:15:00", "0:19:00", "0:30:00")
    text = "\n".join(said(made("aar")))
    assert "never taken back in this exercise" in text


def test_beliefs_are_told_for_the_team_and_for_no_seat() -> None:
    found = table(made("aar"), "T+", "The card named")
    assert [row.cells[1:5] for row in found.rows] == [
        ("rtp blocked", "rtp blocked", "right kind of fault", "80 %"),
        ("site power lost", "rtp blocked", "another kind of fault", "30 %"),
    ]
    assert not any("Duty" in cell or "NOC" in cell for row in found.rows for cell in row.cells)
    sure = table(made("aar"), "The team was", "Cards")
    assert [row.cells[1:3] for row in sure.rows] == [("1", "0"), ("0", "0"), ("1", "1")]


def test_a_left_history_is_measured_beside_the_played_one() -> None:
    (row,) = table(made("aar"), "History", "Left at T+").rows
    assert row.cells == ("1", "0:20:00", "0:12:00", "Try the other way", "80", "80", "no", f"E-{last():05}")
    assert "Histories that were left" not in " ".join(headings(made("aar", marks=FIXED)))


def last() -> int:
    (branch,) = left()
    assert branch.left is not None
    return branch.left.left_seq


def test_names_are_hidden_unless_they_are_asked_for() -> None:
    hidden = [text for name in AFTER for text in said(made(name)) if NAME in text]
    assert hidden == []
    shown = made("aar", marks=replace(FIXED, names=True))
    assert [row.cells[2] for row in table(shown, "Role (seat)", "Organization").rows] == [NAME, "\u2013"]
    rows = table(made("aar"), "Role (seat)", "Organization").rows
    assert [row.cells[:4] for row in rows] == [
        ("Duty officer", "State 911", "1", "window"),
        ("ESInet NOC", "Vendor", "1", "paper"),
    ]


def test_a_guide_has_times_of_the_journal_and_letters_of_persons() -> None:
    chart = table(made("eeg"), "Organizational Capability Target")
    target, final = chart.rows
    assert "\u2612 CT-1.2 Logs pulled" in target.cells[1]
    assert "\u2610 CT-1.1 First alarm acknowledged" in target.cells[1]
    assert "S by Evaluator: Named late." in target.cells[2]
    assert "CT-1.1 first 0:13:00" in target.notes[2]
    assert "0:03:00 vs 0:05:00: met" in target.notes[2]
    assert "CT-1.2 first 0:25:00" in target.notes[2]
    assert "0:12:00 vs 0:10:00: not met" in target.notes[2]
    assert "CT-1.3 not measured" in target.notes[2]
    assert (target.cells[3], final.cells[1]) == ("S", "M")


def test_without_a_person_there_is_no_letter() -> None:
    quiet = [one for one in run() if not type(one.fact).__module__.endswith("review_facts")]
    document = DOCUMENTS["eeg"].build(room_scenario(), quiet, engine=ENGINE, marks=FIXED)
    target, final = table(document, "Organizational Capability Target").rows
    assert (target.cells[2], target.cells[3], final.cells[1]) == ("", "not rated", "not rated")
    assert "\u2612" not in target.cells[1]


def test_filled_and_blank_guides_have_the_same_pages_and_columns() -> None:
    for paper in ("letter", "a4"):
        blank = rendered(built("eeg", room_scenario()), "pdf", "a4" if paper == "a4" else "letter")
        filled = pdf("eeg", "a4" if paper == "a4" else "letter")
        assert len(reader(blank).pages) == len(reader(filled).pages)
    both = [table(one, "Organizational Capability Target") for one in (built("eeg", room_scenario()), made("eeg"))]
    assert [column.width for column in both[0].columns] == [column.width for column in both[1].columns]
    assert [row.height for row in both[0].rows] == [row.height for row in both[1].rows]


def test_evaluators_who_differ_are_both_told() -> None:
    more: list[tuple[Millis, Fact]] = [(52 * MINUTE, TargetRated("facilitator", "g1", Rating.UNRATED, "")),
            (52 * MINUTE, TargetRated("duty", "g1", Rating.U, "No.")),
            (52 * MINUTE, TaskJudged("duty", "t2", "reject", 0, "", "Another log"))]  # fmt: skip
    document = DOCUMENTS["eeg"].build(room_scenario(), run(more), engine=ENGINE, marks=FIXED)
    target = table(document, "Organizational Capability Target").rows[0]
    assert target.cells[3] == "S / U"
    assert "\u2610 CT-1.2" in target.cells[1]


def test_the_tally_counts_marks_and_keeps_words_by_role() -> None:
    document = made("feedback")
    rows = table(document, "Statement", "1").rows
    assert rows[0].cells[1:8] == ("0", "1", "0", "1", "0", "3.00", "2")
    assert rows[1].cells[1:8] == ("0", "0", "0", "0", "1", "5.00", "1")
    assert rows[2].cells[6:] == ("\u2013", "0", "\u2013")
    assert rows[10].cells[3] == "1"
    text = said(document)
    assert text.index("Player") < text.index("Observer") < len(text)
    assert any("Too loud at the back." in one for one in text)
    assert not any("duty" in one for one in text)


@given(st.lists(st.dictionaries(st.sampled_from([str(n) for n in range(1, 14)]), st.integers(1, 5)), max_size=12))
def test_every_mark_is_counted_once(given_marks: list[dict[str, int]]) -> None:
    forms = [Happened(n, 0, FeedbackGiven("a", "player", marks)) for n, marks in enumerate(given_marks, start=1)]
    lines = tallied(forms)
    assert sum(line.number for line in lines) == sum(map(len, given_marks))
    assert all(line.mean_hundredths is None or 100 <= line.mean_hundredths <= 500 for line in lines)


def test_five_moments_lie_apart_in_order_and_each_is_in_the_journal() -> None:
    happened = run()
    found = moments(happened, measures(room_scenario(), happened, engine=ENGINE))
    times = [one.happened.at for one in found]
    assert times == sorted(times)
    assert 10 * MINUTE in times
    assert 30 * MINUTE in times
    assert all(b - a >= APART for a, b in pairwise(times))
    assert found[0].before == 0
    assert found[0].after == 8_000


def test_the_hot_wash_tells_moments_with_maps_on_one_page() -> None:
    document = made("hot-wash")
    moment = table(document, "T+", "Five moments of this run: what happened, in one neutral sentence")
    assert [row.cells[0] for row in moment.rows[:1]] == ["0:10:00"]
    assert len(moment.rows) == 5
    assert [block for block in document.sections[0].blocks if isinstance(block, Figure)]
    for paper in ("letter", "a4"):
        pages = reader(pdf("hot-wash", "a4" if paper == "a4" else "letter")).pages
        assert len(pages) == 4


def test_decisions_stand_beside_acts_with_what_was_expected() -> None:
    rows = table(made("decision-log"), "T+", "Scenario time").rows
    decided = next(row for row in rows if row.cells[3].startswith("Decision:"))
    assert decided.cells[4:] == ("911 has no voice", "forty answers")
    assert sum(row.cells[3].startswith("Act:") for row in rows) == 2


def test_the_executive_summary_keeps_to_one_page_however_much_was_found() -> None:
    more: list[tuple[Millis, Fact]] = [
        (55 * MINUTE, FindingWritten("facilitator", f"{kind}{n}", kind, "o1", "Too long to be told. " * 60, "", "", ()))
        for n in range(5) for kind in ("strength", "area")
    ]  # fmt: skip
    document = DOCUMENTS["aar"].build(room_scenario(), run(more), engine=ENGINE, marks=FIXED)
    alone = replace(document, cover=False, sections=tuple(
        one for one in document.sections if Heading("Executive summary") in one.blocks))  # fmt: skip
    assert len(alone.sections) == 1
    for paper in ("letter", "a4"):
        assert len(reader(rendered(alone, "pdf", "a4" if paper == "a4" else "letter")).pages) == 1


def test_without_a_run_forms_are_blank_and_with_an_empty_one_nothing_is_invented() -> None:
    for name in ("eeg", "feedback", "hot-wash", "decision-log"):
        assert said(built(name, room_scenario())) != said(made(name))
    bare = [one for one in run() if one.seq <= 1]
    for name in AFTER:
        document = DOCUMENTS[name].build(room_scenario(), bare, engine=ENGINE, marks=FIXED)
        assert rendered(document, "pdf")
    report = DOCUMENTS["aar"].build(room_scenario(), bare, engine=ENGINE, marks=FIXED)
    titles = headings(report)
    assert not {"Detect, diagnose, reroute, restore, revert", "Who took part", "How sure, and how often right"} & set(
        titles
    )
    assert "Appendix E: Reproducing this report" in titles


@settings(max_examples=20)
@given(st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=200), st.sampled_from(AFTER))
def test_whatever_people_write_is_printed_as_typed(text: str, name: str) -> None:
    form_given = FeedbackGiven(text, text, {text: 3}, (text,), (text,), text, (text,), (text,), text)
    more: list[tuple[Millis, Fact]] = [
        (52 * MINUTE, form_given),
        (52 * MINUTE, TargetRated("eva", "g1", Rating.P, text)),
        (52 * MINUTE, TaskJudged("eva", "t1", "correct", 0, text, text)),
        (53 * MINUTE, NoteWritten("duty", text)),
    ]
    document = DOCUMENTS[name].build(room_scenario(), run(more), engine=ENGINE, marks=FIXED)
    for form in DOCUMENTS[name].formats:
        assert rendered(document, form)


def test_a_set_of_a_run_asks_for_one_copy_of_what_is_filled_in(tmp_path: Path) -> None:
    def copies(happened: list[Happened]) -> dict[str, str]:
        paths = print_all(room_scenario(), happened, tmp_path, engine=ENGINE, marks=FIXED)
        text = squeezed("".join(page.extract_text() for page in reader(paths[0].read_bytes()).pages))
        names = [path.name for path in paths]
        feedback = next(name for name in names if "feedback" in name)
        return {"feedback": text.partition(squeezed(feedback))[2][:1], "text": text}

    filled = copies(run())
    assert "Participantfeedbacktally.pdf1fromtherun" in filled["text"]
    assert "ExerciseEvaluationGuide.pdf1fromtherun" in filled["text"]
    quiet = copies([one for one in run() if not isinstance(one.fact, FeedbackGiven)])
    assert quiet["feedback"] == "6"
