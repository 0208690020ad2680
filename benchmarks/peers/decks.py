"""A deck of twelve slides with the same charts and tables: ours, bare python-pptx, and PptxGenJS."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.decks import bare_deck
from benchmarks.measure import line
from benchmarks.peers.environments import THEIRS, ended, environment
from benchmarks.peers.figures import Taken, beside, taken
from steward.briefings.customer.review import CustomerReview, Slide
from steward.deck import customer_deck
from steward.exhibits import Bars, Bridge, Exhibit, Heatmap, Lines, StackedBars, as_table

RUNS = 15
KINDS = {Lines: "lines", Bars: "bars", StackedBars: "stacked", Bridge: "stacked"}


def main(folder: Path) -> None:
    """Ours and python-pptx take turns in this process; PptxGenJS right after, in one of its own, as warm."""
    review = twelve_slides()
    file = folder / "deck.json"
    file.write_text(json.dumps([as_values(one) for one in review.slides]), encoding="utf-8")
    ours, bare = [], []
    for _ in range(RUNS + 1):
        ours.append(taken(lambda: customer_deck(review)))
        bare.append(taken(lambda: bare_deck(review)))
    modules = str(environment("pptxgenjs") / "node_modules")
    script = ("node", str(THEIRS / "deck.mjs"), modules, str(file), str(RUNS + 1), str(folder / "pptxgenjs.pptx"))
    node = [Taken(*each) for each in json.loads(ended(*script).told)]
    line(f"a deck of {len(review.slides)} slides", "")
    beside({"Steward": ours[1:], "python-pptx, bare": bare[1:], "PptxGenJS": node[1:]})


def twelve_slides() -> CustomerReview:
    """The review of ten that `benchmarks.decks` is about, with its first two slides of exhibits once more."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "deck"))
    from harbour import full_review

    review: CustomerReview = full_review()
    again = tuple(replace(one, id=f"{one.id}-again") for one in review.slides if one.exhibits)[:2]
    return replace(review, slides=(*review.slides[:-1], *again, review.slides[-1]))


def as_values(slide: Slide) -> dict[str, Any]:
    """As plain values, its numbers as Steward rounds them."""
    figures = slide.figures
    rows = [[f.label for f in figures], [f.text for f in figures], [f.delta_text for f in figures]] if figures else []
    return {
        "title": slide.title,
        "points": [text for text in (slide.subtitle, *slide.points) if text],
        "figures": rows,
        "exhibits": [_exhibit(one) for one in slide.exhibits],
        "notes": slide.notes,
    }


def _exhibit(exhibit: Exhibit) -> dict[str, Any]:
    if type(exhibit) not in KINDS:
        return {"kind": "table", "title": exhibit.title, "rows": _rows(exhibit)}
    told: dict[str, Any] = {"kind": KINDS[type(exhibit)], "title": exhibit.title}
    if isinstance(exhibit, Bridge):
        values = [_number(step.value) for step in exhibit.steps]
        series = [{"name": name, "values": values} for name in ("Base", "Level", "Increase", "Decrease")]
        return told | {"categories": [step.label for step in exhibit.steps], "series": series, "format": "General"}
    assert isinstance(exhibit, Lines | Bars | StackedBars)
    series = [{"name": one.name, "values": [_number(each) for each in one.values]} for one in exhibit.series]
    return told | {"categories": list(exhibit.categories), "series": series, "format": exhibit.unit.excel}


def _rows(exhibit: Exhibit) -> list[list[str]]:
    if isinstance(exhibit, Heatmap):
        rows = zip(exhibit.rows, exhibit.values, strict=True)
        return [["", *exhibit.columns], *([name, *map(exhibit.unit.text, values)] for name, values in rows)]
    table = as_table(exhibit)
    assert table is not None
    return [[column.name for column in table.columns], *table.text()]


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
