"""One table of a load: from the rows of its files to typed rows, judged, and none lost."""
