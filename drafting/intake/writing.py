"""The brief that intake hands back: YAML with a comment wherever a person has to look."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime, time

from drafting.intake.contacts import Found, contacts_in, is_only_contact, merged
from drafting.intake.days import deadline_of, moment_of, with_days
from drafting.intake.lexicon import Lexicon
from drafting.intake.sorting import Sorted
from drafting.messages import Language, say

_PREFIX = {"confirmed": "f", "unconfirmed": "f", "confidential": "x", "denied": "r"}
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")


def brief_text(
    items: list[Sorted], words: Lexicon, language: Language, now: datetime, subjects: Iterable[str]
) -> str:
    """Return the brief's YAML; every fact and promise carries the reason for its status as a comment."""
    public = [item for item in items if item.status != "confidential" and item.kind in ("fact", "promise")]
    found = [(item, contacts_in(item.text, words, language)) for item in public]
    only_contact = {id(item) for item, contacts in found if contacts and is_only_contact(item.text, contacts)}
    contacts = merged([one for _, contacts in found for one in contacts])
    facts = [item for item in items if item.kind == "fact" and id(item) not in only_contact]
    promises = [item for item in items if item.kind == "promise" and id(item) not in only_contact]
    lines = [
        *_comments(say("intake.heading", language)),
        f"id: {_quoted(f'intake-{now:%Y%m%d-%H%M}')}",
        *_organisation(items, words, language),
        *[f"# subject: {_quoted(subject)}   # {say('intake.subject', language)}" for subject in subjects],
        f"language: {'zh-CN' if language == 'zh' else 'en'}",
        "kind: auto",
        f"channel: {'weibo' if language == 'zh' else 'press'}",
        *_incident(public, words, language, now),
        *_facts(facts, language, now),
        *_promises(promises, language, now),
        *_contacts(contacts, language),
        *_questions(items, language),
    ]
    return "\n".join(lines) + "\n"


def _organisation(items: list[Sorted], words: Lexicon, language: Language) -> list[str]:
    counts: dict[str, int] = {}
    for item in items:
        for hit in words.patterns["organisation"].finditer(item.said.text):
            name = words.patterns["organisation_starts"].sub("", hit.group(), count=1)
            if len(name) > 2 and not words.has("not_an_organisation", name):
                counts[name] = counts.get(name, 0) + 1
    if not counts:
        blank = say("intake.organisation_blank", language)
        return [f"organisation: {_quoted(blank)}   # {say('intake.organisation_missing', language)}"]
    name = max(counts, key=lambda one: (counts[one], len(one)))
    others = [one for one in counts if one != name]
    lines = [f"organisation: {_quoted(name)}   # {say('intake.organisation_guessed', language)}"]
    if others:
        named = _unseen("、".join(others) if language == "zh" else ", ".join(others))
        lines.append(f"# {say('intake.organisation_others', language, names=named)}")
    return lines


def _incident(items: list[Sorted], words: Lexicon, language: Language, now: datetime) -> list[str]:
    hurt = any(
        words.has("casualties", words.patterns["no_casualties"].sub("", item.text))
        and item.status != "denied"
        for item in items
    )
    lines = [
        "incident:",
        "  type: auto",
        f"  casualties: {'true' if hurt else 'false'}   # {say('intake.casualties' if hurt else 'intake.no_casualties', language)}",
    ]
    for item in items:
        if item.kind == "fact" and words.has("happened", item.text) and "like_an_instruction" not in item.why:
            moment = moment_of(item.text, item.said.at or now, language)
            if moment:
                lines.append(
                    f"  happened_at: {moment}   # {say('intake.happened', language, line=item.said.line)}"
                )
                break
    return lines


def _facts(items: list[Sorted], language: Language, now: datetime) -> list[str]:
    if not items:
        return ["facts: []"]
    lines, counts = ["facts:"], dict.fromkeys("fxr", 0)
    for item in items:
        letter = _PREFIX[item.status]
        counts[letter] += 1
        text, notes = _dated(item, language, now)
        why = (say(f"intake.{key}", language, source=_unseen(item.source or "")) for key in item.why)
        lines += [f"  # {note}" for note in (say("intake.line", language, line=item.said.line), *why, *notes)]
        lines += [
            f"  - id: {letter}{counts[letter]}",
            f"    text: {_quoted(text)}",
            f"    status: {item.status}",
        ]
        if item.source:
            lines.append(f"    source: {_quoted(item.source)}")
        if item.said.at:
            at = item.said.at
            lines.append(
                f"    as_of: {at.isoformat(timespec='minutes') if at.time() != time() else at.date()}"
            )
    return lines


def _promises(items: list[Sorted], language: Language, now: datetime) -> list[str]:
    if not items:
        return ["commitments: []"]
    lines = ["commitments:"]
    for number, item in enumerate(items, 1):
        text, notes = _dated(item, language, now)
        due = deadline_of(item.said.text, item.said.at or now, language)
        lines += [f"  # {note}" for note in (say("intake.line", language, line=item.said.line), *notes)]
        lines.append(f"  # {say('intake.promise' if due else 'intake.promise_without_due', language)}")
        lines += [f"  - id: c{number}", f"    text: {_quoted(text)}"]
        if due:
            lines.append(f"    due: {_quoted(due)}")
    return lines


def _contacts(contacts: list[Found], language: Language) -> list[str]:
    public = [one for one in contacts if one.public]
    lines = ["contacts:" if public else "contacts: []"]
    for one in contacts:
        mark = "" if one.public else "# "
        note = "" if one.public else f"   # {say('intake.private_number', language)}"
        lines += [f"  {mark}- label: {_quoted(one.label)}{note}", f"  {mark}  value: {_quoted(one.value)}"]
        if one.hours:
            lines.append(f"  {mark}  hours: {_quoted(one.hours)}")
    return lines


def _questions(items: list[Sorted], language: Language) -> list[str]:
    questions = [item for item in items if item.kind == "question"]
    if not questions:
        return []
    return [
        f"# {say('intake.questions', language)}",
        *[
            f"#   {say('intake.line', language, line=item.said.line)} {_unseen(item.text)}"
            for item in questions
        ],
    ]


def _dated(item: Sorted, language: Language, now: datetime) -> tuple[str, list[str]]:
    base = item.said.at or now
    text, replaced = with_days(item.text, base, language)
    key = "day_by_message" if item.said.at else "day_by_today"
    notes = [say(f"intake.{key}", language, words=_unseen(one.words), day=one.day) for one in replaced]
    return re.sub(r"[。.；;]+$", "", text).strip() or text, notes


def _comments(text: str) -> list[str]:
    return [f"# {line}" for line in text.strip().split("\n")]


def _quoted(text: str) -> str:
    return json.dumps(_unseen(text), ensure_ascii=False)


def _unseen(text: str) -> str:
    return _UNSEEN.sub(" ", text).strip()
