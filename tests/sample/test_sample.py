"""The sample: every table filled, the same bytes each time, and each story there to be found."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from steward.errors import SampleRefused
from steward.sample import write_sample
from steward.sample.window import Window, shift
from steward.warehouse.canonical import TABLES
from steward.workspace import Workspace
from tests.examples import first

MONTH_ENDS = """
    create table ends as
    select last_day(unnest(generate_series(date '2023-10-01', date '2026-09-30', interval 1 month))::date)
        as month_end"""
MRR = """
    create view mrr as
    select account_id, month_end, sum(mrr) as mrr from subscriptions
    join ends on starts_on <= month_end and (ends_on is null or ends_on > month_end) group by all"""


OF_THE_CPQ = ("quotes", "quote_lines")
OF_OTHER_SYSTEMS = (*OF_THE_CPQ, "approval_work_items", "envelopes", "tasks")
KNOWN = tuple(
    replace(table, fields=tuple(each for each in table.fields if each.name != "currency"))
    for table in TABLES
    if table.name not in ("exchange_rates", *OF_OTHER_SYSTEMS)
)
"""The company keeps its books in one currency, has no system for approvals or signatures, no tasks in its CRM, and one
quote in its CPQ."""


@pytest.fixture(scope="module")
def home(sample_home: Path) -> Path:
    """The default sample."""
    return sample_home


@pytest.fixture(scope="module")
def sample(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The default sample as tables, each column in its canonical type."""
    connection = duckdb.connect()
    for table in KNOWN:
        columns = ", ".join(f"{f.name}::{f.kind.value} as {f.name}" for f in table.fields)
        connection.execute(f"create table {table.name} as select {columns} from {_reader(home, table.name)}")
    connection.execute(MONTH_ENDS)
    connection.execute(MRR)
    yield connection
    connection.close()


def _reader(home: Path, table: str) -> str:
    file = home / "data" / f"{table}.csv"
    return f"read_csv('{file}', all_varchar = true)" if file.exists() else f"'{home}/data/{table}.parquet'"


def one(sample: duckdb.DuckDBPyConnection, sql: str) -> tuple[object, ...]:
    """The only row of a query."""
    (row,) = sample.execute(sql).fetchall()
    return tuple(row)


def number(sample: duckdb.DuckDBPyConnection, sql: str) -> float:
    """The only value of a query."""
    return float(str(one(sample, sql)[0]))


# The files


def test_the_same_call_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("once", "twice"):
        write_sample(tmp_path / name, accounts=13, months=15)
    written = sorted(path.name for path in (tmp_path / "once" / "data").iterdir())
    assert len(written) == len(KNOWN) + len(("workspace.toml", *OF_THE_CPQ))
    for name in written:
        assert (tmp_path / "once/data" / name).read_bytes() == (tmp_path / "twice/data" / name).read_bytes(), name


def test_another_seed_is_another_company(tmp_path: Path) -> None:
    for seed in (1, 2):
        write_sample(tmp_path / str(seed), accounts=2, months=15, seed=seed)
    charges = [(tmp_path / seed / "data/charges.csv").read_bytes() for seed in ("1", "2")]
    assert charges[0] != charges[1]


def test_the_default_sample_is_small(home: Path) -> None:
    assert sum(path.stat().st_size for path in (home / "data").iterdir()) < 5_000_000


def test_the_repository_holds_the_default_sample(home: Path) -> None:
    shipped = Path(__file__).parents[2] / "data"
    if not Workspace.whole(shipped.parent).settings.sample:
        pytest.skip("this data/ holds somebody's own files")
    for path in (home / "data").glob("*.csv"):
        assert path.read_bytes() == (shipped / path.name).read_bytes(), f"write the sample anew: {path.name}"


@pytest.mark.parametrize(("accounts", "months"), first(3, [(1, 1), (3, 2), (14, 6), (60, 15)]))
def test_other_sizes_work(tmp_path: Path, accounts: int, months: int) -> None:
    write_sample(tmp_path, accounts=accounts, months=months, until=date(2026, 10, 14))
    with (tmp_path / "data/accounts.csv").open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert len(set(names)) == accounts
    assert pq.ParquetFile(tmp_path / "data/usage.parquet").metadata.num_rows > 0


def test_progress_runs_from_nothing_to_all(tmp_path: Path) -> None:
    shares: list[float] = []
    write_sample(tmp_path, accounts=2, months=15, progress=lambda text, share: shares.append(share))
    assert shares == sorted(shares) and shares[-1] == 1.0


