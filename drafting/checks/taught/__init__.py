"""A reader that was taught by labelled passages: it finds faults that no rule words, and doubts rules that misfire.

The rules stay what they are: an error of a rule is never lowered. The taught reader adds warnings where the wording
speaks clearly for a fault, and lowers a rule's warning to a suggestion where the wording speaks clearly against it;
both say so. It is deterministic, works offline and needs no model to be configured.
"""

from drafting.checks.taught.reading import weighed

__all__ = ["weighed"]
