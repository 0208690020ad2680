"""Forecast calls: what somebody expects of a quarter, why two calls differ, what a team's come to, and how right."""
