"""Which exports of which products are known, and how each is read."""

from steward.errors import PresetNotFound
from steward.warehouse.loading.nearest import nearest
from steward.warehouse.loading.sources.preset_files import Preset, every_preset, preset_names, text_of
from steward.warehouse.loading.sources.recognise import Recognised, recognise

__all__ = ["Preset", "Recognised", "every_preset", "recognise", "text_of_preset"]


def text_of_preset(name: str) -> str:
    """The file of a preset as it stands. Raises PresetNotFound."""
    if name not in preset_names():
        raise PresetNotFound(f"There is no preset “{name}”{nearest(name, preset_names())}.")
    return text_of(name)
