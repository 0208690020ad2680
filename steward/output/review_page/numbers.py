"""The numbers of a drawing as a table, for who cannot see it and for whoever wants to copy them."""

from collections.abc import Sequence

from steward.exhibits import CustomerExhibit, Heatmap, Number, Role, SeriesChart, Unit, facts_of
from steward.output.review_page.markup import Html, tag, text


def numbers_of(exhibit: CustomerExhibit) -> Html:
    """Charts with two directions as the table they are drawn of, everything else fact by fact."""
    match exhibit:
        case SeriesChart():
            names = [one.name + (" (reference)" if one.role is Role.REFERENCE else "") for one in exhibit.series]
            columns = list(zip(*(one.values for one in exhibit.series), strict=True)) or [()] * len(exhibit.categories)
            return _crossed(names, exhibit.categories, columns, exhibit.unit)
        case Heatmap():
            return _crossed(exhibit.columns, exhibit.rows, exhibit.values, exhibit.unit)
        case _:
            facts = [(fact.about, fact.text) for fact in facts_of(exhibit)]
            rows = [tag("tr", tag("th", text(about), scope="row"), tag("td", text(said))) for about, said in facts]
            return tag("table", tag("tbody", *rows))


def _crossed(names: Sequence[str], rows: Sequence[str], values: Sequence[Sequence[Number | None]], unit: Unit) -> Html:
    head = tag("tr", tag("td"), *(tag("th", text(name), scope="col", class_="number") for name in names))
    body = [
        tag(
            "tr",
            tag("th", text(row), scope="row"),
            *(tag("td", text(unit.text(one)), class_="number") for one in cells),
        )
        for row, cells in zip(rows, values, strict=True)
    ]
    return tag("table", tag("thead", head), tag("tbody", *body))
