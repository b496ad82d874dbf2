"""The app: screens and widgets over the same engine that the command line uses."""
