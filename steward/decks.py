"""Decks: the customer's into files, one or the whole book in parallel processes; the map's for leadership."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from steward.briefings.book import book_of
from steward.briefings.customer.review import CustomerReview
from steward.briefings.internal.map_slides import map_slides
from steward.briefings.internal.portfolio import portfolio
from steward.briefings.internal.relationship_map import MapBriefing
from steward.briefings.subject import Subject, subject
from steward.deck import Content, customer_deck, deck_of
from steward.domain.identifiers import slug
from steward.errors import FrozenUnreadable, StewardError
from steward.plans.store import Plans
from steward.reviews import open_review
from steward.warehouse.reader import Warehouse, open_warehouse
from steward.workspace import Workspace


@dataclass(frozen=True)
class Order:
    """Which decks: of which home and quarter, on which template, with the investment summary or not."""

    home: Path
    quarter: str | None = None
    template: Path | None = None
    investment: bool = False


@dataclass(frozen=True)
class Written:
    """What became of a whole book: files, and account ids with why they failed."""

    folder: Path
    written: tuple[Path, ...]
    failed: tuple[tuple[str, str], ...]


def deck_name(review: CustomerReview) -> str:
    """The file name of a review's deck, safe whatever the account's id."""
    return f"{slug(review.account_id)}-{review.quarter}-qbr.pptx"


def write_one(order: Order, account_id: str, output: Path | None = None) -> Path:
    """Write one deck, to `output` or into exports/."""
    workspace = Workspace(order.home)
    review = _review(order, account_id)
    path = output or workspace.exports / deck_name(review)
    return _written(path, customer_deck(review, order.template))


def write_all(order: Order, folder: Path | None, progress: Callable[[str, float], None]) -> Written:
    """Write a deck for every account of the book, several at a time."""
    chosen = book_of(_opened(order.home), order.quarter)
    accounts = [row.account_id for row in portfolio(chosen).rows if row.active]
    target = folder or Workspace(order.home).exports / f"qbr-{chosen.quarter}"
    written, failed = [], []
    workers = min(os.cpu_count() or 1, max(len(accounts), 1))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = {pool.submit(_write_into, order, account, target): account for account in accounts}
        for done, job in enumerate(as_completed(jobs), start=1):
            problem = job.exception()
            if problem is None:
                written.append(job.result())
            else:
                failed.append((jobs[job], str(problem) or type(problem).__name__))
            progress(f"{done} of {len(jobs)} decks", done / len(jobs))
    return Written(target, tuple(sorted(written)), tuple(sorted(failed)))


def map_deck(about: Subject, brief: MapBriefing, template: Path | None = None) -> bytes:
    """The relationship map for leadership, for our own eyes. Raises TemplateRefused."""
    content = Content(
        title=f"{about.account.name}: relationship map",
        subject="Relationship map, internal",
        author=about.warehouse.facts.company,
        period=about.quarter.spoken,
        as_of=about.as_of,
        slides=map_slides(brief),
    )
    return deck_of(content, template)


@lru_cache(maxsize=1)
def _opened(home: Path) -> Warehouse:
    """Each process opens the warehouse once."""
    return open_warehouse(Workspace(home))


def _review(order: Order, account_id: str) -> CustomerReview:
    about = subject(_opened(order.home), account_id, order.quarter)
    opened = open_review(about, Plans(Workspace(order.home).plans), investment=order.investment)
    if opened.damaged:
        raise FrozenUnreadable(opened.damaged)
    return opened.review


def _write_into(order: Order, account_id: str, folder: Path) -> Path:
    review = _review(order, account_id)
    return _written(folder / deck_name(review), customer_deck(review, order.template))


def _written(path: Path, content: bytes) -> Path:
    """The file, whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as problem:
        raise StewardError(f"{path} could not be written: {problem.strerror}.") from problem
    return path
