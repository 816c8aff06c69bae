"""Building what is sent to a model: the messages, the JSON schema, and the size of both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from string import Template
from typing import Any, Literal

import prompts
from drafting.brief import Brief
from drafting.fact_reading import usable_text
from drafting.messages import Language, language_of, say
from drafting.plan import Plan, PlannedElement
from drafting.writers.protocol import Material, Rejected
from drafting.writers.request_lines import element_lines, fault_lines, subject_line, subject_of, words_of
from drafting.writers.tokens import count_tokens
from drafting.writers.withholding import Basis, Withheld, basis_of, one_line

Latitude = Literal["plain", "full"]
"""`plain`: facts and tasks only, for models of a few billion parameters; `full`: lessons and principles too."""

_REPLY_FLOOR, _TOKENS_PER_SENTENCE = 300, 110
"""Room for the reply, in tokens: the longest sentence seen in good statements is about 80; the rest is margin."""


@dataclass(frozen=True)
class Request:
    """One call: messages as (role, text), the elements by the key of the reply, and the room for the reply (tokens)."""

    messages: tuple[tuple[str, str], ...]
    elements: dict[str, PlannedElement]
    bases: dict[str, Basis]
    schema: dict[str, Any]
    max_tokens: int
    notices: tuple[str, ...] = ()

    def words_not_to_echo(self, key: str, language: Language) -> tuple[str, ...]:
        """Return what was said about the element `key` that is no sentence of a statement: task, subject, topics."""
        basis, element = self.bases[key], self.elements[key]
        task = str(prompts.table(f"elements/{language}").get(element.name, {}).get("task", ""))
        topics = (text for _, text in basis.open)
        return (task, basis.about, *topics, *(words for entry in element.say for words in entry))


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
def worked_example_phrases(language: Language, besides: str = "") -> tuple[str, ...]:
    """Return phrases that stand only in the worked examples: in a draft they show that an example was copied.

    Args:
        language: the draft's language.
        besides: text that may rightly hold such a phrase, such as the brief's facts; what stands there is left out.
    """
    examples = prompts.table(f"examples/{language}").values()
    phrases = dict.fromkeys(phrase for example in examples for phrase in example["own"])
    return tuple(phrase for phrase in phrases if phrase not in besides)


def writing_request(
    brief: Brief, plan: Plan, material: Material, *, context: int, latitude: Latitude
) -> Request | None:
    """Return the request for all elements that the model writes, or nothing where there is none.

    Lessons and principles are cut from the end until the request fits `context` tokens; facts never are.
    """
    language = language_of(plan.language)
    elements = _keyed([element for element in plan.elements if writes(element.name)], language)
    bases = _bases(brief, plan, elements, language)
    if latitude == "plain":
        elements = {
            key: _with_words_at_hand(element, bases[key])
            for key, element in elements.items()
            if bases[key].pairs or element.hints or _can_stand_bare(element.name)
        }
    if not elements:
        return None
    lines = [element_lines(n, key, elements[key], bases[key], language) for n, key in enumerate(elements, 1)]
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
    bases = _bases(brief, plan, elements, language)
    withheld = Withheld(brief)
    lines = []
    for number, (key, element) in enumerate(elements.items(), 1):
        faults = fault_lines(failed[element.name], withheld, language)
        lines.append("\n".join([element_lines(number, key, element, bases[key], language), *faults]))
    body = prompts.prompt("rewrite", language).fill(
        kind=words_of(language)["kinds"][plan.kind],
        organisation=one_line(brief.organisation),
        subject=subject_line(subject_of(brief, plan), language),
        elements="\n".join(lines),
        keys=words_of(language)["separator"].join(elements),
    )
    messages = (*_opening(plan, language), ("user", body))
    return Request(messages, elements, bases, _schema(elements), _reply_room(elements.values()))


def without_schema(request: Request, language: Language) -> Request:
    """Return the request with the schema said in words, for a server that does not take a schema."""
    shape = ", ".join(f'"{key}": "..."' for key in request.elements)
    *first, (role, text) = request.messages
    said = (role, f"{text}\n{say('model.plain_shape', language, shape='{' + shape + '}')}")
    return Request((*first, said), request.elements, request.bases, {}, request.max_tokens, request.notices)


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


def _bases(
    brief: Brief, plan: Plan, elements: dict[str, PlannedElement], language: Language
) -> dict[str, Basis]:
    bases = {key: basis_of(brief, element, language) for key, element in elements.items()}
    told = (text for element in plan.elements for _, text in basis_of(brief, element, language).told)
    about = subject_of(brief, plan) or next(told, "")
    for key, element in elements.items():
        if not bases[key].pairs and not bases[key].hints:
            thought = prompts.table(f"elements/{language}").get(element.name, {}).get("thought")
            bases[key] = replace(bases[key], about=about, hints=(str(thought),) if thought else ())
        if _is_said_to_people(element.name):
            bases[key] = replace(bases[key], group=one_line(plan.group))
    return bases


def _is_said_to_people(element: str) -> bool:
    return bool((prompts.table("elements/shared").get(element) or {}).get("to_people"))


def _can_stand_bare(element: str) -> bool:
    # A small model that has only the subject echoes it or invents; few elements can be made of a subject alone.
    return bool((prompts.table("elements/shared").get(element) or {}).get("bare"))


def tells_only_once(element: str) -> bool:
    """Return whether `element` rests on facts that another element tells in full, so that repeating them adds nothing."""
    return (prompts.table("elements/shared").get(element) or {}).get("facts") is not None


def _with_words_at_hand(element: PlannedElement, basis: Basis) -> PlannedElement:
    # A small model that must say words for which it was given no ground adds them as a fragment or invents around them;
    # the building block that is added for an unmet must_say knows better.
    told = " ".join([*(text for _, text in basis.pairs), *basis.hints])
    entries = [
        tuple(words for words in entry if words.casefold() in told.casefold()) for entry in element.say
    ]
    return element.model_copy(update={"say": tuple(entry for entry in entries if entry)})


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
        basis = Basis(told, untrue, open_, published, hints=tuple(item.get("hints", ())))
        about = "" if basis.pairs or basis.hints else example["subject"]
        group = example["group"] if _is_said_to_people(item["element"]) else ""
        bases.append(replace(basis, about=about, group=group))
        replies.append(item["reply"])
    keyed = _keyed(planned, language)
    lines = [
        element_lines(n, key, element, basis, language)
        for n, ((key, element), basis) in enumerate(zip(keyed.items(), bases, strict=True), 1)
    ]
    asked = prompts.prompt("request", language).fill(
        kind=words_of(language)["kinds"][kind],
        organisation=example["organisation"],
        subject=subject_line(example["subject"], language),
        setting="",
        lessons="",
        elements="\n".join(lines),
        keys=words_of(language)["separator"].join(keyed),
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
    words = words_of(language)
    setting = ""
    if latitude == "full":
        readers = words["separator"].join(map(one_line, brief.audience)) or "-"
        setting = Template(words["setting"]).substitute(
            channel=words["channels"][plan.channel], audience=readers
        )
    body = prompts.prompt("request", language).fill(
        kind=words["kinds"][plan.kind],
        organisation=one_line(brief.organisation),
        subject=subject_line(subject_of(brief, plan), language),
        setting=setting,
        lessons=Template(words["lessons"]).substitute(lines="\n".join(lessons)) if lessons else "",
        elements="\n".join(lines),
        keys=words["separator"].join(keys),
    )
    return (*_opening(plan, language), ("user", body))


def _lessons(material: Material, withheld: Withheld) -> list[str]:
    principles = [f"{principle.title}: {principle.text}" for principle in material.principles]
    lessons = [usable_text(precedent.lesson) for precedent in material.precedents]
    lines = [one_line(text) for text in (*principles, *lessons)]
    return [f"- {line}" for line in lines if line and not withheld.hides(line)]


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
