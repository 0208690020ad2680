"""A slide as a section of the page, with the words and figures that the meeting's screen and the deck have."""

from collections.abc import Iterator, Sequence

from steward.briefings.customer.review import CustomerReview, Slide
from steward.exhibits import CustomerExhibit, Figure
from steward.output.review_page.exhibits import exhibit_of
from steward.output.review_page.markup import Html, each, tag, text
from steward.output.review_page.plots import Plots

ARROWS = {1: "▲ ", -1: "▼ ", 0: ""}
VERDICTS = {True: "good", False: "bad", None: None}


def slide_of(review: CustomerReview, slide: Slide, number: int, plots: Plots, foot: str) -> Html:
    """The section; `foot` stands below it on paper."""
    parts = (
        tag("h2", text(slide.title), id=f"title-{number}"),
        tag("p", text(slide.subtitle), class_="subtitle") if slide.subtitle else "",
        tag("ul", *map(_figure, slide.figures), class_="figures") if slide.figures else "",
        _exhibits(slide, plots),
        tag("ul", each("li", slide.points), class_="points") if slide.points else "",
        tag("p", text(slide.so_what), class_="so-what") if slide.so_what else "",
        *_behind(review, slide.exhibits, plots),
        tag("p", text(foot), class_="foot"),
    )
    return tag("section", *parts, class_="slide", id=f"slide-{number}", aria_labelledby=f"title-{number}")


def _figure(one: Figure) -> Html:
    """Label, value, change and note; the change says by an arrow, too, which way it went."""
    return tag(
        "li",
        tag("span", text(one.label), class_="label"),
        tag("span", text(one.text), class_="value" if one.value is not None else "value unknown"),
        *(tag("span", text(said), class_=look) for said, look in _said(one)),
    )


def _said(one: Figure) -> Iterator[tuple[str, str]]:
    if one.delta_text:
        yield ARROWS[one.direction] + one.delta_text, " ".join(filter(None, ("change", VERDICTS[one.good])))
    elif one.why:
        yield one.why, "note"
    if one.note:
        yield one.note, "note"


def _exhibits(slide: Slide, plots: Plots) -> Html:
    shown = [exhibit_of(one, plots, heading="h3", titled=one.title != slide.title) for one in slide.exhibits]
    return tag("div", *shown, class_="exhibits") if shown else ""


def _behind(review: CustomerReview, exhibits: Sequence[CustomerExhibit], plots: Plots) -> Iterator[Html]:
    """What lies behind the categories of each exhibit, to be opened."""
    for shown in exhibits:
        found = review.behind(shown.id)
        if found:
            opened = [_detail(category, inside, plots) for category, inside in found.items()]
            yield tag("div", tag("h3", text(f"Behind “{shown.title}”")), *opened, class_="behind")


def _detail(category: str, exhibits: Sequence[CustomerExhibit], plots: Plots) -> Html:
    shown = [exhibit_of(one, plots, heading="h4") for one in exhibits]
    return tag("details", tag("summary", text(category)), tag("div", *shown, class_="exhibits"))
