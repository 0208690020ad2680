"""What was loaded last: which file it is, and that file as somebody may see it."""

from steward.warehouse.files import current_warehouse, warehouse_to_read
from steward.warehouse.reader import Warehouse
from steward.warehouse.scoped import scoped

__all__ = ["Warehouse", "current_warehouse", "scoped", "warehouse_to_read"]
