"""Triage of stalled AI projects: an honest reading, one recovery strategy, a plan by week."""

__version__ = "0.1.0"
