"""NPS by quarter with its margins, by account, and every answer."""

from collections.abc import Sequence
from math import isfinite

from steward.briefings.internal.nps.sources import Heard
from steward.briefings.internal.nps.surveys import survey
from steward.briefings.internal.scope.book import Book
from steward.domain.nps import FEWEST_ANSWERS, Survey
from steward.domain.quarters import Quarter
from steward.exhibits import COUNT, PERCENT, POINTS, Cell, Column, Lines, Role, Series, Table, Unit
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.nps import SurveyAnswer

MOST_ANSWERS = 300
MOVED = Unit("points", signed=True)
ERRORS = Unit("number", decimals=2, signed=True)
"""How many standard errors a change is away from none."""
NAMELESS = "Not stated"


def trend(heard: Heard) -> Lines | None:
    """NPS by quarter between the bounds of its margin; None with fewer than two scores."""
    scored = {label: one for label, one in heard.quarters.items() if one.score is not None}
    if len(scored) < 2:
        return None
    (first, start), (_, end) = next(iter(scored.items())), list(scored.items())[-1]
    spoken = [_spoken(heard, label) for label in scored]
    bounds = [one.interval or (0.0, 0.0) for one in scored.values()]
    return Lines(
        id="nps.trend",
        title=f"NPS went from {POINTS.text(start.score)} to {POINTS.text(end.score)} since {_spoken(heard, first)}"
        + ("" if end.differs_from(start) else ", which may be chance"),
        alt="Line of NPS by quarter with its margin: "
        + "; ".join(
            f"{q} {POINTS.text(s.score)} ± {s.margin:.0f}" for q, s in zip(spoken, scored.values(), strict=True)
        )
        + ".",
        receipt=heard.book.receipt("NPS margin", "internal.nps_quarterly", "nps_responses"),
        note=f"Between the dashed lines: 95 % certain. Quarters with under {FEWEST_ANSWERS} answers have no score.",
        categories=tuple(spoken),
        series=(
            Series("NPS", tuple(one.score for one in scored.values())),
            Series("At least", tuple(low for low, _ in bounds), Role.REFERENCE),
            Series("At most", tuple(high for _, high in bounds), Role.REFERENCE),
        ),
        unit=POINTS,
    )


def _spoken(heard: Heard, label: str) -> str:
    return Quarter.parse(label, heard.book.quarter.year_starts).spoken


def quarter_table(heard: Heard) -> Table | None:
    """Each quarter with a survey, the latest first: the score, how sure it is, and whether it really changed."""
    found = list(heard.quarters.items())
    if not found:
        return None
    befores = [None, *(one for _, one in found[:-1])]
    told = [(label, one, before) for (label, one), before in zip(found, befores, strict=True)]
    real = [label for label, one, before in told if before and one.differs_from(before)]
    compared = sum(before is not None and one.z(before) is not None for _, one, before in told)
    return Table(
        id="nps.quarters",
        title=f"{capital(counted(len(real), 'real change'))} in {counted(compared, 'comparison')} of two surveys"
        if compared
        else "There are no two scores to compare yet",
        alt="Table of NPS by quarter with margin, bounds, and the change since the survey before.",
        receipt=heard.book.receipt("NPS margin", "internal.nps_quarterly", "nps_responses"),
        note="A change is real at 1.96 standard errors (z) or more; anything less may be chance.",
        columns=(
            Column("Quarter"), Column("NPS", POINTS), Column("Margin", POINTS), Column("At least", POINTS),
            Column("At most", POINTS), Column("Answers", COUNT), Column("Asked", COUNT), Column("Response", PERCENT),
            Column("Change", MOVED), Column("z", ERRORS), Column("Real?"),
        ),
        rows=tuple(
            (_spoken(heard, label), *_sureness(one), *_changed(one, before)) for label, one, before in reversed(told)
        ),
    )  # fmt: skip


