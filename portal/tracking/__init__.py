"""The write side of counting: beacon, spool, drain and roll-ups. See README.md beside this file."""

METRIC_VERSION = 1
"""Version of the counting rules. It is stored with every day counted and every report; a change of
rule is a new number, never a silent change."""
