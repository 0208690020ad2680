"""How the CRM's own opportunities differ from ours, for the files it imports."""

from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import Warehouse

CENT = Decimal("0.01")


class CrmTerms(NamedTuple):
    """What the last load knew. `pipeline`: as HubSpot calls it.

    `amount_months`: how many months an amount of the CRM stands for, None where nobody said; `amount_from`: the SQL
    that makes our monthly amount out of what the CRM holds, empty where it holds just that."""

    pipeline: str
    amount_months: int | None
    amount_from: str

    @property
    def months(self) -> int | None:
        """What a monthly amount is multiplied by to be the CRM's; None where that cannot be known."""
        return self.amount_months or (None if self.amount_from else 1)

    @property
    def tolerance(self) -> Decimal:
        """Two amounts a month closer than this are the same: none where the CRM holds them, a cent where it divides."""
        return Decimal(0) if self.months == 1 and not self.amount_from else CENT


def crm_terms(warehouse: Warehouse) -> CrmTerms:
    """Of the load that made this warehouse."""
    return warehouse.one(CrmTerms, f"select {', '.join(CrmTerms._fields)} from meta.crm")


class End(NamedTuple):
    """A stage in which opportunities of the CRM end. `status`: won or lost, empty where it is both."""

    stage: str
    status: str

    @property
    def words(self) -> str:
        """The stage, with what it means where its name does not say so."""
        return self.stage if self.status in self.stage.casefold() else f"{self.stage} ({self.status})"


def ends(warehouse: Warehouse) -> list[End]:
    """Every stage of what was won or lost in which none is open, those of what was won first."""
    sql = """
        select stage, case when count(distinct status) = 1 then any_value(status) else '' end as outcome
        from internal.opportunities group by stage having bool_and(status <> 'open') order by outcome desc, stage"""
    return warehouse.rows(End, sql)
