"""How health is scored: a company's own `health.toml`, and what comes with Steward for what it leaves out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TypeVar

from steward.domain import health as domain
from steward.domain.health import Group, PointScale, Rules, Signal
from steward.plans.files.reading import PlanProblem
from steward.plans.files.store import COMPANY
from steward.plans.internal.health import FILE, Bands, HealthFile, SegmentBands, SignalScale, open_health, shipped

Kind = TypeVar("Kind", Bands, SignalScale)


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
    bands = _bands_in_use(own.bands, default.bands)
    general = {one.signal: one for one in (*default.signals, *own.signals) if not one.segment and _usable(one)}
    special = [signal for signal in own.signals if signal.segment and _usable(_filled(signal, general))]
    return HealthFile(
        account_id=COMPANY,
        bands=bands,
        segment_bands=tuple(one for one in own.segment_bands if _sound(_with(bands, one))),
        groups=tuple(groups.values()),
        signals=(*general.values(), *special),
    )


def _bands_in_use(own: Bands, default: Bands) -> Bands:
    """Each as it is written, else as it comes with Steward; green and amber only together where that makes sense."""
    used = _complete(own, default)
    return used if _sound(used) else replace(default, known_from=used.known_from)


def health_rules(plans: Path) -> HealthRules:
    """The rules in use, and what is wrong in the company's own."""
    own = open_health(plans)
    if not own.exists or own.found.broken:
        return HealthRules(rules_of(shipped()), "the rules that come with Steward", own.problems)
    problems = (*own.problems, *(PlanProblem(FILE, 1, words) for words in mistakes(own.plan)))
    return HealthRules(rules_of(in_use(own.plan)), f"account_plans/{COMPANY}/{FILE}", problems)


def rules_of(file: HealthFile) -> Rules:
    """A whole file as rules; what a segment leaves out is filled from what holds for everybody."""
    segments: dict[str, dict[Group, float]] = {}
    for one in file.groups:
        if one.group and one.segment:
            segments.setdefault(one.segment, {})[one.group] = one.weight or 0
    bands = _bands(file.bands)
    return Rules(
        groups={group.group: group.weight or 0 for group in file.groups if group.group and not group.segment},
        scales={signal.signal: _scale(signal) for signal in file.signals if signal.signal and not signal.segment},
        amber_from=bands.amber_from,
        green_from=bands.green_from,
        known_from=file.bands.known_from or 0,
        segments=segments,
        segment_scales=_segment_scales(file),
        segment_bands={one.segment: _bands(_with(file.bands, one)) for one in file.segment_bands},
    )


def _segment_scales(file: HealthFile) -> Mapping[str, Mapping[Signal, PointScale]]:
    """The scales of each segment that has some."""
    general = {signal.signal: signal for signal in file.signals if not signal.segment}
    found: dict[str, dict[Signal, PointScale]] = {}
    for one in file.signals:
        if one.signal and one.segment:
            found.setdefault(one.segment, {})[one.signal] = _scale(_filled(one, general))
    return found


def _bands(bands: Bands) -> domain.Bands:
    return domain.Bands(bands.amber_from or 0, bands.green_from or 0)


def _scale(one: SignalScale) -> PointScale:
    return PointScale(one.none_at or 0, one.full_at or 0, one.weight or 0)


def _with(general: Bands, own: SegmentBands) -> Bands:
    """A segment's bands with what they leave out."""
    return _complete(Bands(green_from=own.green_from, amber_from=own.amber_from), general)


def _filled(own: SignalScale, general: Mapping[Signal | None, SignalScale]) -> SignalScale:
    """A segment's scale with what it leaves out."""
    return _complete(own, general.get(own.signal, own))


def _complete(own: Kind, base: Kind) -> Kind:
    """A record with what it leaves out, as another has it."""
    left_out = [one.name for one in fields(own) if getattr(own, one.name) is None]
    return replace(own, **{name: getattr(base, name) for name in left_out})


def mistakes(file: HealthFile) -> Iterator[str]:
    """What reads well and makes no sense, each in a sentence."""
    if not _sound(_complete(file.bands, shipped().bands)):
        yield "Green has to begin above amber; the bands that come with Steward are used."
    used = in_use(file)
    for band in file.segment_bands:
        if not _sound(_with(used.bands, band)):
            yield f"For “{band.segment}”, green has to begin above amber; the bands for everybody else are used."
    general = {signal.signal: signal for signal in used.signals if not signal.segment}
    for one in file.signals:
        if one.segment and not _usable(_filled(one, general)):
            yield f"“{one.signal}” needs two different values for “{one.segment}”; that for everybody else is used."
        if not one.segment and not _usable(one):
            yield f"“{one.signal}” needs a weight and two different values; what comes with Steward is used."
    if not any(group.weight for group in used.groups):
        yield "No group weighs anything, so there is no score."


def _usable(one: SignalScale) -> bool:
    return None not in (one.none_at, one.full_at, one.weight) and one.none_at != one.full_at


def _sound(bands: Bands) -> bool:
    known = bands.amber_from is not None and bands.green_from is not None
    return known and (bands.amber_from or 0) < (bands.green_from or 0)
