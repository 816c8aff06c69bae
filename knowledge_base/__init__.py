"""What others did when something went wrong, and the principles and theory that the rules rest on.

Data files and records are canonical; the search index can always be rebuilt from them.
Nothing here knows of `drafting`: paths and settings come as plain arguments.
"""
