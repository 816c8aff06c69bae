"""What a project has settled for its texts: `candor.toml`, and the baseline of what is known in old ones."""

from __future__ import annotations

from drafting.project.baseline import Baseline
from drafting.project.levels import levelled
from drafting.project.settings_file import Projects
from drafting.project.settled import Settled

__all__ = ["Baseline", "Projects", "Settled", "levelled"]
