"""Markdown that holds more than Markdown: what is no prose is put out of sight, every other character keeps its place.

MDX (elements, expressions, imports), Pandoc's Markdown as R Markdown and Quarto write it (fenced divs, attributes, short
codes, mathematics) and MyST (directives, roles, substitutions).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from drafting.checks.style.vale.directives import Region, without_fences
from drafting.checks.style.vale.document import Comment
from drafting.checks.style.vale.inline import GONE, HIDDEN

MDX = ("mdx",)
PANDOC = ("rmd", "qmd")
MYST = ("myst",)

_CODE = (
    r"(?P<code>^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??[ \t]*(?P=fence)[`~]*[ \t]*$"
    r"|(?<!`)(?P<tick>`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))+?(?<!`)(?P=tick)(?!`)|<!--.*?-->)"
)
_BRACES = r"\{(?:[^{}]|(?&braces))*\}"
_ELEMENT = r"""</?(?:[A-Za-z][\w.:-]*(?:\s(?:[^<>{}"']|"[^"]*"|'[^']*'|(?&braces))*)?)?/?>"""
_MDX = regex.compile(
    rf"{_CODE}|(?P<braces>{_BRACES})|{_ELEMENT}|^(?:import|export)\s[^\n]*(?:\n(?![ \t]*\n)[^\n]+)*",
    regex.DOTALL | regex.MULTILINE,
)
_PANDOC = regex.compile(
    rf"{_CODE}|(?P<math>(?<![\\$])\$(?![\s$])(?:[^$\n]|\n(?![ \t]*\n))*?(?<![\s\\$])\$(?![\d$]))"
    r"|\{\{<.*?>\}\}|(?<=[\]\s`])\{[#.=][^{}\n]*\}",
    regex.DOTALL | regex.MULTILINE,
)
_MYST = regex.compile(
    rf"\{{[\w:-]+\}}(?=`)|{_CODE}|\{{\{{[^{{}}\n]*\}}\}}|(?<=[\]\s])\{{[#.=][^{{}}\n]*\}}",
    regex.DOTALL | regex.MULTILINE,
)
_LEFT_EMPTY = regex.compile(rf"^[ \t{GONE}]*{GONE}[ \t{GONE}]*$", regex.MULTILINE)


def without_syntax(text: str, extension: str, ignored: Iterable[str]) -> tuple[str, list[Region]]:
    """Return a dialect's text as plain Markdown of the same length, and the regions of it that stand under a class.

    Other formats are returned as they are. `ignored` names elements of MDX that are hidden with all they hold.
    """
    regions: list[Region] = []
    if extension in MDX:
        for name in ignored:
            whole = rf"<{regex.escape(name)}(?:\s[^>]*)?>.*?</{regex.escape(name)}>"
            text = regex.sub(whole, lambda match: _filled(match.group(), GONE), text, flags=regex.DOTALL)
        text = _MDX.sub(_hide, text)
    elif extension in PANDOC:
        text, regions = without_fences(text, myst=False)
        text = _PANDOC.sub(_hide, text)
    elif extension in MYST:
        text, regions = without_fences(text, myst=True)
        text = _MYST.sub(_hide, text)
    else:
        return text, regions
    return str(_LEFT_EMPTY.sub(lambda match: " " * len(match.group()), text)), regions


def _hide(match: regex.Match[str]) -> str:
    groups = match.groupdict()
    if groups["code"] is not None:
        return str(match.group())
    return _filled(match.group(), HIDDEN if groups.get("math") is not None else GONE)


def _filled(text: str, mark: str) -> str:
    return str(regex.sub(r"[^\n]", mark, text))


def delimited_comments(text: str, delimiters: Sequence[tuple[str, str]]) -> tuple[str, list[Comment]]:
    """Return text without the comments that stand between given marks, of the same length, and these comments."""
    found: list[Comment] = []
    for opening, closing in delimiters:
        pattern = regex.compile(rf"{regex.escape(opening)}(.*?){regex.escape(closing)}", regex.DOTALL)
        found += [Comment(match[1], match.start()) for match in pattern.finditer(text)]
        text = pattern.sub(lambda match: _filled(match.group(), GONE), text)
    return str(_LEFT_EMPTY.sub(lambda match: " " * len(match.group()), text)) if found else text, found
