"""Puts a statement's sentences on the page: title, salutation, paragraphs, signature and date, by channel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

from pydantic import BaseModel, ConfigDict

from drafting.audience import is_people
from drafting.brief import Brief, Channel, Kind
from drafting.channels import TITLED_APART, channel_limits, weighted_length
from drafting.data_files import read_data
from drafting.messages import Language, language_of
from drafting.moments import say_day, say_zone
from drafting.plan import Plan
from drafting.statement import Sentence


class _Titles(BaseModel):
    short: str
    plain: str
    subject: str


class _Layout(BaseModel):
    model_config = ConfigDict(extra="forbid")
    titles: dict[Kind, _Titles]
    memo_title: str
    script_title: str
    qa_title: str
    salutation: dict[Channel, str]
    default_audience: str
    paragraphs: list[list[str]]
    dateline: str
    press_end: str
    signature: str
    date: str
    questions: dict[str, str]
    turns: dict[str, str]
    turn: str
    question: str
    answer: str


_SIGNED = frozenset({"weibo", "wechat", "press", "memo"})
_POST_MARK = " ({place}/{count})"


class Page(BaseModel):
    """A statement as it is published: `title` stands in `text` too, unless the channel has a field of its own."""

    title: str
    text: str
    sentences: tuple[Sentence, ...]


def lay_out(brief: Brief, plan: Plan, sentences: Sequence[Sentence]) -> Page:
    """Return title, text and sentences (with salutation, signature and date) of a statement for its channel."""
    language = language_of(plan.language)
    layout = read_layout(language)
    title = title_of(brief, plan, layout)
    body = tuple(sentence for sentence in sentences if sentence.text)
    match plan.channel:
        case "x":
            return Page(title="", text=_posts(body, language), sentences=body)
        case "qa":
            text = _paired(body, layout, language)
            return Page(title=title, text=f"{title}\n\n{text}", sentences=body)
        case "service_script":
            turns = _turns(_grouped(body, [[name] for name in layout.turns]), language)
            lines = [
                layout.turn.format(name=layout.turns.get(group[0].element, ""), text=_joined(group, language))
                for group in turns
            ]
            return Page(title=title, text=f"{title}\n\n" + "\n".join(lines), sentences=body)
    opening = _salutation(brief, plan, layout)
    closing = _signature(brief, plan) if plan.channel in _SIGNED else ()
    paragraphs = [_joined(group, language) for group in _grouped(body, layout.paragraphs)]
    if plan.channel == "press" and paragraphs:
        paragraphs[0] = _dateline(brief, layout, language) + paragraphs[0]
    blocks = [s.text for s in opening] + paragraphs
    if closing:
        blocks.append("\n".join(s.text for s in closing))
    if plan.channel == "press" and layout.press_end:
        blocks.append(layout.press_end)
    if plan.channel not in TITLED_APART:
        blocks.insert(0, f"【{title}】" if plan.channel == "weibo" and language == "zh" else title)
    return Page(title=title, text="\n\n".join(blocks), sentences=(*opening, *body, *closing))


@cache
def read_layout(language: Language) -> _Layout:
    """Return the layout data of a language.

    Raises:
        RuleFileError: the data file does not fit.
    """
    return read_data("prompts", f"blocks/{language}/layout.yaml", _Layout)


def title_of(brief: Brief, plan: Plan, layout: _Layout) -> str:
    """Return the title by kind, naming the subject where there is one and the channel's limit leaves room."""
    if plan.channel == "x":
        return ""
    titles = layout.titles[plan.kind]
    frame = titles.subject if plan.subject else titles.plain
    subject = plan.subject
    limit = channel_limits(plan.channel).title_limit
    named = frame.format(subject=subject, organisation=brief.organisation)
    for shorter in (titles.plain, titles.short):
        if limit is not None and len(named) > limit:
            named = shorter.format(organisation=brief.organisation)
    wrappers = {"memo": layout.memo_title, "service_script": layout.script_title, "qa": layout.qa_title}
    return wrappers.get(plan.channel, "{title}").format(title=named)


