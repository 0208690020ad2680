"""The JSON of a book of 25,000 accounts, made of the thousand of a sample: what they have and are asked, no lines of
sites."""

import sys
import tempfile
from pathlib import Path

import duckdb

from benchmarks.measure import line, python

TIMES = 25
COPIED = {
    "accounts": """
        select {id}, name || ' ' || k as name, parent_id || '-' || k as parent_id, industry, segment, region, country,
            owner_id, customer_since from {rows}""",
    "contracts": """
        select contract_id || '-' || k as contract_id, {id}, starts_on, ends_on, notice_days, auto_renews, signed_on
        from {rows}""",
    "subscriptions": """
        select contract_id || product_id || '-' || k as subscription_id, {id}, product_id, sum(mrr::double) as mrr,
            min(starts_on) as starts_on, max(ends_on) as ends_on, contract_id || '-' || k as contract_id
        from {rows} group by contract_id, account_id, product_id, k""",
    "nps_responses": """
        select response_id || '-' || k as response_id, {id}, score, sent_on, answered_on from {rows}
        qualify row_number() over (partition by account_id, k order by sent_on desc) <= 3""",
    "opportunities": """
        select opportunity_id || '-' || k as opportunity_id, name, stage, status, amount, {id}, product_id, kind,
            probability, forecast_category, opened_on, close_on, closed_on, owner_id from {rows}
        qualify row_number() over (partition by account_id, k order by opened_on desc) <= 4""",
    "people": "select distinct * exclude (k) from {rows}",
    "products": "select distinct * exclude (k) from {rows}",
}


def home(folder: Path, sample: Path, times: int = TIMES) -> Path:
    """A home with each account of the sample so many times."""
    data = folder / "data"
    data.mkdir(parents=True)
    (data / "workspace.toml").write_bytes((sample / "data" / "workspace.toml").read_bytes())
    with duckdb.connect() as made:
        for name, sql in COPIED.items():
            file = sample / "data" / f"{name}.csv"
            rows = f"read_csv('{file}', all_varchar = true) cross join range({times}) as copies(k)"
            query = sql.format(id="account_id || '-' || k as account_id", rows=rows)
            made.execute(f"copy ({query}) to '{data / f'{name}.csv'}' (header)")
    return folder


def main(folder: Path, sample: Path) -> None:
    """Load it, and have the book written."""
    large = home(folder / "large", sample)
    python("-m", "steward", "load", "--quiet", "--home", str(large))
    run = python("-m", "steward", "book", "--json", "--home", str(large))
    line(
        "book --json of 25,000 accounts (aim ≤ 20 s)",
        f"{run.seconds:.1f} s, {run.computed:.1f} s of computing, peak {run.megabytes:,.0f} MB",
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as begun:
        main(Path(begun), Path(sys.argv[1]))
