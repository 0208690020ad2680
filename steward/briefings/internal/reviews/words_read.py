"""What the customer reads of a review names no other customer, and says nothing as we say it among ourselves."""

from collections.abc import Iterator

from steward.briefings.customer.review import Slide
from steward.briefings.internal.reviews.findings import Checked, Finding, Place, Weight
from steward.briefings.internal.reviews.told_names import internal_words, other_customers
from steward.exhibits import Table
from steward.plans.customer.review import Review
from steward.plans.files.keys import keys_of, sections_of


def words_read(checked: Checked) -> Iterator[Finding]:
    """Other customers and our own vocabulary, each once, at the slide that says it first; the agenda repeats others."""
    own = {checked.review.account_name, *(one.name for one in checked.material.covers)}
    others, told = tuple(checked.others), set[str]()
    for title, text, place, at in _read_by_the_customer(checked):
        for key, says, found in (
            ("another customer", _NAMES_ANOTHER, other_customers(text, others, own)),
            ("internal word", _OURS, internal_words(text, own)),
        ):
            for one in found:
                if one.casefold() not in told:
                    told.add(one.casefold())
                    yield Finding(key, Weight.STOPS, says.format(title=title, found=one), place, at)


_NAMES_ANOTHER = "“{title}” names another customer: {found}."
_OURS = "“{title}” says “{found}”, which is an internal term."


def _read_by_the_customer(checked: Checked) -> Iterator[tuple[str, str, Place, str]]:
    """Title, text and place of all that the customer reads: on slides, and in the invitation and the minutes."""
    for slide in sorted(checked.review.slides, key=lambda one: one.id == "agenda"):
        yield from ((slide.title, text, Place.SLIDE, slide.id) for text in _texts(slide))
    sections = sections_of(Review)
    for name, keys in _IN_WORDS.items():
        held = getattr(checked.prepared, name)
        for record in held if sections[name].many else (held,):
            for key in keys:
                yield keys_of(type(record))[key].label, getattr(record, key), Place.MEETING, name


_IN_WORDS = {
    "meeting": ("purpose", "place"),
    "attendees": ("part",),
    "decisions": ("decision", "note"),
    "questions": ("question", "answer"),
}
"""What people write of a meeting, by its section."""


def _texts(slide: Slide) -> Iterator[str]:
    """Everything a slide says in words, notes included."""
    yield from (slide.title, slide.subtitle, slide.so_what, slide.notes, *slide.points)
    for shown in slide.exhibits:
        yield from (shown.title, shown.note, shown.alt)
        if isinstance(shown, Table):
            yield from (cell for row in shown.rows for cell in row if isinstance(cell, str))
