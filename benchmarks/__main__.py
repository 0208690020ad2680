"""`make bench`: every figure, side by side in one run."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import (
    access,
    books,
    commercial,
    decks,
    first_visits,
    journeys,
    jump,
    large_book,
    loading,
    pages,
    people,
    plans,
    quotes,
    shipped,
    wide,
)
from benchmarks.measure import line, python


def main() -> None:
    """Measure everything; some minutes."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        loading.main(folder)
        wide.main(folder)
        big = folder / "thousand"
        run = python("-m", "steward", "sample", "--accounts", "1000", "--home", str(big))
        line("sample of 1,000 accounts × 36 months", f"{run.seconds:.0f} s, peak {run.megabytes:,.0f} MB")
        run = python("-m", "steward", "load", "--quiet", "--home", str(big))
        told = f"{run.seconds:.1f} s, {run.computed:.1f} s of computing, peak {run.megabytes:,.0f} MB"
        line("  its load (aim ≤ 5.2 × the read_csv above)", told)
        # In a process of its own: its frames would count into the peak of every process begun later.
        subprocess.run([sys.executable, "-m", "benchmarks.aggregations", str(big)], check=True)
        large_book.main(folder, big)
        access.main(big)
        plans.main(big)
        pages.main(big)
        first_visits.main(big)
        shipped.main(big)
        jump.main(big)
        quotes.main(big)
        books.main()
        people.main(big, minutes=3)
        commercial.main(big)
        decks.main()
        journeys.main(folder / "journeys")
        _hundred_decks(folder)


def _hundred_decks(folder: Path) -> None:
    home = folder / "hundred"
    python("-m", "steward", "sample", "--accounts", "100", "--home", str(home))
    python("-m", "steward", "load", "--quiet", "--home", str(home))
    run = python("-m", "steward", "deck", "--all", "--home", str(home))
    line("deck --all of 100 accounts (aim ≤ 30 s)", f"{run.seconds:.1f} s, peak {run.megabytes:,.0f} MB a process")
    run = python("-m", "steward", "deck", "--all", "--home", str(home), "--zip", str(home / "reviews.zip"))
    line("100 reviews to one zip (aim ≤ 40 s)", f"{run.seconds:.1f} s, peak {run.megabytes:,.0f} MB a process")


if __name__ == "__main__":
    main()
