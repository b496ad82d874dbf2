"""Questionnaires: what is asked, what it means and what to do about it, as data."""
