"""What each sentence of a note is, and what it may become: the one place where a status is decided.

Nothing becomes confirmed unless its own sentence says that it was checked, without doubt, hearsay or denial;
whatever points to secrecy is confidential; all the rest is unconfirmed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from drafting.brief import FactStatus
from drafting.intake.lexicon import Lexicon
from drafting.intake.note import Said

Kind = Literal["fact", "promise", "question", "chatter", "mark"]
_LEAD = re.compile(
    r"^[\s【\[（(]*(?:已经?核实|经核实|已经?确认|核实|确认|证实|属实|confirmed|verified)[\]】）)]?\s*[：:，,]\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[，,]\s*(?:均|都|现)?已经?(?:核实|确认|证实)(?:属实|无误)?\s*(?=[。.!！]?$)|\s*[（(\[](?:已经?核实|经核实|已经?确认|confirmed|verified)[）)\]]\s*(?=[。.!！]?$)",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"说法|消息|传|谣|视频|图片|截图|帖|称|言论|爆料|claim|rumou?r|reports?\b|posts?\b|story|stories|video|photo|alleg|\bsa(?:y|id|ys)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sorted:
    """A sentence, what it is, its status, why (keys of `intake` messages), and who vouches for it."""

    said: Said
    text: str
    kind: Kind
    status: FactStatus = "unconfirmed"
    why: tuple[str, ...] = ()
    source: str | None = None


def sort(said: tuple[Said, ...], words: Lexicon) -> list[Sorted]:
    """Return every sentence with what it is and may become, marks applied to what they are about."""
    items = [_sorted(one, words) for one in said]
    _apply_secrecy(items, words)
    _apply_denials(items, words)
    return items


def _sorted(said: Said, words: Lexicon) -> Sorted:
    text = said.text
    only_name = words.patterns["organisation"].fullmatch(text.strip("。. "))
    if words.has("chatter", text) or only_name:
        return Sorted(said, text, "chatter")
    is_instruction = words.has("instruction", text)
    if words.has("only_confidential", text) and not is_instruction:
        return Sorted(said, text, "mark", "confidential")
    if is_instruction and not words.has("only_confidential", text):
        return Sorted(said, text, "fact", "unconfirmed", ("like_an_instruction",), said.speaker)
    if words.has("confidential", text):
        return Sorted(said, text, "fact", "confidential", ("kept_back",), said.speaker)
    if words.has("question", text):
        return Sorted(said, text, "question")
    if words.has("only_untrue", text):
        return Sorted(said, text, "mark", "denied")
    if (promise := words.found("promise", text)) and not words.has("outsiders", text):
        doubtful = words.has("doubt", text) or words.has("rumour", text) or words.has("not_verified", text)
        if not doubtful:
            del promise
            return Sorted(said, _plain(text), "promise", "unconfirmed", ("promise",), said.speaker)
    return _fact(said, words)


def _fact(said: Said, words: Lexicon) -> Sorted:
    text = said.text
    rumoured, doubted = words.has("rumour", text), words.has("doubt", text)
    if words.has("untrue", text) and (rumoured or _CLAIM.search(text)):
        if words.has("untrue_doubted", text):
            return Sorted(said, _plain(text), "fact", "unconfirmed", ("untrue_doubted",), said.speaker)
        claim, _, last = text.replace(",", "，").rpartition("，")
        named = text[: len(claim)] if claim and words.has("only_untrue", last) else text
        return Sorted(said, _plain(named), "fact", "denied", ("said_untrue",), said.speaker)
    verified = words.has("verified", text)
    if words.has("not_verified", text):
        return Sorted(said, _plain(text), "fact", "unconfirmed", ("still_checked",), said.speaker)
    if rumoured:
        return Sorted(said, _plain(text), "fact", "unconfirmed", ("rumour",), said.speaker)
    if verified and doubted:
        return Sorted(said, _plain(text), "fact", "unconfirmed", ("partly_doubted",), said.speaker)
    if verified:
        source = _source(text, words) or said.speaker
        why = "verified_by" if source else "verified_by_nobody"
        return Sorted(said, _plain(text), "fact", "confirmed", (why,), source)
    return Sorted(
        said, _plain(text), "fact", "unconfirmed", ("doubted" if doubted else "no_mark",), said.speaker
    )


def _source(text: str, words: Lexicon) -> str | None:
    for found in words.patterns["source"].finditer(text):
        name = next((group for group in found.groups() if group), "").strip()
        if name and not words.has("not_a_source", name):
            return name
    return None


def _plain(text: str) -> str:
    return _TAIL.sub("", _LEAD.sub("", text)).strip()


def _apply_secrecy(items: list[Sorted], words: Lexicon) -> None:
    """Carry a bare "don't tell anyone" to the lines it is about, and one that opens a line to all of that line."""
    for place, item in enumerate(items):
        if item.kind == "fact" and "kept_back" in item.why and _opens_line(item.text, words):
            for other in range(place + 1, len(items)):
                if items[other].said.line == item.said.line and items[other].kind != "chatter":
                    items[other] = _kept_back(items[other])
        if item.kind != "mark" or item.status != "confidential":
            continue
        ahead = (
            words.has("points_ahead", item.text)
            or item.text.rstrip("】])） ").endswith((":", "："))
            or _is_heading(item.text)
        )
        behind = bool(re.search(r"以上|上述|上面|都|\babove\b|\ball\b|\beverything\b|\bboth\b", item.text))
        for other in _about(items, place, ahead=ahead, all_before=behind):
            if items[other].kind in ("fact", "promise", "question"):
                said = items[other].said
                items[other] = Sorted(
                    said, said.text, "fact", "confidential", ("kept_back_by_mark",), said.speaker
                )


def _kept_back(item: Sorted) -> Sorted:
    return Sorted(
        item.said, item.said.text, "fact", "confidential", ("kept_back_by_mark",), item.said.speaker
    )


def _opens_line(text: str, words: Lexicon) -> bool:
    """Return whether a mark of secrecy stands as a heading before the rest: 内部消息：... or "Confidential: ..."."""
    opening = re.match(r"^[^：:，,]{1,20}[：:，,]|^[\[【（(][^\]】）)]{1,12}[\]】）)]", text)
    return bool(opening and words.has("confidential", opening.group()))


def _is_heading(text: str) -> bool:
    return bool(re.match(r"^[【\[（(].*[】\])）]$", text))


def _about(items: list[Sorted], place: int, *, ahead: bool, all_before: bool) -> list[int]:
    said = items[place].said
    content = [p for p, item in enumerate(items) if item.kind not in ("chatter", "mark")]
    if ahead:
        block = next((items[p].said.block for p in content if p > place), said.block)
        return [p for p in content if p > place and items[p].said.block == block]
    before = [p for p in content if p < place]
    if all_before:
        return before
    same_line = [p for p in content if items[p].said.line == said.line]
    if same_line:
        return same_line
    if not before:
        after = [p for p in content if p > place]
        return [p for p in after if items[p].said.block == items[after[0]].said.block] if after else []
    line = items[before[-1]].said.line
    return [p for p in before if items[p].said.line == line]


def _apply_denials(items: list[Sorted], words: Lexicon) -> None:
    """Carry a bare "that's false" to the claim before it."""
    for place, item in enumerate(items):
        if item.kind != "mark" or item.status != "denied":
            continue
        before = [p for p in range(place) if items[p].kind in ("fact", "question")]
        claim = items[before[-1]] if before else None
        if claim is None or claim.status != "unconfirmed" or "like_an_instruction" in claim.why:
            items[place] = _fact(replace(item.said), words)
            items[place] = replace(items[place], status="unconfirmed", why=("untrue_of_what",))
            continue
        is_claim = words.has("rumour", claim.said.text) or bool(_CLAIM.search(claim.said.text))
        if is_claim:
            items[before[-1]] = replace(claim, kind="fact", status="denied", why=("said_untrue_after",))
        else:
            items[place] = replace(_fact(item.said, words), status="unconfirmed", why=("untrue_of_what",))
