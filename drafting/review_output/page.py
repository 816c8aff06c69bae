"""A review as one HTML page that needs nothing else: no script, no address, every word of the text escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import pairwise

from drafting.messages import Language, say
from drafting.review_output.reviewed import Reviewed
from drafting.statement import Finding

_ORDER = {"error": 0, "warning": 1, "suggestion": 2}
_TAGS = {"zh": "zh-CN", "en": "en"}
_UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def as_html(reviewed: Sequence[Reviewed], language: Language, unread: Sequence[str] = ()) -> str:
    """Return the page; `unread` is what is to be said of texts that could not be reviewed."""
    style = (files(__package__) / "page.css").read_text(encoding="utf-8")
    title = escape(say("review.report_title", language))
    body = "".join(_section(item, number, language) for number, item in enumerate(reviewed, 1))
    overview = _overview(reviewed, language) if len(reviewed) > 1 else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{_TAGS[language]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{_unread(unread)}{overview}{body}</main>\n</body>\n</html>\n"
    )


def _unread(messages: Sequence[str]) -> str:
    return "".join(f'<p class="unread">{_visible(message)}</p>\n' for message in messages)


def _overview(reviewed: Sequence[Reviewed], language: Language) -> str:
    names = ("the_text", "verdict", "error", "warning", "suggestion")
    head = "".join(f'<th scope="col">{escape(say(f"review.{name}", language))}</th>' for name in names)
    rows = "".join(
        f'<tr><th scope="row"><a href="#t{number}">{_visible(item.path)}</a></th>'
        f'<td class="{item.review.verdict}">{escape(say(f"review.{item.review.verdict}", language))}</td>'
        + "".join(f"<td>{count}</td>" for count in item.review.counts.model_dump().values())
        + "</tr>\n"
        for number, item in enumerate(reviewed, 1)
    )
    return f'<table class="overview">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n'


def _visible(text: str) -> str:
    """Return text as HTML, with what cannot be shown or would turn the line around made visible."""
    return escape("".join("\u2423" if c in _UNSEEN else c for c in text))


def _section(item: Reviewed, number: int, language: Language) -> str:
    review = item.review
    verdict = escape(say(f"review.{review.verdict}", language))
    total = escape(say("review.total", language, **review.counts.model_dump()))
    findings = "".join(
        _finding(item, finding, f"f{number}-{place}", language)
        for place, finding in enumerate(review.findings, 1)
    )
    listed = f"<ol>\n{findings}</ol>" if findings else f"<p>{escape(say('review.clean', language))}</p>"
    return (
        f'<section id="t{number}">\n<h2>{_visible(item.path)}</h2>\n'
        f'<p><strong class="{review.verdict}">{verdict}</strong> {total}</p>\n'
        f"{_principles(item, language)}<h3>{escape(say('review.the_text', language))}</h3>\n"
        f'<div class="text">{"".join(_marked(item, number))}</div>\n'
        f"<h3>{escape(say('review.the_findings', language))}</h3>\n{listed}\n</section>\n"
    )


def _principles(item: Reviewed, language: Language) -> str:
    """Return how many of each principle's checks were met; one of which none applied says nothing."""
    entries = "".join(
        f"<div><dt>{escape(say(f'review.principle_{name}', language))}</dt>"
        f"<dd>{escape(say('review.met', language, met=figure.met, of=figure.of))}</dd></div>\n"
        for name, figure in item.review.principles.items()
        if figure.of
    )
    heading = escape(say("review.principles", language))
    return f"<h3>{heading}</h3>\n<dl>\n{entries}</dl>\n" if entries else ""


def _marked(item: Reviewed, number: int) -> Iterator[str]:
    """Yield the text cut at every finding's ends, each piece marked with the gravest finding that covers it."""
    placed = [(f, f"f{number}-{place}") for place, f in enumerate(item.review.findings, 1) if f.end > f.start]
    cuts = sorted({0, len(item.text), *(f.start for f, _ in placed), *(f.end for f, _ in placed)})
    for start, end in pairwise(cuts):
        covering = [(f, anchor) for f, anchor in placed if f.start <= start and end <= f.end]
        piece = escape(item.text[start:end])
        if not covering:
            yield piece
            continue
        finding, anchor = min(covering, key=lambda pair: (_ORDER[pair[0].severity], -pair[0].start))
        said = escape("\n".join(f.message for f, _ in covering))
        yield f'<a href="#{anchor}" title="{said}"><mark class="{finding.severity}">{piece}</mark></a>'


def _finding(item: Reviewed, finding: Finding, anchor: str, language: Language) -> str:
    words = (
        f"<q>{escape(finding.match)}</q>" if finding.match else escape(say("review.nothing_there", language))
    )
    lines = [
        f'<li id="{anchor}"><span class="{finding.severity}">{escape(say(f"review.{finding.severity}", language))}</span> '
        f"{escape(item.place_of(finding, language))} {words} <code>{escape(finding.rule)}</code>",
        f"<p>{escape(finding.message)}</p>",
    ]
    for key, value in (("instead", finding.suggestion), ("evidence", finding.evidence)):
        if value:
            lines.append(f'<p class="aside">{escape(say(f"review.{key}", language, text=value))}</p>')
    return "".join(lines) + "</li>\n"
