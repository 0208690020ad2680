"""What a review still lacks before it is shown: each finding in a sentence, with the place where it is fixed."""

from collections.abc import Iterator

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.review import CustomerReview, Slide
from steward.briefings.customer.reviews.conditions import condition
from steward.briefings.customer.reviews.slide_library import APPENDIX, NAMES, offers
from steward.briefings.customer.reviews.suggested import begun_already
from steward.briefings.internal.reviews.contradictions import contradictions, says_nothing
from steward.briefings.internal.reviews.departed import departed
from steward.briefings.internal.reviews.findings import Checked, Finding, Place, Weight
from steward.briefings.internal.reviews.words_read import words_read
from steward.exhibits import day_text, listed
from steward.exhibits.wording import capital, counted
from steward.plans.customer.review import Outcome, Shown, SlideKind
from steward.plans.customer.success_plan import Kept, Progress
from steward.plans.files.keys import keys_of
from steward.plans.files.values import shortened

MOST_SLIDES = 18
FEW_SMALL = 3
"""So many slides with small text are named one by one."""
UNTALKED = ("title", "agenda", "summary", "decisions", "appendix")


def preflight(checked: Checked) -> tuple[Finding, ...]:
    """Every finding, the weightiest first."""
    found = [finding for check in _CHECKS for finding in check(checked)]
    return tuple(sorted(found, key=lambda one: list(Weight).index(one.weight)))


def _stale(checked: Checked) -> Iterator[Finding]:
    """Figures that are not, or no longer, what the data says."""
    quarter = checked.review.quarter
    if checked.damaged:
        yield Finding("frozen damaged", Weight.STOPS, checked.damaged, Place.FREEZE)
    elif checked.today is None:
        yield Finding(
            "not frozen", Weight.FIX, "The figures are not frozen: they can change until the meeting.", Place.FREEZE
        )
    elif moved := _moved(checked.material, checked.today):
        which = f"{listed(moved[:3])}{' and others' if len(moved) > 3 else ''}"
        words = f"{capital(counted(len(moved), 'figure'))} different today from what was frozen: {which}."
        yield Finding("stale", Weight.FIX, words, Place.FREEZE)
    if checked.review.as_of < quarter.end:
        words = (
            f"The figures reach to {day_text(checked.review.as_of)}; {quarter.spoken} ends on {day_text(quarter.end)}."
        )
        yield Finding("unfinished quarter", Weight.KNOW, words, Place.DATA)


def _moved(frozen: Material, today: Material) -> list[str]:
    now = {figure.id: figure.value for figure in today.figures(investment=True)}
    kept = (one for one in frozen.figures(investment=True) if one.id not in COUNTED_DOWN)
    return [figure.label for figure in kept if now.get(figure.id) != figure.value]


COUNTED_DOWN = ("renewal.days", "renewal.days_to_act")
"""Figures that are another every day, and are no news."""


def _so_whats(checked: Checked) -> Iterator[Finding]:
    """Charts that nobody said anything about, and lines whose figures have moved since."""
    proposed = {key: offer.so_what for key, offer in offers(checked.material).items() if offer.slide}
    written = {one.id: one for one in checked.prepared.slides}
    for slide in checked.review.slides:
        if slide.id in UNTALKED or not slide.exhibits or slide.id not in proposed or slide.id in APPENDIX:
            continue
        choice = written.get(slide.id)
        if not slide.so_what:
            words = f"{NAMES[slide.id]}: no key message yet. Approve the suggested one or write it."
            yield Finding("so what", Weight.FIX, words, Place.SLIDE, slide.id)
        elif choice and choice.rests_on and choice.rests_on != proposed[slide.id]:
            words = f"The figures behind “{slide.so_what}” have changed since it was approved."
            yield Finding("so what outdated", Weight.FIX, words, Place.SLIDE, slide.id)


def _substance(checked: Checked) -> Iterator[Finding]:
    """A miss, a goal, a decision: what makes a review more than a report."""
    if not any(slide.id == "challenges" for slide in checked.review.slides) and not checked.material.summary.misses:
        words = "No miss is shown. A review without one is not believed: name at least one."
        yield Finding("no miss", Weight.FIX, words, Place.SLIDE, "challenges")
    if not checked.agreed.goals:
        words = "No goal of the customer is written, so the review is about us."
        yield Finding("no goal", Weight.STOPS, words, Place.PLAN, "goals")
    if not checked.prepared.decisions:
        yield Finding("no decision", Weight.STOPS, "No decision is asked for.", Place.MEETING, "decisions")