def test_a_window_ends_with_the_last_complete_month() -> None:
    assert Window.ending(date(2026, 10, 14), 3) == Window(date(2026, 7, 1), date(2026, 9, 30))
    assert shift(date(2024, 1, 31), 1) == date(2024, 2, 29)


# Somebody's own data


@pytest.mark.parametrize("own", ["accounts.csv", "crm.XLSX", "usage.parquet", "sources.toml", "workspace.toml"])
def test_it_refuses_to_write_over_own_data(tmp_path: Path, own: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / own).write_text("ours")
    with pytest.raises(SampleRefused, match=own) as refusal:
        write_sample(tmp_path, accounts=1, months=1)
    assert "\n" not in str(refusal.value)
    assert [path.name for path in (tmp_path / "data").iterdir()] == [own]


def test_it_replaces_an_earlier_sample_and_keeps_the_readme(tmp_path: Path) -> None:
    write_sample(tmp_path, accounts=1, months=2)
    (tmp_path / "data/README.md").write_text("ours")
    write_sample(tmp_path, accounts=2, months=2)
    assert (tmp_path / "data/README.md").read_text() == "ours"
    assert len((tmp_path / "data/accounts.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_a_failure_leaves_no_half_sample(tmp_path: Path) -> None:
    def stop(text: str, share: float) -> None:
        if share > 0.4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sample(tmp_path, accounts=2, months=2, progress=stop)
    assert list((tmp_path / "data").iterdir()) == []


def test_the_settings_can_be_read(home: Path) -> None:
    settings = Workspace.whole(home).settings
    assert settings.sample and settings.currency == "EUR" and settings.strategic_threshold == 50_000


# What the tables hold


@pytest.mark.parametrize("table", KNOWN, ids=lambda table: table.name)
def test_every_column_is_there_and_filled_somewhere(sample: duckdb.DuckDBPyConnection, home: Path, table) -> None:  # type: ignore[no-untyped-def]
    found = sample.execute(f"select * from {_reader(home, table.name)} limit 0").description
    assert tuple(column[0] for column in found) == table.columns
    filled = one(sample, f"select {', '.join(f'count({name})' for name in table.columns)} from {table.name}")
    rows = number(sample, f"select count(*) from {table.name}")
    assert [name for name, count in zip(table.columns, filled, strict=True) if not count] == []
    required = [count for f, count in zip(table.fields, filled, strict=True) if f.required]
    assert required == [rows] * len(required)


@pytest.mark.parametrize("table", [table for table in KNOWN if table.key], ids=lambda table: table.name)
def test_keys_do_not_repeat(sample: duckdb.DuckDBPyConnection, table) -> None:  # type: ignore[no-untyped-def]
    assert number(sample, f"select count(*) - count(distinct {table.key}) from {table.name}") == 0


@pytest.mark.parametrize("table", KNOWN, ids=lambda table: table.name)
def test_everything_referred_to_exists(sample: duckdb.DuckDBPyConnection, table) -> None:  # type: ignore[no-untyped-def]
    keys = {t.name: t.key for t in TABLES}
    references = table.must_exist | table.should_exist
    if table.name == "people":
        references = {"manager_id": "people"}
    for column, other in references.items():
        missing = f"select count(*) from {table.name} where {column} is not null"
        missing += f" and {column} not in (select {keys[other]} from {other})"
        assert number(sample, missing) == 0, column


@pytest.mark.parametrize("table", KNOWN, ids=lambda table: table.name)
def test_no_row_breaks_a_rule_of_the_loader(sample: duckdb.DuckDBPyConnection, table) -> None:  # type: ignore[no-untyped-def]
    for rule in table.rules:
        assert number(sample, f"select count(*) from {table.name} where {rule.offends}") == 0, rule.reason


@pytest.mark.parametrize("table", ["sites", "contracts", "contacts"])
def test_what_belongs_to_an_account_is_used_by_that_account_only(sample: duckdb.DuckDBPyConnection, table: str) -> None:
    key, users = {
        "sites": ("site_id", ("subscriptions", "usage", "incidents")),
        "contracts": ("contract_id", ("subscriptions",)),
        "contacts": ("contact_id", ("nps_responses", "activities")),
    }[table]
    for user in users:
        strangers = f"select count(*) from {user} u join {table} t using ({key}) where u.account_id <> t.account_id"
        assert number(sample, strangers) == 0, user


def test_every_role_and_kind_appears(sample: duckdb.DuckDBPyConnection) -> None:
    assert number(sample, "select count(distinct role) from people") == 13
    assert number(sample, "select count(*) from people where role = 'account manager'") == 6
    expected = {
        "charges.kind": {"recurring", "usage", "one-off", "credit"},
        "tickets.queue": {"support", "implementation", "accounting"},
        "tickets.priority": {"urgent", "high", "normal", "low"},
        "incidents.severity": {"critical", "major", "minor"},
        "activities.kind": {"call", "mail", "meeting"},
        "opportunities.kind": {"new", "upsell", "cross-sell", "renewal"},
        "opportunities.forecast_category": {"pipeline", "best case", "commit", "closed", "omitted"},
        "partners.kind": {"agent", "reseller", "integrator", "TSD"},
        "partner_roles.role": {"of record", "sourced", "influenced", "fulfils"},
        "partner_registrations.state": {"submitted", "approved", "converted", "rejected", "expired"},
    }
    for place, values in expected.items():
        table, column = place.split(".")
        assert {row[0] for row in sample.execute(f"select distinct {column} from {table}").fetchall()} == values, place


def test_addresses_cannot_belong_to_anybody(sample: duckdb.DuckDBPyConnection) -> None:
    for table in ("people", "contacts"):
        addresses = [row[0] for row in sample.execute(f"select email from {table} where email is not null").fetchall()]
        assert [a for a in addresses if not (a.endswith(".example") and a.isascii() and a.count("@") == 1)] == []


def test_comments_name_nobody(sample: duckdb.DuckDBPyConnection) -> None:
    named = """
        select count(*) from (select distinct comment from nps_responses) r
        join (select distinct unnest(string_split(name, ' ')) as word from contacts union select unnest(string_split(
            name, ' ')) from people) n on regexp_matches(comment, '\\b' || word || '\\b')"""
    assert number(sample, named) == 0


def test_nothing_happens_outside_the_window(sample: duckdb.DuckDBPyConnection) -> None:
    for table, column in (("tickets", "opened_at"), ("usage", "day"), ("activities", "happened_at"),
                          ("incidents", "started_at"), ("nps_responses", "sent_on"), ("charges", "month"),
                          ("subscriptions", "starts_on")):  # fmt: skip
        first, last = one(sample, f"select min({column})::date, max({column})::date from {table}")
        assert date(2023, 10, 1) <= first and last <= date(2026, 9, 30), table  # type: ignore[operator]
    for table, column in (("tickets", "closed_at"), ("incidents", "restored_at"), ("nps_responses", "answered_on"),
                          ("opportunities", "closed_on"), ("subscriptions", "ends_on")):  # fmt: skip
        assert one(sample, f"select max({column})::date from {table}")[0] <= date(2026, 9, 30), table  # type: ignore[operator]


# Laws


def test_recurring_charges_are_the_mrr_of_the_month_end(sample: duckdb.DuckDBPyConnection) -> None:
    differing = """
        with charged as (select account_id, product_id, last_day(month) as month_end, sum(amount) as amount
            from charges where kind = 'recurring' group by all),
        active as (select account_id, product_id, month_end, sum(mrr) as amount from subscriptions join ends
            on starts_on <= month_end and (ends_on is null or ends_on > month_end) group by all)
        select count(*) from charged full join active using (account_id, product_id, month_end)
        where charged.amount is distinct from active.amount"""
    assert number(sample, differing) == 0


def test_what_was_won_is_what_services_grew_by(sample: duckdb.DuckDBPyConnection) -> None:
    unmatched = """
        with moved as (select account_id, day, sum(amount) as amount from (
            select account_id, starts_on as day, mrr as amount from subscriptions
            union all select account_id, ends_on, -mrr from subscriptions where ends_on is not null) group by all)
        select count(*) from opportunities o where status = 'won' and kind in ('upsell', 'cross-sell')
            and not exists (select 1 from moved m where m.account_id = o.account_id and m.amount = o.amount
                and m.day between o.closed_on and o.closed_on + 45)"""
    assert number(sample, unmatched) == 0


def test_lines_are_under_a_contract_of_their_time(sample: duckdb.DuckDBPyConnection) -> None:
    outside = """
        select count(*) from subscriptions s left join contracts c using (contract_id)
        where c.contract_id is null or s.starts_on not between c.starts_on and c.ends_on
            or coalesce(s.ends_on, date '2026-09-30') > c.ends_on + 1"""
    assert number(sample, outside) == 0


def test_credits_for_outages_reach_the_invoice(sample: duckdb.DuckDBPyConnection) -> None:
    promised = "select sum(credit) from incidents where started_at < timestamp '2026-09-01'"
    charged = "select -sum(amount) from charges where kind = 'credit' and product_id is not null"
    assert number(sample, promised) == number(sample, charged) > 0


# The portfolio, as a manager would look at it


def test_most_accounts_are_strategic(sample: duckdb.DuckDBPyConnection) -> None:
    assert 28 <= number(sample, "select count(*) from mrr where month_end = '2026-09-30' and mrr > 50000") <= 36
    low, high = one(sample, "select min(mrr), max(mrr) from mrr where month_end = '2026-09-30'")
    assert low > 15_000 and high < 270_000  # type: ignore[operator]


def test_retention_nps_and_win_rate_are_plausible(sample: duckdb.DuckDBPyConnection) -> None:
    nrr, grr = one(sample, """
        select sum(coalesce(e.mrr, 0)) / sum(s.mrr) * 100, sum(least(s.mrr, coalesce(e.mrr, 0))) / sum(s.mrr) * 100
        from mrr s left join mrr e on e.account_id = s.account_id and e.month_end = '2026-09-30'
        where s.month_end = '2025-09-30'""")  # fmt: skip
    assert 104 <= nrr <= 112 and 92 <= grr <= 97.5  # type: ignore[operator]
    nps = "select avg(case when score >= 9 then 100 when score <= 6 then -100 else 0 end) from nps_responses"
    assert 25 <= number(sample, nps + " where score is not null and sent_on >= '2026-07-01'") <= 45
    won = "select count(*) filter (status = 'won') / count(*) from opportunities where status <> 'open'"
    assert 0.25 <= number(sample, won) <= 0.45


def test_most_products_meet_their_promise_and_some_do_not(sample: duckdb.DuckDBPyConnection) -> None:
    shares = sample.execute("""
        with lines as (select account_id, product_id, count(*) as n from subscriptions where starts_on <= '2026-09-30'
            and (ends_on is null or ends_on > '2026-09-30') group by all),
        down as (select account_id, product_id, sum(date_diff('second', started_at, restored_at)) / 60 as minutes
            from incidents where started_at >= '2026-07-01' group by all),
        promise as (select a.account_id, p.product_id, coalesce(o.availability_target, g.availability_target) as target
            from accounts a cross join products p
            join service_levels g on g.product_id = p.product_id and g.account_id is null
            left join service_levels o on o.product_id = p.product_id and o.account_id = a.account_id)
        select coalesce(minutes, 0) / (n * 92 * 1440 * (1 - target / 100)) from lines join promise using (account_id,
            product_id) left join down using (account_id, product_id)""").fetchall()
    near, missed = sum(0.7 <= s <= 1 for (s,) in shares), sum(s > 1 for (s,) in shares)
    assert 1 <= near <= 15 and 1 <= missed <= 12 and len(shares) > 200


# The stories


def nps(sample: duckdb.DuckDBPyConnection, account: str, since: str, until: str) -> float:
    """NPS of an account over the surveys sent in a span."""
    shares = "select avg(case when score >= 9 then 100 when score <= 6 then -100 else 0 end) from nps_responses"
    which = f"where account_id = '{account}' and score is not null and sent_on between '{since}' and '{until}'"
    return number(sample, f"{shares} {which}")


def mrr(sample: duckdb.DuckDBPyConnection, account: str, day: str) -> float:
    """MRR of an account at a month end."""
    return number(
        sample, f"select coalesce(sum(mrr), 0) from mrr where account_id = '{account}' and month_end = '{day}'"
    )


def test_the_champion_left(sample: duckdb.DuckDBPyConnection) -> None:
    (left,) = one(sample, "select left_on from contacts where account_id = 'NW-1001' and contact_id = 'K-1001-02'")
    touched = "select count(*) from activities where account_id = 'NW-1001' and happened_at"
    before = number(sample, f"{touched} between date '{left}' - 150 and date '{left}'")
    assert number(sample, f"{touched} > date '{left}'") < before / 2
    stuck = "select count(*) from opportunities where account_id = 'NW-1001' and stage = 'negotiation'"
    assert number(sample, f"{stuck} and status = 'open' and close_on < '2026-07-01'") == 1


def test_the_bandwidth_was_outgrown(sample: duckdb.DuckDBPyConnection) -> None:
    full = number(sample, """
        select count(distinct site_id) from (select site_id, last_day(day) as month, sum(used) / sum(committed) as share
        from usage where account_id = 'NW-1002' and product_id = 'SDW' and day >= '2026-06-01' group by all)
        group by month having min(share) >= 0 order by month desc limit 1""")  # fmt: skip
    over = number(sample, """
        select count(*) from (select site_id from (select site_id, last_day(day) as month,
            sum(used) / sum(committed) as share from usage where account_id = 'NW-1002' and product_id = 'SDW'
            and day >= '2026-07-01' group by all) group by site_id having min(share) > 1)""")  # fmt: skip
    assert over == 4 and full >= 5
    offered = "select count(*) from opportunities where account_id = 'NW-1002' and status = 'open' and kind = 'upsell'"
    assert number(sample, f"{offered} and product_id in ('SDW', 'DIA')") >= 2


def test_the_price_is_disputed(sample: duckdb.DuckDBPyConnection) -> None:
    rated = "select avg(satisfaction) from tickets where account_id = 'NW-1003' and queue = 'accounting'"
    assert number(sample, f"{rated} and opened_at >= '2026-03-01'") < 3
    goodwill = "select count(*) from charges where account_id = 'NW-1003' and kind = 'credit' and product_id is null"
    assert number(sample, goodwill) >= 3
    said = "select count(*) from nps_responses where account_id = 'NW-1003' and regexp_matches(comment, 'rice|nvoice')"
    assert number(sample, said) >= 3
    assert nps(sample, "NW-1003", "2026-07-01", "2026-09-30") < 0


def test_one_site_is_chronic(sample: duckdb.DuckDBPyConnection) -> None:
    by_site = """
        select site_id, sum(date_diff('minute', started_at, restored_at)) as minutes, count(*) from incidents
        where account_id = 'NW-1004' and started_at >= '2026-07-01' group by site_id order by minutes desc limit 1"""
    worst, minutes, outages = one(sample, by_site)
    assert worst == "NW-1004-03" and minutes > 400 and outages >= 3  # type: ignore[operator]
    assert number(sample, "select count(credit) from incidents where site_id = 'NW-1004-03'") > 10


def test_spend_rises_while_nps_falls(sample: duckdb.DuckDBPyConnection) -> None:
    assert mrr(sample, "NW-1005", "2026-09-30") > 1.1 * mrr(sample, "NW-1005", "2025-09-30")
    before = nps(sample, "NW-1005", "2024-01-01", "2025-06-30")
    assert nps(sample, "NW-1005", "2026-04-01", "2026-09-30") < before - 40


def test_one_account_is_quiet(sample: duckdb.DuckDBPyConnection) -> None:
    assert (
        number(sample, "select '2026-09-30' - max(happened_at)::date from activities where account_id = 'NW-1006'") > 90
    )
    asked = "from nps_responses where account_id = 'NW-1006' and sent_on >= '2026-07-01'"
    assert number(sample, f"select count(score) {asked}") < 5 <= number(sample, f"select count(*) {asked}")
    assert number(sample, "select max(ends_on) - date '2026-09-30' from contracts where account_id = 'NW-1006'") < 90


def test_one_account_is_a_model(sample: duckdb.DuckDBPyConnection) -> None:
    assert mrr(sample, "NW-1007", "2026-09-30") > 1.1 * mrr(sample, "NW-1007", "2025-09-30")
    assert nps(sample, "NW-1007", "2026-01-01", "2026-09-30") > 50
    won = "select count(*) from opportunities where account_id = 'NW-1007' and status = 'won' and kind = 'cross-sell'"
    assert number(sample, won) >= 2


def test_one_account_left_and_one_came_back(sample: duckdb.DuckDBPyConnection) -> None:
    assert mrr(sample, "NW-1008", "2025-09-30") > 0 == mrr(sample, "NW-1008", "2026-09-30")
    assert [mrr(sample, "NW-1009", day) > 0 for day in ("2025-03-31", "2025-09-30", "2026-09-30")] == [
        True,
        False,
        True,
    ]
    assert number(sample, "select count(*) from opportunities where account_id = 'NW-1008' and status = 'lost'"
                          " and kind = 'renewal'") == 1  # fmt: skip


def test_a_partner_sells_and_a_parent_has_children(sample: duckdb.DuckDBPyConnection) -> None:
    assert number(sample, "select count(partner_id) from accounts where account_id = 'NW-1010'") == 1
    assert number(sample, "select count(*) from accounts where parent_id = 'NW-1012'") == 2


def test_a_notice_date_is_near(sample: duckdb.DuckDBPyConnection) -> None:
    (notice,) = one(sample, """
        select (ends_on - notice_days::int)::date from contracts where account_id = 'NW-1011'
        and '2026-09-30' between starts_on and ends_on""")  # fmt: skip
    assert date(2026, 10, 1) <= notice <= date(2026, 10, 15)  # type: ignore[operator]
