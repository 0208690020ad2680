"""Who has to act before a line can go on."""

from enum import StrEnum


class DelayCause(StrEnum):
    """The owner of a delay; a reason may be any of five hundred, an owner is one of four."""

    US = "us"
    CARRIER = "carrier"
    CUSTOMER = "customer"
    PERMIT = "permit"
