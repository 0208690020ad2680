"""`make bench`: every figure, side by side in one run."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import access, books, decks, journeys, jump, loading, pages, people, plans, quotes
from benchmarks.measure import line, python


def main() -> None:
    """Measure everything; some minutes."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        loading.main(folder)
        big = folder / "thousand"
        run = python("-m", "steward", "sample", "--accounts", "1000", "--home", str(big))
        line("sample of 1,000 accounts × 36 months", f"{run.seconds:.0f} s, peak {run.megabytes:,.0f} MB")
        run = python("-m", "steward", "load", "--quiet", "--home", str(big))
        line("  its load (aim ≤ 60 s)", f"{run.seconds:.1f} s, peak {run.megabytes:,.0f} MB")
        # In a process of its own: its frames would count into the peak of every process begun later.
        subprocess.run([sys.executable, "-m", "benchmarks.aggregations", str(big)], check=True)
        access.main(big)
        plans.main(big)
        pages.main(big)
        jump.main(big)
        quotes.main(big)
        books.main()
        people.main(big, minutes=3)
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
