"""The few settings of a company that its first figures and decks need, in the draft of `workspace.toml`."""

import tomllib
from dataclasses import dataclass, replace

from steward.errors import SourcesUnreadable
from steward.plans.files.sources_text import put_settings
from steward.services.data.bring.draft import SETTINGS, Draft, keep
from steward.workspace import Settings


@dataclass(frozen=True)
class Company:
    """What it is called, what its amounts are in, and the month (1 to 12) its fiscal year begins with."""

    name: str
    currency: str
    first_month: int


def company_of(draft: Draft) -> Company:
    """What the draft says, else what is assumed. Raises SourcesUnreadable."""
    usual = Settings()
    try:
        said = tomllib.loads(draft.settings)
    except tomllib.TOMLDecodeError as problem:
        raise SourcesUnreadable(f"{SETTINGS} is not valid TOML: {problem}.") from problem
    first = said.get("fiscal_year_starts", usual.fiscal_year_starts)
    return Company(
        str(said.get("company", "")),
        str(said.get("currency", usual.currency)),
        first if isinstance(first, int) and 1 <= first <= 12 else usual.fiscal_year_starts,
    )


def with_company(draft: Draft, said: Company) -> Draft:
    """The draft with these; what is as it is assumed anyway is written only where it stood there already."""
    before = company_of(draft)
    changed = {
        "company": (before.name, said.name.strip() or None),
        "currency": (before.currency, said.currency),
        "fiscal_year_starts": (before.first_month, said.first_month),
    }
    put = {name: now for name, (was, now) in changed.items() if was != (now or "")}
    return keep(replace(draft, settings=put_settings(draft.settings, put)))
