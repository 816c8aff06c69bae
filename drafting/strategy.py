"""From incident to strategy: the SCCT cluster, why, and the postures it allows. The tables are data."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel

from drafting.brief import Brief, Cluster
from drafting.data_files import read_data
from drafting.messages import Language, language_of
from drafting.statement import Posture, Strategy

_Localised = dict[Language, str]


class _Cue(BaseModel):
    cluster: Cluster
    reason: _Localised
    zh: list[str]
    en: list[str]


class _Allowed(BaseModel):
    plain: tuple[Posture, ...]
    intensified: tuple[Posture, ...]


class _Names(BaseModel):
    cluster: dict[Language, dict[Cluster, str]]
    type: dict[Language, dict[str, str]]
    posture: dict[Language, dict[Posture, str]]


class _Table(BaseModel):
    cues: list[_Cue]
    by_type: dict[str, Cluster]
    allowed: dict[Cluster, _Allowed]
    next_cluster_up: dict[Cluster, Cluster]
    reasons: dict[str, _Localised]
    disagree: _Localised
    names: _Names


@cache
def _table() -> _Table:
    return read_data("drafting.tables", "strategy.yaml", _Table)


@cache
def _cue_pattern(language: Language, cluster: Cluster) -> re.Pattern[str]:
    cues = [pattern for cue in _table().cues if cue.cluster == cluster for pattern in getattr(cue, language)]
    return re.compile("|".join(cues), re.IGNORECASE)


def choose_strategy(brief: Brief) -> Strategy:
    """Return the cluster of the brief's incident with its reasons and allowed postures.

    Deterministic: a declared cluster holds; otherwise cues in confirmed facts decide, otherwise the type of
    incident. Confidential facts are never read: a reason must be fit to be shown. Source: Coombs 2007 (SCCT).
    """
    table, language = _table(), language_of(brief.language)
    incident, reasons, shown = brief.incident, list[str](), False
    if incident.cluster != "auto":
        cluster: Cluster = incident.cluster
        reasons.append(
            table.reasons["declared"][language].format(cluster=table.names.cluster[language][cluster])
        )
    else:
        cluster, reason, shown = _inferred(brief, language)
        reasons.append(reason)
    intensified = incident.history or incident.prior_reputation == "bad"
    if incident.history:
        reasons.append(table.reasons["history"][language])
    if incident.prior_reputation == "bad":
        reasons.append(table.reasons["reputation"][language])
    if incident.casualties:
        reasons.append(table.reasons["casualties"][language])
    return Strategy(
        cluster=cluster,
        declared=incident.cluster != "auto",
        shown=shown,
        reasons=tuple(reasons),
        allowed=allowed_postures(cluster, intensified=intensified),
        intensified=intensified,
        if_public_disagrees=_disagreement(cluster, language),
    )


def allowed_postures(cluster: Cluster, *, intensified: bool) -> tuple[Posture, ...]:
    """Return the postures that SCCT allows for a cluster, with or without an intensifier."""
    row = _table().allowed[cluster]
    return row.intensified if intensified else row.plain


def _inferred(brief: Brief, language: Language) -> tuple[Cluster, str, bool]:
    table = _table()
    if brief.incident.type != "rumour_attack":
        told = "\n".join(fact.text for fact in brief.facts_with("confirmed"))
        for cue in table.cues:
            found = _cue_pattern("zh", cue.cluster).search(told) or _cue_pattern("en", cue.cluster).search(
                told
            )
            if found:
                mark = f"（“{found.group()}”）" if language == "zh" else f" (“{found.group()}”)"
                return cue.cluster, cue.reason[language] + mark, True
    cluster = table.by_type[brief.incident.type]
    names = table.names
    reason = table.reasons["by_type"][language].format(
        type=names.type[language][brief.incident.type], cluster=names.cluster[language][cluster]
    )
    return cluster, reason, False


def _disagreement(cluster: Cluster, language: Language) -> str:
    table = _table()
    upper = table.next_cluster_up[cluster]
    names = table.names.posture[language]
    allowed = ("、" if language == "zh" else ", ").join(names[p] for p in table.allowed[upper].plain)
    return table.disagree[language].format(cluster=table.names.cluster[language][upper], allowed=allowed)
