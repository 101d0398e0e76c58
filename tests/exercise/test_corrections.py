"""A correction is a new observation that says which one it corrects, and only one's own earlier one."""

from hotwash.domain.facts import Happened
from hotwash.domain.review_facts import Observed
from hotwash.exercise.projections.corrections import corrected, correction, corrects, short_key


def seen(seq: int, text: str, by: str = "eva", key: str = "") -> Happened:
    return Happened(seq, 0, Observed(by, text, "", "", "", 0, key))


def test_what_a_text_corrects_is_read_back_from_it() -> None:
    made = correction("E-00012", "Asked only PSAP A: twice")
    assert made == "Correction of E-00012: Asked only PSAP A: twice"
    assert corrects(made) == "E-00012"
    assert corrects(correction(short_key("0123456789abcdef"), "x")) == "N-012345"
    assert corrects("See Correction of E-00012: x") == ""


def test_the_newest_correction_counts_and_corrections_can_be_corrected() -> None:
    first = seen(5, "One")
    second = seen(6, correction(first.reference, "Two"))
    third = seen(7, correction(first.reference, "Three"))
    fourth = seen(8, correction(third.reference, "Four"))
    assert corrected([first, second, third, fourth]) == {5: 7, 7: 8}


def test_nobody_corrects_another_and_nothing_corrects_what_comes_later() -> None:
    assert corrected([seen(5, "One"), seen(6, correction("E-00005", "No"), by="bob")]) == {}
    assert corrected([seen(5, correction("E-00006", "Too early")), seen(6, "Two")]) == {}


def test_a_note_from_a_file_is_corrected_by_its_short_key() -> None:
    key = "0123456789abcdef"
    assert corrected([seen(5, "One", key=key), seen(6, correction(short_key(key), "Two"))]) == {5: 6}
