"""A chart before it is written."""

from dataclasses import dataclass

from steward.deck.charts.axes import Axes
from steward.deck.charts.data import NativeData


@dataclass(frozen=True)
class Composition:
    """Its numbers, its plots as XML, its axes, whether a legend has to tell its series apart, and where its plot lies
    (else where PowerPoint puts it)."""

    data: NativeData
    plots: str
    axes: Axes
    legend: bool = False
    area: str = ""
