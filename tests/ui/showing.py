"""A page with one of everything, for the tests of how it is shown."""

from datetime import date
from decimal import Decimal

import streamlit as st

from steward.briefings.customer.review import Slide
from steward.errors import AccountNotFound
from steward.exhibits import (
    AVAILABILITY,
    COUNT,
    POINTS,
    Better,
    Bubbles,
    Column,
    Figure,
    Lines,
    Missing,
    Point,
    Receipt,
    Series,
    Table,
    money,
)
from steward.ui.kit import show
from steward.ui.kit.drawing import draw_when_reached

HOSTILE = "<b>Acme</b> from $5 to $6 :red[x] :smile: https://evil.example a@b.example *y* -> >= `z`"
EUR = money("EUR")
RECEIPT = Receipt(
    "Monthly recurring revenue", date(2026, 9, 30), "customer.revenue", (("account", "A_1"),), ("charges",)
)
WORDS = {"title": HOSTILE, "alt": "Revenue rose to €12.", "receipt": RECEIPT, "note": HOSTILE}

PLAN = "\n\n".join(
    [
        "![zq](https://evil.example/zq.png) ![zq][1]",
        "<img src=https://evil.example/zq.png> <svg/onload=alert(1)>",
        "<iframe src='https://evil.example'></iframe>",
        "<style>@import 'https://evil.example/zq.css'</style>",
        "[zq](javascript:alert(1)) :material/home: :smile: :red[zq] :badge[zq] $x^2$",
        "[1]: https://evil.example/zq.png",
    ]
)

REVENUE = Figure(
    id="mrr", label=HOSTILE, value=184_250, unit=EUR, receipt=RECEIPT, previous=179_100, previous_label="Q2"
)
UPTIME = Figure(
    id="uptime", label="Availability", value=Decimal("99.9"), unit=AVAILABILITY, receipt=RECEIPT, previous=100
)
TICKETS = Figure(id="tickets", label="Tickets", value=3, unit=COUNT, receipt=RECEIPT, previous=5, better=Better.LOWER)
SURVEY = Figure(id="nps", label="NPS", value=None, unit=COUNT, receipt=RECEIPT, why="Nobody has answered.")
FIGURES = (REVENUE, UPTIME, TICKETS, SURVEY)

TREND = Lines(**WORDS, id="trend", categories=("Aug", "Sep"), series=(Series(HOSTILE, (5, 12)),), unit=EUR)
COMMITMENTS = Table(
    **WORDS, id="commitments", columns=(Column("What", wide=True), Column("Fee", EUR)), rows=((HOSTILE, -5),)
)
ACCOUNTS = Table(**WORDS, id="accounts", columns=(Column("Name"),), rows=(("A",), ("B",)), keys=("a-1", "b-2"))

BOOK = Bubbles(
    id="book",
    title=HOSTILE,
    alt="Two accounts.",
    receipt=RECEIPT,
    points=(Point("a-1", HOSTILE, 20, 10, 5, "Healthy"), Point("b-2", "B", 80, 90, 50, "At risk")),
    x_label="Health",
    y_label="Days",
    size_label="MRR",
    x_unit=POINTS,
    y_unit=COUNT,
    size_unit=EUR,
)

if __name__ == "__main__":
    draw_when_reached()
    show.headline(HOSTILE, HOSTILE)
    with st.container(key="plan"):
        show.paragraphs([("What a plan may use", "Some **bold** and [a link](https://example.com)"), (HOSTILE, PLAN)])
    show.figures(FIGURES)
    show.exhibits([TREND, COMMITMENTS])
    show.table(ACCOUNTS, selectable=True)
    st.text(f"picked {show.pick(BOOK)}")
    show.missing([Missing(HOSTILE, HOSTILE)])
    show.problem(AccountNotFound(HOSTILE))
    show.slide_preview(Slide(id="title", title=HOSTILE, subtitle=HOSTILE, opening=True, points=(HOSTILE,)))
    show.slide_preview(
        Slide(id="one", title=HOSTILE, figures=FIGURES, exhibits=(TREND,), points=(HOSTILE,), notes=HOSTILE)
    )
