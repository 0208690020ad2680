"""One press that does one thing to a quote."""

from collections.abc import Callable

from steward.ui.kit.acts import do
from steward.ui.plans.saving import pressed


def act(
    label: str, who: str, key: str, of: str, step: Callable[[], object], said: str, *, icon: str, first: bool = False,
    says: str = "",
) -> None:  # fmt: skip
    """A button, and what it does. `of`: what it is done to; `said`: what the page says afterwards."""
    if pressed(
        label, who, key, of=of, icon=f":material/{icon}:", kind="primary" if first else "secondary", says=says or None
    ):
        do(step, said)
