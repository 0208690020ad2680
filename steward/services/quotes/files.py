"""Where a file is written that people edit: a quote's only while that is a draft."""

from typing import Any

from steward.plans.files.store import Opened, Plans
from steward.plans.internal.forecast_files import ForecastFiles, is_call
from steward.plans.internal.quote_files import QuoteFiles, quote_id_of
from steward.services.plans import files
from steward.workspace import Workspace


def plans_with(workspace: Workspace, file: Opened[Any]) -> Plans:
    """As for every plan; a quote's own files, and a forecast call's, refuse what would change what was submitted."""
    if is_call(file.file):
        return ForecastFiles.within(workspace)
    return QuoteFiles.within(workspace) if quote_id_of(file.file) else files.plans_with(workspace, file)
