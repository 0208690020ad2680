"""What people logged counts on the next page that is drawn."""

from steward.services.logged import follow
from steward.services.plans.files import cache_of
from steward.ui.kit.cache import held, warehouse, workspace


def caught_up() -> None:
    """Have the warehouse of this run know what is logged by now."""
    follow(warehouse(), held(lambda: cache_of(workspace()), "what is logged"))
