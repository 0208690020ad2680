"""The months of usage that were added up where they lie, as a load has them; told here without what brings them, which
takes longer to begin than all else that a load of files imports."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from steward.warehouse.loading.engine.settings import Engine

Undated = tuple[str | None, str | None, str | None, int]


@dataclass(frozen=True)
class Totals:
    """What the readings of a month came to where they lie, before anything was grouped."""

    readings: int
    of_use: int
    used: Decimal
    committed: Decimal


@dataclass(frozen=True)
class KeptMonth:
    """A month that lies here. `agrees`: its groups come to the totals; not where readings came in between the two."""

    month: date
    path: Path
    totals: Totals
    agrees: bool


@dataclass(frozen=True)
class Pulled:
    """The months that lie here now. `missing`: months between the first and the last of which there is no reading;
    `undated`: readings of no day, by account, product and site; `later`: how many are of months that have not begun;
    `asked`: how many months were brought just now."""

    engine: Engine
    months: tuple[KeptMonth, ...]
    missing: tuple[date, ...] = ()
    undated: tuple[Undated, ...] = ()
    later: int = 0
    asked: int = 0
    seconds: float = 0.0

    @property
    def paths(self) -> tuple[Path, ...]:
        """Their files."""
        return tuple(one.path for one in self.months)
