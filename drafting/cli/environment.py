"""What libraries read from the environment when they are imported, set for a command that is to start at once."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Numpy starts a thread for each core, which takes longer than all that a command has to reckon."""
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""Pydantic looks for plugins in all that is installed; none has business in a command."""
