"""Every metric in Steward and how it is computed, to look up."""

from steward.exhibits.wording import counted
from steward.metrics import definitions
from steward.ui.definitions.page import search, show_definitions
from steward.ui.kit import show

show.headline(f"How {counted(len(definitions()), 'metric')} are computed", "Each by one implementation, for every door")
show_definitions(search())
