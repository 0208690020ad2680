"""The files of one table: what one of them cannot tell of how its numbers are written, the others may show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.sources.columns_used import Names
from steward.warehouse.loading.tables.filling import Filler


@dataclass(frozen=True)
class TableFiles:
    """`names`: what the table takes of a file; these columns are looked at first."""

    filler: Filler
    feeds: Sequence[Feed]
    names: Callable[[Feed], Names]
    _found: dict[int, set[str]] = field(default_factory=dict)

    def shown_beside(self, number: int) -> set[str]:
        """The decimal signs that the files beside this one show."""
        return {sign for other in range(len(self.feeds)) if other != number for sign in self._signs(other)}

    def _signs(self, number: int) -> set[str]:
        if number not in self._found:
            feed = self.feeds[number]
            self._found[number] = self.filler.signs_in(feed, self.names(feed))
        return self._found[number]
