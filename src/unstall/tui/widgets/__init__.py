"""Parts that several screens share, or that are tested by themselves."""
