"""`candor review --explain`: the X-ray of each text after its findings."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafting.cli.reader import reader_language
from drafting.messages import Language
from drafting.review_output import Format, Reviewed

if TYPE_CHECKING:
    from drafting.brief import Brief, Channel, Kind


def explain_texts(
    reviewed: Sequence[Reviewed],
    output: Format,
    brief: Brief | None,
    kind: Kind | None,
    channel: Channel | None,
    language: Language | None,
) -> None:
    """Print what each sentence of the texts does; to standard error where standard output is for a program."""
    from drafting.checks.passage import Passage
    from drafting.reviewing import language_in
    from drafting.xray import as_text, xray

    stream = sys.stdout if output == "text" else sys.stderr
    for item in reviewed:
        passage = Passage(
            item.text, language or language_in(item.text), brief=brief, kind=kind, channel=channel
        )
        stream.write("\n" + as_text(xray(passage), item.path, reader_language()))
