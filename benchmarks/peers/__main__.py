"""`make bench-peers`: what one would pick instead, beside ours on the same data; figures, never verdicts.

With a folder, the home of 1,000 accounts there is measured and not made first: `python -m benchmarks.peers HOME`."""

import sys
import tempfile
from pathlib import Path

from benchmarks.measure import line, python
from benchmarks.peers import decks, environments, loads, maps, pages


def main(home: Path | None = None) -> None:
    """Make every environment, then measure; some minutes."""
    for peer in environments.pinned():
        environments.environment(peer)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        home = home or _made(folder / "thousand")
        decks.main(folder)
        maps.main(home, folder)
        loads.main(home, folder)
        pages.main(home, folder)


def _made(home: Path) -> Path:
    python("-m", "steward", "sample", "--accounts", "1000", "--home", str(home))
    run = python("-m", "steward", "load", "--quiet", "--home", str(home))
    line("load of 1,000 accounts × 36 months, usage with it", f"{run.seconds:.1f} s")
    return home


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
