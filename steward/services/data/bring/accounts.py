"""Accounts taken from files of another table that name them."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.plans.files.sources_text import put_section
from steward.services.data.bring.draft import Draft
from steward.services.data.bring.mapping import feeds, quoted, stem
from steward.warehouse.loading.sources.looking import FileLook
from steward.warehouse.loading.sources.matching import (
    name_likeness,
)


@dataclass(frozen=True)
class AccountsIn:
    """Files of another table that name the accounts: in which of their columns are ids and names."""

    files: tuple[str, ...]
    account: str
    name: str


def accounts_from(draft: Draft, looks: Sequence[FileLook]) -> AccountsIn | None:
    """Where no table of accounts is there, the files of another that name them."""
    found = feeds(draft)
    if any(one.table == "accounts" for one in found):
        return None
    for one in found:
        look = next((each for each in looks if each.file in one.files), None)
        column = look.column((one.columns or {}).get("account_id", "").strip('"')) if look else None
        if look and column:
            others = [name for name in look.names if name != column.name]
            best = max(others, key=lambda name: name_likeness("accounts", "name", name), default=column.name)
            named = best if name_likeness("accounts", "name", best) else column.name
            return AccountsIn(one.files, column.name, named)
    return None


def take_accounts(draft: Draft, found: AccountsIn) -> Draft:
    """The accounts are those that these files name: each once."""
    rows = (
        f"    select {quoted(found.account)} as account_id, {quoted(found.name)} as name from {quoted(stem(file))}"
        for file in found.files
    )
    named = "\n    union all\n".join(rows)
    sql = (
        f"select account_id, any_value(name) as name from (\n{named}\n)"
        " where account_id is not null group by account_id"
    )
    return draft.with_text(put_section(draft.text, "accounts", {"sql": sql}, {}))
