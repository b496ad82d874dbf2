"""What is measured, against what, and how: `python -m benchmarks`."""
