"""The slides of the meeting itself: who and when, the agenda with what we want decided, and what came of it."""

import re
from collections.abc import Iterable, Sequence

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.plans.commitments import commitments_there, who_keeps
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.review import Slide
from steward.briefings.customer.story.asks import ProposedDecision, asks, in_few_words, proposed
from steward.briefings.customer.subject import told_apart
from steward.exhibits import MINUTES, Column, Picture, Table, TableLook, day_text, listed
from steward.exhibits.wording import capital, counted, in_a_line, inside
from steward.plans.customer.review import Attendee, Decision, Outcome, Review
from steward.plans.customer.success_plan import Commitment, Side

HOUR = 60
LEFT_FOR_DECISIONS, MOST_FOR_DECISIONS = 10, 20
MOST_FOR_QUESTIONS = 15
LEAST = 2
SHORTENED = ("voice", "adoption", "summary")
"""The topics that give way, in this order, when the hour is full."""
TO_NAME, TO_SET = "to be named", "to be set"
"""Where neither data nor plan says who sees to a decision, or by when."""
_NAMED = {1: "who sees to it on your side", 2: "who does on ours", 3: "by when"}
_DECIDES = re.compile(r"\b(decid\w*|decisions?|sponsors?|approv\w*|signs?)\b", re.IGNORECASE)
WHAT_NEXT = "What we do next"
"""What is decided where nothing else is."""
APPENDIX = "Appendix"


def opening(found: Material, prepared: Review, names: PlanSubject, logo: Picture | None = None) -> Slide:
    """Who meets, about which quarter, with figures of which day; with which partner, and their logo."""
    teams = {side: _team(prepared.attendees, side, names) for side in Side}
    manager = f"Your account manager: {found.account_manager}" if found.account_manager else ""
    held = f"{day_text(prepared.meeting.held_on)} · " if prepared.meeting.held_on else ""
    return Slide(
        id="title",
        opening=True,
        title=f"{found.account_name}: quarterly business review",
        subtitle=" · ".join((found.quarter.spoken, listed([found.company, *_with(prepared)]))),
        exhibits=(logo,) if logo and _with(prepared) else (),
        points=tuple(
            filter(
                None,
                (
                    f"For {found.account_name}: {teams[Side.THEIRS]}" if teams[Side.THEIRS] else "",
                    f"For {found.company}: {teams[Side.OURS]}" if teams[Side.OURS] else manager,
                    f"{held}Figures as of {day_text(found.as_of)}",
                    f"Figures are of {listed(told_apart(found.covers))} together" if found.covers else "",
                ),
            )
        ),
    )


def _with(prepared: Review) -> tuple[str, ...]:
    """The partner who holds it with us, where one does."""
    name = prepared.meeting.partner.strip()
    return (name,) if name else ()


def _team(attendees: Iterable[Attendee], side: Side, names: PlanSubject) -> str:
    return listed([names.attendee(one.person) for one in attendees if side_of(one, names) is side])


def side_of(attendee: Attendee, names: PlanSubject) -> Side:
    """Whose side somebody is on: as written, else by the list they are in."""
    if attendee.side:
        return attendee.side
    theirs = attendee.person in names.contacts or any(one.id == attendee.person for one in names.plan.people)
    return Side.THEIRS if theirs else Side.OURS


def length(prepared: Review) -> int:
    """How long the meeting is, in minutes."""
    return int(prepared.meeting.minutes or HOUR)


def talked(slides: Sequence[tuple[str, int | None, int]], whole: int) -> list[int]:
    """Minutes for each (topic, chosen, usual), so that time is left to decide; what a person chose stays."""
    given = [chosen if chosen is not None else usual for _, chosen, usual in slides]
    for topic in SHORTENED:
        for number, (name, chosen, _) in enumerate(slides):
            if name == topic and chosen is None and sum(given) > whole - LEFT_FOR_DECISIONS:
                given[number] //= 2
    return _squeezed(given, [chosen is None for _, chosen, _ in slides], whole - LEFT_FOR_DECISIONS)


