"""What to say to a slide: its message and figures, the question that is likely to be asked with its answer, and what to
ask. The customer may read it: nothing but what the review knows stands in it."""

from collections.abc import Callable, Mapping

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.plans.commitments import OVERDUE
from steward.briefings.customer.plans.goals import behind
from steward.briefings.customer.review import Slide
from steward.briefings.customer.story.shortfalls import shortfalls, step_for
from steward.exhibits import CustomerExhibit, Figure, Table, day_text
from steward.exhibits.wording import capital, inside

Answered = tuple[str, str]
"""A question, and its answer."""


def talk(found: Material, topic: str, slide: Slide) -> str:
    """The notes of a slide, a paragraph each; what is not known is left out."""
    question = _QUESTIONS.get(topic)
    asked = question(found) if question else None
    said = (
        f"Message: {' '.join(filter(None, (_ended(slide.title), slide.so_what)))}",
        _figures(slide.figures),
        _findings(slide),
        f"Likely question: {asked[0]} {asked[1]}" if asked and asked[1] else "",
        f"Ask: {_ASKS[topic]}" if topic in _ASKS else "",
        slide.notes if not slide.exhibits else "",
    )
    return "\n".join(filter(None, said))


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _figures(figures: tuple[Figure, ...]) -> str:
    """All that the slide shows and that are known."""
    known = [one for one in figures if one.value is not None]
    told = [f"{one.label} {one.text}{f' ({one.delta_text})' if one.delta_text else ''}" for one in known]
    return f"Figures: {'; '.join(told)}." if told else ""


def _findings(slide: Slide) -> str:
    """What each drawing says, where that is not what the slide says already: its title, or what is told of one whose
    title is a name."""
    said = [_finding(shown) for shown in slide.exhibits if shown.title != slide.title]
    return " ".join(_ended(one) for one in said if one)


def _finding(shown: CustomerExhibit) -> str:
    told = _NAMED.get(shown.id)
    return f"{told}: {_rows(shown)}" if told else shown.title


def _rows(shown: CustomerExhibit) -> str:
    """`Your goals, behind pace; Commitments, kept`: what stands in the first columns of a table; else its words."""
    if not isinstance(shown, Table):
        return shown.alt.partition(": ")[2]
    states = [place for place, column in enumerate(shown.columns) if column.state]
    return "; ".join(
        ", ".join([str(row[0]).rstrip("."), *(inside(str(row[at])) for at in states if row[at])]) for row in shown.rows
    )


_NAMED: Mapping[str, str] = {
    "summary.story": "In short",
    "review.decisions": "We ask for",
    "review.promised": "Commitments of this review",
    "renewal.runway": "Contract by contract",
}
"""What is told of exhibits whose titles are names, by their ids."""


def _goals(found: Material) -> Answered | None:
    """What moves the goal that is furthest behind."""
    late = behind(found.success.goals.bullets) if found.success.goals else []
    step = step_for(found, goal=late[0].label) if late else None
    if step is None:
        return None
    return "What is done about it, and when?", f"“{step.step}”, until {day_text(step.due)}{_by(step.who)}."


def _by(who: str) -> str:
    return f", by {who}" if who else ""


def _commitments(found: Material) -> Answered | None:
    table = found.success.promises
    late = [row for row in table.rows if row[3] == OVERDUE] if table else []
    if not late:
        return None
    why = f" {late[0][4]}" if len(late[0]) > 4 and late[0][4] else ""
    return f"When is “{late[0][0]}” done?", f"Today we agree on a day.{why}"


def _service(found: Material) -> Answered | None:
    told = next(iter(shortfalls(found)), None)
    if told is None or not (found.service.products_missed or found.service.sites_over):
        return None
    step = step_for(found, *found.service.products_missed, *found.service.sites_over)
    cause = _ended(told.why) if told.why else ""
    done = f"“{step.step}”, until {day_text(step.due)}." if step else ""
    return "Why did it happen, and what keeps it from happening again?", " ".join(filter(None, (cause, done)))


def _delivery(found: Material) -> Answered | None:
    """Whether the new date holds: by the cause, and by what is next."""
    late = found.delivery.open_late if found.delivery else ()
    if not late:
        return None
    one = late[0]
    coming = f" Next: {one.next}." if one.next else ""
    return f"Why is {one.what} late, and does the new date hold?", f"{_ended(capital(one.said or one.cause))}{coming}"


def _adoption(found: Material) -> Answered | None:
    need = next((one for one in found.sizing.figures if one.id == "sizing.need"), None) if found.sizing else None
    if not found.adoption.outgrown or need is None or need.value is None:
        return None
    return "What would the room cost?", f"About {need.text} a month, at today's price a unit; an offer says exactly."


def _nps(found: Material) -> Answered | None:
    if found.voice.comments is None:
        return None
    return "Who wrote that?", "Answers are anonymous, and we do not ask; what was meant can be said here."


def _renewal(found: Material) -> Answered | None:
    return ("What happens if we do nothing?", found.runway.otherwise) if found.runway else None


def _worth(found: Material) -> Answered | None:
    bridge = found.success.worth
    return ("How did you come to that?", bridge.note) if bridge else None


def _challenges(found: Material) -> Answered | None:
    """Of what nobody has a step for yet."""
    open_ones = [one for one in shortfalls(found) if not one.remedy and not one.why]
    if not open_ones:
        return None
    return f"{open_ones[0].what}: what do you do about it?", "There is no step for it yet: we agree on one today."


_QUESTIONS: Mapping[str, Callable[[Material], Answered | None]] = {
    "goals": _goals,
    "promises": _commitments,
    "worth": _worth,
    "service": _service,
    "delivery": _delivery,
    "adoption": _adoption,
    "voice": _nps,
    "challenges": _challenges,
    "renewal": _renewal,
}
_ASKS: Mapping[str, str] = {
    "summary": "Is this how you see the quarter? What is missing?",
    "promises": "What of this matters most to you now?",
    "goals": "Are these still your goals? Who measures them next?",
    "worth": "Does your finance see the same value?",
    "service": "Did anything hurt you that these figures do not show?",
    "delivery": "Does any of these dates hurt you? Which one first?",
    "adoption": "What will you need more of, and what less, in the next six months?",
    "sizing": "Which of these do we change, and when?",
    "voice": "What would make the unhappy ones happy?",
    "heard": "What else should change?",
    "challenges": "Is this the right order? What would you do first?",
    "renewal": "Who decides on your side, and what do they need from us?",
    "joint_plan": "Who on your side may keep a step from being on time?",
    "roadmap": "Does this lead to your goals in time?",
    "offerings": "Which of your goals should we look at first?",
    "options": "Which of these is worth a first step?",
    "decisions": "Who does it, and by when?",
}
