"""The bill of materials of an option as typed lines, and a quote held against it line by line."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


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


@dataclass(frozen=True)
class QuoteMatch:
    """The lines of a quote against those of a design, by `line_id`. `unquoted`: neither quoted nor excluded;
    `unknown`: quoted and not designed; `twice`: quoted more than once; `excluded_yet_quoted`: both at once."""

    unquoted: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    excluded_yet_quoted: tuple[str, ...] = ()

    @property
    def one_to_one(self) -> bool:
        """Whether every line stands in the quote once, or is excluded by name, and the quote has no other."""
        return not (self.unquoted or self.unknown or self.twice or self.excluded_yet_quoted)


def against_quote(designed: Sequence[BomLine], quoted: Iterable[str], excluded: Collection[str]) -> QuoteMatch:
    """`quoted`: for each line of the quote which line of the design it is, empty where it says none; a ramp is one
    line. `excluded`: lines of the design that are not to be quoted, as its exclusions say.

    | designed | quoted | excluded | found            |
    |----------|--------|----------|------------------|
    | a b      | a b    |          | one to one       |
    | a b      | a      | b        | one to one       |
    | a b      | a      |          | unquoted b       |
    | a        | a a    |          | twice a          |
    | a        | a c    |          | unknown c        |
    """
    known, times = [one.line_id for one in designed], Counter(quoted)
    return QuoteMatch(
        unquoted=tuple(one for one in known if one not in times and one not in excluded),
        unknown=tuple(one for one in times if one not in known),
        twice=tuple(one for one, count in times.items() if one in known and count > 1),
        excluded_yet_quoted=tuple(one for one in known if one in times and one in excluded),
    )