def _contradictions(checked: Checked) -> Iterator[Finding]:
    """What cannot both be right, and titles that say nothing."""
    day = checked.names.meeting_day if checked.names else checked.review.as_of
    figures = checked.material.figures(investment=True)
    coming = checked.material.delivery.coming if checked.material.delivery else ()
    for one in contradictions(checked.agreed, day, checked.prepared, figures, coming):
        place = Place.SLIDE if one.slide else Place.PLAN
        yield Finding("contradiction", Weight.FIX, one.words, place, one.slide or one.section, one.entry)
    for choice in checked.prepared.slides:
        if choice.shown is not Shown.NEVER and says_nothing(choice.title):
            words = f"The title “{choice.title}” says no finding: what is the news?"
            yield Finding("title", Weight.FIX, words, Place.SLIDE, choice.id)


def _length(checked: Checked) -> Iterator[Finding]:
    count = sum(slide.id != "appendix" for slide in checked.review.slides)
    if count > MOST_SLIDES:
        words = f"{count} slides: more than {MOST_SLIDES} leave no time to talk."
        yield Finding("too long", Weight.FIX, words, Place.SLIDE)
    talked, whole = sum(slide.minutes or 0 for slide in checked.review.slides), checked.prepared.meeting.minutes or 60
    if talked > whole:
        words = f"The slides take {talked} minutes, the meeting {int(whole)}."
        yield Finding("too many minutes", Weight.FIX, words, Place.SLIDE)


def _commitments(checked: Checked) -> Iterator[Finding]:
    """Open commitments that nobody can keep because nobody or no day is named."""
    for one in checked.agreed.commitments:
        lacks = [word for word, said in (("owner", one.owner), ("date", one.due)) if not said]
        if one.status is Kept.OPEN and lacks:
            lacking = "neither an owner nor a date" if len(lacks) == 2 else f"no {lacks[0]}"
            words = f"The commitment “{one.promise}” has {lacking}."
            yield Finding("commitment", Weight.FIX, words, Place.PLAN, "commitments", one.id)


def _who_left(checked: Checked) -> Iterator[Finding]:
    """People who left and are still to do something; in a text their name may be right, but not in how we meet."""
    if checked.names is None:
        return
    for one in departed(checked.prepared, checked.agreed, checked.names):
        when = "left" if one.left_on <= checked.names.subject.now else "will have left"
        words = f"{one.says} names somebody who {when}: {one.person}, {day_text(one.left_on)}."
        weight = Weight.KNOW if one.in_words and one.key != "rhythm" else Weight.FIX
        place = Place.PLAN if not one.in_review else Place.SLIDE if one.section == "slides" else Place.MEETING
        at = one.entry if place is Place.SLIDE else one.section
        yield Finding("who left", weight, words, place, at, one.entry, one.person)


def _unreadable(checked: Checked) -> Iterator[Finding]:
    """A time, a zone or a place that nobody can read as one."""
    meeting = checked.prepared.meeting
    for name, key in keys_of(type(meeting)).items():
        if wrong := key.wrong(getattr(meeting, name)):
            words = f"{key.label} of the meeting {wrong}: “{shortened(getattr(meeting, name))}”."
            yield Finding("meeting", Weight.FIX, words, Place.MEETING)


def _asked_too_late(checked: Checked) -> Iterator[Finding]:
    """Decisions that ask to go ahead with what has begun."""
    day = checked.prepared.meeting.held_on or checked.review.as_of
    for one in checked.prepared.decisions:
        step = begun_already(one.decision, checked.agreed, day) if one.outcome is Outcome.WANTED else None
        if step:
            so_far = "is done" if step.status is Progress.DONE else "has begun by the meeting"
            words = f"It is asked to go ahead with “{step.what}”, which {so_far}."
            yield Finding("begun already", Weight.FIX, words, Place.MEETING, "decisions", one.id)


