"""The lines of a request: one element with its task and basis, the subject, and what was wrong with a last draft.

Everything that comes from the brief stands on a line of its own that begins with `- `, so that it cannot pass for a task.
"""

from __future__ import annotations

from typing import Any

import prompts
from drafting.brief import Brief
from drafting.messages import Language
from drafting.plan import Plan, PlannedElement
from drafting.writers.protocol import Rejected
from drafting.writers.withholding import Basis, Withheld, one_line

_KEPT_BACK = frozenset({"confidential_leak", "unconfirmed_as_confirmed", "speculation_as_fact"})


def words_of(language: Language) -> dict[str, Any]:
    """Return how the lines of a request are worded in `language`."""
    return prompts.table(f"requests/{language}")


def colon_of(language: Language) -> str:
    """Return what stands between a label and its text."""
    return "：" if language == "zh" else ": "


def subject_of(brief: Brief, plan: Plan) -> str:
    """Return what the statement is about, or nothing where that is not known or would give a secret away."""
    subject = one_line(plan.subject or brief.subject or "")
    return "" if Withheld(brief).hides(subject) else subject


def subject_line(subject: str, language: Language) -> str:
    """Return the request's line about its subject, or nothing."""
    return f"{words_of(language)['subject']}{colon_of(language)}{subject}\n" if subject else ""


def element_lines(number: int, key: str, element: PlannedElement, basis: Basis, language: Language) -> str:
    """Return one element of a request: its number and key, its task, and what it may say."""
    words, colon = words_of(language), colon_of(language)
    entry = prompts.table(f"elements/{language}").get(element.name, {})
    lines = [f"{number}. {key}", f"   {words['task']}{colon}{entry.get('task', '')}"]
    parts = {
        "being_checked": [text for _, text in basis.open],
        "untrue": [f"“{text}”" if language == "zh" else text for _, text in basis.untrue],
        "published": [text for _, text in basis.published],
        "basis": [text for _, text in basis.told],
        "hints": basis.hints,
        "group": [basis.group] if basis.group else [],
        "about": [basis.about] if basis.about else [],
    }
    for label, texts in parts.items():
        if texts:
            lines += [f"   {words[label]}{colon.rstrip()}", *(f"   - {text}" for text in texts)]
    lines += [f"   {words['must_say']}{colon}{one_line(entry[0])}" for entry in element.say]
    return "\n".join(lines)


def fault_lines(rejected: Rejected, withheld: Withheld, language: Language) -> list[str]:
    """Return an element's last draft and what was wrong with it, without anything that must not leave."""
    words, hints = words_of(language), prompts.table(f"rewriting/{language}")
    colon = colon_of(language)
    faults = []
    for finding in rejected.findings:
        hint = str(hints.get(finding.defect, hints["default"]))
        quotes = finding.match and not withheld.hides_or_presumes(finding.match)
        if quotes and finding.defect not in _KEPT_BACK:
            hint += (
                f"（“{one_line(finding.match)}”）" if language == "zh" else f' ("{one_line(finding.match)}")'
            )
        faults.append(hint)
    lines = []
    draft = one_line(" ".join(sentence.text for sentence in rejected.sentences))
    kept_back = any(finding.defect in _KEPT_BACK for finding in rejected.findings)
    if draft and not kept_back and not withheld.hides_or_presumes(draft):
        lines.append(f"   {words['draft']}{colon}{draft}")
    return [*lines, *(f"   {words['problem']}{colon}{fault}" for fault in dict.fromkeys(faults))]
