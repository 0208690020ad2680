"""What a quote is made out of: services that run, list prices, and who of us can approve."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class RunningService(NamedTuple):
    """A service line that runs on a day. `quantity` None: nobody counted it; `mrr` of all of it."""

    subscription_id: str
    product_id: str
    product: str
    site_id: str | None
    site: str | None
    quantity: float | None
    mrr: Decimal
    contract_id: str | None
    ends_on: date | None


def services(warehouse: Warehouse, account_id: str, day: date) -> list[RunningService]:
    """The service lines of an account that run on a day, by product and site."""
    sql = """
        select s.subscription_id, s.product_id, coalesce(p.name, s.product_id), s.site_id, coalesce(i.name, s.site_id),
            s.quantity, s.mrr, s.contract_id, coalesce(s.ends_on, c.ends_on)
        from staging.subscriptions as s
        left join staging.products as p on s.product_id = p.product_id
        left join staging.sites as i on s.site_id = i.site_id
        left join staging.contracts as c on s.contract_id = c.contract_id
        where s.account_id = $1 and s.starts_on <= $2 and (s.ends_on is null or s.ends_on > $2)
        order by 3, 5 nulls first, 1"""
    return warehouse.rows(RunningService, sql, [account_id, day])


class ContractedService(NamedTuple):
    """A service line with the day that it, or its contract, is from. `runs`: on a day, or it is still to begin."""

    subscription_id: str
    product_id: str
    site_id: str | None
    contract_id: str | None
    since: date | None
    runs: bool


def contracted(warehouse: Warehouse, account_id: str, day: date) -> list[ContractedService]:
    """Every service line of an account, also those that ended or are still to begin."""
    sql = """
        select s.subscription_id, s.product_id, s.site_id, s.contract_id,
            coalesce(c.signed_on, c.starts_on, s.starts_on), s.ends_on is null or s.ends_on > $2
        from staging.subscriptions as s
        left join staging.contracts as c on s.contract_id = c.contract_id
        where s.account_id = $1
        order by s.subscription_id"""
    return warehouse.rows(ContractedService, sql, [account_id, day])


class ListPrice(NamedTuple):
    """What one unit of a product costs a month and once by our list; None where the products feed does not say."""

    product_id: str
    list_mrr: Decimal | None = None
    list_nrc: Decimal | None = None

    @property
    def monthly(self) -> float | None:
        """A month, as a file of prices holds it."""
        return None if self.list_mrr is None else float(self.list_mrr)

    @property
    def once(self) -> float | None:
        """Once, as a file of prices holds it."""
        return None if self.list_nrc is None else float(self.list_nrc)


def list_prices(warehouse: Warehouse) -> dict[str, ListPrice]:
    """The list prices of each product, by id."""
    found = warehouse.rows(ListPrice, "select product_id, list_mrr, list_nrc from staging.products")
    return {one.product_id: one for one in found}


class CompanyColleague(NamedTuple):
    """One of us."""

    person_id: str
    name: str
    email: str | None
    manager_id: str | None
    role: str | None


def colleagues(warehouse: Warehouse) -> list[CompanyColleague]:
    """Each of us, by name."""
    return warehouse.rows(
        CompanyColleague, "select person_id, name, email, manager_id, role from staging.people order by name, person_id"
    )
