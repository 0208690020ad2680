"""What each kind of exhibit is called wherever it is kept: frozen reviews, the receipts of a deck, JSON.

These names outlive the code. A class may be renamed or moved, its name here stays: files of years ago are read by it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import assert_never, get_args

from steward.exhibits.charts import Bars, Bridge, Bubbles, Heatmap, Lines, StackedBars
from steward.exhibits.people import OrgChart, RelationshipMap
from steward.exhibits.picture import Picture
from steward.exhibits.plans import Bullets, Timeline
from steward.exhibits.tables import Table
from steward.exhibits.unions import CustomerExhibit, Exhibit

_NEXT_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kind_of(exhibit: Exhibit) -> str:
    """The lasting name of an exhibit's kind."""
    match exhibit:
        case Lines():
            return "Lines"
        case Bars():
            return "Bars"
        case StackedBars():
            return "StackedBars"
        case Bridge():
            return "Bridge"
        case Heatmap():
            return "Heatmap"
        case Bubbles():
            return "Bubbles"
        case Table():
            return "Table"
        case Bullets():
            return "Bullets"
        case Timeline():
            return "Timeline"
        case OrgChart():
            return "OrgChart"
        case RelationshipMap():
            return "RelationshipMap"
        case Picture():
            return "Picture"
        case _:
            assert_never(exhibit)


def kind_in_words(exhibit: Exhibit) -> str:
    """`stacked bars`, as scripts read it."""
    return _NEXT_WORD.sub(" ", kind_of(exhibit)).lower()


def _named(kinds: Iterable[type[Exhibit]]) -> Mapping[str, type[Exhibit]]:
    """The types by their names, which an empty one of each tells: the list above is the only one."""
    return {kind_of(kind.__new__(kind)): kind for kind in kinds}


CUSTOMER_KINDS = _named(get_args(CustomerExhibit))
"""The types a customer may be shown, by their lasting names."""
