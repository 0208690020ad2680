"""Targets of people, teams and regions, and what stands against them."""
