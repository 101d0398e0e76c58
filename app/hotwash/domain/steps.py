"""The whole vocabulary in which faults, actions and injects are written; says what happens, not how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hotwash.domain.firewall import Inspection
from hotwash.domain.impairment import Change
from hotwash.domain.sentences import term
from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True)
class Wait:
    """Let exercise time pass."""

    ms: Millis


@dataclass(frozen=True, slots=True)
class WaitAbout:
    """Let a drawn time pass: triangular between `least` and `most` with its peak at `typical`.

    The draw is keyed by seed, script and how often that script has been begun, so the same act takes the
    same time in every re-run, whatever else is done before it. `on` is the policy or element that is worked on: while
    it is under `LockedOut` the work takes longer.
    """

    least: Millis
    typical: Millis
    most: Millis
    on: str = ""


@dataclass(frozen=True, slots=True)
class CallsFailed:
    """Condition: 911 calls of the public have failed by what this very script has laid since it began.

    At least `at_least` of them, at `psaps` different PSAPs. Test calls, 10-digit calls and calls that fail by
    something else don't count.
    """

    at_least: int
    psaps: int = 1


@dataclass(frozen=True, slots=True)
class CallsWithoutLocation:
    """Condition: 911 calls of the public were answered without a location, and this script's overlays have part in it.

    Counted since the script began: at least `at_least`, at `psaps` different PSAPs.
    """

    at_least: int
    psaps: int = 1


@dataclass(frozen=True, slots=True)
class CallsAbsent:
    """Condition: no 911 call of the public has come to any PSAP for `quiet` ms, all of them since the script began."""

    quiet: Millis


@dataclass(frozen=True, slots=True)
class Tripped:
    """Condition: a limit at a border has refused a call since the script began, or since this was last met.

    `target` is a border or a policy (then any of its borders); `limit` is sessions or rate. With `origin` only calls
    of that originating network count. With `apart` networks are told apart, so that a `Ban` may follow; one that is
    barred by this script does not count.
    """

    target: str
    limit: Literal["sessions", "rate"]
    origin: str = ""
    apart: bool = False


Condition = CallsFailed | CallsWithoutLocation | CallsAbsent | Tripped
"""What a script can wait for; each is read from the calls themselves, so that no symptom is told before it is there."""


@dataclass(frozen=True, slots=True)
class Until:
    """Wait for a condition, looked at every second of exercise time.

    Where it does not come true within `timeout` the script ends here: a symptom that never was is not told.
    """

    condition: Condition
    timeout: Millis


@dataclass(frozen=True, slots=True)
class Impair:
    """Lay an overlay; the same key on the same target replaces the script's earlier one."""

    target: str
    key: str
    change: Change
    cut_calls: bool = False


@dataclass(frozen=True, slots=True)
class Ban:
    """Bar each originating network whose calls met the limit for which the script waited last, for `lasts` ms.

    Each has an overlay of its own. One whose calls have met the limit while it was barred stays barred as long again.
    Without `apart` everybody is barred as one.
    """

    target: str
    key: str
    inspection: Inspection
    lasts: Millis
    apart: bool = True


@dataclass(frozen=True, slots=True)
class Clear:
    """Take away this script's own overlay of that key; the script goes on, and may lay it again."""

    key: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """Take away every overlay on `target` whose fault names this remedy; tells whether one was there."""

    target: str
    remedy: str
    found: str
    not_found: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take away every overlay of one kind that acts (never faults) have laid on `target`; tells whether one was there.

    `change` is the name of the kind of change, for example `Bypassed`.
    """

    target: str
    change: str
    found: str
    not_found: str


@dataclass(frozen=True, slots=True)
class Ease:
    """As `Remedy`, but only for `lasts` ms, and for overlays whose fault names this remedy among its `relief`.

    With `change` only for overlays of that kind of change. A `Ban` that is taken away so does not come back by itself.
    """

    target: str
    remedy: str
    lasts: Millis
    found: str
    not_found: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Try:
    """The script goes on with this chance (keyed as `WaitAbout`); otherwise it ends, and `failed` is its effect.

    It always fails while the BCF `on` is under `FailoverBroken`.
    """

    permille: int
    failed: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """Calls in progress through an element or a link (or through everything that enforces a policy) are cut."""

    target: str


@dataclass(frozen=True, slots=True)
class Check:
    """The seat that acts learns whether elements work at this moment, after what it has learnt already.

    `down` has `{names}` for those that don't.
    """

    targets: tuple[str, ...]
    up: str
    down: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Raise an alarm at seats. `name` is a field name such as `MediaLoss`; empty seats means every seat.

    With a `policy` the element is found when the alarm is raised: of the BCFs that enforce that policy and work, the
    one at which most calls of this script failed. With `among` it is the first of those that works. `element` is then
    what is named where none of them works.
    """

    name: str
    element: str
    text: str
    seats: tuple[str, ...] = ()
    policy: str = ""
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tell:
    """A message reaches seats; empty seats means every seat, `public` means anybody may know it."""

    text: str
    sender: str
    channel: str
    seats: tuple[str, ...] = ()
    public: bool = False


@dataclass(frozen=True, slots=True)
class Milestone:
    """A moment that the report measures: see `MILESTONES`."""

    name: str


MILESTONE_WORDS: dict[str, str] = {
    "detected": term("detected"),
    "diagnosed": term("diagnosed"),
    "psaps_notified": term("PSAPs notified"),
    "public_notified": term("public notified"),
    "regulator_notified": term("regulator notified"),
    "mitigated": term("mitigated"),
    "restored": term("restored"),
    "all_clear": term("all clear"),
    "cause_claimed": term("cause claimed"),
}
"""Milestones as they are read."""
MILESTONES = tuple(MILESTONE_WORDS)
"""Names a script may mark; `restored` and `mitigated` are also measured from the calls themselves.

`diagnosed` is told when a remedy of a seat finds what it is meant for; `cause_claimed` with words to the public that
name a cause.
"""


@dataclass(frozen=True, slots=True)
class Reveal:
    """The seat that acts learns what the network shows at this moment; never more than its tool would tell.

    `subject` is `test_call` (what a caller in originating network `target` would meet), `call_trace` (how far the
    signalling of such a call gets and what comes back) or `firewall_log`
    (what policy `target` has been dropping, and by which line).
    """

    subject: str
    target: str


@dataclass(frozen=True, slots=True)
class Launch:
    """A fault of the scenario begins at this instant; nothing happens where it is live already."""

    fault: str


@dataclass(frozen=True, slots=True)
class End:
    """A fault of the scenario ends at this instant; nothing happens where it is not live."""

    fault: str


@dataclass(frozen=True, slots=True)
class AskBeliefs:
    """Seats are asked what they think is wrong and how sure they are; empty seats means every player."""

    seats: tuple[str, ...] = ()


Step = (
    Wait
    | WaitAbout
    | Until
    | Impair
    | Ban
    | Clear
    | Remedy
    | Ease
    | Withdraw
    | Try
    | Cut
    | Check
    | Alarm
    | Tell
    | Milestone
    | Reveal
    | Launch
    | End
    | AskBeliefs
)
