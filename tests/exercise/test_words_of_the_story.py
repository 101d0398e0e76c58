"""A story elsewhere has its own emergency number and its own words; what people have written stays as it is."""

from copy import deepcopy
from dataclasses import replace

import pytest

from hotwash.catalogue import registry
from hotwash.domain.facts import ActionEnded, FaultBegan, MessageTold
from hotwash.domain.scenario import Wording
from hotwash.domain.sentences import Sentence, joined, reworded, say, swapped, term
from hotwash.exercise.wording import in_words
from hotwash.viewmodels.words import said, speak
from tests.catalogue.samples import NETWORK, sample
from tests.small_world import small_scenario

SWAPS = (("State 911", "Duty desk"), ("PSAPs", "desks"), ("PSAP", "desk"), ("911", "000"))


def test_a_story_gives_its_number_and_longer_words_go_first() -> None:
    assert small_scenario().swaps == ()
    words = (Wording(word="PSAP", said="desk"), Wording(word="State 911", said="Duty desk"))
    told = replace(small_scenario(), number="000", words=words)
    assert told.swaps == (("State 911", "Duty desk"), ("PSAP", "desk"), ("911", "000"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("911 is down. Call 911 later.", "000 is down. Call 000 later."),
        ("State 911 tells PSAPs and one PSAP.", "Duty desk tells desks and one desk."),
        ("NG911 and 9110 are other words, {PSAP} is a place.", "NG911 and 9110 are other words, {PSAP} is a place."),
    ],
)  # fmt: skip
def test_whole_words_are_said_otherwise_and_places_never(text: str, wanted: str) -> None:
    assert swapped(text, SWAPS) == wanted


def test_names_that_people_gave_stay() -> None:
    made = reworded(say("{name} cannot reach 911.", name="PSAP 911"), SWAPS)
    assert made == "PSAP 911 cannot reach 000."
    assert reworded("A plain text about 911.", SWAPS) == "A plain text about 911."


def test_sentences_within_sentences_are_said_otherwise_too() -> None:
    inner = say("{a} and {b}", a=term("the PSAP"), b="911 Street")
    assert reworded(joined([inner, term("911 works.")]), SWAPS) == "the desk and 911 Street 000 works."


def test_a_sentence_keeps_its_words_wherever_it_goes() -> None:
    made = reworded(say("{count} PSAPs", count=3), SWAPS)
    again = deepcopy(made)
    assert again == made == "3 desks"
    assert isinstance(again, Sentence)
    assert again.swaps == SWAPS
    assert again.template == "{count} PSAPs", "translators know it by this"


def test_a_translation_is_said_in_the_words_of_the_story() -> None:
    before = speak(lambda text: {"{count} PSAPs of 911": "{count} Stellen der 911"}.get(text, text))
    try:
        assert said(reworded(say("{count} PSAPs of 911", count=3), SWAPS)) == "3 Stellen der 000"
    finally:
        speak(before)


def test_facts_are_told_in_these_words_and_are_the_same_where_there_are_none() -> None:
    fact = MessageTold(say("911 is down."), "A PSAP of 911", say("post"), (), public=True)
    assert in_words(fact, ()) is fact
    told = in_words(fact, SWAPS)
    assert told == replace(fact, text="000 is down."), "who a person named as sender stays"


def test_no_act_and_no_fault_says_a_word_of_another_country() -> None:
    scenario = replace(small_scenario(), number="000", words=(Wording(word="PSAP", said="desk"),))
    for kind in registry.actions().values():
        act = sample(kind)
        ended = in_words(ActionEnded(1, "a", act.title, "duty", act.narrative(NETWORK)), scenario.swaps)
        assert isinstance(ended, ActionEnded)
        assert "911" not in (ended.title + ended.effect), kind.kind
        assert "911" not in reworded(act.hint, scenario.swaps)
    for wrong in registry.faults().values():
        fault = sample(wrong)
        began = in_words(FaultBegan("f", fault.title, "", fault.narrative(NETWORK), "x"), scenario.swaps)
        assert isinstance(began, FaultBegan)
        assert "911" not in (began.title + began.sentence), wrong.kind
