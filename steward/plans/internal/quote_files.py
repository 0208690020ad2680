"""The two files of a quote as people edit them: a version that was submitted does not change under who approves it."""

from contextlib import suppress
from typing import Any

from steward.plans.customer.offer import FOLDER
from steward.plans.files.store import Opened, Plans
from steward.plans.internal.quote_fold import folded
from steward.plans.internal.quote_record import DRAFT, file_of
from steward.workflow import ledger
from steward.workflow.quoting import reference_of

SUBMITTED = "A quote that was submitted does not change: recall it, or make a new version."


class QuoteFiles(Plans):
    """Where no save, undo or restored version lands in a quote that is no draft."""

    def why_not(self, file: Opened[Any]) -> str:
        """That it was submitted; empty while it is a draft."""
        with suppress(OSError):
            quote_id = quote_id_of(file.file)
            events = ledger.read(self.of(file.account_id) / file_of(quote_id))
            found = folded(events, reference_of(file.account_id, quote_id))
            return "" if found.state == DRAFT else SUBMITTED
        return "What became of this quote cannot be read, so nothing is saved over it."


def quote_id_of(file: str) -> str:
    """The quote that a file is of; empty where it is none's."""
    folder, _, rest = file.partition("/")
    return rest.partition("/")[0] if folder == FOLDER else ""
