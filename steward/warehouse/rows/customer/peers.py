"""An account beside customers of its size: quartiles of all of them, and no row of any other."""

from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class Beside(NamedTuple):
    """One measure. `own`: of the account; `customers`: how many are compared, it among them; quartiles of all."""

    measure: str
    own: float
    customers: int
    lower: float
    middle: float
    upper: float


def beside_others(warehouse: Warehouse, account_id: str, quarter: str) -> list[Beside]:
    """The measures of a quarter, by name."""
    sql = f"""select {", ".join(Beside._fields)} from customer.peers
        where account_id = ? and quarter = ? order by measure"""
    return warehouse.rows(Beside, sql, [account_id, quarter])
