"""Loading five million usage rows, against DuckDB's own typed reading of the same file."""

from pathlib import Path
from statistics import median

import duckdb

from benchmarks.measure import Run, line, python

ROWS = 5_000_000
ROUNDS = 3
TYPED = """
import duckdb
c = duckdb.connect({database!r})
c.execute('''create or replace table usage as from read_csv({file!r}, columns = {{
    'account_id': 'VARCHAR', 'product_id': 'VARCHAR', 'day': 'DATE', 'used': 'DOUBLE', 'committed': 'DOUBLE',
    'site_id': 'VARCHAR'}})''')
c.close()
"""


def home(folder: Path) -> Path:
    """A home with 1,000 accounts and five million usage rows."""
    data = folder / "data"
    data.mkdir(parents=True)
    (data / "workspace.toml").write_text('company = "Bench"\ncurrency = "EUR"\n')
    with duckdb.connect() as made:
        made.execute(
            f"copy (select 'A' || i as account_id, 'Account ' || i as name from range(1000) t(i)) "
            f"to '{data}/accounts.csv' (header)"
        )
        made.execute(
            f"copy (select 'S' || i as subscription_id, 'A' || i as account_id, 'wan' as product_id, "
            f"1000 + i as mrr, date '2023-10-01' as starts_on from range(1000) t(i)) "
            f"to '{data}/subscriptions.csv' (header)"
        )
        made.execute(
            f"copy (select 'A' || (i // 5000) as account_id, 'wan' as product_id, "
            f"date '2023-10-01' + (i % 1000)::integer as day, (i * 7919) % 1000 as used, 1000 as committed, "
            f"'site' || (i // 1000) % 5 as site_id from range({ROWS}) t(i)) to '{data}/usage.csv' (header)"
        )
    return folder


def main(folder: Path) -> None:
    """Alternate the two and print the ratio."""
    place = home(folder / "loading")
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(_typed(place, folder / "typed.duckdb"))
        ours.append(python("-m", "steward", "load", "--quiet", "--home", str(place)))
    ratio = median(run.seconds for run in ours) / median(run.seconds for run in theirs)
    line("load of 5 M usage rows, whole process", _told(ours))
    line("  DuckDB's typed read_csv of the same file, whole process", _told(theirs))
    computed = median(run.computed for run in ours) / median(run.computed for run in theirs)
    line("  ratio (aim ≤ 2)", f"{ratio:.2f}; of computing {computed:.2f}")


def _typed(place: Path, database: Path) -> Run:
    return python("-c", TYPED.format(database=str(database), file=str(place / "data" / "usage.csv")))


def _told(runs: list[Run]) -> str:
    computed, most = median(run.computed for run in runs), max(run.megabytes for run in runs)
    return f"{median(run.seconds for run in runs):.2f} s, {computed:.2f} s of computing, peak {most:,.0f} MB"
