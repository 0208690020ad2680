"""How numbers and days are written, everywhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.domain.money import currency_prefix

Number = int | float | Decimal
Value = Number | str | date | None
MINUS = "\N{MINUS SIGN}"
NOT_KNOWN = "–"
_SCALES = ((1e9, "B"), (1e6, "M"), (1e4, "k"))


@dataclass(frozen=True)
class Unit:
    """How a number is written: on screen (`text`) and in Excel and PowerPoint (`excel`)."""

    name: str
    prefix: str = ""
    suffix: str = ""
    decimals: int = 0
    signed: bool = False
    whole: float | None = None
    """What is not reached by rounding: 99.9996 % of all minutes is not all of them."""
    exact: bool = False
    """Never shortened: an amount that somebody signs, or reads beside a table with its cents."""

    def text(self, value: Number | None) -> str:
        """`1234567` → `€1,234,567`. None → a dash."""
        if value is None:
            return NOT_KNOWN
        return self._dressed(value, f"{abs(self._short_of_whole(value)):,.{self.decimals}f}")

    def _short_of_whole(self, value: Number) -> Number:
        if self.whole is None or value >= self.whole or round(float(value), self.decimals) < self.whole:
            return value
        return self.whole - float(10**-self.decimals)

    def compact(self, value: Number | None) -> str:
        """`1234567` → `€1.2M`, `84000` → `€84k`; for tiles and axis labels."""
        if value is None:
            return NOT_KNOWN
        if self.exact:
            return self.text(value)
        size = abs(float(value))
        for limit, letter in ((1e9, "B"), (1e6, "M"), (1e4, "k")):
            if size >= limit * (0.9995 if letter != "k" else 1):
                scaled = size / (1e3 if letter == "k" else limit)
                return self._dressed(value, f"{scaled:,.{0 if scaled >= 100 else 1}f}".removesuffix(".0") + letter)
        return self.text(value)

    def change(self, value: Number) -> str:
        """A difference with its sign: `+1,200`, `−3.1 pt`."""
        suffix = " pt" if self.name == "percent" else self.suffix
        return Unit(self.name, self.prefix, suffix, self.decimals, signed=True).compact(value)

    def ticks(self, values: Sequence[Number]) -> list[str]:
        """The round numbers of one axis, all in one scale: `€0`, `€50k`, `€100k`."""
        largest = max((abs(float(value)) for value in values), default=0.0)
        limit, letter = next((one for one in _SCALES if largest >= one[0]), (1.0, ""))
        size = 1e3 if letter == "k" else limit
        scaled = [abs(float(value)) / size for value in values]
        decimals = next((n for n in range(4) if all(abs(round(one, n) - one) < 1e-9 for one in scaled)), 4)
        texts = [f"{one:,.{decimals}f}{letter}" if one or not letter else "0" for one in scaled]
        return [self._dressed(value, text) for value, text in zip(values, texts, strict=True)]

    def _dressed(self, value: Number, digits: str) -> str:
        suffix = single(self.suffix) if digits == "1" else self.suffix
        nothing = not digits.strip("0.,")
        sign = MINUS if value < 0 and not nothing else "+" if self.signed and not nothing else ""
        return f"{sign}{self.prefix}{digits}{suffix}"

    @property
    def excel(self) -> str:
        """The number's format in a workbook or a native chart."""
        digits = "#,##0" + ("." + "0" * self.decimals if self.decimals else "")
        before, after = _quoted(self.prefix), _quoted(self.suffix)
        said = f"{before}{digits}{after}"
        return f"+{said};-{said};{said}" if self.signed else f"{said};-{said}"

    @property
    def short(self) -> str:
        """The unit beside a number that stands alone: `€`, `%`, `days`, else its name."""
        return (self.prefix or self.suffix).strip() or self.name


_PLURAL = re.compile(r"^(\s*)([^\W\d_A-Z]{3,}s)\b")
_SAME = ("ss", "us", "is", "series", "species", "news", "bps")


def single(unit: str) -> str:
    """A unit as it stands behind a 1: `stops` → `stop`, `calls a day` → `call a day`; a sign such as `ms` or
    `Mbps`, and what may be no plural, stays."""
    return _PLURAL.sub(lambda found: found[1] + _one(found[2]), unit)


def _one(word: str) -> str:
    if word.endswith(_SAME):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]


def _quoted(text: str) -> str:
    """Letters in a number's format; a quote of their own would end them early, and the file would not open."""
    return '"' + text.replace('"', "\N{DOUBLE PRIME}") + '"' if text else ""


def money(currency: str, decimals: int = 0) -> Unit:
    """Amounts in a currency, in whole units unless told otherwise."""
    return Unit("money", prefix=currency_prefix(currency), decimals=decimals)


COUNT = Unit("count")
NUMBER = Unit("number", decimals=1)
PERCENT = Unit("percent", suffix="\N{NARROW NO-BREAK SPACE}%", decimals=1)
AVAILABILITY = Unit("percent", suffix="\N{NARROW NO-BREAK SPACE}%", decimals=3, whole=100)
POINTS = Unit("points")
MINUTES = Unit("minutes", suffix="\N{NO-BREAK SPACE}min")
HOURS = Unit("hours", suffix="\N{NO-BREAK SPACE}h", decimals=1)
DAYS = Unit("days", suffix="\N{NO-BREAK SPACE}days")
STARS = Unit("rating of 5", decimals=1)
TIMES = Unit("times", suffix="×", decimals=1)


def day_text(day: date) -> str:
    """`30 Sep 2026`: no month is a number anybody could read the other way round."""
    return f"{day.day} {day:%b %Y}"


def month_text(day: date) -> str:
    """`Sep 2026`."""
    return f"{day:%b %Y}"


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
