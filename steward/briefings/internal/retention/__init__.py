"""NRR, GRR, cohorts and the steps between two quarters."""
