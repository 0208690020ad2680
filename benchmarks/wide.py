"""A foreign export of a thousand columns, of which a mapping names five."""

from pathlib import Path

from benchmarks.measure import line, python

COLUMNS, ROWS = 1_000, 2_000
VALUES = ("", "x", "12.5", "2026-01-01", "true", "007", "3,5", "Ünal & Sons")
SOURCES = """
[accounts]
file = "crm.csv"
[accounts.columns]
account_id = 'id'
name = '"Account Name"'
industry = '"custom 3"'

[subscriptions]
file = "crm.csv"
[subscriptions.columns]
subscription_id = 'id'
account_id = 'id'
product_id = "'all'"
mrr = 'MRR'
starts_on = '"Customer Since"'
"""


def home(folder: Path) -> Path:
    """A home whose one file has everything, and much else."""
    data = folder / "data"
    data.mkdir(parents=True)
    (data / "workspace.toml").write_text('company = "Bench"\ncurrency = "EUR"\n')
    (data / "sources.toml").write_text(SOURCES, encoding="utf-8")
    head = ["id", "Account Name", "MRR", "Customer Since", *(f"custom {number}" for number in range(COLUMNS - 4))]
    with (data / "crm.csv").open("w", encoding="utf-8") as file:
        file.write(";".join(head) + "\n")
        for row in range(ROWS):
            own = [f"A{row}", f"Account {row}", str(100 + row), "2024-03-01"]
            others = [VALUES[(row + number) % len(VALUES)] for number in range(COLUMNS - 4)]
            file.write(";".join([*own, *others]) + "\n")
    return folder


def main(folder: Path) -> None:
    """Load it."""
    run = python("-m", "steward", "load", "--quiet", "--home", str(home(folder / "wide")))
    line(
        f"load of an export of {COLUMNS:,} columns (aim ≤ 3 s, 300 MB)",
        f"{run.seconds:.2f} s, {run.computed:.2f} s of computing, peak {run.megabytes:,.0f} MB",
    )


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        main(Path(made))
