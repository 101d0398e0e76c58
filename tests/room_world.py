"""A small exercise as conducted in a room: seats of all parts, an MSEL, targets, modules, a directory."""

from dataclasses import replace
from types import MappingProxyType

from hotwash.catalogue.injects.media import Media
from hotwash.catalogue.injects.message import Message
from hotwash.catalogue.injects.network_change import NetworkChange
from hotwash.catalogue.injects.situation_card import SituationCard
from hotwash.domain.msel import Category, Inject, Label, Release
from hotwash.domain.plan import Contact, Module, Part, Question, Sight, Story, Target, Task
from hotwash.domain.predicate_text import parse
from hotwash.domain.scenario import OfferedAction, Scenario, Seat
from hotwash.domain.time import HOUR, MINUTE, SECOND
from tests.small_world import small_scenario

SEATS = (
    Seat("duty", "Duty officer", "State 911", "You run the state's 911 desk.", sees=Sight(elements=("everything",))),
    Seat("noc", "ESInet NOC", "Vendor", "You watch the ESInet.", sees=Sight(policies=("border-policy",))),
    Seat("psap-a", "PSAP A supervisor", "PSAP A", "You run the floor.", sees=Sight(psaps=("psap-a",))),
    Seat("cell", "Cell carrier NOC", "Cell carrier", "You watch your network.", sees=Sight(origins=("cell",))),
    Seat("eva", "Evaluator", "State 911", "You watch and write.", part=Part.EVALUATOR),
    Seat("guest", "Observer", "Press office", "You look on.", part=Part.OBSERVER),
)
INJECTS = (
    Inject(
        id="call-in",
        number=1,
        subject="A PSAP reports dead air",
        delivery=Message(channel="phone", speaker="PSAP B", to=("duty",), text="We pick up and hear nothing."),
        at=12 * MINUTE,
        release=Release.CLOCK,
        veto=30 * SECOND,
        module="m1",
        objectives=("o1",),
        tasks=("t1",),
        expected=("Asks other PSAPs whether they hear callers",),
    ),
    Inject(
        id="press",
        number=2,
        subject="Press asks",
        delivery=Media(outlet="Channel 5", text="Is 911 down?"),
        at=20 * MINUTE,
        module="m1",
        objectives=("o1",),
    ),
    Inject(
        id="nudge",
        number=3,
        subject="Vendor offers its logs",
        delivery=Message(channel="e-mail", speaker="Vendor desk", to=("duty",), text="Shall we pull the logs?"),
        at=10 * MINUTE,
        when=parse("fault(voice) for 0:08:00 and not act(logs)"),
        timeout=30 * MINUTE,
        release=Release.CLOCK,
        category=Category.CONTINGENCY,
        label=Label.HELP,
        objectives=("o1",),
    ),
    Inject(
        id="worse",
        number=4,
        subject="East loses power",
        delivery=NetworkChange(begins=("power",)),
        category=Category.CONTINGENCY,
        label=Label.PRESSURE,
        objectives=("o1",),
    ),
    Inject(
        id="card", number=5, subject="Situation card", delivery=SituationCard(), at=25 * MINUTE, release=Release.CLOCK
    ),
)
TASKS = (
    Task(
        id="t1",
        text="First alarm acknowledged",
        done=parse("seen(MediaLoss)"),
        after=parse("fault(voice)"),
        within=5 * MINUTE,
    ),
    Task(
        id="t2",
        text="Logs pulled",
        done=parse("act_over(logs)"),
        after=parse("milestone(detected)"),
        within=10 * MINUTE,
    ),
    Task(id="t3", text="Reason told to the room"),
)


def room_scenario(*, per_day: int = 4_000, span: int = HOUR) -> Scenario:
    """The small world, conducted in a room."""
    small = small_scenario(per_day=per_day, span=span)
    seats = {seat.id: seat for seat in SEATS}
    shared = {
        key: OfferedAction(key, offered.action, ("duty", "noc"), approval="duty" if key == "bypass" else "")
        for key, offered in small.actions.items()
    }
    target = Target(id="g1", objective="o1", text="Within 5 min the fault is named.", reference="Plan 7", tasks=TASKS)
    module = Module(
        id="m1",
        title="Dead air",
        begins=0,
        minutes=30,
        story=(Story(at=0, text="A quiet afternoon."), Story(at=12 * MINUTE, text="Callers are silent.")),
        issues=("What is seen?",),
        questions=(Question(text="Whom do you tell?", seats=("duty",)), Question(text="What do you need?")),
    )
    return replace(
        small,
        seats=MappingProxyType(seats),
        actions=MappingProxyType(shared),
        targets=MappingProxyType({target.id: target}),
        injects=MappingProxyType({inject.id: inject for inject in INJECTS}),
        modules=(module,),
        directory=MappingProxyType({"psap-b-desk": Contact(id="psap-b-desk", name="PSAP B desk", reach="555-0100")}),
    )