def _salutation(brief: Brief, plan: Plan, layout: _Layout) -> tuple[Sentence, ...]:
    frame = layout.salutation.get(plan.channel)
    if frame is None:
        return ()
    addressed = [audience for audience in brief.audience if is_people(audience)]
    audience = "、".join(addressed[:2]) or layout.default_audience
    text = frame.format(audience=audience, organisation=brief.organisation)
    return (Sentence(text=text, element="salutation", posture="none"),)


def _signature(brief: Brief, plan: Plan) -> tuple[Sentence, ...]:
    signatory = brief.signatory
    organisation = brief.legal_name or brief.organisation
    lines = [signatory.name if signatory else organisation]
    if signatory and signatory.title:
        lines = (
            [f"{signatory.title}　{signatory.name}"]
            if language_of(plan.language) == "zh"
            else [signatory.name, signatory.title]
        )
        lines.append(organisation)
    lines.append(date_line(brief, language_of(plan.language)))
    return tuple(Sentence(text=line, element="signature", posture="none") for line in lines)


def date_line(brief: Brief, language: Language) -> str:
    """Return the statement's date in the form of its language; English adds time and zone."""
    issued = brief.issued_at or datetime.now(UTC).astimezone()
    if language == "zh":
        return f"{issued.year}年{issued.month}月{issued.day}日"
    return f"{say_day(issued, jurisdiction=brief.incident.jurisdiction)}, {issued:%H:%M} ({say_zone(issued)})"


def _dateline(brief: Brief, layout: _Layout, language: Language) -> str:
    issued = brief.issued_at or datetime.now(UTC).astimezone()
    day = (
        f"{issued.month}月{issued.day}日"
        if language == "zh"
        else say_day(issued, jurisdiction=brief.incident.jurisdiction)
    )
    return layout.dateline.format(organisation=brief.organisation, date=day)


def _grouped(sentences: Sequence[Sentence], paragraphs: list[list[str]]) -> list[list[Sentence]]:
    home = {name: place for place, names in enumerate(paragraphs) for name in names}
    groups: list[list[Sentence]] = []
    last: int | str | None = None
    for sentence in sentences:
        place: int | str = home.get(sentence.element, sentence.element)
        if not groups or place != last:
            groups.append([])
        groups[-1].append(sentence)
        last = place
    return groups


def _turns(groups: list[list[Sentence]], language: Language) -> list[list[Sentence]]:
    limit = channel_limits("service_script").turn_limit or 0
    turns: list[list[Sentence]] = []
    for group in groups:
        turns.append([])
        for sentence in group:
            if turns[-1] and len(_joined([*turns[-1], sentence], language)) > limit:
                turns.append([])
            turns[-1].append(sentence)
    return turns


def _joined(sentences: Sequence[Sentence], language: Language) -> str:
    return ("" if language == "zh" else " ").join(sentence.text for sentence in sentences)


def _paired(sentences: Sequence[Sentence], layout: _Layout, language: Language) -> str:
    pairs = []
    for group in _grouped(sentences, [[name] for name in layout.questions]):
        question = layout.questions.get(group[0].element, "")
        answer = layout.answer.format(answer=_joined(group, language))
        pairs.append(f"{layout.question.format(question=question)}\n{answer}" if question else answer)
    return "\n\n".join(pairs)


def _posts(sentences: Sequence[Sentence], language: Language) -> str:
    limit = channel_limits("x").limit or 0
    whole = _joined(sentences, language)
    if weighted_length(whole) <= limit:
        return whole
    room = limit - len(_POST_MARK.format(place=9, count=9))
    posts: list[list[Sentence]] = [[]]
    for sentence in sentences:
        if posts[-1] and weighted_length(_joined([*posts[-1], sentence], language)) > room:
            posts.append([])
        posts[-1].append(sentence)
    marked = (
        _joined(post, language) + _POST_MARK.format(place=place, count=len(posts))
        for place, post in enumerate(posts, 1)
    )
    return "\n\n".join(marked)
