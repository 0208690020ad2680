"""How reviews went, on four questions: of one, and of all of a quarter. Few answers are told as few."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from steward.briefings.internal.scope.book import Book
from steward.exhibits import STARS, Column, Figure, Receipt, Table
from steward.exhibits.wording import counted
from steward.plans.files.keys import keys_of
from steward.plans.internal.debrief import Debrief, Rating
from steward.warehouse.rows.internal.book import BookRow

QUESTIONS = tuple(keys_of(Rating))
FEWEST = 3
"""Reviews it takes before an average says more about us than about one meeting."""


def answers(rating: Rating) -> tuple[float | None, ...]:
    """The four answers; None where nobody gave one."""
    return tuple(getattr(rating, name) for name in QUESTIONS)


def mean_known(values: Iterable[float | None]) -> float | None:
    """The mean of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def rating_figure(book: Book, debriefs: Mapping[str, Debrief]) -> Figure:
    """The mean of the rated reviews of a quarter, each counting once."""
    rated = list(filter(None, (mean_known(answers(one.rating)) for one in debriefs.values())))
    enough = len(rated) >= FEWEST
    few = f"{counted(len(rated), 'review')} rated: under {FEWEST} there is no average."
    return book.figure(
        "promises.rating",
        "Our own rating",
        mean_known(rated) if enough else None,
        STARS,
        _receipt(book),
        why=few[:1].upper() + few[1:],
        note=f"of 5, over {counted(len(rated), 'review')} of {book.quarter.spoken}" if enough else "",
    )


def rating_table(book: Book, rows: Sequence[BookRow], debriefs: Mapping[str, Debrief]) -> Table | None:
    """Every rated review of the quarter, the worst first; None where none is rated."""
    rated = [(row, answers(debriefs[row.account_id].rating)) for row in rows if row.account_id in debriefs]
    rated = [(row, given) for row, given in rated if mean_known(given) is not None]
    if not rated:
        return None
    rated.sort(key=lambda one: (mean_known(one[1]) or 0, one[0].name))
    labels = [key.label for key in keys_of(Rating).values()]
    return Table(
        id="promises.ratings",
        title=f"{counted(len(rated), 'review')} of {book.quarter.spoken} rated by ourselves, the worst first",
        alt="Table of reviews with our own rating on four questions.",
        receipt=_receipt(book),
        note="1 = not at all, 5 = fully. Each is the opinion of who was there.",
        columns=(
            Column("Account", wide=True), Column("Account manager"), *(Column(label, STARS) for label in labels),
            Column("Mean", STARS),
        ),
        rows=tuple((row.name, row.owner, *given, mean_known(given)) for row, given in rated),
        keys=tuple(row.account_id for row, _ in rated),
    )  # fmt: skip


def _receipt(book: Book) -> Receipt:
    return Receipt("review rating", book.as_of, "debrief.toml, rating", (("quarter", str(book.quarter)),))
