"""Scoring and deciding: pure functions from answers to a verdict, readable beside the method."""