def _sureness(one: Survey) -> tuple[Cell, ...]:
    low, high = one.interval or (None, None)
    return one.score, one.margin, low, high, one.answered, one.asked, one.coverage


def _changed(one: Survey, before: Survey | None) -> tuple[Cell, ...]:
    z = one.z(before) if before else None
    if z is None or before is None or one.score is None or before.score is None:
        return None, None, None
    certain = "real" if one.differs_from(before) else "may be chance"
    return round(one.score) - round(before.score), z if isfinite(z) else None, certain


def _scored(one: Survey) -> str | None:
    return None if one.score is None else POINTS.text(one.score)


def account_table(book: Book, rows: Sequence[BookRow], most: int | None = None) -> Table | None:
    """The accounts that answered, the lowest score first, those with too few answers for one last; None for one."""
    heard = [(survey([row]), row) for row in rows if row.answered]
    if not heard or len(rows) < 2:
        return None
    order = sorted(heard, key=lambda one: (one[0].score is None, one[0].score or 0, -one[1].mrr, one[1].name))[:most]
    lowest, _ = order[0]
    who = leaders(((row.name, _scored(one)) for one, row in order), _scored(lowest), "account")
    margin = f" ± {lowest.margin:.0f}" if who.alone and lowest.score is not None else ""
    return Table(
        id="nps.accounts",
        title=f"{who.do('has', 'have')} the lowest NPS: {_scored(lowest)}{margin}"
        if lowest.score is not None
        else f"No account has {FEWEST_ANSWERS} answers, so none has a score",
        alt=f"Table of NPS by account with margin and answers, {counted(len(order), 'account')}.",
        receipt=book.quarterly("NPS", "internal.book", "nps_responses"),
        note=f"Under {FEWEST_ANSWERS} answers there is no score. Tick a row to open the account.",
        keys=tuple(row.account_id for _, row in order),
        columns=(
            Column("Account", wide=True), Column("Owner"), Column("NPS", POINTS), Column("Margin", POINTS),
            Column("Answers", COUNT), Column("Asked", COUNT), Column("Promoters", COUNT), Column("Detractors", COUNT),
            Column("MRR", book.money),
        ),
        rows=tuple(
            (
                row.name, row.owner, one.score, one.margin, one.answered, one.asked, one.promoters, one.detractors,
                row.mrr,
            )
            for one, row in order
        ),
    )  # fmt: skip


def answers_table(heard: Heard) -> Table | None:
    """The answers of the quarter with who gave them, the lowest score first."""
    return answers_of(heard, heard.answers, "nps.answers", _all_answers(heard)) if heard.answers else None


def _all_answers(heard: Heard) -> str:
    written = sum(answer.comment is not None for answer in heard.answers)
    shown = f"; the lowest {MOST_ANSWERS} answers are here" if len(heard.answers) > MOST_ANSWERS else ""
    return f"{counted(written, 'comment')} beside {counted(len(heard.answers), 'answer')}{shown}"


def answers_of(heard: Heard, answers: Sequence[SurveyAnswer], identifier: str, title: str) -> Table:
    """Some answers with names: for our own eyes alone."""
    plans = heard.plans
    return Table(
        id=identifier,
        title=capital(title),
        alt="Table of answers with who gave them, the lowest score first.",
        receipt=heard.book.quarterly("NPS", "internal.survey_answers", "nps_responses"),
        note="Ours alone: customers see no names, and no comment where fewer than five answered.",
        columns=(
            Column("Score", COUNT), Column("Account"), Column("Who"), Column("Title"), Column("Role"), Column("Day"),
            Column("What they wrote", wide=True),
        ),
        rows=tuple(
            (
                one.score, heard.accounts[one.account_id].name, one.contact or one.contact_id or NAMELESS, one.title,
                ", ".join(plans.roles.get((one.account_id, one.contact_id or ""), ())) or None, one.day, one.comment,
            )
            for one in answers[:MOST_ANSWERS]
        ),
    )  # fmt: skip
