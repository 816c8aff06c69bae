"""Building what is sent to a model: the messages, the JSON schema, and the size of both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Any, Literal

import prompts
from drafting.brief import Brief
from drafting.messages import Language, language_of, say
from drafting.plan import Plan, PlannedElement
from drafting.writers.protocol import Material, Rejected
from drafting.writers.tokens import count_tokens
from drafting.writers.withholding import Basis, Withheld, basis_of, one_line

Latitude = Literal["plain", "full"]
"""`plain`: facts and tasks only, for models of a few billion parameters; `full`: lessons and principles too."""

_REPLY_FLOOR, _TOKENS_PER_SENTENCE = 300, 110
"""Room for the reply, in tokens: the longest sentence seen in good statements is about 80; the rest is margin."""
_HINTS = 2
"""Hints put before the model for one element; more than two and it strings them together."""
_KEPT_BACK = frozenset({"confidential_leak", "unconfirmed_as_confirmed", "speculation_as_fact"})


@dataclass(frozen=True)
class Request:
    """One call: messages as (role, text), the elements by the key of the reply, and the room for the reply (tokens)."""

    messages: tuple[tuple[str, str], ...]
    elements: dict[str, PlannedElement]
    bases: dict[str, Basis]
    schema: dict[str, Any]
    max_tokens: int
    notices: tuple[str, ...] = ()


def writes(element: str) -> bool:
    """Return whether the model finds the words of `element`; the others are set from the brief without it."""
    entry = prompts.table("elements/shared").get(element) or {}
    return bool(entry.get("by") == "model")


@cache
def element_labels(language: Language) -> tuple[str, ...]:
    """Return the names that a model may wrongly put before a sentence, such as 承诺 or `facts`."""
    names = [str(entry["name"]) for entry in prompts.table(f"elements/{language}").values()]
    words = prompts.table(f"requests/{language}")
    extra = [str(words[key]) for key in ("basis", "task", "draft", "problem")]
    spoken = ["事实", "回应", "声明", "fact", "statement", "commitment", "advice", "answer"]
    return tuple(dict.fromkeys([*names, *prompts.table("elements/shared"), *extra, *spoken]))


@cache
def worked_example_phrases(language: Language) -> tuple[str, ...]:
    """Return phrases that stand only in the worked examples: in a draft they show that an example was copied."""
    examples = prompts.table(f"examples/{language}").values()
    return tuple(dict.fromkeys(phrase for example in examples for phrase in example["own"]))


def writing_request(
    brief: Brief, plan: Plan, material: Material, *, context: int, latitude: Latitude
) -> Request | None:
    """Return the request for all elements that the model writes, or nothing where there is none.

    Lessons and principles are cut from the end until the request fits `context` tokens; facts never are.
    """
    language = language_of(plan.language)
    elements = _keyed([element for element in plan.elements if writes(element.name)], language)
    if not elements:
        return None
    bases = {key: basis_of(brief, element, language) for key, element in elements.items()}
    lines = [_element_lines(n, key, elements[key], bases[key], language) for n, key in enumerate(elements, 1)]
    withheld = Withheld(brief)
    lessons = _lessons(material, withheld) if latitude == "full" else []
    dropped = 0
    while True:
        messages = _messages(brief, plan, lines, list(elements), lessons, latitude, language)
        room = _reply_room(elements.values())
        if not lessons or sum(count_tokens(text) for _, text in messages) + room <= context:
            break
        lessons = lessons[:-1]
        dropped += 1
    notices = (say("model.lessons_cut", language, count=dropped),) if dropped else ()
    return Request(messages, elements, bases, _schema(elements), room, notices)


def rewriting_request(brief: Brief, plan: Plan, rejected: Sequence[Rejected]) -> Request | None:
    """Return the request for the rejected elements alone, each with what was wrong with it."""
    language = language_of(plan.language)
    failed = {item.element: item for item in rejected}
    chosen = [element for element in plan.elements if element.name in failed and writes(element.name)]
    elements = _keyed(chosen, language)
    if not elements:
        return None
    bases = {key: basis_of(brief, element, language) for key, element in elements.items()}
    withheld = Withheld(brief)
    lines = []
    for number, (key, element) in enumerate(elements.items(), 1):
        faults = _fault_lines(failed[element.name], withheld, language)
        lines.append("\n".join([_element_lines(number, key, element, bases[key], language), *faults]))
    body = prompts.prompt("rewrite", language).fill(
        kind=_words(language)["kinds"][plan.kind],
        organisation=one_line(brief.organisation),
        subject=_subject(brief, plan, withheld),
        elements="\n".join(lines),
        keys=_words(language)["separator"].join(elements),
    )
    messages = (*_opening(plan, language), ("user", body))
    return Request(messages, elements, bases, _schema(elements), _reply_room(elements.values()))


def without_schema(request: Request, language: Language) -> Request:
    """Return the request with the schema said in words, for a server that does not take a schema."""
    shape = ", ".join(f'"{key}": "..."' for key in request.elements)
    *first, (role, text) = request.messages
    said = (role, f"{text}\n{say('model.plain_shape', language, shape='{' + shape + '}')}")
    return Request((*first, said), request.elements, request.bases, {}, request.max_tokens, request.notices)


def _words(language: Language) -> dict[str, Any]:
    return prompts.table(f"requests/{language}")


def _keyed(elements: Iterable[PlannedElement], language: Language) -> dict[str, PlannedElement]:
    table = prompts.table(f"elements/{language}")
    keyed: dict[str, PlannedElement] = {}
    for element in elements:
        name = str(table[element.name]["name"])
        number = 2
        key = name
        while key in keyed:
            key, number = f"{name}{number}", number + 1
        keyed[key] = element
    return keyed


def _element_lines(number: int, key: str, element: PlannedElement, basis: Basis, language: Language) -> str:
    words, colon = _words(language), "：" if language == "zh" else ": "
    entry = prompts.table(f"elements/{language}").get(element.name, {})
    lines = [f"{number}. {key}", f"   {words['task']}{colon}{entry.get('task', '')}"]
    for label, part in (
        ("being_checked", basis.open),
        ("untrue", basis.untrue),
        ("published", basis.published),
    ):
        lines += [f"   {words[label]}{colon}", *(f"   - {text}" for _, text in part)] if part else []
    if basis.told:
        lines += [f"   {words['basis']}{colon}", *(f"   - {text}" for _, text in basis.told)]
    if basis.hints:
        lines += [f"   {words['hints']}{colon}", *(f"   - {text}" for text in basis.hints[:_HINTS])]
    for alternatives in element.say:
        lines.append(f"   {words['must_say']}{colon}{one_line(alternatives[0])}")
    return "\n".join(lines)


def _subject(brief: Brief, plan: Plan, withheld: Withheld) -> str:
    subject = one_line(plan.subject or brief.subject or "")
    return "" if withheld.hides(subject) else subject


def _opening(plan: Plan, language: Language) -> tuple[tuple[str, str], ...]:
    system = prompts.prompt("system", language).text
    return (("system", system), *_example(plan.kind, language))


@cache
def _example(kind: str, language: Language) -> tuple[tuple[str, str], ...]:
    example = prompts.table(f"examples/{language}")[kind]
    planned, bases, replies = [], [], []
    for number, item in enumerate(example["elements"]):
        planned.append(PlannedElement(name=item["element"], posture="none"))
        told, untrue, open_, published = (
            tuple((f"{number}{name}{place}", text) for place, text in enumerate(item.get(name, ())))
            for name in ("basis", "untrue", "being_checked", "published")
        )
        bases.append(Basis(told=told, untrue=untrue, open=open_, published=published))
        replies.append(item["reply"])
    keyed = _keyed(planned, language)
    lines = [
        _element_lines(n, key, element, basis, language)
        for n, ((key, element), basis) in enumerate(zip(keyed.items(), bases, strict=True), 1)
    ]
    asked = prompts.prompt("request", language).fill(
        kind=_words(language)["kinds"][kind],
        organisation=example["organisation"],
        subject=example["subject"],
        setting="",
        lessons="",
        elements="\n".join(lines),
        keys=_words(language)["separator"].join(keyed),
    )
    reply = json.dumps(dict(zip(keyed, replies, strict=True)), ensure_ascii=False)
    return (("user", asked), ("assistant", reply))


def _messages(
    brief: Brief,
    plan: Plan,
    lines: Sequence[str],
    keys: Sequence[str],
    lessons: Sequence[str],
    latitude: Latitude,
    language: Language,
) -> tuple[tuple[str, str], ...]:
    words = _words(language)
    setting = ""
    if latitude == "full":
        readers = words["separator"].join(map(one_line, brief.audience)) or "-"
        setting = Template(words["setting"]).substitute(
            channel=words["channels"][plan.channel], audience=readers
        )
    body = prompts.prompt("request", language).fill(
        kind=words["kinds"][plan.kind],
        organisation=one_line(brief.organisation),
        subject=_subject(brief, plan, Withheld(brief)),
        setting=setting,
        lessons=Template(words["lessons"]).substitute(lines="\n".join(lessons)) if lessons else "",
        elements="\n".join(lines),
        keys=words["separator"].join(keys),
    )
    return (*_opening(plan, language), ("user", body))


def _lessons(material: Material, withheld: Withheld) -> list[str]:
    principles = [f"{principle.title}: {principle.text}" for principle in material.principles]
    lessons = [precedent.lesson for precedent in material.precedents]
    lines = [one_line(text) for text in (*principles, *lessons)]
    return [f"- {line}" for line in lines if line and not withheld.hides(line)]


def _fault_lines(rejected: Rejected, withheld: Withheld, language: Language) -> list[str]:
    words, hints = _words(language), prompts.table(f"rewriting/{language}")
    colon = "：" if language == "zh" else ": "
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


def _schema(elements: Iterable[str]) -> dict[str, Any]:
    keys = list(elements)
    return {
        "type": "object",
        "properties": {key: {"type": "string"} for key in keys},
        "required": keys,
        "additionalProperties": False,
    }


def _reply_room(elements: Iterable[PlannedElement]) -> int:
    shared = prompts.table("elements/shared")
    sentences = sum(
        max(int(shared[element.name].get("sentences", 2)), len(element.facts)) for element in elements
    )
    return _REPLY_FLOOR + sentences * _TOKENS_PER_SENTENCE
