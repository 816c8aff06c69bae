"""The one entry: a text becomes its claims."""

from __future__ import annotations

from datetime import datetime

from drafting.claims import (
    acts,
    addresses,
    clock,
    durations,
    identifiers,
    moments,
    names,
    quantities,
    shares,
    spoken,
    spoken_lengths,
)
from drafting.claims.claim import Claim
from drafting.claims.elided import with_their_currency
from drafting.claims.setting import Setting
from drafting.messages import Language


def read_claims(text: str, language: Language, issued_at: datetime | None = None) -> list[Claim]:
    """Return the claims of `text` in order of their place.

    Args:
        text: any text; offsets count its code points.
        language: the language whose grammar is tried first; figures of the other are read too.
        issued_at: when the text speaks, for years that are left out and for words such as 昨晚 or yesterday.
    """
    return read_setting(Setting(text, language), issued_at)


def read_setting(setting: Setting, issued_at: datetime | None = None) -> list[Claim]:
    """Return the claims of a text that is laid out already; a setting is read once."""
    found = list(identifiers.contacts(setting))
    found += addresses.addresses(setting)
    found += addresses.labels(setting)
    found += identifiers.identifiers(setting)
    quantities.block_plain_numbers(setting)
    dates = list(moments.dates(setting, issued_at))
    found += dates
    found += spoken.spoken_times(setting) if setting.language == "en" else ()
    found += clock.times(setting, dates)
    found += spoken_lengths.spoken_lengths(setting) if setting.language == "en" else ()
    found += shares.shares(setting)
    found += durations.durations(setting)
    found += quantities.quantities(setting)
    found += names.chinese_names(setting) if setting.language == "zh" else names.english_names(setting)
    found += names.quotations(setting)
    found += acts.acts(setting)
    found += acts.scopes(setting)
    found += acts.causes(setting)
    found.sort(key=lambda claim: (claim.start, claim.end, claim.kind))
    return with_their_currency(found) if setting.language == "en" else found
