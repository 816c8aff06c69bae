"""Statements as plain text, Markdown and a web page that stands alone; the words are data and stay data."""

from __future__ import annotations

import json
import re
from html import escape

from drafting.export.page import Line, clean, lines_of, marks_of
from drafting.messages import language_of, say
from drafting.statement import Draft

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~])")
_MARKDOWN_AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=](?=\s|[-+=]|$)|(\d+)([.)])(?=\s|$))")
_STYLE = (
    "body{max-width:42em;margin:2em auto;padding:0 1em;line-height:1.8;color:#1a1a1a;background:#fff;"
    "font-family:system-ui,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif}"
    "h1{font-size:1.4em;text-align:center}p{margin:.8em 0;overflow-wrap:anywhere}.signature{text-align:right}"
    ".mark{border:3px solid #b00020;color:#b00020;font-weight:700;padding:.6em;text-align:center}"
    ".label{color:#555;font-size:.9em}:lang(zh) .body{text-indent:2em}"
)


def plain(draft: Draft, *, ai_label: bool = False) -> str:
    """Return the statement as it is published, under a mark where its review failed."""
    statement = draft.statement
    first = lines_of(statement)[:1]
    title_apart = bool(first) and first[0][0].role == "title" and first[0][0].start is None
    blocks = [marks_of(draft), statement.title.strip() if title_apart else "", statement.text.strip("\n")]
    blocks.append(label_of(draft) if ai_label else "")
    return clean("\n\n".join(block for block in blocks if block)) + "\n"


def markdown(draft: Draft, *, ai_label: bool = False) -> str:
    """Return the statement in Markdown; nothing in its words acts as markup."""
    blocks = [f"> **{_escaped(marks_of(draft))}**"] if marks_of(draft) else []
    for paragraph in lines_of(draft.statement):
        if paragraph[0].role == "title":
            blocks.append(f"# {_escaped(paragraph[0].text)}")
        else:
            blocks.append("  \n".join(_escaped(line.text) for line in paragraph))
    if ai_label:
        blocks.append(f"*{_escaped(label_of(draft))}*")
    return clean("\n\n".join(blocks)) + "\n"


def web_page(draft: Draft, *, ai_label: bool = False) -> str:
    """Return a web page that needs nothing from elsewhere and runs nothing."""
    statement = draft.statement
    body = [f'<p class="mark" role="alert">{_html(marks_of(draft))}</p>'] if marks_of(draft) else []
    body.extend(_html_paragraph(paragraph) for paragraph in lines_of(statement))
    head = [
        '<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_html(statement.title or statement.id)}</title>",
        f"<style>{_STYLE}</style>",
    ]
    if ai_label:
        body.append(f'<p class="label">{_html(label_of(draft))}</p>')
        head.insert(3, f'<meta name="AIGC" content="{_html(label_record(draft))}">')
    return (
        f'<!doctype html>\n<html lang="{_html(statement.language)}">\n<head>\n'
        + "\n".join(head)
        + "\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def label_of(draft: Draft) -> str:
    """Return the words that tell readers a model helped to write the statement."""
    return say("export.ai_label", language_of(draft.statement.language))


def label_record(draft: Draft) -> str:
    """Return the label for a file's metadata, in the field names of China's labelling measures of 2025."""
    record = {"Label": "1", "ContentProducer": "candor", "ProduceID": draft.statement.id}
    return json.dumps({"AIGC": record}, ensure_ascii=False)


def _html_paragraph(paragraph: list[Line]) -> str:
    text = "<br>\n".join(_html(line.text) for line in paragraph)
    role = paragraph[0].role
    return f"<h1>{text}</h1>" if role == "title" else f'<p class="{role}">{text}</p>'


def _html(text: str) -> str:
    return escape(clean(text), quote=True)


def _escaped(text: str) -> str:
    text = _MARKDOWN.sub(r"\\\1", text.replace("&", "&amp;"))
    return _MARKDOWN_AT_START.sub(
        lambda found: (
            found.group(1)
            + (f"{found.group(3)}\\{found.group(4)}" if found.group(3) else "\\" + found.group(2))
        ),
        text,
    )
