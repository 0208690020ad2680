"""Contacts that are forgotten: their own row without its personal data, and the account's texts without their name.

The feed's row is the only place that says what they are called. A text is looked at in Python only where a query says
that a word of the name may be in it; what it becomes is put back by one statement for all rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import duckdb

from steward.domain.forgetting import FORMER, ForgottenPerson, clean, is_name
from steward.warehouse.canonical import TABLES, Canonical, Kind
from steward.warehouse.forgotten import FILE, Forgotten
from steward.warehouse.loading.report import Problem
from steward.warehouse.loading.sqltext import identifier, literal

PERSONAL = ("title", "department", "email")
"""Of a contact's own row, with the name; ids, reporting line and the day they left stay."""
NO_WORDS = frozenset({"currency", "field"})
CHANGES = "opportunity_id in (select opportunity_id from staging.opportunities where account_id in (select unnest(?)))"
OF_QUOTES = {"approval_work_items": ("comments",), "envelopes": ("recipient", "declined_reason")}
"""Words of tables that name a quote and no account."""
NAMED = """quote_number is null or exists (
    select 1 from (select unnest(?) as account_id) as wanted
    where regexp_extract(quote_number, '^(.+)-[^-]+$', 1) = wanted.account_id
        or quote_number in (select quote_number from staging.quotes where account_id = wanted.account_id))"""
"""An envelope that names no quote may be of any account."""
OF_ORDERS = """order_line_id in (
    select l.order_line_id from staging.order_lines as l join staging.orders as o using (order_id)
    where o.account_id in (select unnest(?)))"""
SEEN = f"({CHANGES} or opportunity_id not in (select opportunity_id from staging.opportunities))"
"""What earlier loads saw of an opportunity that is gone may be of any account."""


@dataclass(frozen=True)
class _Text:
    """A column of words, and which rows of it are about some accounts; one parameter: their ids."""

    table: str
    column: str
    where: str


@dataclass(frozen=True)
class Left:
    """Whom a load left out. `people`: as the feed calls them."""

    people: tuple[ForgottenPerson, ...]
    problems: tuple[Problem, ...]

    def told(self, problems: Iterable[Problem]) -> list[Problem]:
        """What is told of a load, which may hold cells of its files, without them too."""
        return [replace(one, reason=self._without(one.reason)) for one in (*self.problems, *problems)]

    def _without(self, text: str) -> str:
        for person in self.people:
            text = person.without(text)
        return text


def forget(connection: duckdb.DuckDBPyConnection, wanted: Sequence[Forgotten]) -> Left:
    """Take these contacts out of `staging`, in which every table and the memory of opportunities must be."""
    if not wanted:
        return Left((), ())
    people, texts, gone = [], 0, []
    for one in wanted:
        row = _row(connection, one)
        if row is None:
            gone.append(one)
            continue
        person, accounts = row[0], sorted({one.account_id, row[1]})
        people.append(person)
        texts += sum(_replaced(connection, text, accounts, person) for text in _texts())
        _hold_back(connection, accounts, person)
        _blank(connection, one.contact_id)
    return Left(tuple(people), tuple(_problems(len(people), texts, gone)))


def _row(connection: duckdb.DuckDBPyConnection, one: Forgotten) -> tuple[ForgottenPerson, str] | None:
    """The person as the feed has them, and the account they are at now."""
    sql = "select name, coalesce(email, ''), account_id, contact_id from staging.contacts where contact_id = ?"
    found = connection.execute(sql, [one.contact_id]).fetchone()
    if found is None:
        return None
    ids = [held for (held,) in connection.execute("select contact_id from staging.contacts").fetchall()]
    person = ForgottenPerson(names=tuple(name for name in clean([found[0]]) if is_name(name)), emails=clean([found[1]]))
    return replace(person, kept=frozenset(held for held in ids if person.times(held))), found[2]


def _texts() -> Iterator[_Text]:
    """Every column of words about an account."""
    for table in TABLES:
        if "account_id" in table.columns and table.name != "accounts":
            for column in _words(table):
                yield _Text(f"staging.{table.name}", column, "account_id in (select unnest(?))")
    yield from (_Text("staging.opportunity_changes", column, CHANGES) for column in ("was", "now"))
    for name, columns in OF_QUOTES.items():
        yield from (_Text(f"staging.{name}", column, f"({NAMED})") for column in columns)
    yield _Text("staging.opportunity_memory", "value", SEEN)
    yield _Text("staging.order_date_changes", "reason", OF_ORDERS)


def _words(table: Canonical) -> list[str]:
    """Text that is no id. Of contacts, a namesake's own name and address are theirs."""
    others = {table.key, *table.must_exist, *table.should_exist, *NO_WORDS}
    own = {"name", "email"} if table.name == "contacts" else set()
    return [
        one.name
        for one in table.fields
        if one.kind is Kind.TEXT and one.name not in others | own and not one.name.endswith("_id")
    ]


def _replaced(
    connection: duckdb.DuckDBPyConnection, text: _Text, accounts: Sequence[str], person: ForgottenPerson
) -> int:  # fmt: skip
    """Take the person out of a column; in how many rows they were."""
    column = identifier(text.column)
    hints = " or ".join(f"contains(strip_accents(lower({column})), {literal(hint)})" for hint in person.hints)
    sql = f"select distinct {column} from {text.table} where {text.where} and ({hints or 'false'})"
    held = [said for (said,) in connection.execute(sql, [accounts]).fetchall()]
    new = {said: person.without(said) for said in held if person.times(said)}
    if not new:
        return 0
    update = f"""update {text.table} set {column} = made.after
        from (select unnest(?::varchar[]) as before, unnest(?::varchar[]) as after) as made
        where {column} = made.before and {text.where}"""
    return int(connection.execute(update, [list(new), list(new.values()), accounts]).fetchall()[0][0])


def _hold_back(connection: duckdb.DuckDBPyConnection, accounts: Sequence[str], person: ForgottenPerson) -> None:
    """A comment with a word of their name in it was not shown to the customer, as it may name somebody. Nobody knows
    the name any more, and it is to stay so."""
    sql = r"""update staging.nps_responses set may_quote = false
        where may_quote is null and account_id in (select unnest(?)) and list_has_any(?::varchar[],
            regexp_split_to_array(translate(strip_accents(comment), 'łŁøØđĐ', 'lLoOdD'), '[^\p{L}\p{N}]+'))"""
    connection.execute(sql, [accounts, list(person.words)])


def _blank(connection: duckdb.DuckDBPyConnection, contact_id: str) -> None:
    nothing = ", ".join(f"{name} = null" for name in PERSONAL)
    connection.execute(f"update staging.contacts set name = ?, {nothing} where contact_id = ?", [FORMER, contact_id])


def _problems(count: int, texts: int, gone: Sequence[Forgotten]) -> Iterator[Problem]:
    """What Data health and `load` say."""
    if count:
        said = f"{count:,} contact{'s' if count > 1 else ''} forgotten: without name, title, department and e-mail"
        also = f", and taken out of {texts:,} other text{'s' if texts > 1 else ''}" if texts else ""
        yield Problem("contacts", FILE, None, "", f"{said}{also}", "note", 0)
    for one in gone:
        yield Problem(
            "contacts", FILE, None, "contact_id",
            f"{one.contact_id} of {one.account_id} is no contact in this data, so nothing says what they are called: "
            "texts that name them stay as they are",
            "warning", 0,
        )  # fmt: skip
