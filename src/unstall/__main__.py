"""Lets `python -m unstall` and the console script start at the same place."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from unstall.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
