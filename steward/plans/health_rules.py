"""How health is scored: a company's own `health.toml`, and what comes with Steward for what it leaves out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from steward.domain.health import Group, Rules, Scale
from steward.plans.health import FILE, Bands, HealthFile, SignalScale, open_health, shipped
from steward.plans.reading import PlanProblem
from steward.plans.store import COMPANY


@dataclass(frozen=True)
class HealthRules:
    """The rules in use, where they come from, and what is wrong in the company's own file."""

    rules: Rules
    source: str
    problems: tuple[PlanProblem, ...] = ()


def in_use(own: HealthFile) -> HealthFile:
    """A company's own file with what it leaves out, or what cannot be used of it, as it comes with Steward."""
    default = shipped()
    groups = {(one.group, one.segment): one for one in (*default.groups, *own.groups) if one.weight is not None}
    signals = {one.signal: one for one in (*default.signals, *own.signals) if _usable(one)}
    return HealthFile(
        account_id=COMPANY,
        bands=own.bands if _sound(own.bands) else default.bands,
        groups=tuple(groups.values()),
        signals=tuple(signals.values()),
    )


def health_rules(plans: Path) -> HealthRules:
    """The rules in use, and what is wrong in the company's own."""
    own = open_health(plans)
    if not own.exists or own.found.broken:
        return HealthRules(rules_of(shipped()), "the rules that come with Steward", own.problems)
    problems = (*own.problems, *(PlanProblem(FILE, 1, words) for words in mistakes(own.plan)))
    return HealthRules(rules_of(in_use(own.plan)), f"account_plans/{COMPANY}/{FILE}", problems)


def rules_of(file: HealthFile) -> Rules:
    """A whole file as rules."""
    segments: dict[str, dict[Group, float]] = {}
    for one in file.groups:
        if one.group and one.segment:
            segments.setdefault(one.segment, {})[one.group] = one.weight or 0
    return Rules(
        groups={one.group: one.weight or 0 for one in file.groups if one.group and not one.segment},
        scales={
            one.signal: Scale(one.none_at or 0, one.full_at or 0, one.weight or 0) for one in file.signals if one.signal
        },
        amber_from=file.bands.amber_from or 0,
        green_from=file.bands.green_from or 0,
        segments=segments,
    )


def mistakes(file: HealthFile) -> Iterator[str]:
    """What reads well and makes no sense, each in a sentence."""
    if file.bands != Bands() and not _sound(file.bands):
        yield "Green has to begin above amber; the bands that come with Steward are used."
    for one in file.signals:
        if not _usable(one):
            yield f"“{one.signal}” needs a weight and two different values; what comes with Steward is used."
    if not any(one.weight for one in in_use(file).groups):
        yield "No group weighs anything, so there is no score."


def _usable(one: SignalScale) -> bool:
    return None not in (one.none_at, one.full_at, one.weight) and one.none_at != one.full_at


def _sound(bands: Bands) -> bool:
    known = bands.amber_from is not None and bands.green_from is not None
    return known and (bands.amber_from or 0) < (bands.green_from or 0)
