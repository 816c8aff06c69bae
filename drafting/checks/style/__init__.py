"""Style rules: Vale's format, and our own keys."""
