"""An account beside customers of its size: quartiles of all of them, and no row of any other."""

from typing import NamedTuple

from steward.warehouse.reader import ACCOUNTS, Warehouse


class Beside(NamedTuple):
    """One measure. `own`: of the account; `sizes`: into how many all customers are cut; `customers`: how many of its
    size are compared, it among them, a family counted once; the means of what lies around the quartiles."""

    measure: str
    own: float
    sizes: int
    customers: int
    lower: float
    middle: float
    upper: float


def beside_others(warehouse: Warehouse, account_id: str, quarter: str) -> list[Beside]:
    """The measures of a quarter, by name."""
    sql = f"""select account_id, {", ".join(Beside._fields)} from customer.peers
        where account_id in (select unnest(?)) and quarter = ? order by measure"""
    return warehouse.account_rows(Beside, sql, account_id, [ACCOUNTS, quarter])
