"""The bill of materials of an option as typed lines, and a quote held against it line by line."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple


@dataclass(frozen=True, kw_only=True)
class BomLine:
    """So many of a product at a site. `site_id` is empty where it is for all of them; `unit_monthly` and `unit_one_off`
    are the net prices of one, None where they are not known yet."""

    line_id: str
    option_id: str
    product_id: str
    site_id: str = ""
    quantity: Decimal = Decimal(1)
    unit_monthly: Decimal | None = None
    unit_one_off: Decimal | None = None
    note: str = ""

    @property
    def monthly(self) -> Decimal | None:
        """What all of them cost a month."""
        return None if self.unit_monthly is None else self.quantity * self.unit_monthly

    @property
    def one_off(self) -> Decimal | None:
        """What all of them cost once."""
        return None if self.unit_one_off is None else self.quantity * self.unit_one_off


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Their sum; None where one of them is not known, or there is none: half a price is none."""
    held = list(amounts)
    return None if not held or None in held else sum((one for one in held if one is not None), Decimal())


class Differs(Enum):
    """In what a line is quoted otherwise than it is designed."""

    PRODUCT = "product"
    SITE = "site"
    QUANTITY = "quantity"
    MONTHLY = "monthly"
    ONE_OFF = "one-off"

    @property
    def is_price(self) -> bool:
        """Whether it is a price alone, which a quote may set."""
        return self in (Differs.MONTHLY, Differs.ONE_OFF)


class Difference(NamedTuple):
    """A line as it is designed and as it is quoted, and in what the two differ."""

    differs: Differs
    designed: BomLine
    quoted: BomLine


@dataclass(frozen=True)
class QuoteMatch:
    """The lines of a quote against those of a design, by `line_id`. `unquoted`: neither quoted nor excluded;
    `unknown`: quoted and not designed; `twice`: quoted more than once; `excluded_yet_quoted`: both at once; `altered`:
    quoted as another product, elsewhere or in another quantity; `repriced`: the same at another price."""

    unquoted: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    excluded_yet_quoted: tuple[str, ...] = ()
    altered: tuple[Difference, ...] = ()
    repriced: tuple[Difference, ...] = ()

    @property
    def one_to_one(self) -> bool:
        """Whether every line stands in the quote once as it is designed, at whatever price, or is excluded by name, and
        the quote has no other."""
        return not (self.unquoted or self.unknown or self.twice or self.excluded_yet_quoted or self.altered)


def against_quote(designed: Sequence[BomLine], quoted: Iterable[BomLine], excluded: Collection[str]) -> QuoteMatch:
    """`quoted`: the lines of the quote, each called as the line of the design that it is, empty where it says none; a
    ramp is one line. `excluded`: lines of the design that are not to be quoted, as its exclusions say.

    | designed | quoted | excluded | found            |
    |----------|--------|----------|------------------|
    | a b      | a b    |          | one to one       |
    | a b      | a      | b        | one to one       |
    | a b      | a      |          | unquoted b       |
    | a        | a a    |          | twice a          |
    | a        | a c    |          | unknown c        |
    | a, 2 of it | a, 1 of it |    | altered a        |
    | a at 5   | a at 4 |          | one to one, repriced a |
    """
    held = list(quoted)
    known, times = [one.line_id for one in designed], Counter(one.line_id for one in held)
    pairs = [(one, other) for one in designed for other in held if one.line_id == other.line_id]
    differences = [found for one, other in pairs for found in _differences(one, other)]
    return QuoteMatch(
        unquoted=tuple(one for one in known if one not in times and one not in excluded),
        unknown=tuple(one for one in times if one not in known),
        twice=tuple(one for one, count in times.items() if one in known and count > 1),
        excluded_yet_quoted=tuple(one for one in known if one in times and one in excluded),
        altered=tuple(one for one in differences if not one.differs.is_price),
        repriced=tuple(one for one in differences if one.differs.is_price),
    )


def _differences(designed: BomLine, quoted: BomLine) -> Iterator[Difference]:
    """A price that the design does not know yet is not compared; one the quote does not name is none."""
    for differs, one, other in (
        (Differs.PRODUCT, designed.product_id, quoted.product_id),
        (Differs.SITE, designed.site_id, quoted.site_id),
        (Differs.QUANTITY, designed.quantity, quoted.quantity),
        (Differs.MONTHLY, designed.unit_monthly, quoted.unit_monthly or Decimal()),
        (Differs.ONE_OFF, designed.unit_one_off, quoted.unit_one_off or Decimal()),
    ):
        if one is not None and one != other:
            yield Difference(differs, designed, quoted)
