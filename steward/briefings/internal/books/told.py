"""One account of the books in sentences: its relationship, what another owner would cost, and what happened."""

from steward.briefings.internal.books.briefing import BooksBriefing
from steward.briefings.internal.books.words import POINTS, edit_cost, strength_words
from steward.domain.books.states import EVENTS
from steward.exhibits import day_text, listed
from steward.exhibits.wording import counted


def relationship_said(brief: BooksBriefing, account_id: str) -> tuple[str, ...]:
    """How strong the relationship with who has it is, and what of it is known."""
    source = brief.source
    known = source.relationships.get(account_id)
    one = next((each for each in source.problem.accounts if each.account_id == account_id), None)
    if known is None or one is None or not one.owner_id:
        return ()
    parts = []
    if known.days is not None:
        parts.append(f"has it for {known.days} days")
    if known.talks is not None and known.all_talks is not None:
        parts.append(f"had {known.talks} of {counted(known.all_talks, 'conversation')} in twelve months")
    if known.ties:
        parts.append(f"knows {counted(len(known.ties), 'person', 'people')} on the map")
    share = f"{source.problem.move_cost(one) * POINTS:.1f} points"
    said = f"{source.name(one.owner_id)} {listed(parts)}." if parts else "Nothing is known of who speaks with whom."
    return (f"Relationship: {strength_words(one.strength)}. {said} A move costs {share}.",)


def cost_said(brief: BooksBriefing, account_id: str, to_id: str) -> str:
    """What another owner would cost or save, beside the plan as it is."""
    return edit_cost(brief.source, brief.planned, {**brief.planned, account_id: to_id})


def kept_together(brief: BooksBriefing, account_id: str) -> str:
    """Which accounts are of its family and meant to go along with it; empty where there is none."""
    unit = next((each for each in brief.source.problem.units if any(one.account_id == account_id for one in each)), ())
    others = [brief.source.account(one.account_id) for one in unit if one.account_id != account_id]
    return f"Of its family: {listed(others)}. Move them along, or name it apart under Rules." if others else ""


def events_said(brief: BooksBriefing, account_id: str) -> tuple[str, ...]:
    """What happened to its move, the latest first."""
    held = brief.transfers.get(account_id)
    if held is None:
        return ()
    found = []
    for one in reversed(held.events):
        why = f": {one.about['why']}" if one.about.get("why") else ""
        found.append(f"{day_text(one.at.date())} · {one.who} · {EVENTS[one.event].value}{why}")
    return tuple(found)
