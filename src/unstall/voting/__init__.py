"""What a room's votes amount to: histogram, pattern, role gaps, the group's answer."""
