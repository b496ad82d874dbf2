"""The commands, one module per job; each is imported when it is called and not before."""
