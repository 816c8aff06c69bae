"""The checks: each family reads a text back against the brief and the rules."""
