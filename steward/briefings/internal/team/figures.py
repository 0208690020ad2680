"""The figures of a branch: what the topics say of the same accounts, worked out from their sums."""

from collections.abc import Collection, Sequence

from steward.briefings.internal.decisions.listed import ListedDecision, decision_figures
from steward.briefings.internal.retention.mrr_steps import words_of
from steward.briefings.internal.retention.retention import ONLY_CHARGES
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.team.quarters import Period
from steward.briefings.internal.team.risks import RISK_UNKNOWN, Moves, RiskLine, tells_of_risk
from steward.briefings.internal.team.source import TeamSource
from steward.domain.team.tally import Tally
from steward.exhibits import COUNT, PERCENT, POINTS, Better, Figure, Number, Receipt, Unit
from steward.exhibits.wording import counted
from steward.plans.customer.success_plan import FILE as AGREED

TODAY_ALONE = "It is told of today alone, so not of a past quarter."


def figures_of(
    source: TeamSource, accounts: Collection[str], now: Tally, before: Period | None, risks: Sequence[RiskLine],
    decisions: Sequence[ListedDecision],
) -> tuple[Figure, ...]:  # fmt: skip
    """Money, retention, renewals ahead, NPS, what is at risk, promises, reviews, coverage, requests, delivery.
    `accounts`: whose; `before`: the same in the quarter before, where the data has it and this one is over."""
    book = source.book.of(accounts)
    return (
        *_base(book, now, before), *_renewals(book, now), _nps(book, now, before), *_risk(book, now, risks),
        *_commitments(book, now),
        *_coverage(source, now), *_today(source, now), *decision_figures(book, decisions),
    )  # fmt: skip


def _base(book: Book, now: Tally, before: Period | None) -> tuple[Figure, ...]:
    then = before.cohort if before else None
    rates = (
        ("nrr", "NRR", now.cohort.nrr, then.nrr if then else None),
        ("grr", "GRR", now.cohort.grr, then.grr if then else None),
    )
    why = ONLY_CHARGES if not book.has_subscriptions else "No account had MRR when the quarter began."
    return (
        book.figure(
            "team.mrr", words_of(book).measure, now.mrr, book.money,
            book.quarterly("MRR at E", "internal.book", book.paid_by),
            note=counted(now.accounts, "customer"), previous=before.mrr if before else None,
        ),
        book.figure(
            "team.growth", "Base growth", now.growth if book.has_subscriptions else None, PERCENT,
            book.quarterly("base growth", "internal.book", "subscriptions"), why=why,
            note=f"from {' to '.join(_apart(book, now.opening, now.closing))}",
            previous=before.growth if before and book.has_subscriptions else None,
        ),
        *(
            book.figure(
                f"team.{key}", label, value if book.has_subscriptions else None, PERCENT,
                book.receipt(label, "internal.account_months", "subscriptions"),
                why=ONLY_CHARGES if not book.has_subscriptions else "No account had MRR a year before.",
                note=f"12 months, {counted(now.cohort.paying, 'account')} paid then",
                previous=earlier if book.has_subscriptions and value is not None else None,
            )
            for key, label, value, earlier in rates
        ),
    )  # fmt: skip


def _apart(book: Book, *sums: Number) -> list[str]:
    """Sums in few digits, in all of them where they would look alike."""
    short = list(map(book.money.compact, sums))
    return short if len(set(short)) == len(set(sums)) else list(map(book.money.text, sums))


def _renewals(book: Book, now: Tally) -> tuple[Figure, ...]:
    quarter = book.quarter.shifted(1)
    found = now.renewing
    receipt = book.quarterly(
        "renewal range", "internal.renewals", "contracts", "subscriptions", due_in=str(quarter)
    )  # fmt: skip
    why = f"No contract with known MRR ends in {quarter.spoken}."
    return tuple(
        book.figure(
            f"team.renewals_{end}", f"{quarter.spoken} renewals at {end}", share, PERCENT, receipt,
            needs=("contracts",), why=why, note=note if share is not None else "",
        )
        for end, share, note in (
            ("worst", found.worst, f"only what is signed of {book.money.compact(found.atr)}"),
            ("best", found.best, f"with {book.money.compact(found.swing)} that can still be won"),
        )
    )  # fmt: skip


