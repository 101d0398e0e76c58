"""The whole vocabulary in which faults, actions and injects are written; says what happens, not how."""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.impairment import Change
from hotwash.domain.time import Millis


@dataclass(frozen=True, slots=True)
class Wait:
    """Let exercise time pass."""

    ms: Millis


@dataclass(frozen=True, slots=True)
class WaitAbout:
    """Let a drawn time pass: triangular between `least` and `most` with its peak at `typical`.

    The draw is keyed by seed and script, so the same act takes the same time in every re-run.
    """

    least: Millis
    typical: Millis
    most: Millis


@dataclass(frozen=True, slots=True)
class CallsFailed:
    """Condition: at least this many 911 calls have failed since the script began."""

    at_least: int


@dataclass(frozen=True, slots=True)
class Until:
    """Wait for a condition, looked at every second of exercise time, at most `timeout`."""

    condition: CallsFailed
    timeout: Millis


@dataclass(frozen=True, slots=True)
class Impair:
    """Lay an overlay; the same key on the same target replaces the script's earlier one."""

    target: str
    key: str
    change: Change
    cut_calls: bool = False


@dataclass(frozen=True, slots=True)
class Clear:
    """Take away this script's own overlay of that key."""

    key: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """Take away every overlay on `target` whose fault names this remedy; tells whether one was there."""

    target: str
    remedy: str
    found: str
    not_found: str


@dataclass(frozen=True, slots=True)
class CutCalls:
    """Cut every call in progress that came through the border."""

    border: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Raise an alarm at seats. `name` is a field name such as `MediaLoss`; empty seats means every seat."""

    name: str
    element: str
    text: str
    seats: tuple[str, ...] = ()


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


MILESTONES = ("detected", "psaps_notified", "public_notified", "mitigated", "restored", "all_clear")
"""Names a script may mark; `restored` and `mitigated` are also measured from the calls themselves."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """The seat that acts learns what the network shows at this moment; never more than its tool would tell.

    `subject` is `test_call` (what a caller in originating network `target` would meet) or `firewall_log`
    (what policy `target` has been dropping, and by which line).
    """

    subject: str
    target: str


@dataclass(frozen=True, slots=True)
class Launch:
    """Begin a fault of the scenario by its id."""

    fault: str


Step = Wait | WaitAbout | Until | Impair | Clear | Remedy | CutCalls | Alarm | Tell | Milestone | Reveal | Launch