def _squeezed(given: list[int], flexible: Sequence[bool], room: int) -> list[int]:
    """A minute less for the longest of those nobody chose, until all fit; none goes below its least."""
    while sum(given) > room:
        takers = [number for number, free in enumerate(flexible) if free and given[number] > LEAST]
        if not takers:
            break
        given[max(takers, key=lambda number: given[number])] -= 1
    return given


def ending(whole: int, talking: int) -> tuple[int, int]:
    """Minutes for decisions and, before them, for open questions: of what the topics leave, decisions have 20 at most
    and questions 15 at most; what then is left nobody has to sit through."""
    rest = max(whole - talking, 0)
    deciding = min(rest, MOST_FOR_DECISIONS)
    return deciding, min(rest - deciding, MOST_FOR_QUESTIONS)


def agenda(
    found: Material,
    names: PlanSubject,
    topics: Sequence[tuple[str, int]],
    whole: int,
    asks: Sequence[str],
    behind: Sequence[str] = (),
) -> Slide:
    """The topics with their minutes, what we want decided, and what stands in the appendix."""
    deciding, asking = ending(whole, sum(minutes for _, minutes in topics))
    questions = [("Open questions", asking)] if asking else []
    rows = [*topics, *questions, ("Decisions and next steps", deciding)]
    planned = sum(minutes for _, minutes in rows)
    long = "An hour" if planned == HOUR else counted(planned, "minute")
    of_all = f" of {whole}" if planned < whole else ""
    title = f"{long}{of_all} for {counted(len(rows), 'topic')}, ending in decisions"
    table = Table(
        id="review.agenda",
        title=title,
        note=f"{APPENDIX}: {listed(list(behind))}" if behind else "",
        alt="Table of the agenda: " + "; ".join(f"{topic}, {counted(time, 'minute')}" for topic, time in rows) + ".",
        receipt=names.subject.receipt("agenda", "customer.accounts"),
        columns=(Column("Topic"), Column("Time", MINUTES)),
        rows=tuple(rows),
    )
    wanted = tuple(f"To decide: {ask}" for ask in asks)
    return Slide(id="agenda", title=title, exhibits=(table,), points=wanted)


def appendix(found: Material, names: Sequence[str]) -> Slide:
    """What divides the meeting from what is looked up, with the topics that stand behind it."""
    return Slide(
        id="appendix", opening=True, title=APPENDIX, subtitle=f"{found.account_name} · {found.quarter.spoken}",
        points=tuple(names),
    )  # fmt: skip


def decisions(found: Material, prepared: Review, names: PlanSubject) -> Slide:
    """What is to be decided, what was, what both sides promised in this review, and what is still to answer."""
    commitments = commitments_there(names)
    written = [_row(one, names) for one in prepared.decisions]
    asked = [] if prepared.decisions else [_proposed(one, _decider(prepared, names)) for one in proposed(found)]
    open_end = [] if commitments or written or asked else [(WHAT_NEXT, TO_NAME, TO_NAME, TO_SET, "")]
    table = _table("review.decisions", names, [*written, *asked, *open_end])
    exhibits = [table] if table.rows else []
    if commitments:
        exhibits.append(_commitments(commitments, names))
    points = [f"To answer: {one.question}" for one in prepared.questions if not one.answer]
    if prepared.meeting.next_on:
        points.append(f"Next review: {day_text(prepared.meeting.next_on)}")
    return Slide(
        id="decisions",
        title=f"To agree today: {inside(WHAT_NEXT)}"
        if open_end
        else _title(prepared, asks(found, prepared), len(commitments)),
        exhibits=tuple(exhibits),
        points=tuple(points),
    )


