"""What an exhibit says, as single facts that can be held against what it said another day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import assert_never

from steward.exhibits.charts import Bars, Bridge, Bubbles, Heatmap, Lines, SeriesChart, StackedBars
from steward.exhibits.people import OrgChart, RelationshipMap
from steward.exhibits.picture import Picture
from steward.exhibits.plan_places import mark_words
from steward.exhibits.plans import Bullets, Timeline
from steward.exhibits.tables import Table
from steward.exhibits.unions import Exhibit
from steward.exhibits.units import NOT_KNOWN, Number, Unit, day_text

DECIMALS = 6
"""Beyond these, two numbers are the same."""


@dataclass(frozen=True)
class Fact:
    """One thing that is said: `about` what (`Fibre, Jul 2026`), in which words, and the exact number if it is one."""

    about: str
    text: str
    value: float | None = None


def facts_of(exhibit: Exhibit) -> tuple[Fact, ...]:
    """Everything an exhibit says; a relationship map, which stands in no deck that is held against data, says none."""
    match exhibit:
        case Lines() | Bars() | StackedBars():
            return _series(exhibit)
        case Bridge():
            return _bridge(exhibit)
        case Heatmap():
            return _heatmap(exhibit)
        case Bubbles():
            return _bubbles(exhibit)
        case Table():
            return _table(exhibit)
        case Bullets():
            return _bullets(exhibit)
        case Timeline():
            return _timeline(exhibit)
        case OrgChart():
            return _org_chart(exhibit)
        case Picture():
            return _picture(exhibit)
        case RelationshipMap():
            return ()
        case _:
            assert_never(exhibit)


def _series(exhibit: SeriesChart) -> tuple[Fact, ...]:
    return series_facts(exhibit.categories, [(one.name, one.values) for one in exhibit.series], exhibit.unit)


def series_facts(
    categories: Sequence[str], series: Sequence[tuple[str, Sequence[Number | None]]], unit: Unit
) -> tuple[Fact, ...]:
    """A fact for each value of a chart; the series is named only where there are several."""
    several = len(series) > 1
    return named_apart(
        number_fact(f"{name}, {category}" if several else category, value, unit)
        for name, values in series
        for category, value in zip(categories, values, strict=False)
    )


def _bridge(exhibit: Bridge) -> tuple[Fact, ...]:
    return named_apart(number_fact(step.label, step.value, exhibit.unit) for step in exhibit.steps)


def _heatmap(exhibit: Heatmap) -> tuple[Fact, ...]:
    return named_apart(
        number_fact(f"{row}, {column}", value, exhibit.unit)
        for row, values in zip(exhibit.rows, exhibit.values, strict=True)
        for column, value in zip(exhibit.columns, values, strict=True)
    )


def _bubbles(exhibit: Bubbles) -> tuple[Fact, ...]:
    return named_apart(
        number_fact(f"{point.label}, {label}", value, unit)
        for point in exhibit.points
        for label, value, unit in (
            (exhibit.x_label, point.x, exhibit.x_unit),
            (exhibit.y_label, point.y, exhibit.y_unit),
            (exhibit.size_label, point.size, exhibit.size_unit),
        )
    )


def _table(exhibit: Table) -> tuple[Fact, ...]:
    return table_facts([column.name for column in exhibit.columns], exhibit.text())


def table_facts(header: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[Fact, ...]:
    """A fact for each cell, named after its row's first cell and its column; empty cells say nothing."""
    return named_apart(
        Fact(f"{row[0] or NOT_KNOWN}, {name}" if index else row[0] or NOT_KNOWN, text)
        for row in rows
        if row
        for index, (name, text) in enumerate(zip(header, row, strict=False))
        if text or not index
    )


def _bullets(exhibit: Bullets) -> tuple[Fact, ...]:
    return named_apart(
        number_fact(f"{one.label}, {name}", value, one.unit)
        for one in exhibit.bullets
        for name, value in (("at first", one.baseline), ("target", one.target), ("now", one.actual))
    )


def _timeline(exhibit: Timeline) -> tuple[Fact, ...]:
    return named_apart(
        Fact(f"{span.label}, {name}", text)
        for span in exhibit.spans
        for name, text in (
            ("from", day_text(span.start) if span.start else NOT_KNOWN),
            ("until", day_text(span.end)),
            ("state", span.state),
            *((mark.label, mark_words(mark)) for mark in span.marks),
        )
    )


def _org_chart(exhibit: OrgChart) -> tuple[Fact, ...]:
    names = {post.key: post.name for post in exhibit.posts}
    posts = [Fact(post.name, post.title) for post in exhibit.posts]
    lines = [Fact(f"{names.get(who, who)}, reports to", names.get(to, to)) for who, to in exhibit.lines]
    return named_apart([*posts, *lines])


def _picture(exhibit: Picture) -> tuple[Fact, ...]:
    return (Fact("Picture", sha256(exhibit.content).hexdigest()[:16]),)


def number_fact(about: str, value: Number | None, unit: Unit) -> Fact:
    """A number in its unit's words; None is not known."""
    return Fact(about, unit.text(value), None if value is None else round(float(value), DECIMALS))


def named_apart(found: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts with names of their own: the second of a name says that it is the second."""
    seen: dict[str, int] = {}
    made = []
    for fact in found:
        about = _spaced(fact.about)
        number = seen[about] = seen.get(about, 0) + 1
        made.append(replace(fact, about=about if number == 1 else f"{about} ({number})", text=_spaced(fact.text)))
    return tuple(made)


def _spaced(text: str) -> str:
    """One line; what kind of space stands between words is nobody's statement."""
    return " ".join(text.split())
