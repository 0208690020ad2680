"""What the data knows of an account that its quotes refer to, and what other systems tell of its quotes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from steward.domain.quoting.placing import Delivered
from steward.domain.quoting.schedule import cents
from steward.warehouse.rows.internal import imported as imported_rows
from steward.warehouse.rows.internal import quoting as quoting_rows


@dataclass(frozen=True)
class AccountImports:
    """Quotes with their lines, approvals and envelopes of one account, as they were loaded."""

    heads: tuple[imported_rows.ImportedHead, ...] = ()
    prices: tuple[imported_rows.ImportedPrice, ...] = ()
    costs: tuple[imported_rows.ImportedCost, ...] = ()
    work_items: tuple[imported_rows.WorkItem, ...] = ()
    envelopes: tuple[imported_rows.ImportedEnvelope, ...] = ()


NOTHING_IMPORTED = AccountImports()


@dataclass(frozen=True)
class AccountFacts:
    """What the data knows of an account that its quotes refer to."""

    contract_ends: Mapping[str, date]
    services: Mapping[str, quoting_rows.RunningService]
    products: Mapping[str, str]
    sites: Mapping[str, str]
    imports: AccountImports = NOTHING_IMPORTED
    delivered: tuple[Delivered, ...] = ()
    """Every service line there is, for what was ordered."""
    opportunities: frozenset[str] | None = None
    """Those of the account, by id; None where no feed tells of any."""
    order_system: tuple[tuple[str, str | None], ...] = ()
    """Each order of the order system, with the quote it names."""

    @cached_property
    def service_ends(self) -> Mapping[str, date]:
        """The last day of the contract of each service that runs and has one that ends."""
        under = {name: self.contract_ends.get(one.contract_id or "") for name, one in self.services.items()}
        return {name: day for name, day in under.items() if day}

    @cached_property
    def service_cents(self) -> Mapping[str, int]:
        """The MRR of each service that runs, in cents."""
        return {name: cents(one.mrr) for name, one in self.services.items()}
