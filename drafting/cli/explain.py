"""`candor review --explain`: the X-ray of each text after its findings."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafting.cli.judging import Text
from drafting.cli.reader import reader_language
from drafting.review_output import Format

if TYPE_CHECKING:
    from drafting.brief import Brief


def explain_texts(texts: Sequence[Text], output: Format, brief: Brief | None) -> None:
    """Print what each sentence of the texts does; to standard error where standard output is for a program."""
    from drafting.checks.passage import Passage
    from drafting.xray import as_text, xray

    stream = sys.stdout if output == "text" else sys.stderr
    for text in texts:
        passage = Passage(text.words, text.language, brief=brief, kind=text.kind, channel=text.channel)
        stream.write("\n" + as_text(xray(passage), text.document.name, reader_language(text.language)))
