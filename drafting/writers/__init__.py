"""The writers: each finds words for a plan; none decides what is said."""