def _nps(book: Book, now: Tally, before: Period | None) -> Figure:
    found, then = now.survey, before.survey if before else None
    few = f"{counted(found.answered, 'answer').capitalize()}: under five there is no score."
    margin = f"± {found.margin:.0f} from {counted(found.answered, 'answer')}" if found.margin is not None else ""
    return book.figure(
        "team.nps", "NPS", found.score, POINTS, book.quarterly("NPS", "internal.nps_quarterly", "nps_responses"),
        needs=("nps_responses",), why=few, note=margin,
        previous=then.score if then else None,
        # A change within the margin is neither good news nor bad.
        better=Better.HIGHER if then is None or found.differs_from(then) else Better.NEITHER,
    )  # fmt: skip


def _risk(book: Book, now: Tally, risks: Sequence[RiskLine]) -> tuple[Figure, ...]:
    alone = sum(one.moves is Moves.NOBODY for one in risks)
    acting = f"; nobody acts at {alone}" if alone else ""
    told = tells_of_risk(book, now)
    return (
        book.figure(
            "team.at_risk", "MRR at risk", now.stake if told else None, book.money,
            book.receipt("money at risk", "internal.book"), why="" if told else RISK_UNKNOWN,
            note=f"{counted(now.at_risk, 'account')}{acting}" if told else "", better=Better.LOWER,
        ),
        book.figure(
            "team.red", "Red accounts", now.red, COUNT,
            book.receipt("health", "internal.health_months", month_end=book.as_of), better=Better.LOWER,
            note=f"{now.green} green, {now.amber} amber, {now.unknown} unknown; {now.worse} worse, {now.better} better",
        ),
    )  # fmt: skip


def _commitments(book: Book, now: Tally) -> tuple[Figure, ...]:
    return (
        book.figure(
            "team.commitments", "Commitments kept", now.kept_share, PERCENT,
            Receipt("kept rate", book.as_of, f"{AGREED}, commitments", (), ("accounts", "people")),
            why="No commitment of ours was due yet.",
            note=f"{now.kept:,} of {now.due:,} of ours; {now.overdue:,} overdue" if now.due else "",
        ),
        book.figure(
            "team.reviews", "Reviews held", now.held_share, PERCENT,
            Receipt("reviews held", book.as_of, "review.toml, meeting", (("quarter", str(book.quarter)),)),
            why=f"No review of {book.quarter.spoken} is expected.",
            note=f"{now.held} of {now.expected} of {book.quarter.spoken}; {now.rated} rated" if now.expected else "",
        ),
    )  # fmt: skip


def _coverage(source: TeamSource, now: Tally) -> tuple[Figure, ...]:
    book = source.book
    why = "No account pays." if source.today else TODAY_ALONE
    told = (
        ("maps", "Maps drawn", now.mapped_share, now.mapped, "readings"),
        ("plans", "Plans written", now.planned_share, now.planned, "goals, objectives"),
    )
    return tuple(
        book.figure(
            f"team.{key}", label, share if source.today else None, PERCENT,
            Receipt("coverage of maps and plans", book.now, f"plans, {where}", (), ("accounts",)), why=why,
            note=f"{many} of {counted(now.paying, 'account')} that pay" if source.today else "",
        )
        for key, label, share, many, where in told
    )  # fmt: skip


def _today(source: TeamSource, now: Tally) -> tuple[Figure, ...]:
    book = source.book
    requests = Receipt("requests at risk", book.now, "requests.toml, requests", (), ("tickets", "people"))
    lines = Receipt("days late", book.now, "internal.order_lines", (), ("orders", "order_lines"))

    def made(key: str, label: str, value: Number, of: int, noun: str, receipt: Receipt, feed: str) -> Figure:
        unit: Unit = COUNT
        return book.figure(
            f"team.{key}", label, value if source.today else None, unit, receipt, needs=(feed,) if feed else (),
            why=TODAY_ALONE, note=f"of {counted(of, noun)} open" if source.today else "", better=Better.LOWER,
        )  # fmt: skip

    return (
        made("requests_late", "Requests late", now.requests_late, now.requests, "request", requests, ""),
        made("lines_late", "Deliveries late", now.lines_late, now.lines, "line", lines, "order_lines"),
    )