def _title(prepared: Review, wanted: Sequence[str], made: int) -> str:
    """What came of the meeting; before it, what there is to decide first."""
    taken = sum(one.outcome is Outcome.TAKEN for one in prepared.decisions)
    said = [
        f"{counted(taken, 'decision')} taken" if taken else "",
        f"{counted(made, 'commitment')} made" if made else "",
        f"{counted(len(wanted), 'decision')} to take" if wanted and (taken or made) else "",
    ]
    if any(said):
        return capital(", ".join(filter(None, said)))
    if not wanted:
        return "No decision is asked of you today"
    many = f"{len(wanted)} decisions today, first" if len(wanted) > 1 else "To decide today"
    told = (f"{many}{' on ' if words[0] == '“' else ': '}{inside(words)}" for words in in_few_words(wanted[0]) if words)
    return in_a_line(*told, f"{capital(counted(len(wanted), 'decision'))} asked of you today")


def _proposed(one: ProposedDecision, decider: str) -> tuple[str, str, str, str, str]:
    by_when = day_text(one.due) if one.due else TO_SET
    return one.text, one.theirs or decider or TO_NAME, one.ours or TO_NAME, by_when, ""


def _decider(prepared: Review, names: PlanSubject) -> str:
    """Who of theirs takes part to decide, or as a sponsor; empty where nobody is said to, or several are."""
    theirs = (one for one in prepared.attendees if side_of(one, names) is Side.THEIRS)
    found = [names.attendee(one.person) for one in theirs if _DECIDES.search(one.part)]
    return found[0] if len(found) == 1 else ""


def _row(one: Decision, names: PlanSubject) -> tuple[str, str, str, str, str]:
    """What is still wanted says what is to be named; what was decided, or not, is as it was noted."""
    wanted = one.outcome is Outcome.WANTED
    outcome = ": ".join(filter(None, ("" if wanted else one.outcome.spoken, one.note)))
    theirs, ours = (
        who_does(one, key, names) or (TO_NAME if wanted else "") for key in (one.their_owner, one.our_owner)
    )
    by_when = day_text(one.due) if one.due else TO_SET if wanted else ""
    return one.decision, theirs, ours, by_when, outcome


def who_does(one: Decision, key: str, names: PlanSubject) -> str:
    """The name of who sees to a decision; with a word where they left, but where nothing is to be done."""
    return names.name(key) if one.outcome is Outcome.DECLINED else names.doer(key)


def _table(key: str, names: PlanSubject, rows: Sequence[tuple[str, ...]]) -> Table:
    """The decisions; the outcome has a column once there is one, a wide one where something was said of it. What is
    still to be named in every row is said once, below them."""
    columns = (
        Column("Decision", wide=True),
        Column("Owner, you"),
        Column("Owner, us"),
        Column("By when"),
        Column("Outcome", wide=any(": " in row[4] for row in rows)),
    )
    open_words = [place for place in _NAMED if rows and all(row[place] in (TO_NAME, TO_SET) for row in rows)]
    kept = [
        place for place in range(len(columns)) if place not in open_words and (place < 4 or any(r[4] for r in rows))
    ]
    named = [_NAMED[place] for place in open_words]
    return Table(
        id=key,
        title="Decisions",
        alt="Table of decisions: decision, owner on both sides, date.",
        receipt=names.subject.receipt("agenda", "customer.accounts"),
        note=f"{capital(listed(named))}: to be agreed in the meeting." if named else "",
        columns=tuple(columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
        look=TableLook.ASKS,
    )


def _commitments(commitments: Sequence[Commitment], names: PlanSubject) -> Table:
    return Table(
        id="review.promised",
        title="Commitments made today",
        alt="Table of commitments made in this review: commitment, whose, owner, date.",
        receipt=names.receipt("kept rate", "commitments"),
        columns=(Column("Commitment", wide=True), Column("Whose"), Column("Who"), Column("Due")),
        rows=tuple(
            (one.promise, "Yours" if one.side is Side.THEIRS else "Ours", who_keeps(names, one) or None, one.due)
            for one in commitments
        ),
    )
