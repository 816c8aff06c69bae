"""Statements as Word documents, by the customs of each language."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from drafting.export.markup import label_of, label_record
from drafting.export.page import Line, clean, lines_of, marks_of
from drafting.messages import language_of
from drafting.statement import Draft, Finding

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_FONTS = {
    "zh-CN": ("宋体", "黑体"),
    "zh-TW": ("新細明體", "微軟正黑體"),
    "zh-HK": ("新細明體", "微軟正黑體"),
    "en": ("宋体", "黑体"),
}
_LATIN = "Times New Roman"
_BODY_POINTS, _TITLE_POINTS = 12, 18
"""小四 and 小二, the sizes that Chinese offices use for notices."""


def word_document(draft: Draft, *, comments: bool = False, ai_label: bool = False) -> bytes:
    """Return a .docx: title centred, body indented in Chinese, signature to the right.

    With `comments` the review's findings stand beside the words they are about. Nothing in the file tells of
    the machine or the person that made it.
    """
    import docx

    document = docx.Document()
    _lay_out_page(document, draft.statement.language)
    if mark := marks_of(draft):
        _mark(document, mark)
    runs: list[tuple[int, int, Run]] = []
    for paragraph in lines_of(draft.statement):
        runs.extend(_paragraph(document, paragraph, draft, comments=comments))
    if ai_label:
        _add(document.add_paragraph(), label_of(draft), draft.statement.language, size=9)
    if comments:
        _comment(document, runs, draft)
    _describe(document, draft, ai_label=ai_label)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _lay_out_page(document: Document, language: str) -> None:
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.6)
    style: Any = document.styles["Normal"]
    style.font.size = Pt(_BODY_POINTS)
    _set_fonts(style, _FONTS[language][0])
    style.paragraph_format.line_spacing = 1.5
    style.paragraph_format.space_after = Pt(6)


def _set_fonts(owner: Any, east_asian: str) -> None:
    from docx.oxml.ns import qn

    owner.font.name = _LATIN
    owner.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), east_asian)


def _add(
    paragraph: Paragraph, text: str, language: str, *, size: int = _BODY_POINTS, bold: bool = False
) -> Run:
    from docx.shared import Pt

    run = paragraph.add_run(clean(text))
    run.font.size = Pt(size)
    run.bold = bold or None
    _set_fonts(run, _FONTS[language][1 if bold else 0])
    return run


def _mark(document: Document, text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import RGBColor

    for home in (document.add_paragraph(), document.sections[0].header.paragraphs[0]):
        home.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _add(home, text, "zh-CN", bold=True).font.color.rgb = RGBColor(0xB0, 0, 0x20)


def _paragraph(
    document: Document, lines: list[Line], draft: Draft, *, comments: bool
) -> list[tuple[int, int, Run]]:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    language, made = draft.statement.language, []
    cuts = sorted({place for f in draft.review.findings for place in (f.start, f.end)}) if comments else []
    for line in lines:
        paragraph = document.add_paragraph()
        if line.role == "title":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(_TITLE_POINTS)
        elif line.role == "signature":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.keep_with_next = line is not lines[-1]
        elif line.role == "body" and language_of(language) == "zh":
            paragraph.paragraph_format.first_line_indent = Pt(2 * _BODY_POINTS)
        is_title = line.role == "title"
        for start, piece in _pieces(line, cuts):
            run = _add(
                paragraph, piece, language, size=_TITLE_POINTS if is_title else _BODY_POINTS, bold=is_title
            )
            if start is not None:
                made.append((start, start + len(piece), run))
    return made


def _pieces(line: Line, cuts: list[int]) -> list[tuple[int | None, str]]:
    """Cut a line where findings begin and end, so that each comment covers exactly its words."""
    if line.start is None:
        return [(None, line.text)]
    end = line.start + len(line.text)
    places = [line.start, *(cut for cut in cuts if line.start < cut < end), end]
    return [(a, line.text[a - line.start : b - line.start]) for a, b in pairwise(places)]


def _comment(document: Document, runs: list[tuple[int, int, Run]], draft: Draft) -> None:
    for finding in draft.review.findings:
        covered = [run for start, end, run in runs if start < finding.end and finding.start < end]
        covered = covered or [run for _, _, run in runs[-1:]]
        if covered:
            document.add_comment(
                [covered[0], covered[-1]], text=clean(_words(finding)), author="Candor", initials="C"
            )


def _words(finding: Finding) -> str:
    """Return the comment; evidence stays out, since it may quote a fact that must not leave the house."""
    parts = (finding.message, finding.suggestion or "", f"[{finding.rule}]")
    return "\n".join(part for part in parts if part)


def _describe(document: Document, draft: Draft, *, ai_label: bool) -> None:
    statement, about = draft.statement, document.core_properties
    about.title = clean(statement.title)[:255]
    about.author = about.last_modified_by = about.comments = about.subject = ""
    about.keywords = clean(label_record(draft))[:255] if ai_label else ""
    about.language = statement.language
    about.revision = max(statement.version, 1)
    about.created = about.modified = statement.created_at.replace(tzinfo=None)
