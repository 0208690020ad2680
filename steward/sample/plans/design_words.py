"""What was said in the interviews for the two designs of the sample."""

from collections.abc import Mapping
from typing import NamedTuple

from steward.domain.design.words import Confidence

SURE, SAID, GUESS = Confidence.CONFIRMED, Confidence.STATED, Confidence.ASSUMED


class Said(NamedTuple):
    """An answer: what, by whom of five, how many days ago, how sure."""

    value: str
    by: str
    days_ago: int
    sure: Confidence


OUTGROWN_ANSWERS: Mapping[str, Said] = {
    "use": Said(
        "Renders at night, editing by day. An hour down is a shift lost.",
        "network",
        58,
        SURE,
    ),
    "bandwidth": Said(
        "2 Gbps at headquarters, 1 at two studios, half at the fourth, both ways.",
        "network",
        58,
        SURE,
    ),
    "burst": Said("yes", "infrastructure", 58, SAID),
    "growth": Said("25 percent a year, more when a sports contract is won", "infrastructure", 51, SAID),
    "sla": Said("99.95 percent, four hours to repair by day and by night", "infrastructure", 51, SURE),
    "diversity": Said("two carriers", "network", 51, SURE),
    "backup": Said("yes", "network", 51, SAID),
    "addresses": Said("16 IPv4 addresses at headquarters, 8 at each of the others; IPv6 /48", "network", 44, SURE),
    "own-addresses": Said("no", "network", 44, SURE),
    "bgp": Said("default route", "network", 44, SAID),
    "ddos": Said("on call", "security", 44, SAID),
    "router": Said("we", "network", 44, SURE),
    "entry": Said("Fibre ends in the basement of all four; at the third in a rack that is full", "works", 37, SURE),
    "permits": Said("Leased buildings; the landlords agreed in writing", "works", 37, SURE),
    "present": Said("Two lines are ours; Palisar serves the others until next spring and summer", "us", 37, SAID),
    "handover": Said("10G SFP+ at headquarters, copper at the others", "us", 30, GUESS),
}
CHRONIC_ANSWERS: Mapping[str, Said] = {
    "applications": Said("Packing line, labels, and the gate that books lorries in and out", "works", 20, SURE),
    "limits": Said("The packing line stops after two seconds without an answer", "works", 20, SAID),
    "real-time": Said("12", "network", 20, SAID),
    "sites": Said("3", "network", 20, SURE),
    "growth": Said("None planned", "infrastructure", 20, SAID),
    "underlay": Said("Fibre as it is, mobile as the second way", "network", 13, SAID),
    "own-lines": Said("All of them; nothing ends before the contract", "infrastructure", 13, SAID),
    "topology": Said("hub and spoke", "network", 13, SURE),
    "breakout": Said("hubs", "network", 13, SURE),
    "cloud": Said("Warehouse system in Frankfurt", "network", 13, SAID),
    "availability": Said("The plant alone", "infrastructure", 13, SURE),
    "security": Said("As today, at headquarters", "security", 13, SAID),
    "segments": Said("Machines, offices, visitors", "network", 13, SURE),
    "management": Said("we", "infrastructure", 13, SAID),
}
"""Four of them nobody could answer yet: what the order needs comes with the survey."""
