"""`health.toml`: how health is scored, as it is written: a company's own, and what comes with Steward."""

from dataclasses import dataclass
from pathlib import Path

from steward.domain.health import Group, Signal
from steward.plans.files.keys import Record, choice, many, number, one, text
from steward.plans.files.store import COMPANY, CompanyFiles, Opened, opened

FILE = "health.toml"
SHIPPED = Path(__file__).with_name(FILE)


@dataclass(frozen=True, kw_only=True)
class Bands(Record):
    """From how many points on an account is amber, and green; and from how much that is known it is called anything."""

    identity = ()

    green_from: float | None = number("Green from", "Points from which an account is green.", low=0, high=100)
    amber_from: float | None = number("Amber from", "Points from which it is amber; below it is red.", low=0, high=100)
    known_from: float | None = number(
        "Known from",
        "Percent of the groups' weight that has to have data; with less there is no score.",
        low=0,
        high=100,
    )


@dataclass(frozen=True, kw_only=True)
class SegmentBands(Record):
    """The bands of one segment; what is left out is as for everybody else."""

    identity = ("segment",)

    segment: str = text("Segment", "For accounts of this segment.", required=True)
    green_from: float | None = number(
        "Green from", "Points from which they are green; empty = as for all others.", low=0, high=100
    )
    amber_from: float | None = number(
        "Amber from", "Points from which they are amber; empty = as for all others.", low=0, high=100
    )


@dataclass(frozen=True, kw_only=True)
class GroupWeight(Record):
    """What a group weighs in the score."""

    identity = ("group", "segment")

    group: Group | None = choice(Group, "Group", "Which group of signals.", required=True)
    segment: str = text("Segment", "Only for accounts of this segment; empty = for all others.")
    weight: float | None = number("Weight", "Its share, against the other groups'; 0 leaves it out.", low=0)


@dataclass(frozen=True, kw_only=True)
class SignalScale(Record):
    """How a signal becomes points; what one of a segment leaves out is as for everybody else."""

    identity = ("signal", "segment")

    signal: Signal | None = choice(Signal, "Signal", "What is measured.", required=True)
    segment: str = text(
        "Segment", "Only for accounts of this segment; empty = for all others. What it leaves out is as for them."
    )
    none_at: float | None = number("No points at", "The value at which it gives no points.")
    full_at: float | None = number("100 points at", "The value at which it gives 100; in between, a straight line.")
    weight: float | None = number("Weight", "Its share within its group; 0 leaves it out.", low=0)


@dataclass(frozen=True, kw_only=True)
class HealthFile:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    bands: Bands = one(Bands, "Bands", "What a score is called.")
    segment_bands: tuple[SegmentBands, ...] = many(
        SegmentBands, "Bands of a segment", "What a score is called for accounts of one segment."
    )
    groups: tuple[GroupWeight, ...] = many(GroupWeight, "Groups", "What each group of signals weighs.")
    signals: tuple[SignalScale, ...] = many(SignalScale, "Signals", "How each signal becomes points.")


def open_health(plans: Path) -> Opened[HealthFile]:
    """The company's own file as it is now; `plans`: the folder `account_plans/`."""
    return CompanyFiles.whole(plans).open(HealthFile, FILE, COMPANY)


def shipped() -> HealthFile:
    """What comes with Steward."""
    return opened(HealthFile, FILE, COMPANY, SHIPPED.read_bytes()).plan
