"""What a page shows of a handover beside its passport: the tables one writes under, and who signed."""

from steward.briefings.internal.handover.passport import signatures
from steward.briefings.internal.handover.tables import people_table, steps_table

__all__ = ["people_table", "signatures", "steps_table"]
