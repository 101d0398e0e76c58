"""What the rooms below say reaches a screen in the user's language, by its template, with values untouched."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from hotwash.analysis.explain import Attempt, explain
from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.registry import actions, elements, faults
from hotwash.domain.callers import Callers
from hotwash.domain.commands import FACILITATOR, LaunchFault, StartClock, TakeAction, WriteNote
from hotwash.domain.facts import ActionEnded, AlarmRaised, FaultBegan, Happened, MessageTold
from hotwash.domain.fields import described_fields
from hotwash.domain.outcomes import Outcome, Way
from hotwash.domain.sentences import Sentence, say
from hotwash.domain.time import HOUR, MINUTE
from hotwash.exercise.codec import decode, encode, kind_of
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.journal import ExerciseRecord, JournalError
from hotwash.journal.errors import StorageTrouble
from hotwash.scenario.lint import lint
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.reader import read_scenario_files
from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.log_lines import log_line
from hotwash.viewmodels.words import msg, said, said_by, speak
from tests.small_world import small_network, small_scenario

WALL = datetime(2026, 1, 5, 9, 30)  # noqa: DTZ001  # a clock on a wall has no zone


@pytest.fixture(autouse=True)
def foreign() -> Iterator[None]:
    """A language in which every text stands in brackets."""
    before = speak(lambda text: f"⟦{text}⟧" if text else "")
    yield
    speak(before)


@pytest.fixture(scope="module")
def session() -> Session:
    """Half an hour with a voice fault, a test call, a log that was read and one refusal."""
    made = Session(small_scenario(per_day=8_000), 911, MemoryStore())
    made.open()
    made.ask(FACILITATOR, StartClock())
    made.run_to(15 * MINUTE)
    for act in ("test-call", "logs"):
        assert made.ask("duty", TakeAction(act)).accepted
    assert not made.ask("duty", TakeAction("logs")).accepted
    made.run_to(HOUR)
    return made


@pytest.fixture
def conduct(session: Session) -> Conduct:
    return Conduct(session)


def is_said(text: str) -> bool:
    return text.startswith("⟦") and text.endswith("⟧")


def test_a_refusal_is_said(conduct: Conduct) -> None:
    assert conduct.note(" ") == "⟦The note is empty.⟧"
    assert conduct.launch("{0}") == "⟦This scenario has no fault '{0}'.⟧"
    assert conduct.act("duty", "nothing") == "⟦This scenario offers no action 'nothing'.⟧"


def test_a_title_inside_a_sentence_is_said_too() -> None:
    fresh = Session(small_scenario(), 911, MemoryStore())
    fresh.open()
    fresh.ask(FACILITATOR, StartClock())
    conduct = Conduct(fresh)
    assert conduct.act("duty", "logs") == ""
    assert conduct.act("duty", "logs") == "⟦'⟦Ask the vendor to read the firewall logs⟧' is under way already.⟧"


def test_the_card_of_a_failed_call_is_said(conduct: Conduct, session: Session) -> None:
    row = list(session.calls.columns(0)["outcome"]).index(list(Outcome).index(Outcome.NO_AUDIO))
    card = conduct.card(f"call:{row}")
    assert card is not None
    assert card.sentence.startswith("⟦The number reaches ")
    assert "drops ⟦the voice " in card.sentence
    assert "by ⟦line 'session-guard'⟧; it would pass if ⟦line 'session-guard' were taken out⟧.⟧" in card.sentence
    border = next(section for section in card.sections if section.heading == "⟦At the border⟧")
    assert [is_said(line.label) and is_said(line.value) for line in border.lines] == [True] * 4


def test_cards_and_conditions_of_elements_are_said(conduct: Conduct) -> None:
    card = conduct.card("element:bcf-east")
    assert card is not None
    assert card.subtitle == "⟦Border Control Function⟧"
    assert card.sentence == "⟦Now: ⟦blocking⟧, ⟦drops voice⟧.⟧"
    shown = conduct.shown(WALL)
    assert {row.word for row in shown.psaps} == {"⟦no voice⟧"}


def test_a_desk_is_said(conduct: Conduct) -> None:
    desk = conduct.shown(WALL).seat
    assert desk is not None
    assert desk.alarms
    assert all(is_said(alarm.text) for alarm in desk.alarms)
    assert all(is_said(message.text) for message in desk.messages)
    assert {message.kind for message in desk.messages} == {"message", "effect", "refused"}
    assert {message.sender for message in desk.messages if message.kind == "message"} >= {
        "⟦A PSAP supervisor⟧, ⟦phone⟧"
    }
    assert all(is_said(act.label.partition(": ")[0]) and is_said(act.hint) for act in desk.acts)
    log = next(m.text for m in desk.messages if "log of" in m.text)
    assert log.startswith("⟦The log of Border policy: ")
    assert "⟦line 'session-guard' drops " in log
    assert "⟦voice from callers⟧" in log


def test_faults_are_said(conduct: Conduct) -> None:
    rows = conduct.shown(WALL).faults
    assert all(is_said(row.title.partition(": ")[0]) and is_said(row.sentence) for row in rows)
    assert "⟦Voice sessions dropped by the firewall⟧" in {row.title for row in rows}


def test_the_log_is_said(conduct: Conduct) -> None:
    conduct.shown(WALL)
    texts = [line.text for line in conduct.log if line.kind in ("fault", "action", "alarm", "refused", "milestone")]
    assert texts
    assert [text for text in texts if not is_said(text)] == []
    assert any(text.endswith("was told: ⟦'⟦Ask the vendor to read the firewall logs⟧' is under way already.⟧⟧")
               for text in texts)  # fmt: skip


@pytest.mark.parametrize("kind", [*faults().values(), *actions().values(), *elements().values(), Callers])
def test_titles_hints_and_labels_of_every_kind_are_sentences(kind: type) -> None:
    named = [getattr(kind, name, "") for name in ("title", "hint")]
    labels = [about.help for _, about in described_fields(kind)]
    assert [text for text in (*named, *labels) if text and not isinstance(text, Sentence)] == []
    assert said(labels[0]) == f"⟦{labels[0]}⟧"


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("way", list(Way))
def test_every_explanation_is_a_sentence(outcome: Outcome, way: Way) -> None:
    network = small_network()
    verdict = judge_call(network, "cell", "psap-a")
    assert is_said(said(verdict.sentence))
    for psap in ("psap-a", "psap-b"):
        assert is_said(said(explain(Attempt(outcome, way, psap, delivered=True, answered=True), verdict, network)))


def test_what_scripts_tell_is_said() -> None:
    """Every alarm, message, narrative and effect of the small world's faults and acts."""
    scenario = small_scenario(fault_at=None)
    made = Session(scenario, 911, MemoryStore())
    made.open()
    made.ask(FACILITATOR, StartClock())
    for fault in scenario.faults:
        made.ask(FACILITATOR, LaunchFault(fault))
    for action in scenario.actions:
        made.ask("duty", TakeAction(action))
    made.run_to(HOUR)
    told = [text for one in made.facts for text in texts(one)]
    assert len(told) > 30
    assert [text for text in told if not isinstance(text, Sentence)] == []


