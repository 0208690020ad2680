"""The health of several accounts in a table and over time, and the back-test in a table that says what it is worth."""

from collections.abc import Sequence
from datetime import date

from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.health.history import LOSS, History, before, held_against
from steward.briefings.internal.scope.book import Book
from steward.domain.backtest import FEW, HORIZON, BacktestOutcome
from steward.domain.health import Colour, Group, Rules
from steward.domain.shares import Share
from steward.exhibits import (
    COUNT,
    DAYS,
    PERCENT,
    Column,
    Mood,
    Receipt,
    Series,
    StackedBars,
    Table,
    Unit,
    listed,
    month_text,
)
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted
from steward.plans.internal.strategy import FILE

MOVED = Unit("points", signed=True)
SHOWN_MONTHS = 13
NOT_KNOWN = "not known"
MOODS = {Colour.RED: Mood.BAD, Colour.AMBER: Mood.WATCH, Colour.GREEN: Mood.GOOD}


def receipt(book: Book) -> Receipt:
    """Every row of the book's month."""
    return book.receipt("health", "internal.health_months", month_end=book.as_of)


def accounts_table(book: Book, known: Sequence[AccountHealth]) -> Table:
    """An account each, red ones first and then the lowest score, with its id as key."""
    return Table(
        id="health.accounts",
        title=_lowest(known),
        alt=f"Table of {counted(len(known), 'account')} with score, colour, groups and what was set by hand.",
        receipt=receipt(book),
        note="Tick a row for what it is made of, and to set it by hand. Health: as set by hand while that holds, else "
        "as computed. A dash in a group: nothing is known, and the other groups weigh more instead; a dash as score: "
        "not known well enough.",
        keys=tuple(account.row.account_id for account in known),
        columns=(
            Column("Account", wide=True), Column("Score", COUNT), Column("Health", state=True),
            Column("Computed", state=True), Column("Set by hand", state=True), Column("3 months", MOVED),
            Column("MRR", book.money),
            *(Column(group.capitalize(), COUNT) for group in Group), Column("Owner"),
        ),
        rows=tuple(
            (
                account.row.name, account.state.score if account.state else None, str(account.health or NOT_KNOWN),
                str(account.colour or NOT_KNOWN), account.override.short if account.override else None, account.moved,
                account.row.mrr, *(account.state.groups[group] if account.state else None for group in Group),
                account.row.owner,
            )
            for account in known
        ),
    )  # fmt: skip


def _lowest(known: Sequence[AccountHealth]) -> str:
    scores = [
        (account.state.score, account.row.name)
        for account in known
        if account.state and account.state.score is not None
    ]
    if not scores:
        return "No account’s health is known well enough for a score"
    lowest = COUNT.text(min(scores)[0])
    who = leaders(((name, COUNT.text(score)) for score, name in scores), lowest, "account")
    return f"{who.do('has', 'have')} the lowest score: {lowest}"


def override_table(book: Book, held: Sequence[AccountHealth]) -> Table | None:
    """What somebody set that counts, beside the computed score: who, when, why and until when, the largest first."""
    overridden = sorted((account for account in held if account.override_holds), key=lambda one: -one.row.mrr)
    told = [(account, account.override) for account in overridden if account.override]
    if not told:
        return None
    count = f"{capital(counted(len(told), 'account'))} {'have' if len(told) > 1 else 'has'}"
    return Table(
        id="health.set_by_hand",
        title=f"{count} another health set by hand beside the computed one",
        alt="Table of healths set by hand with author, day, end and reason.",
        receipt=Receipt("account plan", book.as_of, f"{FILE}, health_override"),
        keys=tuple(one.row.account_id for one, _ in told),
        columns=(
            Column("Account"), Column("Score", COUNT), Column("Computed", state=True),
            Column("Set by hand", state=True), Column("Set by"), Column("On"), Column("Until"),
            Column("Why", wide=True),
        ),
        rows=tuple(
            (
                one.row.name, one.state.score if one.state else None, str(one.colour or NOT_KNOWN), str(own.health),
                own.author, own.written.set_on, own.written.expires_on, own.why,
            )
            for one, own in told
        ),
    )  # fmt: skip


def _largest(book: Book, accounts: Sequence[AccountHealth]) -> str:
    """`Alder is the largest`, of accounts with the largest first."""
    sizes = [(account.row.name, book.money.compact(account.row.mrr)) for account in accounts]
    who = leaders(sizes, sizes[0][1], "account")
    return who.names[0] if len(accounts) == 1 else who.do("is the largest", "are the largest")


def second_look_table(book: Book, known: Sequence[AccountHealth]) -> Table | None:
    """Green outside: the accounts whose score does not show what is known of them, the largest first."""
    accounts = sorted((account for account in known if account.reasons), key=lambda one: -one.row.mrr)
    if not accounts:
        return None
    return Table(
        id="health.second_look",
        title=f"{capital(counted(len(accounts), 'account'))} green with warning signs: {_largest(book, accounts)}",
        alt="Table of green accounts with the reasons to look twice.",
        receipt=receipt(book),
        keys=tuple(account.row.account_id for account in accounts),
        columns=(
            Column("Account"), Column("Score", COUNT), Column("And yet", wide=True), Column("MRR", book.money),
            Column("Owner"),
        ),
        rows=tuple(
            (
                account.row.name, account.state.score if account.state else None,
                capital("; ".join(account.reasons)), account.row.mrr, account.row.owner,
            )
            for account in accounts
        ),
    )  # fmt: skip


