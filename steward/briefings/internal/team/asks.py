"""The ask of leadership for a branch: what it is to decide, each with why and with whom it lies."""

from collections.abc import Iterator, Sequence

from steward.briefings.internal.decisions.listed import NOT_OVER, ListedDecision
from steward.briefings.internal.slides import InternalSlide
from steward.briefings.internal.team.risks import Moves, RiskLine
from steward.briefings.internal.team.source import TeamSource
from steward.briefings.internal.team.team import TeamBrief
from steward.domain.team.deciding import DecisionOutcome
from steward.exhibits import Column, Table, TableLook, day_text
from steward.exhibits.wording import capital, counted, in_a_line

MOST = 6
"""What leadership is asked for, at most; the board has the rest."""
Ask = tuple[str, str, str | None, str]
"""What is asked, why, with whom it lies, and what it is about in a word or two."""


def asks_slide(source: TeamSource, brief: TeamBrief) -> InternalSlide | None:
    """What leadership is asked to decide: where nobody acts or it is late, and its own decisions that are late."""
    found = (*_alone(source, brief.risk), *_stuck(source, brief.risk), *_late(brief.decided))
    if not found:
        return None
    more = len(found) - MOST
    table = Table(
        id="team.asks",
        title="What we ask of leadership",
        alt="Table of what is asked of leadership: " + "; ".join(ask for ask, *_ in found[:MOST]) + ".",
        receipt=source.book.receipt("money at risk", "internal.book", "accounts"),
        columns=(Column("Ask", wide=True), Column("Why", wide=True), Column("With")),
        rows=tuple((ask, why, who) for ask, why, who, _ in found[:MOST]),
        note=f"And {more} more on the risk board." if more > 0 else "",
        look=TableLook.ASKS,
    )
    asked = capital(f"{counted(len(found), 'decision')} asked of leadership")
    first = f"{asked}{', first' if len(found) > 1 else ''}: {found[0][3]}"
    return InternalSlide(id="asks", title=in_a_line(first, asked), exhibits=(table,))


def _alone(source: TeamSource, risk: Sequence[RiskLine]) -> Iterator[Ask]:
    for one in risk:
        if one.moves is Moves.NOBODY:
            why = f"{source.book.money.compact(one.stake)} a month at risk, and nobody acts: {one.causes[0]}"
            yield f"Who acts for {one.row.name}, and by when?", why, one.row.owner, one.row.name


def _stuck(source: TeamSource, risk: Sequence[RiskLine]) -> Iterator[Ask]:
    for one in risk:
        if one.moves is Moves.LATE and one.act and one.act.due:
            stake = source.book.money.compact(one.stake)
            why = f"{stake} a month at risk; “{one.act.words}” was due on {day_text(one.act.due)}"
            yield f"Help {one.row.name}, or stop?", why, one.row.owner, one.row.name


def _late(decided: Sequence[ListedDecision]) -> Iterator[Ask]:
    for one in decided:
        if one.outcome in NOT_OVER and one.outcome is DecisionOutcome.LATE:
            due = f", and was due on {day_text(one.said.due)}" if one.said.due else ""
            about = "a decision that is late"
            yield f"“{one.said.decision}”: keep, move or drop?", f"Decided before{due}", one.owner, about
