"""The decks of a whole book: several at a time, with what failed and why, and all of them in one zip."""

import io
import os
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from steward.briefings.internal.scope.book import book_of
from steward.plans.customer.review import file_of
from steward.plans.files.store import Plans
from steward.reproducible_zip import timeless
from steward.services import book
from steward.services.outliving import end_with_parent
from steward.services.reviews.decks import (
    Deck,
    Order,
    about_of,
    deck_name,
    opened_warehouse,
    review_of,
    write_review,
)

SUMMARY = "summary.txt"


@dataclass(frozen=True)
class DeckRun:
    """What became of a whole book: files, and account ids with why they failed."""

    folder: Path
    written: tuple[Path, ...]
    failed: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str, int], ...] = ()
    """Slides that are not in their decks, why, and in how many: the most decks first."""

    @property
    def summary(self) -> str:
        """What was made and what was not, a line each."""
        made = [f"{len(self.written)} decks written", *(f"  {path.name}" for path in self.written)]
        lost = [f"{len(self.failed)} not written", *(f"  {account}: {why}" for account, why in self.failed)]
        bare = ["Left out", *(f"  {slide}: {why} ({decks} decks)" for slide, why, decks in self.left_out)]
        return "\n".join([*made, *(lost if self.failed else []), *(bare if self.left_out else [])]) + "\n"


def accounts_of(order: Order, *, prepared: bool = False, only: Sequence[str] | None = None) -> list[str]:
    """Those of `only`, else the book's active accounts; `prepared`: whose review of the quarter somebody began."""
    chosen = book_of(opened_warehouse(order.workspace), order.quarter)
    found = [row.account_id for row in book.brief(chosen).rows if row.active] if only is None else list(only)
    plans = Plans.within(order.workspace)
    return [each for each in found if not prepared or (plans.of(each) / file_of(chosen.quarter)).is_file()]


def write_all(
    order: Order, folder: Path | None, progress: Callable[[str, float], None], accounts: Sequence[str] | None = None
) -> DeckRun:
    """Write a deck for each account (of the book where none are given), several at a time."""
    wanted = accounts_of(order) if accounts is None else accounts
    target = folder or _folder(order)
    made: list[Deck] = []
    failed = []
    workers = min(os.cpu_count() or 1, max(len(wanted), 1))
    with ProcessPoolExecutor(workers, get_context("spawn"), end_with_parent) as pool:
        jobs = {pool.submit(_write_into, order, account, target): account for account in wanted}
        for done, job in enumerate(as_completed(jobs), start=1):
            problem = job.exception()
            if problem is None:
                made.append(job.result())
            else:
                failed.append((jobs[job], str(problem) or type(problem).__name__))
            progress(f"{done} of {len(jobs)} decks", done / len(jobs))
    bare = Counter(one for deck in made for one in deck.left_out)
    left_out = tuple((slide, why, decks) for (slide, why), decks in bare.most_common())
    return DeckRun(target, tuple(sorted(deck.path for deck in made)), tuple(sorted(failed)), left_out)


def zipped(found: DeckRun) -> bytes:
    """All decks in one zip, with the summary beside them; decks are zips already, so nothing is packed twice."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as package:
        package.writestr(SUMMARY, found.summary)
        for path in found.written:
            package.write(path, path.name)
    return timeless(out.getvalue())


def _folder(order: Order) -> Path:
    quarter = book_of(opened_warehouse(order.workspace), order.quarter).quarter
    return order.workspace.exports / f"qbr-{quarter}"


def _write_into(order: Order, account_id: str, folder: Path) -> Deck:
    return write_review(order, review_of(order, account_id), folder / deck_name(about_of(order, account_id)))
