"""Lets `python -m unstall` and the console script start at the same place."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from unstall.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Pressed while the program was still being loaded.
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
