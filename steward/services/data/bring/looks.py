"""Files that somebody brings, as they are looked at before anything is mapped."""

from steward.warehouse.loading.sources.looking import ColumnLook, FileLook, look_at
from steward.warehouse.loading.sources.matching import ENOUGH

__all__ = ["ENOUGH", "ColumnLook", "FileLook", "look_at"]
