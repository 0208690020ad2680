"""One service per topic: what it reads, and its briefing. The one way from a door to a topic."""