def _template(checked: Checked) -> Iterator[Finding]:
    if checked.refused:
        yield Finding("template", Weight.STOPS, f"The deck cannot be made: {checked.refused}", Place.TEMPLATE)


def _overflow(checked: Checked) -> Iterator[Finding]:
    """Texts that are cut, a line for each slide."""
    cut: dict[str, list[str]] = {}
    for title, text in checked.cut:
        cut.setdefault(title, []).append(text)
    for title, texts in cut.items():
        slide = _titled(checked.review, title)
        name = NAMES.get(slide.id, slide.title) if slide else title
        more = f" and {len(texts) - 1} more" if len(texts) > 1 else ""
        words = f"{name}: not everything fits its place: “{texts[0]}”{more}."
        yield Finding("overflow", Weight.FIX, words, Place.SLIDE, slide.id if slide else "")


def _half_empty(checked: Checked) -> Iterator[Finding]:
    """Slides that say little for the room they take."""
    for slide_id, fill in checked.half_empty:
        words = f"{_named(checked.review, slide_id)}: only {fill:.0%} of the slide's height holds something."
        yield Finding("half empty", Weight.FIX, words, Place.SLIDE, slide_id)


def _small(checked: Checked) -> Iterator[Finding]:
    """Text that nobody reads from the other end of the table; where it is small throughout, the pages are."""
    if len(checked.small) > FEW_SMALL:
        least = min(points for _, points, _ in checked.small)
        words = f"Text of {least:g} points on {len(checked.small)} slides: the template's pages are too small."
        yield Finding("small text", Weight.FIX, words, Place.TEMPLATE)
        return
    for slide_id, points, text in checked.small:
        words = f"{_named(checked.review, slide_id)}: text of {points:g} points is too small to be read: “{text}”."
        yield Finding("small text", Weight.FIX, words, Place.SLIDE, slide_id)


def _named(review: CustomerReview, slide_id: str) -> str:
    """How a slide is called: by its topic, else by its title."""
    found = next((slide.title for slide in review.slides if slide.id == slide_id), slide_id)
    return NAMES.get(slide_id, found)


def _titled(review: CustomerReview, drawn: str) -> Slide | None:
    """The slide of a title as it was drawn, itself cut perhaps."""
    return next((slide for slide in review.slides if slide.title.startswith(drawn.removesuffix("…"))), None)


def _left_out(checked: Checked) -> Iterator[Finding]:
    for one in checked.review.left_out:
        yield Finding("left out", Weight.KNOW, f"“{one.slide}” is left out: {one.why.rstrip('.')}.", Place.SLIDE)
    for missing in checked.material.missing:
        yield Finding("missing feed", Weight.KNOW, missing.text, Place.DATA)


def _settings(checked: Checked) -> Iterator[Finding]:
    """Choices that cannot be carried out."""
    for one in checked.prepared.slides:
        if one.shown is Shown.WHEN and not condition(one.when):
            words = f"The condition “{one.when}” of “{one.id}” cannot be read, so the slide is shown."
            yield Finding("condition", Weight.FIX, words, Place.SLIDE, one.id)
        shown = next((slide for slide in checked.review.slides if slide.id == one.id), None)
        if one.kind is SlideKind.PICTURE and shown and not shown.exhibits:
            words = f"The picture of “{shown.title}” is missing, or is no PNG or JPEG that can be shown."
            yield Finding("picture", Weight.STOPS, words, Place.SLIDE, one.id)
        if one.kind is SlideKind.PICTURE and shown and shown.exhibits and not one.alt:
            words = f"The picture of “{shown.title}” has no alt text."
            yield Finding("alt text", Weight.FIX, words, Place.SLIDE, one.id)


def _meeting(checked: Checked) -> Iterator[Finding]:
    if not checked.prepared.meeting.held_on:
        yield Finding("no day", Weight.FIX, "The meeting has no day yet.", Place.MEETING)
    if not checked.prepared.attendees:
        yield Finding("nobody", Weight.FIX, "Nobody is named who takes part.", Place.MEETING)


_CHECKS = (
    _unreadable,
    _template, _stale, _so_whats, _substance, _contradictions, _length, _commitments, _asked_too_late, _who_left,
    _overflow, _half_empty, _small, _left_out, _settings, _meeting, words_read,
)  # fmt: skip
