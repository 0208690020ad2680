"""One exhibit of each kind, for the tests of how they are drawn."""

from datetime import date

from steward.exhibits import (
    COUNT,
    DAYS,
    PERCENT,
    POINTS,
    Bars,
    Bridge,
    Bubbles,
    Heatmap,
    Lines,
    Point,
    Receipt,
    Role,
    Series,
    StackedBars,
    Step,
    money,
)

HOSTILE = "<b>Acme</b> & <a href='https://evil.example'>%{y}</a>"
WRITTEN = "&lt;b&gt;Acme&lt;/b&gt; &amp; &lt;a href='https://evil.example'&gt;%{y}&lt;/a&gt;"
RECEIPT = Receipt("Monthly recurring revenue", date(2026, 9, 30), "customer.revenue_monthly")
EUR = money("EUR")
COMMON = {"id": "one", "title": "A sentence.", "alt": "In words.", "receipt": RECEIPT}

MONTHS = ("Jul 2026", "Aug 2026", "Sep 2026")
REVENUE = Series("MRR", (150_000, None, 184_250))
TARGET = Series("Target", (160_000, 170_000, 180_000), Role.REFERENCE)

LINES = Lines(**COMMON, categories=MONTHS, series=(REVENUE, TARGET), unit=EUR)
BARS = Bars(**COMMON, categories=MONTHS, series=(REVENUE, TARGET), unit=EUR)
ACROSS = Bars(**COMMON, categories=MONTHS, series=(REVENUE, TARGET), unit=EUR, horizontal=True)
STACKED = StackedBars(
    **COMMON, categories=MONTHS, series=(Series("New", (5, 6, None)), Series("Lost", (-2, 0, -4))), unit=COUNT
)
BRIDGE = Bridge(
    **COMMON,
    steps=(Step("Opening", 1000, total=True), Step("Won", 300), Step("Lost", -450), Step("Closing", 850, total=True)),
    unit=EUR,
)
HEATMAP = Heatmap(
    **COMMON, columns=("Voice", "Mobile"), rows=("Lyon", "Gdańsk"), values=((80, None), (12.5, 0)), unit=PERCENT
)
BUBBLES = Bubbles(
    **COMMON,
    points=(Point("A-1", "Northwind", 82, 120, 184_250, "Healthy"), Point("A-2", HOSTILE, 31, 45, None, "At risk")),
    x_label="Health",
    y_label="Days to renewal",
    size_label="MRR",
    x_unit=POINTS,
    y_unit=DAYS,
    size_unit=EUR,
)
SERIES_CHARTS = (LINES, BARS, ACROSS, STACKED)
EVERY = (*SERIES_CHARTS, BRIDGE, HEATMAP, BUBBLES)
