"""Sessions: one triage of one project at one time, kept as one TOML file."""
