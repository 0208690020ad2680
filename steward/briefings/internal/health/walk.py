"""Why the green share of MRR is another than a quarter before: by account, by signal, and in a paragraph."""

from collections.abc import Sequence
from decimal import Decimal

from steward.briefings.internal.health.history import History
from steward.briefings.internal.health.tables import green_share
from steward.briefings.internal.health.walk_steps import Crossed, HealthSteps, How
from steward.briefings.internal.health.words import SIGNALS
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.walk import LEVEL, MOST_SAID, STEP, Walk, adding_up, in_words, largest, named
from steward.exhibits import COUNT, NUMBER, PERCENT, Bridge, Column, Figure, Receipt, Step, Table, Unit, month_text
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted, grew
from steward.warehouse.rows.internal.book import BookRow

MEAN = Unit("points", decimals=2, signed=True)


def green_figure(book: Book, history: History, account_ids: Sequence[str]) -> Figure:
    """The share of MRR that is green by the score, beside that of the quarter before."""
    held = book.before if book.is_over else None
    return book.figure(
        "health.green_share",
        "Green share of MRR",
        green_share(history, account_ids, book.as_of),
        PERCENT,
        _receipt(book),
        why="No account has a score.",
        note="by the score, nothing set by hand; of the MRR with a score",
        previous=green_share(history, account_ids, held.as_of) if held else None,
    )


def _receipt(book: Book) -> Receipt:
    return book.receipt("green share", "internal.health_months", month_end=book.as_of)


def health_walk(book: Book, history: History, rows: Sequence[BookRow], share: Figure) -> Walk:
    """From the green share of the quarter before to `share`, or why that cannot be told."""
    ids, held = [row.account_id for row in rows], book.before
    before = green_share(history, ids, held.as_of) if held else None
    if share.value is None or held is None or before is None:
        why = share.why or f"no account had a score a quarter before {book.quarter.spoken}."
        return Walk(figure=share.id, label="Health", said=f"Why health changed cannot be told: {why}")
    steps = HealthSteps(history, {row.account_id: row for row in rows}, held.as_of, book.as_of)
    levels = before, float(share.value)
    return Walk(
        figure=share.id,
        label="Health",
        said=_paragraph(book, steps, levels),
        bridge=_bridge(book, steps, levels),
        rows=_table(book, steps) if steps.crossed else None,
        causes=_causes(book, steps) if steps.effects else None,
    )


def _bridge(book: Book, steps: HealthSteps, levels: tuple[float, float]) -> Bridge:
    then, now = levels
    by_id = {crossing.account.account_id: crossing for crossing in steps.crossed}
    top = [by_id[key] for key in largest({key: one.step for key, one in by_id.items() if one.how is not How.MRR})]
    others = {how: [one for one in found if one not in top] for how, found in steps.groups.items()}
    drawn = [
        *(Step(one.account.name, float(one.step)) for one in top),
        *(
            Step(_others(how, found), float(sum(one.step for one in found)))
            for how, found in others.items()
            if sum(one.step for one in found)
        ),
    ]
    return Bridge(
        id="health.walk",
        title=f"Green share of MRR {grew(PERCENT, then, now)} since {month_text(steps.since)}",
        alt=in_words("the green share", LEVEL.text(then), LEVEL.text(now), drawn, STEP.text),
        receipt=book.receipt("green share", "internal.health_months"),
        note="By the score; nothing set by hand is part of it. Both months by today's rules on what was known then.",
        steps=(
            Step(month_text(steps.since), then, total=True), *drawn, Step(month_text(steps.until), now, total=True),
        ),
        unit=LEVEL,
    )  # fmt: skip


def _others(how: How, crossings: Sequence[Crossed]) -> str:
    return f"{len(crossings)} {how}" if how is How.MRR else f"{counted(len(crossings), 'other')} {how}"