def colours_chart(book: Book, history: History, account_ids: Sequence[str]) -> StackedBars | None:
    """MRR by colour, month by month, scored with today's rules on what was known then."""
    months = [month for month in history.months if month > before(book.as_of, SHOWN_MONTHS)]
    sums = _sums(history, account_ids, months)
    if len(months) < 2 or not any(sums.values()):
        return None
    share = [_share(sums[Colour.GREEN, month], [sums[colour, month] for colour in Colour]) for month in months]
    now, then = PERCENT.text(share[-1]), PERCENT.text(share[0])
    return StackedBars(
        id="health.colours",
        title=f"By the score, {now} of MRR is green, {then} in {month_text(months[0])}",
        alt="Stacked bars of MRR by colour of health and month.",
        receipt=book.receipt("health", "internal.health_months"),
        note="Each month is scored on what was known at its end, by today's rules; nothing set by hand is part of it.",
        categories=tuple(month_text(month) for month in months),
        series=tuple(
            Series(colour.capitalize(), tuple(round(sums[colour, month], 2) for month in months), mood=MOODS[colour])
            for colour in Colour
        ),
        unit=book.money,
    )


def green_share(history: History, account_ids: Sequence[str], month: date) -> float | None:
    """Percent of the MRR with a score that is green by it at a month's end; None where none has one."""
    return green_shares(history, account_ids, [month])[month]


def green_shares(
    history: History, account_ids: Sequence[str], months: Sequence[date]
) -> dict[date, float | None]:  # fmt: skip
    """The same of several months."""
    sums = _sums(history, account_ids, months)
    return {
        month: _share(sums[Colour.GREEN, month], [sums[colour, month] for colour in Colour]) for month in months
    }  # fmt: skip


def _sums(
    history: History, account_ids: Sequence[str], months: Sequence[date]
) -> dict[tuple[Colour, date], float]:  # fmt: skip
    """The MRR of these accounts by colour and month."""
    found: dict[tuple[Colour, date], float] = {}
    for month in months:
        rows = history.rows_of(account_ids, [month])
        for colour, those in history.colours(rows).items():
            found[colour, month] = float(history.table.mrr[rows[those]].sum())
    return found


def _share(part: float, parts: Sequence[float]) -> float | None:
    return part / sum(parts) * 100 if sum(parts) else None


def outcomes(book: Book, history: History) -> tuple[BacktestOutcome, ...]:
    """The bands and halfway between them, held against what was lost; none without subscriptions."""
    if not book.has_subscriptions:
        return ()
    rules = history.rules
    middle = round((rules.amber_from + rules.green_from) / 2)
    return tuple(held_against(book, history, sorted({rules.amber_from, middle, rules.green_from})))


def backtest_table(book: Book, rules: Rules, held: Sequence[BacktestOutcome]) -> Table:
    """Whether a warning at each threshold came before what was lost, and how often it was false."""
    return Table(
        id="health.backtest",
        title=_verdict(held),
        alt="Table of thresholds with losses found, false alarms and lead times.",
        receipt=book.receipt("health back-test", "internal.mrr_bridge", "subscriptions"),
        note=f"A loss: {LOSS:g} % of an account's MRR or more in a month. A warning: a score under the threshold "
        f"in one of the {HORIZON} months before. By chance: as often as a warning came before any month. In "
        "brackets 95 % intervals; those of months are too narrow, because months of one account resemble each other."
        + (" Thresholds are the general bands, also where a segment has its own." if rules.segment_bands else ""),
        columns=(
            Column("Warned under", COUNT), Column("Losses warned of", wide=True), Column("By chance", PERCENT),
            Column("Followed by a loss, if warned", wide=True), Column("If not warned", wide=True),
            Column("False alarms", COUNT), Column("Lead time", DAYS),
        ),
        rows=tuple(
            (
                outcome.threshold, _said(outcome.found), outcome.chance, _said(outcome.warned), _said(outcome.quiet),
                outcome.false_alarms, outcome.lead_days,
            )
            for outcome in held
        ),
    )  # fmt: skip


def _said(share: Share) -> str:
    return f"{share.hits:,} of {share.of:,}: {share.said}" if share.of else "none"


def _verdict(held: Sequence[BacktestOutcome]) -> str:
    """What may be concluded, in a sentence."""
    losses = held[0].found.of
    if losses < FEW:
        return f"Too few losses to judge the score by: {losses} so far, {FEW} are needed"
    telling = [outcome for outcome in held if outcome.tells]
    if not telling:
        return f"Low scores came no more often before the {losses} losses than before other months"
    best = max(telling, key=lambda one: one.found.value or 0)
    alike = [outcome for outcome in telling if outcome.found.hits == best.found.hits]
    under = listed([f"{outcome.threshold:g}" for outcome in alike])
    days = sorted({outcome.lead_days for outcome in alike if outcome.lead_days})
    lead = f", {' to '.join(dict.fromkeys(map(str, (days[0], days[-1]))))} days ahead" if days else ""
    each = "" if len(alike) == 1 else " each"
    return f"Under {under} points, {best.found.hits} of {losses} losses were warned of{each}{lead}"
