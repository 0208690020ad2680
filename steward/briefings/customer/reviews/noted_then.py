"""What was written of a meeting by a day: of what became of decisions and questions later, it tells nothing."""

from dataclasses import replace

from steward.plans.customer.review import Outcome, Review
from steward.plans.files.changes import told_apart


def noted_then(now: Review, saved: Review) -> Review:
    """The review with its notes as they were saved. What was taken out since was a mistake, and stays out; of a
    question that was written down only later, nobody knows that it was answered by then."""
    decisions, questions = told_apart(saved.decisions), told_apart(saved.questions)
    return replace(
        now,
        meeting=replace(now.meeting, next_on=saved.meeting.next_on or now.meeting.next_on),
        decisions=tuple(decisions.get(key, one) for key, one in told_apart(now.decisions).items()),
        questions=tuple(
            questions.get(key) or replace(one, answer="") for key, one in told_apart(now.questions).items()
        ),
    )


def is_noted(review: Review) -> bool:
    """Whether anybody wrote what came of the meeting."""
    return bool(review.questions) or any(one.outcome is not Outcome.WANTED for one in review.decisions)
