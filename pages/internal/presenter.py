"""The presenter's own window: notes, what comes next, time, and what to bear in mind."""

from steward.ui.reviews.presenter import presenter

presenter()
