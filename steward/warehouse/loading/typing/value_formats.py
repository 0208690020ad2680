"""How the values of one column are written, and whose company it is that wrote them."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class House:
    """What is not said in a file because everybody there knows it: the company's currency and its time zone."""

    currency: str = "EUR"
    zone: str = "UTC"


@dataclass(frozen=True)
class ValueFormat:
    """How the values of one column are written, where not in the usual way (2025-12-31, 1234.5).

    `odd`: some value is not written so; `order`: what comes first in 3/4/26, day, month or year; `year`: where it
    stands in 26-Mar-15, first or last, nothing where that is unclear; `months`: a month
    without a day is enough; `counted`: what a bare number counts, where numbers are days or times; `decimals`: the sign
    before the decimals, "?" where only whole numbers are clear; `foreign`: some amounts are in another currency;
    `percent`: what a number with a % sign is divided by; `beside`: what one without is in such a column (a share, a
    percentage, unclear, or a level, whose size tells); `signless`: those with the sign are turned down; `null_words`:
    N/A and the like are nothing;
    `native`: they are not written at all, but numbers, days or times as such."""

    odd: bool = False
    foreign: bool = False
    order: str = ""
    year: str = "last"
    months: bool = False
    counted: str = ""
    decimals: str = "."
    null_words: bool = False
    percent: int = 0
    beside: str = ""
    signless: bool = False
    house: House = field(default_factory=House)
    native: bool = False


USUAL = ValueFormat()
NATIVE = ValueFormat(native=True)
