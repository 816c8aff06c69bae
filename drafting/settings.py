"""Every setting, from the environment or from a `candor.env` file in the working folder."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the operator configured. Times are seconds, sizes tokens.

    The key is kept as a secret: it shows as stars in logs, errors and dumps.
    """

    model_config = SettingsConfigDict(
        env_prefix="CANDOR_",
        env_file="candor.env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        protected_namespaces=(),
    )

    model: str | None = Field(default=None, description="a model's name, `none`, or the path of a .gguf file")
    api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("OPENAI_API_KEY", "CANDOR_API_KEY")
    )
    base_url: str | None = Field(
        default=None, validation_alias=AliasChoices("OPENAI_BASE_URL", "CANDOR_BASE_URL")
    )
    home: Path = Field(default_factory=lambda: user_data_path("candor", appauthor=False))
    chroma_url: str | None = None
    embeddings: str = "local"
    language: str | None = Field(default=None, description="language of messages: zh or en")
    knowledge: Path | None = Field(
        default=None, description="overlay folder of the organisation's own entries"
    )
    model_timeout: float = Field(
        default=60.0, gt=0, description="seconds without an answer before a call fails"
    )
    model_deadline: float = Field(default=180.0, gt=0, description="seconds that one call may take in all")
    model_retries: int = Field(default=2, ge=0)
    model_context: int = Field(default=8192, ge=1024, description="tokens that the model can read and write")
    requests_per_second: float | None = Field(default=None, gt=0)
    rounds: int = Field(default=2, ge=0, description="repair rounds before a building block takes over")

    @cached_property
    def model_name(self) -> str | None:
        """The model to use, or nothing where building blocks write."""
        return None if self.model in (None, "", "none") else self.model
