"""Two sessions or more of one project: what moved, why the verdict changed, what the plan did."""
