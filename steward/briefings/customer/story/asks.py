"""What there is to decide, as the data and the plan tell it, the most pressing first: proposed, until somebody writes
down what is really asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.plans.commitments import OVERDUE
from steward.briefings.customer.plans.joint_plan import LATE, NextStep
from steward.briefings.customer.plans.subject import HAS_LEFT
from steward.briefings.customer.renewal.runway import DECIDED_BY
from steward.briefings.customer.story.shortfalls import step_for
from steward.exhibits import COUNT, Number, day_text
from steward.exhibits.wording import few, inside
from steward.plans.customer.review import Outcome, Review

MOST = 3
_OF_A_CONTRACT = re.compile(r"\b(contract|renew|agreement)", re.IGNORECASE)
"""Words of a joint step that is about a contract."""
_SIDE = re.compile(r"\((you(?:, has left)?|us)\),?")


@dataclass(frozen=True)
class ProposedDecision:
    """One thing to decide, who would see to it on either side by name, and the last day to act; empty where neither
    data nor plan knows."""

    text: str
    theirs: str = ""
    ours: str = ""
    due: date | None = None


def asks(found: Material, prepared: Review) -> tuple[str, ...]:
    """The decisions we want: those a person wrote, else those that data and plan call for."""
    written = tuple(one.decision for one in prepared.decisions if one.outcome is Outcome.WANTED)
    return written if prepared.decisions else proposed_asks(found)


def proposed_asks(found: Material) -> tuple[str, ...]:
    """The texts of what is proposed."""
    return tuple(one.text for one in proposed(found))


def proposed(found: Material) -> tuple[ProposedDecision, ...]:
    """Decisions to ask for: of a contract that ends, of what was offered, of what an order waits for, of services that
    need room or repair, of what is late on either side, of the first option and the next step; as many as a meeting can
    take."""
    asked = (
        *_contract(found), *_proposals(found), *_orders(found), *_figures(found), *_late(found), *_idle(found),
        *_ahead(found),
    )  # fmt: skip
    return tuple({one.text: one for one in reversed(asked)}.values())[::-1][:MOST]


def in_few_words(text: str) -> Iterator[str]:
    """What is to be decided, from its whole words to the barest, for a title: the table below it has the rest."""
    said = text.partition(DECIDED_BY)[0].removesuffix(".")
    yield said
    for words, less in _LESS:
        shorter = words.sub(less, said)
        if shorter != said:
            said = shorter
            yield said
    if named := _QUOTED.search(text):
        yield named[0]


_LESS = (
    (re.compile(r"^(How the contract) for .+? (goes on after )"), r"\1 \2"),
    (re.compile(r"^For [^:]+: "), ""),
    (re.compile(r", (?:which|for about|until|beginning with) .*"), ""),
    (re.compile(r"^(A repair plan for [^,]+?)(?:,| and ).+"), r"\1 and others"),
    (re.compile(r"^([^,“]+),.*(, by \d.*)$"), r"\1\2"),
)
"""What a title can do without, one after another: of what, why, for how much, until when, what else."""
_QUOTED = re.compile(r"“[^”]+”")


def _contract(found: Material) -> Iterator[ProposedDecision]:
    """The last day for notice is the last day to act; who of theirs sees to it stands in a joint step about it."""
    if found.runway and found.runway.asks:
        about_it = (one for one in found.success.next_steps if _OF_A_CONTRACT.search(one.step))
        theirs, ours = _either_side(next((one.who for one in about_it), ""))
        yield ProposedDecision(found.runway.asks, theirs, ours or found.account_manager, found.runway.decide_by)


def _proposals(found: Material) -> Iterator[ProposedDecision]:
    """What was offered and can still be accepted on the day of the meeting; its last day is the last to act."""
    for one in found.proposals:
        if one.valid_until >= found.meets_on:
            text = f"Accept our proposal “{one.title}”{DECIDED_BY}{day_text(one.valid_until)}."
            yield ProposedDecision(text, one.theirs, one.ours or found.account_manager, one.valid_until)


def _orders(found: Material) -> Iterator[ProposedDecision]:
    """What a delivery waits for on their side."""
    for one in found.delivery.asked if found.delivery else ():
        text = f"For {one.what}: {inside(one.asked.rstrip('.'))}{f', by {day_text(one.by)}' if one.by else ''}."
        yield ProposedDecision(text, "", found.account_manager, one.by)


def _figures(found: Material) -> Iterator[ProposedDecision]:
    """What the figures call for; a step of the joint plan that names the same product or site says who and until
    when."""
    for text in found.summary.asks:
        names = (*found.adoption.outgrown, *found.service.sites_over)
        of_it = [name for name in names if name in text]
        step = step_for(found, *of_it) if of_it else None
        text = _with_its_price(found, text)
        yield _by_step(text, step) if step else ProposedDecision(text, ours=found.account_manager)


def _with_its_price(found: Material, text: str) -> str:
    """What is asked for, with what it would cost a month where right-sizing says so."""
    table = found.sizing.table if found.sizing else None
    place = {column.name: number for number, column in enumerate(table.columns)} if table else {}
    for row in table.rows if table else ():
        change = row[place["Would change"]]
        if f"more {row[0]}," in text and isinstance(change, Number) and change > 0:
            unit = found.sizing.figure("sizing.need").unit if found.sizing else COUNT
            return f"{text.rstrip('.')}, for about {unit.compact(change)} a month more."
    return text


def _late(found: Material) -> Iterator[ProposedDecision]:
    """What has no day any more: who owes it is known, the day is what is asked for."""
    today = found.meets_on
    coming = {one.step.casefold() for one in found.success.next_steps if one.due >= today}
    rows = found.success.promises.rows if found.success.promises else ()
    for row in rows:
        if row[3] == OVERDUE and str(row[0]).casefold() not in coming:
            yield ProposedDecision(f"A new day for “{row[0]}”.", *_kept_by(found, str(row[0]), str(row[1] or "")))
    for span in found.success.joint_plan.spans if found.success.joint_plan else ():
        if span.state == LATE:
            step = next((one for one in found.success.next_steps if one.step == span.label), None)
            yield ProposedDecision(f"A new day for “{span.label}”.", *_either_side(step.who if step else ""))


def _idle(found: Material) -> Iterator[ProposedDecision]:
    """What is paid for and not used."""
    saved = next((one for one in found.sizing.figures if one.id == "sizing.saving"), None) if found.sizing else None
    if found.adoption.idle and saved and saved.value is not None:
        yield ProposedDecision(
            f"Whether {few(found.adoption.idle)} should be smaller, for about {saved.text} a month less.",
            ours=found.account_manager,
        )


def _ahead(found: Material) -> Iterator[ProposedDecision]:
    """The first option, and the next step that has not begun: until it begins it can be decided."""
    if found.success.options:
        option = found.success.options.rows[0]
        first = f", beginning with {inside(str(option[3])).rstrip('.')}" if option[3] else ""
        yield ProposedDecision(f"Whether to look into {option[0]}{first}.", ours=found.account_manager)
    today, plan = found.meets_on, found.success.joint_plan
    spans = plan.spans if plan else ()
    ahead = (span for span in spans if span.state == "planned" and (span.start or span.end) > today)
    if span := next(ahead, None):
        step = next((one for one in found.success.next_steps if one.step == span.label), None)
        theirs, ours = _either_side(step.who if step else "")
        text = f"Whether to go ahead with “{span.label}”, until {day_text(span.end)}."
        yield ProposedDecision(text, theirs, ours, span.start or span.end)


def _by_step(text: str, step: NextStep) -> ProposedDecision:
    return ProposedDecision(text, *_either_side(step.who), step.due)


def _kept_by(found: Material, commitment: str, who: str) -> tuple[str, str]:
    """Who owes a commitment; where all of a table are of one side, it names no side."""
    if _SIDE.search(who) or who in ("you", "us"):
        return _either_side(who)
    return ("", who) if commitment in found.success.broken else (who, "")


def _either_side(who: str) -> tuple[str, str]:
    """`Anna Koch (you), Ben Hall (us)` as the names of either side."""
    named = [one.strip() for one in _SIDE.split(who)]
    sides = dict(zip(named[1::2], named[::2], strict=False))
    theirs = sides.get("you") or (f"{name} ({HAS_LEFT})" if (name := sides.get(f"you, {HAS_LEFT}")) else "")
    return theirs, sides.get("us", "")
