"""A review as people and programs read it: terminal, JSON, SARIF, GitHub, Vale's forms, a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from drafting.messages import Language
from drafting.review_output.github import as_github
from drafting.review_output.page import as_html
from drafting.review_output.plain import as_text
from drafting.review_output.records import as_json
from drafting.review_output.reviewed import Reviewed
from drafting.review_output.sarif import as_sarif
from drafting.review_output.vale import as_vale_json, as_vale_line

Format = Literal["text", "json", "sarif", "github", "line", "vale-json", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)

__all__ = ["FORMATS", "Format", "Reviewed", "rendered"]


def rendered(
    reviewed: Sequence[Reviewed],
    form: Format,
    language: Language,
    *,
    colour: bool = False,
    several: bool | None = None,
    unread: Sequence[str] = (),
) -> str:
    """Return reviews in one form, ending in a line break where there is anything.

    Args:
        reviewed: the texts with their reviews, in the order to show them.
        form: which form.
        language: of headings and labels; findings keep the language of their text.
        colour: whether the terminal form may use colours.
        several: whether several texts were asked for, of which some may not have been read; read off unless given.
        unread: what is to be said of texts that could not be reviewed.
    """
    if form == "text":
        return as_text(reviewed, language, colour=colour)
    if form == "html":
        return as_html(reviewed, language, unread)
    if form == "json":
        return as_json(reviewed, several=len(reviewed) != 1 if several is None else several)
    if form == "sarif":
        return as_sarif(reviewed, language, unread)
    if form == "github":
        return as_github(reviewed)
    return as_vale_line(reviewed) if form == "line" else as_vale_json(reviewed)
