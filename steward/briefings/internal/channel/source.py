"""What partners are told from: feeds and files brought together, before anything is said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from steward.briefings.internal.channel.registrations import ListedRegistration
from steward.domain.channel.commission import Commission
from steward.domain.channel.compared import Ended, Paying, SideBySide, side_by_side
from steward.domain.channel.roles import PartnerRole, RoleSpan, held_on, of_record
from steward.domain.channel.statements import Held, Stated, held_against
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.channel import ListedRow, PartnerRow


@dataclass(frozen=True, kw_only=True)
class ChannelSource:
    """`spans`: every role of partners by account; `named`: whom the account itself names; `estimates`: commission by
    account; `covered`: the partners and months that statements are of; `paid`: whether the company has a plan that pays
    anything; `month`: the last whole month."""

    day: date
    month: date
    rows: Sequence[BookRow]
    partners: Mapping[str, PartnerRow]
    spans: Mapping[str, tuple[RoleSpan, ...]]
    named: Mapping[str, str] = field(default_factory=dict)
    registrations: tuple[ListedRegistration, ...] = ()
    estimates: tuple[tuple[str, Commission], ...] = ()
    stated: tuple[Stated, ...] = ()
    covered: frozenset[tuple[str, date]] = frozenset()
    ended: tuple[Ended, ...] = ()
    listed: Mapping[str, ListedRow] = field(default_factory=dict)
    paid: bool = False

    @property
    def known(self) -> bool:
        """Whether any partner has any part in any of it: without one nobody knows what is direct."""
        return any(self.spans.values()) or bool(self.registrations) or bool(self.stated)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Every partner by id."""
        return {key: one.name for key, one in self.partners.items()}

    def name(self, partner_id: str) -> str:
        """How a partner is called."""
        return self.names.get(partner_id, partner_id)

    @cached_property
    def record(self) -> Mapping[str, str]:
        """The partner of record of each account that has one."""
        held = {row.account_id: of_record(self.spans.get(row.account_id, ()), self.day) for row in self.rows}
        return {key: one.partner_id for key, one in held.items() if one}

    @cached_property
    def sourced(self) -> Mapping[str, tuple[str, ...]]:
        """The partners who sourced each account, where any did."""
        held = {
            row.account_id: held_on(self.spans.get(row.account_id, ()), PartnerRole.SOURCED, self.day)
            for row in self.rows
        }
        return {key: tuple(one.partner_id for one in found) for key, found in held.items() if found}

    @cached_property
    def paying(self) -> tuple[Paying, ...]:
        """Every account as a part of the book."""
        return tuple(self._paying(row) for row in self.rows)

    def _paying(self, row: BookRow) -> Paying:
        listed = self.listed.get(row.account_id)
        return Paying(
            self.record.get(row.account_id), row.mrr, row.mrr_year_before, listed.list_mrr if listed else None,
            listed.listed_mrr if listed else None, row.account_id in self.sourced,
        )  # fmt: skip

    @cached_property
    def sides(self) -> SideBySide:
        """Direct, channel and both."""
        return side_by_side(self.ended, self.paying)

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """The estimates against the statements; nothing while no plan says what is owed."""
        return () if not self.paid else held_against(self.estimates, self.stated, self.covered)
