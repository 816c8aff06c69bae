"""A case as a page of text for a person."""

from __future__ import annotations

from knowledge_base.entries import Entry
from knowledge_base.errors import Language
from knowledge_base.reasons import CLUSTERS, TYPES
from knowledge_base.records import Case

_RATINGS = {
    "good": ("应对较好", "handled well"),
    "mixed": ("有得有失", "mixed"),
    "bad": ("应对失当", "handled badly"),
}
_CONFIDENCE = {
    "high": ("", ""),
    "medium": ("（可信度中等）", " (medium confidence)"),
    "low": ("（可信度低，引用前须核实）", " (low confidence: verify before use)"),
}
_NO_SOURCE = ("（未注明来源）", " (names no source)")
_HEADS = {
    "happened": ("经过", "What happened"),
    "timeline": ("回应", "The response"),
    "outcome": ("结果", "Outcome"),
    "lesson": ("教训", "Lesson"),
    "reason": ("评价理由", "Why rated so"),
    "attacked": ("被批评的话", "The line that was attacked"),
    "helped": ("起作用的话", "The line that helped"),
    "unverified": ("未核实", "Not verified"),
    "sources": ("来源", "Sources"),
}


def headline(case: Case, language: Language) -> str:
    """Return a case in one line, with marks where confidence is not high or no source is named."""
    at = 0 if language == "zh" else 1
    name, rating = case.name.text(language), _RATINGS[case.rating][at]
    mark = _CONFIDENCE[case.confidence][at] + ("" if case.sources else _NO_SOURCE[at])
    return f"{case.id}  {name}  [{case.date}; {rating}]{mark}"


_KINDS = {
    "statement": ("以往声明", "past statement"),
    "line": ("口径", "approved line"),
    "guide": ("规范", "style guide"),
}


def entry_headline(entry: Entry, language: Language) -> str:
    """Return one of the organisation's own texts in one line."""
    return f"{entry.id}  {entry.title}  [{_KINDS[entry.kind][0 if language == 'zh' else 1]}]"


def page(case: Case, language: Language) -> str:
    """Return everything a case holds, with its sources and their grades."""
    at = 0 if language == "zh" else 1
    stop = "：" if language == "zh" else ": "
    shape = (
        TYPES[case.type][at],
        CLUSTERS[case.cluster][at],
        case.industry.text(language),
        "/".join(case.country),
    )
    lines = [headline(case, language), "  " + " · ".join(shape), ""]

    def say(head: str, text: str | None) -> None:
        if text:
            lines.append(f"{_HEADS[head][at]}{stop}{text}")

    say("happened", case.happened.text(language))
    if case.timeline:
        lines.append(f"{_HEADS['timeline'][at]}{stop.rstrip()}")
        lines.extend(f"  {step.when.text(language)}  {step.text(language)}" for step in case.timeline)
    say("outcome", case.outcome.text(language))
    say("lesson", case.lesson(language))
    for head in ("reason", "attacked", "helped"):
        said = getattr(case, head)
        say(head, said.text(language) if said else None)
    if case.unverified:
        between = "；" if language == "zh" else "; "
        say("unverified", between.join(text.text(language) for text in case.unverified))
    if case.sources:
        lines.append(f"{_HEADS['sources'][at]}{stop.rstrip()}")
        for source in case.sources:
            told = ", ".join(
                str(part) for part in (source.title, source.publisher, source.year, source.url) if part
            )
            lines.append(f"  [{source.grade}] {told}")
    return "\n".join(lines) + "\n"
