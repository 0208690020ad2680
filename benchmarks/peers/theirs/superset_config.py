"""Superset as one person would set it up on one machine: SQLite for itself, its caches in memory, all charts drawn."""

import os

HERE = os.environ["SUPERSET_HOME"]
KEPT = {"CACHE_TYPE": "SimpleCache", "CACHE_DEFAULT_TIMEOUT": 86_400, "CACHE_THRESHOLD": 5_000}

SECRET_KEY = "measured on this machine and reachable from nowhere else"
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HERE}/superset.db"
PREVENT_UNSAFE_DB_CONNECTIONS = False
FEATURE_FLAGS = {"DASHBOARD_VIRTUALIZATION": False}
TALISMAN_ENABLED = False
WTF_CSRF_ENABLED = False
CACHE_CONFIG = KEPT
DATA_CACHE_CONFIG = KEPT
FILTER_STATE_CACHE_CONFIG = KEPT
EXPLORE_FORM_DATA_CACHE_CONFIG = KEPT
