"""Words that the brief orders: which are still missing from a text, and what sort of sentence can carry them."""

from __future__ import annotations

import re

from drafting.brief import Brief
from drafting.messages import Language

_SORTS: dict[Language, tuple[tuple[str, str], ...]] = {
    "zh": (
        (
            "is_product_advice",
            r"^(?:请|立即|先)?(?:停用|停止使用|停止食用|停止饮用|暂停使用|不要使用|不要食用|勿用|勿食用|请勿食用|请勿使用)$",
        ),
        ("is_clause", r"^(?:请|我们|本公司|公司|我司|目前|如|对(?!不起)|已|将|关于|不会|没有).{2,}|[，。；]"),
        (
            "is_feeling",
            r"^(?:深感|倍感|十分|非常)?(?:愧疚|沉痛|痛心|自责|内疚|难过|遗憾|悲痛|抱歉|歉疚|不安)$",
        ),
        ("is_sympathy", r"(?:慰问|哀悼|问候|同情)$"),
        ("is_apology", r"^(?:深表|致以|表示|深感).{0,4}(?:歉意)$"),
        ("is_regret", r"^.{0,4}歉意$"),
        ("is_apology_act", r"^(?:诚恳|诚挚|郑重|真诚|深深|公开|再次)?(?:地)?(?:道歉|致歉|赔礼道歉|对不起)$"),
        ("is_correction", r"更正|订正|勘误"),
        ("is_untrue", r"^(?:不属实|不实|不符合事实|与事实不符|没有根据|纯属虚构|虚假)$"),
        ("is_thanks", r"^(?:感谢|谢谢|致谢)"),
        ("is_lesson", r"教训$"),
        ("is_responsibility", r"责任|负责"),
        ("is_place", r"(?:风向|方向|区域|路段|沿线|周边|附近|出口|入口|[A-Z]口)$"),
        (
            "is_advice",
            r"^(?:立即|立刻|尽快|及时|先|马上|暂时|务必)?(?:停止|停用|放水|冲洗|通风|静置|戴|佩戴|不要|勿|切勿|避免|保留|远离|断开|切断|关闭|关好|关窗|检查|修改|更换密码|注意|留意|警惕|拨打|就医|就诊|前往|撤离|绕行|煮沸|等待|妥善|保持|使用|核对|核实|认准|退回|送修)",
        ),
        (
            "is_remedy",
            r"(?:退款|退货|退换|换货|退换货|赔偿|补偿|召回|维修|检测服务|改签|退票|赔付|垫付|退费)$",
        ),
        ("is_inquiry", r"(?:调查|核查|核实|检查|检测|排查|原因|复核|结论|进展|整改|处理)$"),
        (
            "is_deed",
            r"^(?:全力|积极|依法|坚决|严肃|主动|深刻)?(?:配合|协助|尊重|吸取|整改|加强|承担|做好|保障|落实|开展|支持|反思|纠正|维护|关爱|照顾)",
        ),
        ("is_clause", r".{10,}"),
    ),
    "en": (
        ("is_apology", r"^(?:sincere |deepest |full |unreserved )?apolog(?:y|ies)$"),
        ("is_apology_act", r"^(?:sincerely |deeply )?apologi[sz]e$"),
        ("is_feeling", r"^(?:deeply |truly |very |so )?(?:sorry|sad|saddened|ashamed|heartbroken)$"),
        ("is_correction", r"^correct(?:ion|ed)?$"),
        ("is_untrue", r"^(?:untrue|false|not true|incorrect|unfounded|wrong)$"),
        (
            "is_advice",
            r"^(?:stop|keep|avoid|unplug|check|change|contact|call|stay|boil|return|seek|do not|don't|follow|use|report|disconnect|wait|see|ask)\b",
        ),
        ("is_thanks", r"^(?:thank|grateful)"),
        ("is_clause", r"^(?:we|please|the|our|if|no)\b.{4,}| \w+ \w+ \w+ \w+"),
        ("is_remedy", r"\b(?:refund|replacement|repair|compensation|exchange|voucher|rebooking)s?$"),
        ("is_inquiry", r"\b(?:investigation|inquiry|review|audit|inspection|cause|findings?)$"),
        ("is_deed", r"^(?:cooperat|assist|support|learn|improve|put right)"),
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
            words = phrase.strip("。. ")
            if re.search(pattern, words, re.IGNORECASE):
                return (words.removeprefix("请") if flag == "is_product_advice" else words), {flag}
    return entry[0].strip("。. "), set()
