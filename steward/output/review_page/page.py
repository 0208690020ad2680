"""The file around the slides: what it may do, how it looks, what is in it, and the script that draws."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files

from steward.briefings.customer.review import CustomerReview, Slide
from steward.exhibits import Picture, day_text
from steward.exhibits.page_looks import DARK, LIGHT, PageLook
from steward.output.review_page.exhibits import picture_of
from steward.output.review_page.markup import Html, data, each, tag, text
from steward.output.review_page.plots import Plots
from steward.output.review_page.slides import slide_of

NO_SCRIPT = (
    "The charts are drawn by a script that is part of this file, which this viewer does not run. "
    "Open the file in a browser to see them; their numbers stand below each, under “Show as a table”."
)


def review_page(review: CustomerReview, plots: Plots, accents: Sequence[str] = ()) -> bytes:
    """The whole file, the same bytes for the same review. `accents`: the series' colours of the account's template."""
    looks = {"light": LIGHT.in_colours_of(accents), "dark": DARK.in_colours_of(accents)}
    scripts = (plots.script, _own("page.js"))
    body = (
        tag("a", text("To the slides"), href="#slides", class_="skip"),
        _opening(review),
        tag("main", *_slides(review, plots), id="slides"),
        data({name: plots.template(look) for name, look in looks.items()}, id="looks"),
        *(tag("script", script) for script in scripts),
    )
    page = tag("html", _head(review, looks, scripts), tag("body", *body), lang="en")
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _head(review: CustomerReview, looks: dict[str, PageLook], scripts: Sequence[str]) -> Html:
    style = _colours(looks["light"], looks["dark"]) + _own("page.css") + _paper()
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(scripts)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", text(f"{review.account_name}: business review, {review.quarter.spoken}")),
        tag("style", style),
    )


def _policy(scripts: Sequence[str]) -> str:
    """Nothing is fetched from anywhere, and nothing runs but the two scripts that we put here."""
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _colours(light: PageLook, dark: PageLook) -> str:
    """The looks as variables; paper is always light."""
    return f":root{{{_variables(light)}}}@media screen and (prefers-color-scheme:dark){{:root{{{_variables(dark)}}}}}\n"


def _paper() -> str:
    """A slide a sheet, of a width that both A4 and Letter have; the page's script measures it as `html.paper`."""
    rules = _own("paper.css")
    return (
        "@page{size:A4 landscape;margin:12mm}"
        f"@media print{{html{{color-scheme:light}}body{{background:none}}*{{print-color-adjust:exact}}\n{rules}}}"
        f"html.paper{{\n{rules}}}"
    )


def _variables(look: PageLook) -> str:
    colours = {
        "ink": look.ink, "muted": look.muted, "page": look.page, "faint": look.faint, "border": look.border,
        "good": look.good, "bad": look.bad, "accent": look.series[0],
    }  # fmt: skip
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _opening(review: CustomerReview) -> Html:
    """What the review is, of whom and when, and what is in it."""
    opening = next((slide for slide in review.slides if slide.opening), None)
    said = opening or Slide(id="", title=f"{review.account_name}: business review", subtitle=_of(review))
    return tag(
        "header",
        tag("h1", text(said.title)),
        tag("p", text(said.subtitle), class_="subtitle") if said.subtitle else "",
        each("p", said.points),
        *(tag("div", picture_of(one), class_="logo") for one in said.exhibits if isinstance(one, Picture)),
        tag("p", text(_true_on(review)), class_="muted"),
        tag("noscript", tag("p", text(NO_SCRIPT), class_="so-what")),
        _contents(review),
        class_="slide opening",
    )


def _of(review: CustomerReview) -> str:
    return f"{review.quarter.spoken} · {review.company}"


def _true_on(review: CustomerReview) -> str:
    if review.frozen_on is None:
        return f"Figures as of {day_text(review.as_of)}."
    return f"Figures frozen on {day_text(review.frozen_on)}."


def _contents(review: CustomerReview) -> Html:
    links = [
        tag("li", tag("a", text(slide.title), href=f"#slide-{number}"))
        for number, slide in enumerate(_after_opening(review), start=1)
    ]
    return tag("nav", tag("h2", text("In this review")), tag("ol", *links), aria_label="In this review")


def _slides(review: CustomerReview, plots: Plots) -> list[Html]:
    shown = _after_opening(review)
    foot = f"{review.account_name} · {_of(review)}"
    return [
        slide_of(review, slide, number, plots, f"{foot} · {number} of {len(shown)}")
        for number, slide in enumerate(shown, start=1)
    ]


def _after_opening(review: CustomerReview) -> list[Slide]:
    """All but the title slide; what divides the appendix from the meeting is one of them."""
    return [slide for number, slide in enumerate(review.slides) if number or not slide.opening]


def _own(name: str) -> str:
    """A file of ours beside this one, with the line ends a browser reads, whose hash is that of what it reads."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")
