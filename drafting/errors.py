"""What can go wrong, named by who must act; the front ends turn each into one sentence and an exit code.

A message is a key of `drafting.messages` and its fields, so that the person reads it in their own language.
"""

from __future__ import annotations

from drafting.messages import Language, say
from knowledge_base.errors import refusal


class CandorError(Exception):
    """The root: something expected went wrong and a person can act on it.

    Attributes:
        key: the message's key in `drafting.messages`, such as ``brief.unknown_field``.
        fields: what the message's placeholders stand for.
        exit_code: what the command line ends with (2: bad input or usage, 3: something out of reach).
    """

    exit_code = 2

    def __init__(self, key: str, **fields: object) -> None:
        self.key = key
        self.fields = fields
        super().__init__(key)

    def in_language(self, language: Language) -> str:
        """Return the message for a person who reads `language`."""
        fields = {
            name: getattr(refusal(value), language) if isinstance(value, OSError) else value
            for name, value in self.fields.items()
        }
        return say(self.key, language, **fields)

    def __str__(self) -> str:
        return self.in_language("en")


class BriefError(CandorError):
    """The author of a brief must correct it: the message names file, line and field."""


class InputError(CandorError):
    """The caller gave a file, an option or a text that cannot be used."""


class RuleFileError(CandorError):
    """The editor of a rule, a prompt or another data file must correct it."""


class SettingsError(CandorError):
    """The operator must correct a setting."""


class ModelError(CandorError):
    """The model's provider failed: unreachable, refused, cut off or unusable."""

    exit_code = 3


class StoreError(CandorError):
    """A store or a file could not be reached or written."""

    exit_code = 3


class CannotDraftError(CandorError):
    """Every statement that this brief allows would be empty or untrue."""

    exit_code = 1
