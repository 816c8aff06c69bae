"""Why a case was found, in words for the reader."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge_base.ranking import Scored
from knowledge_base.records import Localised

TYPES = {
    "image_damage": ("企业形象受损", "damage to the image"),
    "sensitive_topic": ("敏感话题", "a sensitive topic"),
    "emergency": ("突发事件", "an emergency"),
    "rumour_attack": ("不实信息", "a rumour or attack"),
}
CLUSTERS = {
    "victim": ("受害型", "victim"),
    "accidental": ("意外型", "accidental"),
    "preventable": ("可预防型", "preventable"),
}
MOST_WORDS = 4
"""Words that are named in a reason: more would not be read."""


def reason_for(scored: Scored, shape: tuple[str | None, str | None] = (None, None)) -> Localised:
    """Return why this case was found: its likeness, the words it shares, its type and cluster where asked for."""
    case = scored.sketch
    zh: list[str] = []
    en: list[str] = []
    if scored.matched:
        shared = shared_words(scored.matched)
        zh.append(shared.text("zh"))
        en.append(shared.text("en"))
    if shape[0] == case.type:
        zh.append(f"同属{TYPES[case.type][0]}")
        en.append(f"also {TYPES[case.type][1]}")
    if shape[1] == case.cluster:
        zh.append(f"同为{CLUSTERS[case.cluster][0]}危机")
        en.append(f"the same cluster ({CLUSTERS[case.cluster][1]})")
    return Localised(zh="；".join(zh) or "含义相近", en="; ".join(en) or "close in meaning")


def shared_words(matched: Sequence[str]) -> Localised:
    """Return the words that a question and a text share, as a reason."""
    words = joined(matched)[:MOST_WORDS]
    if not words:
        return Localised(zh="含义相近", en="close in meaning")
    return Localised(
        zh="共同提到" + "、".join(f"“{word}”" for word in words),
        en="both mention " + ", ".join(f'"{word}"' for word in words),
    )


def joined(pairs: Sequence[str]) -> list[str]:
    """Return terms as words: overlapping pairs of characters become the longer word that they come from."""
    words: list[str] = []
    for term in pairs:
        if words and "\u3400" <= term[0] <= "\u9fff" and len(term) == 2 and words[-1][-1] == term[0]:
            words[-1] += term[1]
        else:
            words.append(term)
    return words
