"""Figures of speed and memory, side by side in one run: `make bench`. They are printed, never asserted."""
