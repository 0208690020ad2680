"""Why a figure is another than a quarter before: steps that add up, everybody behind them, a paragraph to copy."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from steward.exhibits import PERCENT, Bridge, Number, Step, Table, Unit, listed

MOST_NAMED = 5
"""So many that went up, and so many that went down, have a step of their own; the others go together."""
MOST_SAID = 3
"""So many of a kind are named in the paragraph."""
LEVEL = Unit("percent", suffix=PERCENT.suffix, decimals=2)
"""A step of one account in a large book is seen in hundredths alone."""
STEP = Unit("points", suffix=" pt", decimals=2, signed=True)
SEEN = Fraction(1, 200)
"""What is less is written as nothing."""

Key = TypeVar("Key")


@dataclass(frozen=True, kw_only=True)
class Walk:
    """From a figure a quarter before to the figure now. `said`: a paragraph to copy, or why it cannot be told; then
    there is nothing else. The keys of `rows` are those of
    accounts, of the pipeline those of opportunities."""

    figure: str
    label: str
    said: str
    bridge: Bridge | None = None
    rows: Table | None = None
    causes: Table | None = None
    """What is behind it that is no account; its rows open nothing."""

    @property
    def exhibits(self) -> tuple[Bridge | Table, ...]:
        """What there is to draw."""
        return tuple(one for one in (self.bridge, self.causes, self.rows) if one)


def largest(steps: Mapping[Key, Number | Fraction]) -> list[Key]:
    """Those to name: what went up, the largest first, then what went down, the largest first."""
    up = sorted((one for one in steps if steps[one] >= SEEN), key=lambda one: -steps[one])
    down = sorted((one for one in steps if steps[one] <= -SEEN), key=lambda one: steps[one])
    return [*up[:MOST_NAMED], *down[:MOST_NAMED]]


def in_words(what: str, then: str, now: str, steps: Iterable[Step], said: Callable[[Number], str]) -> str:
    """A bridge for who cannot see it: `Bridge of NPS from 40 to 33: stayed −4.00 pt; only now −3.00 pt.`"""
    told = "; ".join(f"{step.label} {said(step.value)}" for step in steps)
    return f"Bridge of {what} from {then} to {now}: {told}."


def adding_up(parts: Sequence[Fraction], whole: Decimal, decimals: int = 1) -> list[Decimal]:
    """Parts as they are written, which come to the whole as it is written: those that lose most by rounding gain it.

    | parts            | whole | written       |
    |------------------|-------|---------------|
    | 0.14, 0.14, 0.14 | 0.4   | 0.2, 0.1, 0.1 |
    | −1.26, 0.26      | −1.0  | −1.3, 0.3     |
    """
    one = Decimal(1).scaleb(-decimals)
    scaled = [part * 10**decimals for part in parts]
    written = [scale.numerator // scale.denominator for scale in scaled]
    missing = round(whole / one) - sum(written)
    order = sorted(range(len(parts)), key=lambda place: written[place] - scaled[place])
    for step in range(abs(missing) if parts else 0):
        place = order[step % len(order)] if missing > 0 else order[-1 - step % len(order)]
        written[place] += 1 if missing > 0 else -1
    return [number * one for number in written]


def named(words: Iterable[str], many: int) -> str:
    """`a, b and c`, or `a, b, c and 4 more`."""
    told = list(words)
    return listed([*told, f"{many - len(told)} more"] if many > len(told) else told)
