"""Which exhibits there are: closed lists, so that a kind one drawing forgets does not type-check.

Whoever adds a kind adds it to one of these; `mypy` then names every place that does not know it, by its `assert_never`.
"""

from steward.exhibits.charts import Bars, Bridge, Bubbles, Heatmap, Lines, StackedBars
from steward.exhibits.people import OrgChart, RelationshipMap
from steward.exhibits.picture import Picture
from steward.exhibits.plans import Bullets, Timeline
from steward.exhibits.tables import Table

Chart = Lines | Bars | StackedBars | Bridge
"""What PowerPoint has charts for."""

CustomerExhibit = Chart | Heatmap | Table | Bullets | Timeline | OrgChart | Picture
"""What a customer may be shown; a relationship map is none of it."""

SlideExhibit = CustomerExhibit | RelationshipMap
"""What a slide may show, a customer's or ours: each of these is drawn as PowerPoint objects."""

Exhibit = SlideExhibit | Bubbles
"""Every exhibit. Bubbles are picked from on our own pages and stand on no slide."""

Drawing = Chart | Heatmap | Bubbles | Bullets | Timeline | OrgChart | RelationshipMap
"""What is drawn with Plotly; tables and pictures are shown as they are."""