def _table(book: Book, steps: HealthSteps) -> Table:
    """Every account with a step, the largest fall first; the key opens it."""
    order = sorted(steps.crossed, key=lambda one: (one.step, one.account.name, one.account.account_id))
    over = [crossing for crossing in order if crossing.how in (How.OUT, How.INTO)]
    return Table(
        id="health.walk_accounts",
        title=f"{capital(counted(len(over), 'account'))} crossed the line to green or from it",
        alt=f"Table of {counted(len(order), 'account')} with score before and now, and what each did to the share.",
        receipt=book.receipt("green share", "internal.health_months"),
        note="Together the points are the difference of the green share. Tick a row to open the account.",
        keys=tuple(crossing.account.account_id for crossing in order),
        columns=(
            Column("Account", wide=True), Column("Owner"), Column("What it did"), Column("Score before", COUNT),
            Column("Score now", COUNT), Column("MRR before", book.money), Column("MRR now", book.money),
            Column("Moved most by"), Column("Points", STEP),
        ),
        rows=tuple(
            (
                crossing.account.name, crossing.account.owner, capital(crossing.how),
                crossing.then.score if crossing.then else None, crossing.now.score if crossing.now else None,
                crossing.then.mrr if crossing.then else None, crossing.now.mrr if crossing.now else None,
                _cause(steps, crossing) or None, float(crossing.step),
            )
            for crossing in order
        ),
    )  # fmt: skip


def _cause(steps: HealthSteps, crossing: Crossed) -> str:
    """The signal that moved the score most, the way the score went; nothing where it hardly moved."""
    if crossing.then is None or crossing.now is None:
        return ""
    way = (crossing.now.score or 0) - (crossing.then.score or 0)
    effects = steps.moved_by(crossing.account.account_id)
    most = max(effects, key=lambda signal: effects[signal] * way)
    return SIGNALS[most][0] if abs(way) >= 1 and effects[most] * way > 0 else ""


def _causes(book: Book, steps: HealthSteps) -> Table:
    """Each signal that moved a score: how many accounts up, how many down, and what it did to the mean."""
    then, now = steps.means
    most = MEAN.text(steps.effects[0].mean)
    who = leaders(
        ((f"“{SIGNALS[effect.signal][0]}”", MEAN.text(effect.mean)) for effect in steps.effects), most, "signal"
    )
    return Table(
        id="health.walk_signals",
        title=f"{who} moved the mean score most: {most}{'' if who.alone else ' each'}",
        alt="Table of signals with the accounts whose score they raised and lowered.",
        receipt=book.receipt("health", "internal.health_months"),
        note=f"Of {counted(len(steps.both), 'account')} with a score both times; their mean went from "
        f"{NUMBER.text(then)} to {NUMBER.text(now)}, and the last column adds up to that.",
        columns=(
            Column("Group"), Column("Signal", wide=True), Column("Accounts up", COUNT), Column("Accounts down", COUNT),
            Column("Mean score", MEAN),
        ),
        rows=tuple(
            (effect.signal.group.capitalize(), SIGNALS[effect.signal][0], effect.up, effect.down, effect.mean)
            for effect in steps.effects
        ),
    )  # fmt: skip


def _paragraph(book: Book, steps: HealthSteps, levels: tuple[float, float]) -> str:
    then, now = levels
    change = round(Decimal(str(now)) - Decimal(str(then)), 1)
    said = (
        f"The green share of MRR {grew(PERCENT, then, now)} between {month_text(steps.since)} and "
        f"{month_text(steps.until)} ({PERCENT.change(change)})."
    )
    whole = [sum((one.step for one in group), 0 * group[0].step) for group in steps.groups.values()]
    groups = (
        f"{capital(how)} {PERCENT.change(part)}: {_named(book, steps, found)}."
        for (how, found), part in zip(steps.groups.items(), adding_up(whole, change), strict=True)
    )
    return " ".join(filter(None, (said, *groups, _signals(steps))))


def _named(book: Book, steps: HealthSteps, crossings: Sequence[Crossed]) -> str:
    if crossings[0].how is How.MRR:
        return counted(len(crossings), "account")
    return named((_one(book, steps, crossing) for crossing in crossings[:MOST_SAID]), len(crossings))


def _one(book: Book, steps: HealthSteps, crossing: Crossed) -> str:
    scores = " → ".join(COUNT.text(state.score) for state in (crossing.then, crossing.now) if state)
    held = crossing.now or crossing.then
    cause = _cause(steps, crossing)
    told = (f"{book.money.compact(held.mrr)} a month" if held else "", f"score {scores}", cause and f"“{cause}”")
    return f"{crossing.account.name} ({', '.join(filter(None, told))})"


def _signals(steps: HealthSteps) -> str:
    if not steps.effects:
        return ""
    then, now = steps.means
    told = (
        f"“{SIGNALS[effect.signal][0]}” {MEAN.text(effect.mean)} ({effect.up} up, {effect.down} down)"
        for effect in steps.effects[:MOST_SAID]
    )
    return (
        f"The mean score of {counted(len(steps.both), 'account')} scored both times {grew(NUMBER, then, now)}: "
        f"{named(told, len(steps.effects))}."
    )
