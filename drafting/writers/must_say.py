"""Words that the brief orders: which are still missing from a text, and what sort of sentence can carry them."""

from __future__ import annotations

import re

from drafting.brief import Brief
from drafting.messages import Language

_SORTS: dict[Language, tuple[tuple[str, str], ...]] = {
    "zh": (
        (
            "is_apology",
            r"^(?:深|致以|表示|深深|诚挚地?|郑重地?)?(?:表|感|致以|表示)?.{0,6}(?:歉意|抱歉|歉疚)$",
        ),
        ("is_apology_act", r"^(?:诚恳|诚挚|郑重|真诚|深深|公开|再次)?(?:地)?(?:道歉|致歉|赔礼道歉)$"),
        ("is_sympathy", r"(?:慰问|哀悼|关切|关心|问候|同情)$"),
        ("is_correction", r"更正|订正|勘误"),
        ("is_place", r"(?:风向|方向|区域|路段|沿线|周边|附近|出口|入口|[A-Z]口)$"),
        ("is_untrue", r"^(?:不属实|不实|不符合事实|与事实不符|没有根据|纯属虚构|虚假)$"),
        ("is_responsibility", r"责任|负责"),
        (
            "is_advice",
            r"^(?:立即|立刻|尽快|及时|先|马上|暂时|务必)?(?:停止|停用|放水|冲洗|通风|静置|戴|佩戴|不要|勿|切勿|避免|保留|远离|断开|切断|关闭|关好|关窗|检查|修改|更换密码|注意|留意|警惕|拨打|就医|就诊|到|前往|撤离|绕行|煮沸|配合|等待|妥善|保持|使用|核对|核实|认准|退回|送修)",
        ),
        (
            "is_remedy",
            r"(?:退款|退货|退换|换货|退换货|赔偿|补偿|召回|维修|检测服务|改签|退票|赔付|垫付|退费)$",
        ),
        ("is_clause", r"^(?:请|我们|本|公司|我司|目前|如|对|已|将|关于|在).{3,}|[，。；]|.{10,}"),
        ("is_inquiry", r"(?:调查|核查|核实|检查|检测|排查|原因|复核|结论|进展|整改|处理)$"),
    ),
    "en": (
        ("is_apology", r"^(?:sincere |deepest |full |unreserved )?apolog(?:y|ies)$"),
        ("is_apology_act", r"^(?:sincerely |deeply )?apologi[sz]e$"),
        ("is_correction", r"^correct(?:ion|ed)?$"),
        ("is_untrue", r"^(?:untrue|false|not true|incorrect|unfounded|wrong)$"),
        (
            "is_advice",
            r"^(?:stop|keep|avoid|unplug|check|change|contact|call|stay|boil|return|seek|do not|don't|follow|use|report|disconnect|wait|see|ask)\b",
        ),
        ("is_clause", r"^(?:we|please|the|our|do not|if|no)\b.{4,}| \w+ \w+ \w+ \w+"),
        ("is_remedy", r"\b(?:refund|replacement|repair|compensation|exchange|voucher|rebooking)s?$"),
        ("is_inquiry", r"\b(?:investigation|inquiry|review|audit|inspection|cause|findings?)$"),
    ),
}


def unmet_must_say(brief: Brief, text: str) -> list[tuple[str, ...]]:
    """Return the entries of must_say of which no alternative stands in `text` (letter case does not matter)."""
    said = text.casefold()
    return [entry for entry in brief.must_say if not any(words.casefold() in said for words in entry)]


def must_say_flags(entry: tuple[str, ...], brief: Brief, language: Language) -> tuple[str, set[str]]:
    """Return the words that can stand in a sentence for an entry, and the flag of the frame that carries them.

    Words of an earlier statement are taken with their clause, words of a source with the whole source, so that what
    is said about them is what the brief says.
    """
    for phrase in entry:
        for fact in brief.facts_with("confirmed"):
            if fact.source and phrase.casefold() in fact.source.casefold():
                return fact.source, {"is_source"}
        for earlier in brief.earlier:
            clause = next(
                (
                    c
                    for c in re.split(r"[。！？；，\n]|[.!?;] ", earlier.text)
                    if phrase.casefold() in c.casefold()
                ),
                "",
            )
            if re.match(r"请|please\b", clause.strip(), re.IGNORECASE):
                return clause.strip(), {"is_clause"}
    for flag, pattern in _SORTS[language]:
        for phrase in entry:
            if re.search(pattern, phrase.strip("。. "), re.IGNORECASE):
                return phrase.strip("。. "), {flag}
    return entry[0].strip("。. "), set()
