"""The story of a review: every key message in one list, approved as it is suggested or reworded in place, what is to be
decided, and the miss that makes the rest believed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from steward.domain.identifiers import slug
from steward.exhibits import listed
from steward.exhibits.wording import counted
from steward.plans.customer.review import Decision, Outcome, Review, Shown, SlideChoice
from steward.services.reviews.opened import OpenedReview
from steward.services.reviews.walk import Finding, suggested_decisions, suggested_miss
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun, forget, is_typed
from steward.ui.plans.saving import asked_to_save, fields_of, follow
from steward.ui.reviews.advance import advance
from steward.ui.reviews.draft import ReviewDraft, save_with_draft, with_slide

APPROVED, SUGGESTED, WRITE = ":green[Approved]", ":orange[Suggested]", ":gray[To write]"
PLURALS = {"key message": "", "decision": "", "miss": "misses"}
MISSES = "challenges"
"""The slide on which stands what did not go well."""


@dataclass(frozen=True)
class StoryLine:
    """One line of the list. `said`: what stands in the review; `suggested`: what could; `put`: the review with it."""

    key: str
    name: str
    said: str
    suggested: str
    put: Callable[[Review, str], Review]
    kind: str = "key message"


def tell_story(opened: OpenedReview, found: Sequence[Finding], author: str) -> None:
    """The list, one press for all of it, and one for each line."""
    draft = ReviewDraft(opened)
    follow(draft.base, opened.file, is_typed(fields_of(opened.file)))
    lines, bar = _lines(opened, draft, found), st.container()
    written = {line.key: _line(opened, draft, line, author) for line in lines}
    new = [line for line in lines if written[line.key] and written[line.key] != line.said]
    with bar:
        _approve_all(opened, draft, new, written, author)
    _asked(opened)


def _lines(opened: OpenedReview, draft: ReviewDraft, found: Sequence[Finding]) -> list[StoryLine]:
    """What is said on the slides in their order, then what is decided and owned up to."""
    messages = (_message(draft, one) for one in draft.slides if one.shown is not Shown.NEVER)
    lines = [line for line in messages if line is not None]
    today = opened.subject.warehouse.today
    if not draft.review.decisions:
        suggested = suggested_decisions(opened.material, opened.agreed.plan, draft.review, today)
        lines += [_decision(replace(one, decision=""), one.decision) for one in suggested]
    if any(one.id == "no miss" for one in found):
        lines.append(_miss(draft, suggested_miss(opened.material)))
    return lines


def _message(draft: ReviewDraft, choice: SlideChoice) -> StoryLine | None:
    line = draft.proposal(choice)
    if not line and not choice.so_what:
        return None

    def put(review: Review, words: str) -> Review:
        rests_on = line if words != choice.so_what or line else choice.rests_on
        return with_slide(draft, review, replace(choice, so_what=words, rests_on=rests_on))

    return StoryLine(slug(choice.id), draft.name(choice), choice.so_what, line, put)


def _decision(made: Decision, words: str) -> StoryLine:
    """A decision to ask for; whoever it concerns and its day come with it."""

    def put(review: Review, said: str) -> Review:
        return replace(review, decisions=(*review.decisions, replace(made, decision=said)))

    return StoryLine(f"decision-{made.id}", "To decide", "", words, put, "decision")


def _miss(draft: ReviewDraft, suggested: str) -> StoryLine:
    """What did not go well, where no figure tells of anything."""
    choice = next(one for one in draft.slides if one.id == MISSES)

    def put(review: Review, words: str) -> Review:
        return with_slide(draft, review, replace(choice, shown=Shown.ALWAYS, words=words))

    return StoryLine(f"{MISSES}-words", "To do better", "", suggested, put, "miss")


def _line(opened: OpenedReview, draft: ReviewDraft, line: StoryLine, author: str) -> str:
    """One line with what is in its field, and the press that approves it alone."""
    key = f"{draft.fields}.messages.{line.key}"
    said, field, button = st.columns([1.3, 4.2, 1], vertical_alignment="center")
    state = APPROVED if line.said else SUGGESTED if line.suggested else WRITE
    said.markdown(f"**{plain(line.name)}**  \n:small[{state}]")
    words: str = field.text_area(
        f"{line.name}: {line.kind}", height=68, label_visibility="collapsed", **begun(key, line.said or line.suggested)
    ).strip()  # fmt: skip
    new = int(bool(words) and words != line.said)
    label = "Reword" if line.said else "Approve"
    with button:
        if (new or not line.said) and asked_to_save(
            new, author, f"{key}.approve", of=key, label=label, kind="secondary"
        ):
            _save(opened, draft, [line], {line.key: words}, author)
    return words


def _approve_all(
    opened: OpenedReview, draft: ReviewDraft, new: Sequence[StoryLine], written: Mapping[str, str], author: str
) -> None:  # fmt: skip
    """One press for whatever is not approved yet."""
    kinds = [line.kind for line in new]
    said = listed([counted(kinds.count(kind), kind, PLURALS[kind]) for kind in dict.fromkeys(kinds)])
    label = f"Approve all: {said}" if new else "Nothing is left to approve"
    if asked_to_save(len(new), author, "story.approve", of=f"{draft.fields}.messages", label=label):
        _save(opened, draft, new, written, author)


def _save(
    opened: OpenedReview, draft: ReviewDraft, lines: Sequence[StoryLine], written: Mapping[str, str], author: str
) -> None:
    def edit(review: Review) -> Review:
        for line in lines:
            review = line.put(review, written[line.key])
        return review

    if save_with_draft(opened, edit, author):
        for line in lines:
            forget(f"{draft.fields}.messages.{line.key}")
            forget(f"{draft.fields}.{line.key}.so_what")
        advance()
    st.rerun()


def _asked(opened: OpenedReview) -> None:
    """What is to be decided already."""
    wanted = [one for one in opened.file.plan.decisions if one.outcome is Outcome.WANTED]
    if wanted:
        st.markdown("## To decide in the meeting", anchors=False)
        st.markdown("\n".join(f"- {plain(one.decision)}" for one in wanted))
        st.caption("Words, owners and days of a decision are changed in the step Meeting.")
