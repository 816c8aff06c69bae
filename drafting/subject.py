"""Names an incident for the title from confirmed words only, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.brief import Fact
from drafting.fact_reading import usable_text
from drafting.late_patterns import late
from drafting.messages import Language

_LONGEST = {"zh": 20, "en": 60}
"""Code points; a longer subject makes no title."""
_ZH = (
    re.compile(
        r"(?:反映|投诉|反馈)(?:称|了|其|的|说)?(?P<subject>[^，,。；;：:、\d]*?[A-Za-z0-9-]{0,8}[^，,。；;：:、\d“”（）]{4,18})(?=[，,。；;]|$)"
    ),
    re.compile(
        r"(?P<place>[^，,。；;月日时分点许]{0,14})(?:发生|突发)(?:了)?(?:一起|一次)?(?P<what>[^，,。；;\d]{0,8}(?:事故|火灾|爆炸|泄漏|起火|坍塌|故障|中断|停运|停水|停电|事件|火情))"
    ),
)
_EN = (
    re.compile(
        r"\b(?:report(?:s|ed)?|complaint(?:s)?|complained)\b[^.]{0,12}? (?:of|about) (?P<subject>[^.,;]{6,58})",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<subject>(?:an? |the )?(?:[a-z-]+ ){0,2}(?:fire|explosion|leak|outage|collision|derailment|collapse|power cut|data breach|spill) (?:at|in|on|near) (?:the |our )?[^.,;]{3,40}?)(?= (?:at|on|in|and|was|is|were|has|had|that) |[.,;]|$)",
        re.IGNORECASE,
    ),
)
_UNFIT = late(
    r"(?:已|将|正在|其中|截至|我们|公司|本店|的人|怀疑|疑似|可能|因|由于|从未|没有|未|无|昨[日晚天]|今[日晨早]|属实|一事|的视频|网传)|\b(?:suspected|alleged|possible|we|our|was|were|is|are|has|had|have|be)\b",
    re.IGNORECASE,
)


def subject_of(facts: Iterable[Fact], language: Language) -> str:
    """Return how the incident may be named in a title, such as K3电水壶底座发热变形; empty where nothing fits."""
    for fact in facts:
        text = usable_text(fact.text).strip()
        if re.search(r"经核查|经查|不属实|系误|证实为|turned out|in fact", text):
            continue
        for pattern in _ZH if language == "zh" else _EN:
            found = pattern.search(text)
            if not found:
                continue
            groups = found.groupdict()
            subject = groups.get("subject") or (groups.get("place", "") + groups["what"])
            subject = re.sub(
                r"^(?:在|于|位于|我市|我司|本公司|公司|the |a |an )",
                "",
                subject.strip(" 的"),
                flags=re.IGNORECASE,
            )
            subject = re.sub(r"^\d{2,4}年", "", subject)
            subject = re.sub(r"(?:等)?(?:的)?(?:情况|问题|现象)$", "", subject)
            if 4 <= len(subject) <= _LONGEST[language] and not _UNFIT.search(subject):
                return subject
    return ""