def texts(happened: Happened) -> tuple[str, ...]:
    match happened.fact:
        case FaultBegan(title=title, sentence=sentence):
            return title, sentence
        case ActionEnded(title=title, effect=effect):
            return title, effect
        case AlarmRaised(text=text):
            return (text,)
        case MessageTold(text=text, sender=sender, channel=channel):
            return text, sender, channel
        case _:
            return ()


def test_a_failure_of_the_journal_is_said(tmp_path: Path) -> None:
    path = tmp_path / "{0}.hotwash"
    with pytest.raises(JournalError) as missing:
        ExerciseRecord.read(path)
    assert said_by(missing.value) == f"⟦There is no file “{path}”; it may have been moved or renamed: choose it again.⟧"
    path.write_bytes(b"")
    with pytest.raises(JournalError) as empty:
        ExerciseRecord.read(path)
    assert said_by(empty.value) == f"⟦“{path}” is not a Hotwash exercise: it ⟦is empty⟧; choose another file.⟧"


def test_trouble_with_the_disk_is_said_while_it_lasts() -> None:
    made = Session(small_scenario(), 911, MemoryStore())
    made.open()
    conduct = Conduct(made)
    made._outbox._failed = StorageTrouble("x.hotwash", say("the disk is full"))
    assert conduct.shown(WALL).trouble.startswith("⟦“x.hotwash” can't be written just now (⟦the disk is full⟧); ")
    assert conduct.note("hello").startswith("⟦“x.hotwash” can't be written")


def test_problems_of_a_scenario_are_said() -> None:
    with pytest.raises(ScenarioProblems) as found:
        read_scenario_files({"scenario.yaml": b"format: 1\ntitel: x\nstart: '{n}'\nspan: 3\n"})
    lines = said_by(found.value).split("\n")
    assert any("⟦unknown key⟦; did you mean 'title'?⟧⟧" in line for line in lines)
    assert any("⟦'{n}' is not a date and time; " in line for line in lines)
    assert any("found ⟦⟦a whole number⟧ ('3')⟧" in line for line in lines)


def test_findings_are_said() -> None:
    findings = lint(small_scenario())
    assert findings
    assert all(is_said(said(finding.sentence)) for finding in findings)


def test_what_was_recorded_is_said_where_it_is_fixed_and_stays_where_it_has_values(session: Session) -> None:
    began = next(one for one in session.facts if isinstance(one.fact, FaultBegan))
    fact = decode(kind_of(began.fact), encode(began.fact))
    assert isinstance(fact, FaultBegan)
    read = Happened(began.seq, began.at, fact)
    assert type(fact.sentence) is str
    known = {"Voice sessions dropped by the firewall": "Kein Ton", "{fault} began.": "Ab jetzt: {fault}."}
    speak(lambda text: known.get(text, text))
    assert log_line(read, {}).text == f"Ab jetzt: F6 Kein Ton. {fact.sentence}"


def test_words_of_people_are_never_looked_up() -> None:
    made = Session(small_scenario(), 911, MemoryStore())
    made.open()
    made.ask(FACILITATOR, WriteNote("busy"))
    conduct = Conduct(made)
    conduct.shown(WALL)
    assert conduct.log[-1].text == "⟦⟦The facilitator⟧ noted: busy⟧"


def test_a_translation_with_wrong_places_gives_way_to_the_english() -> None:
    speak(lambda text: "{nowhere} {0}" if "{" in text else text)
    assert msg("{n} wait", n=3) == "3 wait"
    assert said(say("{n} of {m} wait", n=1, m=say("all {k}", k=4))) == "1 of all 4 wait"
