"""Who is heard: response by what people do in a purchase, and by how much their account brings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from steward.briefings.internal.nps.sources import Heard, counted_survey
from steward.briefings.internal.nps.surveys import survey
from steward.domain.nps import FEWEST_ANSWERS, Survey
from steward.domain.stakeholders import BuyingRole
from steward.exhibits import COUNT, PERCENT, POINTS, Cell, Column, Figure, Table
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.nps import SurveyAnswer

UNREAD = "Not on any map"
_NOTE = f"NPS stands only where {FEWEST_ANSWERS} or more answered."


def mrr_heard(heard: Heard) -> Figure:
    """The share of MRR at accounts where anybody answered."""
    paying = [row for row in heard.rows if row.paying]
    total = sum((row.mrr for row in paying), Decimal())
    silent = [row for row in paying if not row.answered]
    value = float(sum((row.mrr for row in paying if row.answered), Decimal()) / total * 100) if total > 0 else None
    return heard.book.figure(
        "nps.mrr_heard",
        "MRR heard from",
        value,
        PERCENT,
        heard.book.quarterly("MRR heard from", "internal.book", "nps_responses", "subscriptions", "charges"),
        needs=("nps_responses",),
        why="No account brings MRR.",
        note=f"{capital(counted(len(silent), 'account'))} without an answer" if silent else "",
    )


def role_table(heard: Heard) -> Table | None:
    """Response by buying role; None where nobody is on a map, or the feed does not say who was asked."""
    if not heard.tells_whom or not heard.plans.roles or not heard.surveys:
        return None
    groups: dict[str, list[SurveyAnswer]] = defaultdict(list)
    for one in heard.surveys:
        for role in heard.plans.roles.get((one.account_id, one.contact_id or ""), (UNREAD,)):
            groups[role].append(one)
    told = {role: counted_survey(groups[role], heard.now.asked is not None) for role in _order(groups)}
    return Table(
        id="nps.roles",
        title=_deciders(heard),
        alt="Table of people asked and answered by buying role.",
        receipt=heard.book.quarterly("NPS coverage", "internal.survey_answers", "nps_responses", "contacts"),
        note=f"Somebody with two roles counts in both. {_NOTE}",
        columns=(Column("Role"), *_COLUMNS),
        rows=tuple((capital(role), *_cells(one)) for role, one in told.items()),
    )


def _order(groups: Mapping[str, Sequence[SurveyAnswer]]) -> list[str]:
    return [role for role in (*BuyingRole, UNREAD) if role in groups]


def _deciders(heard: Heard) -> str:
    """Whoever has two such roles is one person here."""
    roles = heard.plans.roles
    deciding = [
        one for one in heard.surveys
        if any(role.decides for role in roles.get((one.account_id, one.contact_id or ""), ()))
    ]  # fmt: skip
    if not deciding:
        return "Nobody who decides was asked"
    told = counted_survey(deciding, heard.now.asked is not None)
    of = f" of {told.asked}" if told.asked else ""
    return f"{told.answered}{of} who decide answered"


def band_table(heard: Heard) -> Table | None:
    """Response by the MRR of the account; None without a survey, or for a single account."""
    if len(heard.rows) < 2 or (not heard.now.answered and not heard.now.asked):
        return None
    threshold = Decimal(str(heard.book.strategic_threshold))
    paying = [row for row in heard.rows if row.paying]
    bands = [(label, [row for row in paying if low < row.mrr <= high]) for label, low, high in _bands(heard, threshold)]
    told = [(label, rows, survey(rows)) for label, rows in bands if rows]
    if not told:
        return None
    label, rows, _ = told[0]
    return Table(
        id="nps.bands",
        title=f"{sum(bool(row.answered) for row in rows)} of {counted(len(rows), 'account')} heard, {label}",
        alt="Table of accounts and people asked and answered by MRR of the account.",
        receipt=heard.book.quarterly("NPS coverage", "internal.book", "nps_responses", "subscriptions", "charges"),
        note=_NOTE,
        columns=(Column("MRR of the account"), Column("Accounts", COUNT), Column("Heard from", COUNT), *_COLUMNS),
        rows=tuple(
            (capital(label), len(rows), sum(bool(row.answered) for row in rows), *_cells(one))
            for label, rows, one in told
        ),
    )


def _bands(heard: Heard, threshold: Decimal) -> list[tuple[str, Decimal, Decimal]]:
    """Bands around the strategic threshold, the largest first: label, above, up to."""
    ends = [threshold * 2, threshold, threshold / 2]
    written = [heard.book.money.compact(end) for end in ends]
    return [
        (f"above {written[0]}", ends[0], Decimal("Infinity")),
        (f"{written[1]} to {written[0]}", ends[1], ends[0]),
        (f"{written[2]} to {written[1]}", ends[2], ends[1]),
        (f"up to {written[2]}", Decimal("-Infinity"), ends[2]),
    ]


_COLUMNS = (
    Column("Asked", COUNT), Column("Answered", COUNT), Column("Response", PERCENT), Column("NPS", POINTS),
    Column("Margin", POINTS),
)  # fmt: skip


def _cells(one: Survey) -> tuple[Cell, ...]:
    return one.asked, one.answered, one.coverage, one.score, one.margin
