"""The chart, the trend and the comments of the NPS briefing."""

from steward.briefings.customer.subject import Subject
from steward.domain.nps import FEWEST_ANSWERS, Survey
from steward.exhibits import COUNT, POINTS, Column, Lines, Mood, Role, Series, StackedBars, Table, listed
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.customer.account import NpsQuarter

MOST_COMMENTS = 12
GROUPS = {"promoters": Mood.GOOD, "passives": Mood.NEUTRAL, "detractors": Mood.BAD}


def answers(subject: Subject, surveys: dict[str, Survey], now: Survey) -> StackedBars | None:
    """How people answered by quarter; None where it may not be told of any."""
    told = {quarter: survey for quarter, survey in surveys.items() if survey.answered and not survey.untold}
    if not told:
        return None
    quarters = _every_quarter(subject, surveys)
    few = [quarter for quarter, survey in surveys.items() if survey.untold]
    return StackedBars(
        id="voice.answers",
        title=_how_many(subject, now),
        alt="Stacked bars of answers by quarter: "
        + "; ".join(f"{quarter} {_in_groups(survey)}" for quarter, survey in told.items())
        + ".",
        receipt=subject.receipt("NPS", "customer.nps_quarterly", "nps_responses"),
        note=f"Fewer than {FEWEST_ANSWERS} answered {_where(surveys)}{listed(few)}: how is not shown." if few else "",
        categories=quarters,
        series=tuple(
            Series(group.capitalize(), tuple(_of_group(surveys.get(one), group) for one in quarters), mood=mood)
            for group, mood in GROUPS.items()
        ),
        unit=COUNT,
    )


def _every_quarter(subject: Subject, surveys: dict[str, Survey]) -> tuple[str, ...]:
    """The quarters from the first survey to the last, those without one too: a gap in the answers is seen as one."""
    spoken, back = list[str](), 0
    while len(surveys.keys() - set(spoken)):
        spoken.append(subject.quarter.shifted(-back).spoken)
        back += 1
    first = next(place for place, one in enumerate(spoken) if one in surveys)
    return tuple(reversed(spoken[first:]))


def _of_group(survey: Survey | None, group: str) -> int | None:
    return None if survey is None or survey.untold else int(getattr(survey, group))


def _where(surveys: dict[str, Survey]) -> str:
    """Of accounts told as one it may be one of them where too few answered."""
    return "at one of the accounts in " if any(one.untold >= FEWEST_ANSWERS for one in surveys.values()) else "in "


def _in_groups(survey: Survey) -> str:
    groups = ((survey.promoters, "promoter"), (survey.passives, "passive"), (survey.detractors, "detractor"))
    return ", ".join(counted(*one) for one in groups)


def _how_many(subject: Subject, now: Survey) -> str:
    if now.untold:
        return f"Too few answered in {subject.period()} to show how"
    if not now.answered:
        return f"The last answers are from before {subject.quarter.spoken}"
    happy = f"{counted(now.promoters, 'promoter')}, {counted(now.detractors, 'detractor')}"
    return f"{capital(happy)} among {now.answered} answers"


def trend(subject: Subject, surveys: dict[str, Survey]) -> Lines | None:
    """NPS by quarter between the bounds of its margin; None with fewer than two scores."""
    scored = {quarter: survey for quarter, survey in surveys.items() if survey.score is not None}
    if len(scored) < 2:
        return None
    scores = [round(survey.score or 0) for survey in scored.values()]
    bounds = [survey.interval for survey in scored.values() if survey.interval]
    first = next(iter(scored))
    real = list(scored.values())[-1].differs_from(scored[first])
    return Lines(
        id="voice.trend",
        title=f"NPS went from {POINTS.text(scores[0])} to {POINTS.text(scores[-1])} since {first}"
        + ("" if real else ", within the margin"),
        alt="Line of NPS by quarter: "
        + "; ".join(f"{q} {POINTS.text(s)}" for q, s in zip(scored, scores, strict=True))
        + ".",
        receipt=subject.receipt("NPS", "customer.nps_quarterly", "nps_responses"),
        note="The dashed lines are the 95 % margin. Quarters with under 5 answers have no score.",
        categories=tuple(scored),
        series=(
            Series("NPS", tuple(survey.score for survey in scored.values())),
            Series("Lower bound", tuple(low for low, _ in bounds), Role.REFERENCE),
            Series("Upper bound", tuple(high for _, high in bounds), Role.REFERENCE),
        ),
        unit=POINTS,
    )


def comments(subject: Subject, now: NpsQuarter | None) -> Table | None:
    """The comments that may be shown, and how many may not; None where none may."""
    if now is None or not now.comments_shown:
        return None
    shown = customer_rows.answers(subject.warehouse, subject.account_id, str(subject.quarter))[:MOST_COMMENTS]
    more = f", {len(shown)} of them here" if len(shown) < now.comments_shown else ""
    title = f"{capital(counted(now.comments, 'person', 'people'))} wrote to us in {subject.period()}{more}"
    return Table(
        id="voice.comments",
        title=title,
        alt="Table of anonymous comments, the lowest score first.",
        receipt=subject.quarterly("NPS", "customer.answers", "nps_responses"),
        note=f"Answers are anonymous. {withheld(now)}".strip(),
        columns=(Column("Score", COUNT), Column("What they wrote", wide=True)),
        rows=tuple((row.score, row.comment) for row in shown),
    )


def withheld(now: NpsQuarter) -> str:
    """What is left out, and why; nothing where nothing is."""
    left_out = now.comments - now.comments_shown
    if not left_out:
        return ""
    why = (
        f"fewer than {FEWEST_ANSWERS} answered"
        if now.answered < FEWEST_ANSWERS
        else "somebody is named, or the author asked for that"
    )
    return f"{capital(counted(left_out, 'comment'))} {'is' if left_out == 1 else 'are'} not shown: {why}."
