"""A review that holds some text in every place a text can stand, with every kind of exhibit a customer may be shown."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

from PIL import Image

from steward.briefings.customer.review import CustomerReview, Detail, Slide
from steward.charts.standalone import plain_figure, template
from steward.domain.quarters import Quarter
from steward.exhibits import (
    COUNT,
    Bars,
    Bridge,
    Bullet,
    Bullets,
    Column,
    CustomerExhibit,
    Figure,
    Heatmap,
    Lines,
    OrgChart,
    Picture,
    Post,
    Receipt,
    Role,
    Series,
    Span,
    StackedBars,
    Step,
    Table,
    Timeline,
)
from steward.output.review_page import Plots

DAY = date(2026, 9, 30)
SECRET = "zqsecretzq"
RECEIPT = Receipt(f"{SECRET} metric", DAY, f"customer.{SECRET}", (("account_id", SECRET),), (SECRET,))
PLOTS = Plots("", plain_figure, template)
"""Without Plotly's 5 MB: what is asked of the file is asked of the rest of it."""
INJECTIONS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "<a href='javascript:alert(1)'>here</a>",
    '<a href="https://evil.example">here</a>',
    "![x](https://evil.example/p.png)",
    "[here](javascript:alert(1))",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</style><style>*{display:none}",
    "</title><base href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<iframe src=https://evil.example></iframe>",
    "<form action=https://evil.example><input>",
    "&lt;script&gt; &#60;b&#62; &amp;",
    "%{customdata} %{x:$,.2f} {{account.name}} ${1+1}",
    r"$\alpha$ \(\href{https://evil.example}{x}\)",
    "null\x00 bell\x07 escape\x1b delete\x7f",
    "\u202egnp.exe\u202c and \u2066isolated",
    "lone \ud800 half",
    "break\u2028 next\r\nline\v tab",
    "<b>bold</b><br><sup>2</sup><span style='color:red'>red</span>",
    "data:text/html,<script>alert(1)</script>",
    "@import url(https://evil.example/x.css)",
    "\\u003cscript\\u003e \\x3cb\\x3e",
)


def holding(*texts: str) -> CustomerReview:
    """The review; where many texts have a place, such as rows, each has one, elsewhere the first stands."""
    first = texts[0]
    figure = Figure(
        id=SECRET, label=first, value=5, unit=COUNT, receipt=RECEIPT, previous=3, previous_label=first, note=first
    )
    unknown = replace(figure, value=None, why=first)
    slide = Slide(
        id=SECRET, title=first, subtitle=first, figures=(figure, unknown), points=texts, so_what=first, notes=SECRET
    )
    every = exhibits(*texts)
    opening = Slide(id=SECRET, title=first, subtitle=first, points=texts, opening=True)
    shown = [replace(slide, exhibits=pair) for pair in zip(every[::2], every[1::2], strict=True)]
    return CustomerReview(
        account_id=SECRET, account_name=first, company=first, quarter=Quarter(2026, 3), as_of=DAY, frozen_on=DAY,
        slides=(opening, *shown), details=(Detail(exhibit_id=f"{SECRET}.bars", category=first, exhibits=every[:2]),),
    )  # fmt: skip


def exhibits(*texts: str) -> tuple[CustomerExhibit, ...]:
    """One of each kind, with the texts as its names."""
    first, many, count = texts[0], tuple(texts), len(texts)
    series = (Series(first, (1,) * count), Series(first, (2,) * count, Role.REFERENCE))
    chart: dict[str, Any] = {"categories": many, "series": series, "unit": COUNT}
    posts = tuple(Post(key=f"{SECRET}{n}", name=one, title=one, x=0.0, y=float(n)) for n, one in enumerate(texts))
    rows = tuple((one, one, DAY, 5, (1, None, 3)) for one in texts)
    columns = (Column(first), Column(first), Column(first), Column(first, COUNT), Column(first, COUNT, trend=True))
    bullets = tuple(Bullet(label=one, baseline=1, target=9, actual=5, unit=COUNT, detail=one) for one in texts)
    spans = tuple(Span(label=one, start=None, end=DAY, state="planned", detail=one) for one in texts)

    def common(name: str) -> dict[str, Any]:
        return {"id": f"{SECRET}.{name}", "title": f"{name}: {first}", "alt": first, "note": first, "receipt": RECEIPT}

    return (
        Bars(**common("bars"), **chart, horizontal=True),
        Lines(**common("lines"), **chart),
        StackedBars(**common("stacked"), **chart),
        Bridge(**common("bridge"), steps=tuple(Step(one, 1) for one in texts), unit=COUNT),
        Heatmap(**common("heatmap"), columns=many, rows=many, values=((1,) * count,) * count, unit=COUNT),
        Table(**common("table"), columns=columns, rows=rows, keys=(SECRET,) * count),
        Bullets(**common("bullets"), bullets=bullets),
        Timeline(**common("timeline"), spans=spans, today=DAY),
        OrgChart(**common("people"), posts=posts, lines=tuple((one.key, posts[0].key) for one in posts[1:])),
        Picture(**common("picture"), content=_png(), width=40, height=30),
    )


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()
