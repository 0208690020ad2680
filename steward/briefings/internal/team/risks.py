"""The risk board: which accounts are at risk, why, what is at stake once, who acts against it, and whether it moves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.briefings.internal.actions.actions import ActionsBrief, name_of
from steward.briefings.internal.actions.sources import OpenAction
from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.plans.strategy_money import at_stake
from steward.briefings.internal.plans.strategy_tables import open_risks
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.renewals.signal import AT_RISK
from steward.briefings.internal.scope.book import Book
from steward.domain.actions import ActionKind, ActionState
from steward.domain.health import Colour
from steward.domain.labels import Labelled, label_of
from steward.domain.team.tally import Tally
from steward.exhibits import Column, Table, day_text
from steward.exhibits.wording import capital, counted
from steward.plans.internal.strategy import Likelihood, Risk
from steward.warehouse.rows.internal.book import BookRow

INTERVENTIONS = (
    (ActionKind.RISK_PLAY, ActionKind.RENEWAL_PLAY, ActionKind.LEADERSHIP), (ActionKind.PLAN_ACTION,),
)  # fmt: skip
"""What counts as somebody acting against a risk: what is played against it, else what the plan does next."""
CAUSES = 3
"""As many causes are named in a line."""


class Moves(Labelled):
    """Whether an intervention goes on."""

    NOBODY = "nobody acts", "Nobody acts"
    LATE = "late", "Late"
    PLANNED = "planned", "Planned"
    UNDER_WAY = "under way", "Under way"


@dataclass(frozen=True)
class RiskLine:
    """An account at risk. `stake`: MRR that can be lost, once, whatever tells of it; `act`: what is done first against
    it, None where nobody acts or, of a past quarter, where that is not known."""

    row: BookRow
    causes: tuple[str, ...]
    stake: Decimal
    act: OpenAction | None = None
    moves: Moves | None = None

    @property
    def why(self) -> str:
        """The first causes in a line, and how many more."""
        more = len(self.causes) - CAUSES
        return "; ".join([*self.causes[:CAUSES], *([f"{more} more"] if more > 0 else [])])


RISK_UNKNOWN = "No health is known, and no contracts feed is loaded."


def tells_of_risk(book: Book, one: Tally) -> bool:
    """Whether anything says of some accounts which of them is at risk: without it none at risk is none known."""
    coloured = one.red + one.amber + one.green
    return bool(coloured or one.at_risk or not one.accounts) or book.has("contracts")


def risk_lines(
    book: Book, rows: Sequence[BookRow], health: Iterable[AccountHealth], renewals: Iterable[Renewal],
    risks: Mapping[str, Sequence[Risk]], actions: ActionsBrief | None,
) -> tuple[RiskLine, ...]:  # fmt: skip
    """Every customer that anything puts at risk, what has most at stake first."""
    red = {one.row.account_id: one for one in health if one.health is Colour.RED}
    ending: dict[str, list[Renewal]] = defaultdict(list)
    for one in renewals:
        if one.is_open and (one.signal.word == AT_RISK or (one.category is not None and one.category.loses)):
            ending[one.account.account_id].append(one)
    acts: dict[str, list[OpenAction]] = defaultdict(list)
    for act in actions.all if actions else ():
        if any(act.kind in kinds for kinds in INTERVENTIONS) and not act.theirs:
            acts[act.row.account_id].append(act)
    found = [
        line
        for row in rows
        if row.customer
        for key in [row.account_id]
        if (line := _line(book, row, red.get(key), ending.get(key, ()), _likely(risks.get(key, ()))))
    ]
    moved = (line if actions is None else _acted(line, acts.get(line.row.account_id, ()), book.now) for line in found)
    return tuple(sorted(moved, key=lambda one: (-one.stake, one.row.name, one.row.account_id)))


def _likely(written: Sequence[Risk]) -> list[Risk]:
    """What is written down and called likely: every plan names what could happen, and that alone is no account at
    risk."""
    return [one for one in open_risks(tuple(written)) if one.likelihood is Likelihood.HIGH]


def _line(
    book: Book, row: BookRow, red: AccountHealth | None, ending: Sequence[Renewal], written: Sequence[Risk]
) -> RiskLine | None:  # fmt: skip
    causes = (*_red(red), *(_ends(one) for one in ending), *(one.risk for one in written))
    return RiskLine(row, causes, _stake(row, red is not None, ending, written)) if causes else None


def _stake(row: BookRow, red: bool, ending: Sequence[Renewal], written: Sequence[Risk]) -> Decimal:
    """The most that one of its causes puts at stake, and never more than the account brings: the same money hangs on
    a red score, on a contract that ends and on a risk that is written down, and is lost once."""
    contracts = sum((one.atr or Decimal() for one in ending), Decimal())
    named = at_stake(written, None).total
    most = max(row.mrr if red else Decimal(), contracts, Decimal(str(named or 0)))
    return max(min(most, row.mrr), Decimal())


def _red(one: AccountHealth | None) -> Iterator[str]:
    if one:
        score = one.state.score if one.state else None
        by_hand = ", set by hand" if one.override_holds else ""
        yield f"Health red{f' ({score:.0f})' if score is not None and not by_hand else ''}{by_hand}"


def _ends(one: Renewal) -> str:
    said = label_of(one.category).lower() if one.category and one.category.loses else "at risk by the data"
    return f"{one.row.contract_id} ends {day_text(one.row.ends_on)}: {said}"


def _acted(line: RiskLine, acts: Sequence[OpenAction], day: date) -> RiskLine:
    """With what is played against it, else what the plan does next; of several what is due first."""
    kinds = next((kinds for kinds in INTERVENTIONS if any(one.kind in kinds for one in acts)), None)
    if kinds is None:
        return RiskLine(line.row, line.causes, line.stake, None, Moves.NOBODY)
    acts = [one for one in acts if one.kind in kinds]
    first = min(acts, key=lambda one: (one.due is None, one.due or date.max, one.key))
    state = first.state(day)
    under_way = any(one.begun for one in acts)
    moves = Moves.LATE if state is ActionState.OVERDUE else Moves.UNDER_WAY if under_way else Moves.PLANNED
    return RiskLine(line.row, line.causes, line.stake, first, moves)


def risk_table(book: Book, found: Sequence[RiskLine], names: Mapping[tuple[str, str], str]) -> Table | None:
    """Each account at risk, what has most at stake first; None where none is. `names`: of the list of actions."""
    if not found:
        return None
    today = not book.is_past
    acting = (
        Column("Moves", state=True), Column("Intervention", wide=True), Column("Who"), Column("By when"),
    )  # fmt: skip
    return Table(
        id="team.risks",
        title=risks_said(book, found),
        alt=f"Table of {counted(len(found), 'account')} at risk with money at stake, cause and what is done about it.",
        receipt=book.receipt("money at risk", "internal.book", "accounts"),
        note="Tick a row to open the account. At stake: MRR that can be lost, once an account, however much tells of "
        "it." + ("" if today else " What is done about it is known of today alone."),
        keys=tuple(one.row.account_id for one in found),
        columns=(
            Column("Account"), Column("At stake", book.money), Column("Cause", wide=True),
            *(acting if today else ()), Column("Account manager"),
        ),
        rows=tuple(
            (
                one.row.name, one.stake, one.why, *(_acting(one, names) if today else ()), one.row.owner,
            )
            for one in found
        ),
    )  # fmt: skip


def _acting(one: RiskLine, names: Mapping[tuple[str, str], str]) -> tuple[str | date | None, ...]:
    said = one.moves.label if one.moves else None
    if one.act is None:
        return said, None, None, None
    return said, one.act.words, name_of(names, one.act) or one.row.owner, one.act.due


def risks_said(book: Book, found: Sequence[RiskLine]) -> str:
    """`€120k a month at risk at 9 accounts; nobody acts at 2`."""
    stake = sum((one.stake for one in found), Decimal())
    alone = sum(one.moves is Moves.NOBODY for one in found)
    late = sum(one.moves is Moves.LATE for one in found)
    said = f"{book.money.compact(stake)} a month at risk at {counted(len(found), 'account')}"
    parts = [f"nobody acts at {alone}" if alone else "", f"late at {late}" if late else ""]
    return capital("; ".join([said, *[", ".join(filter(None, parts))]] if any(parts) else [said]))
