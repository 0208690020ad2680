"""What a written and an imported quote have in common: money, and the names of what is sold."""

from datetime import date
from typing import Protocol

from steward.briefings.internal.quotes.facts import AccountFacts
from steward.domain.quoting.worth import Worth

RestsOn = tuple[str, tuple[tuple[str, str], ...]]
"""The files or the relation that figures come from, and which of their rows."""


class PricedQuote(Protocol):
    """A quote that figures, lines, walk and months are told of, whoever owns it."""

    @property
    def currency(self) -> str: ...
    @property
    def beside_nothing(self) -> str: ...
    @property
    def today(self) -> date: ...
    @property
    def worth(self) -> Worth: ...
    @property
    def known(self) -> AccountFacts: ...
    @property
    def rests_on(self) -> RestsOn: ...
