"""The opportunities somebody stands in for: the facts beside them, and what is to be fixed before the call."""

from collections.abc import Sequence

from steward.briefings.internal.forecast.source import ForecastSource, PersonForecast, euros
from steward.briefings.internal.forecast.tables import receipt
from steward.briefings.internal.scope.book import Book
from steward.domain.forecasting.hygiene import OpportunityFacts, committed
from steward.domain.forecasting.items import CallItem
from steward.exhibits import COUNT, Column, Table, day_text
from steward.exhibits.wording import capital, counted

NOT_DRAWN = "no map"


def committed_of(people: Sequence[PersonForecast]) -> list[tuple[PersonForecast, CallItem]]:
    """Of these people, the largest first."""
    found = [(one, item) for one in people for item in committed(one.now)]
    return sorted(found, key=lambda one: (-one[1].amount, one[1].key))


def committed_table(book: Book, source: ForecastSource, people: Sequence[PersonForecast]) -> Table | None:
    """Each committed opportunity with what Steward knows; the key is the opportunity."""
    found = committed_of(people)
    if not found:
        return None
    wrong = sum(bool(source.untidy.get(item.key)) for _, item in found)
    money = book.money.compact(euros(sum(item.amount for _, item in found)))
    return Table(
        id="forecast.committed",
        title=f"{capital(counted(len(found), 'opportunity', 'opportunities'))} committed, {money} a month; "
        f"{wrong or 'none'} to fix",
        alt=f"Table of {len(found)} committed opportunities with the facts beside each.",
        receipt=receipt(book, "committed opportunities"),
        note="Tick an opportunity to see the four questions with the facts beside them.",
        keys=tuple(item.key for _, item in found),
        columns=(
            Column("Opportunity", wide=True), Column("Account"), Column("Who"), Column("A month", book.money),
            Column("Closes"), Column("Put off", COUNT), Column("Next dated step", wide=True),
            Column("Approvals open", COUNT), Column("Talk with who pays"), Column("Map"), Column("Answers", COUNT),
        ),
        rows=tuple(
            (
                item.name, item.account or None, one.name, euros(item.amount), item.close_on,
                source.put_off.get(item.key, 0) or None, step_words(facts), len(facts.approvals) or None,
                facts.talked_on, facts.map_status.partition(":")[0] or NOT_DRAWN, facts.answered,
            )
            for one, item in found
            for facts in [source.facts.get(item.key, OpportunityFacts())]
        ),
    )  # fmt: skip


def step_words(facts: OpportunityFacts) -> str | None:
    """The next dated step; nothing where there is none."""
    return f"{day_text(facts.step_on)}: {facts.step}" if facts.step_on else None


def hygiene_table(book: Book, source: ForecastSource, people: Sequence[PersonForecast]) -> Table | None:
    """What is to be fixed of committed opportunities before the call; the key is the opportunity."""
    found = [(one, item) for one, item in committed_of(people) if source.untidy.get(item.key)]
    if not found:
        return None
    money = book.money.compact(euros(sum(item.amount for _, item in found)))
    return Table(
        id="forecast.hygiene",
        title=f"{capital(counted(len(found), 'committed opportunity', 'committed opportunities'))} to fix before "
        f"the call, {money} a month",
        alt=f"Table of {len(found)} committed opportunities with what is missing.",
        receipt=receipt(book, "committed opportunities"),
        keys=tuple(item.key for _, item in found),
        columns=(
            Column("Opportunity", wide=True), Column("Account"), Column("Who"), Column("A month", book.money),
            Column("To fix", wide=True),
        ),
        rows=tuple(
            (
                item.name, item.account or None, one.name, euros(item.amount),
                "; ".join(each.label for each in source.untidy[item.key]),
            )
            for one, item in found
        ),
    )  # fmt: skip


def facts_told(source: ForecastSource, item: CallItem) -> dict[str, tuple[str, ...]]:
    """What Steward knows beside each of the four questions, in words."""
    facts = source.facts.get(item.key, OpportunityFacts())
    step = step_words(facts)
    moved = source.put_off.get(item.key, 0)
    approvals = [f"In approval: {each}" for each in facts.approvals] or ["No approval is open"]
    late = f"Its date was moved to a later day {counted(moved, 'time')}" if moved else "Its date was never put off"
    talked = f"Last call or meeting with who pays: {day_text(facts.talked_on)}" if facts.talked_on else ""
    who = talked or ("Nobody has spoken with who pays" if facts.buyers else "No economic buyer is on the map")
    return {
        "why_now": (f"Next dated step: {step}" if step else "No dated step at this account", late),
        "why_amount": (f"CRM: {item.stage}; next step {item.next_step or 'none'}",),
        "who_else": (who, f"Map {facts.map_status}" if facts.map_status else "Nobody has drawn a map"),
        "what_blocks": (
            *approvals, facts.delivery or "No order is still to come here",
        ),
    }  # fmt: skip
