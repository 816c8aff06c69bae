"""Checks that a text fits its channel, in the channel's own unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.channels import channel_limits, length_in
from drafting.checks.passage import Passage
from drafting.messages import say
from drafting.statement import Finding

_POST = re.compile(r" \(\d+/\d+\)(?:\n\n|\Z)")


def check(passage: Passage) -> Iterator[Finding]:
    """Yield where the text, one of its posts, or the title is too long: what stands beyond the limit."""
    if passage.channel is None:
        return
    limits = channel_limits(passage.channel)
    for start, end in _posts(passage):
        length = length_in(passage.channel, passage.text[start:end])
        if limits.limit is not None and length > limits.limit:
            yield passage.finding(
                "length.channel",
                (_overflow(passage, start, end, limits.limit), end),
                say(
                    "length.too_long",
                    passage.language,
                    length=length,
                    limit=limits.limit,
                    channel=passage.channel,
                    unit=say(f"length.{limits.unit}", passage.language),
                ),
                family="structure",
                defect="too_long_for_channel",
                severity="warning" if limits.grade == "own" else "error",
                principle="style",
                suggestion=say("length.shorten", passage.language),
                evidence=limits.source,
            )
    title = passage.statement.title if passage.statement else ""
    if limits.title_limit is not None and len(title) > limits.title_limit:
        yield passage.finding(
            "length.title",
            (0, 0),
            say(
                "length.title_too_long",
                passage.language,
                length=len(title),
                limit=limits.title_limit,
                channel=passage.channel,
            ),
            family="structure",
            defect="too_long_for_channel",
            severity="error",
            principle="style",
            suggestion=say("length.shorten", passage.language),
            evidence=limits.source,
        )


def _overflow(passage: Passage, start: int, end: int, limit: int) -> int:
    """Return where the text passes the limit."""
    if passage.channel != "x":
        return start + limit
    weighed = 0
    for place in range(start, end):
        weighed += length_in("x", passage.text[place])
        if weighed > limit:
            return place
    return start


def _posts(passage: Passage) -> Iterator[tuple[int, int]]:
    if passage.channel != "x":
        yield 0, len(passage.text)
        return
    start = 0
    for mark in _POST.finditer(passage.text):
        yield start, mark.end() - (2 if mark.group().endswith("\n") else 0)
        start = mark.end()
    if start < len(passage.text):
        yield start, len(passage.text)
