"""Tests of sessions: their text, their facts, their edits and their files."""
