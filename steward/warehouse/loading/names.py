"""Names that stand for one thing each: what reads a warehouse puts rows together by name, and people read nothing else.

Two products, two accounts, two of us, two sites, people or open opportunities of an account that are called alike get
what tells them apart, once, here. What a customer reads of itself and of us stays as written, in `written_name`; so
does a name that is set beside its title, goes into a mail or back to the CRM, or is looked for in texts.
"""

from dataclasses import dataclass

import duckdb

from steward.domain.labels import told_apart


@dataclass(frozen=True)
class _Kind:
    """A table of named things. `among`: within which rows a name must be one thing's; `facts`: what tells two apart,
    as SQL, before their ids do; `written`: whether the name as written is kept as well."""

    table: str
    key: str
    among: str = "''"
    facts: tuple[str, ...] = ()
    written: bool = False


OWNER = "(select any_value(p.name) from staging.people as p where p.person_id = owner_id)"
OPEN_AT = "case when status = 'open' then account_id else opportunity_id end"
"""Of those that are over many are called alike, and nobody works on one."""
CLOSES = "'closes ' || strftime(close_on, '%-d %b %Y')"
KINDS = (
    _Kind("people", "person_id", facts=("role",), written=True),
    _Kind("products", "product_id"),
    _Kind("partners", "partner_id", facts=("kind",)),
    _Kind("accounts", "account_id", facts=("region", OWNER), written=True),
    _Kind("sites", "site_id", among="account_id", facts=("city",)),
    _Kind("opportunities", "opportunity_id", among=OPEN_AT, facts=(CLOSES, "stage"), written=True),
    _Kind("contacts", "contact_id", among="account_id", facts=("title", "department"), written=True),
)


def tell_names_apart(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the things of one kind that have one name a name each, in `staging`."""
    for kind in KINDS:
        if kind.written:
            connection.execute(f"alter table staging.{kind.table} add column written_name varchar")
        # Again, where a name made so is one that somebody has.
        while made := _apart(connection, kind):
            kept = "written_name = coalesce(written_name, name), " if kind.written else ""
            connection.execute(
                f"""update staging.{kind.table} set {kept}name = made.label
                    from (select unnest(?::varchar[]) as key, unnest(?::varchar[]) as label) as made
                    where {kind.key} = made.key""",
                [list(made), list(made.values())],
            )


def _apart(connection: duckdb.DuckDBPyConnection, kind: _Kind) -> dict[str, str]:
    """The new names, by id."""
    sql = f"""
        select {kind.among} as among, {kind.key}, name, {", ".join(kind.facts) or "null"} from staging.{kind.table}
        where ({kind.among}, name) in (
            select ({kind.among}, name) from staging.{kind.table} group by all having count(*) > 1)
        order by all"""
    alike: dict[str, list[tuple[str, ...]]] = {}
    for among, *row in connection.execute(sql).fetchall():
        alike.setdefault(among, []).append(tuple(row))
    made: dict[str, str] = {}
    for rows in alike.values():
        facts = ({row[0]: row[place] for row in rows} for place in range(2, len(rows[0])))
        made |= told_apart({row[0]: row[1] for row in rows}, *facts)
    return made
