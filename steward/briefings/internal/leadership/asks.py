"""The ask of leadership: what an account needs from above, each with its reason, from what plan and data say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.plans.commitment_states import BROKEN, state_of
from steward.briefings.customer.plans.commitments import reviewed
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.renewal.runway import SOON
from steward.briefings.internal.plans.names import StrategySubject
from steward.briefings.internal.plans.strategy_tables import OPEN, open_risks
from steward.briefings.internal.quotes.book import QuoteBook
from steward.briefings.internal.quotes.figures import money_of
from steward.briefings.internal.quotes.who import name_of
from steward.briefings.internal.quotes.words import why
from steward.briefings.internal.slides import InternalSlide
from steward.exhibits import Column, Receipt, Table, TableLook, day_text, listed
from steward.exhibits.wording import counted, in_a_line, inside
from steward.plans.customer.success_plan import Side
from steward.plans.internal.strategy import Likelihood

MOST = 6


@dataclass(frozen=True)
class Ask:
    """One thing asked of leadership. `short`: the same where a title has no room for its name."""

    ask: str
    why: str
    who: str | None = None
    due: date | None = None
    short: str = ""


def ask_of_leadership(
    about: StrategySubject, names: PlanSubject, renews_on: date | None, act_by: date | None,
    quotes: QuoteBook | None = None,
) -> InternalSlide | None:  # fmt: skip
    """The last slide: what we ask, why, of whom the work is, and by when; None where nothing needs anybody above.

    `renews_on`, `act_by`: when the next contract that is open ends, and its last day for notice."""
    waiting = () if quotes is None or about.subject.is_past else _quotes(quotes)
    found = (*waiting, *_renewal(about, renews_on, act_by), *_commitments(names), *_risks(about), *_late(about))
    if not found:
        return None
    columns = Column("Ask", wide=True), Column("Why", wide=True), Column("Owner"), Column("By when")
    kept = len(columns) if any(one.due for one in found[:MOST]) else len(columns) - 1
    hidden = len(found) - MOST
    return InternalSlide(
        id="asks",
        title=_title(found),
        exhibits=(
            Table(
                id="leadership.asks",
                title="What we ask of leadership",
                alt="Table of what is asked of leadership: " + "; ".join(one.ask for one in found) + ".",
                receipt=Receipt("account plan", about.subject.as_of, "strategy.toml, risks", (), ()),
                columns=columns[:kept],
                rows=tuple((one.ask, one.why, one.who, one.due)[:kept] for one in found[:MOST]),
                note=f"And {counted(hidden, 'ask')} more, in the plan and on the quotes." if hidden > 0 else "",
                look=TableLook.ASKS,
            ),
        ),
    )


def _title(found: Sequence[Ask]) -> str:
    """How many, and the first."""
    first, more = found[0], len(found) - 1
    lead = f"{len(found)} asks of leadership, first" if more else "The ask of leadership"
    rest = f", and {counted(more, 'more ask')}" if more else ""
    said = f"The ask of leadership: {first.ask}{rest}"
    return in_a_line(said, f"{lead}: {inside(first.ask)}", f"{lead}: {inside(first.short)}" if first.short else "")


def _quotes(quotes: QuoteBook) -> Iterator[Ask]:
    """Quotes that wait for an approval of ours, each with who decides and until when."""
    for one in quotes.listed:
        for asked in one.asked:
            if asked.is_open:
                who = listed([name_of(one.quote, each) for each in asked.holders]) or asked.need.role
                why_asked = why(asked.need.reasons[0], money_of(one.quote))
                due = asked.due.date() if asked.due else None
                decides = f"A decision of {asked.need.role} on"
                yield Ask(f"{decides} “{one.label}”", why_asked, who, due, f"{decides} a quote")


def _renewal(about: StrategySubject, renews_on: date | None, act_by: date | None) -> Iterator[Ask]:
    now = about.subject.now
    until = act_by if act_by and act_by >= now else renews_on
    if renews_on and until and 0 <= (until - now).days <= SOON:
        why = f"A contract ends on {day_text(renews_on)}"
        yield Ask("Meet who decides on the renewal", why, about.subject.account.account_manager, until)


def _commitments(names: PlanSubject) -> Iterator[Ask]:
    """What this quarter's review tells of that we promised and did not keep: somebody has to make room for it."""
    for one in reviewed(names):
        if one.side is Side.OURS and state_of(one, names.day) in BROKEN and one.due:
            day, room = day_text(one.due), "Make room for"
            yield Ask(
                f"{room} “{one.promise}”", f"Promised for {day}, not kept", names.name(one.owner),
                short=f"{room} what was due on {day}",
            )  # fmt: skip


def _risks(about: StrategySubject) -> Iterator[Ask]:
    """What is likely to go wrong and has no play, or nobody who plays it."""
    for one in open_risks(about.strategy.risks):
        if one.likelihood is Likelihood.HIGH and not (one.play and one.owner):
            stake = f", {about.subject.money.text(one.mrr_at_stake)} a month at stake" if one.mrr_at_stake else ""
            lacks = "nobody plays against it" if one.play else "there is no play"
            yield Ask(
                f"A play against “{one.risk}”", f"Likely{stake}; {lacks}", about.name(one.owner), one.due,
                "A play against a likely risk",
            )  # fmt: skip


def _late(about: StrategySubject) -> Iterator[Ask]:
    """Our own steps that are late."""
    day = about.subject.now
    for one in about.strategy.actions:
        if one.status in OPEN and one.due and one.due < day:
            due = day_text(one.due)
            yield Ask(
                f"See that “{one.action}” is done", f"Due {due}", about.name(one.owner),
                short=f"See to what was due on {due}",
            )  # fmt: skip
