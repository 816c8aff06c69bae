"""The words of a rumour, without who is said to have said it, to be quoted once and called untrue."""

from __future__ import annotations

import re

from drafting.brief import Fact
from drafting.fact_reading import usable_text
from drafting.writers.phrasing import tidy_zh, uncapitalised

_SPEAKER_ZH = re.compile(
    r"^(?:关于)?(?:近日|目前|日前|昨[日晚天]|今[日天晨早])?[，,]?(?:网上|网络上?|微博上?|社交(?:媒体|平台|网络)上?|朋友圈|微信群|家长群|短视频平台|抖音上?|坊间|外界|市场上?|有(?:网友|人|媒体|自媒体|传言|传闻|消息|博主|家长|消费者|用户|视频|帖子|说法)|网友|自媒体|传言|传闻|谣言|视频|帖子)*"
    r"(?:据?[^，。：:“”]{0,14}?(?:博主|群友|网友|用户|顾客|家长|员工|媒体|报|视频|帖子|公众号|账号|群里)[^，。：:]{0,10}?(?:称|讲|说|爆料|显示|报道|指)[，：:]?|听说|造谣称|怀疑)?"
    r"(?:盛传|流传|疯传|热传|误传|谣传|据传|网传|声称|宣称|爆料|传播|质疑|指称|称|说|传|显示|认为)*(?:的)?(?:消息|说法|信息)?(?:称|说)?[：:，,]?"
)
_SPEAKER_EN = re.compile(
    r"^(?:(?:it is|it's|it has been) (?:claimed|rumou?red|said|alleged|reported)(?: online)?(?: that)?"
    r"|(?:there (?:is|are) )?(?:an? |the )?(?:online |viral |false )?(?:rumou?rs?|claims?|posts?|videos?|stor(?:y|ies)|messages?|reports?|allegations?|tweets?|people|users|critics|social media(?: posts| users)?)(?: online| on social media| circulating)?(?: (?:say|says|saying|claim|claims|claiming|allege|alleges|alleging|suggest|suggests|state|states))?(?: that)?)[:,]? ",
    re.IGNORECASE,
)


def rumour_of(fact: Fact, *, chinese: bool, beside: str = "") -> str:
    """Return the claim of a denied fact: a clause to be quoted (Chinese) or to follow “the claim that” (English).

    `beside` is the rest of the brief, which shows whether the first word is a name.
    """
    text = usable_text(fact.text).strip().rstrip("。.;；")
    if chinese:
        claim = re.sub(r"(?:等)?的?(?:说法|传言|传闻|消息|谣言)$", "", _SPEAKER_ZH.sub("", tidy_zh(text)))
        return claim.strip("“”\"'「」：:，,") or tidy_zh(text)
    claim = uncapitalised(_SPEAKER_EN.sub("", text).strip("“”\"'")) or text
    first = re.match(r"[A-Z][a-z]+", claim)
    # A word that the brief also writes small is no name.
    if first and re.search(rf"\b{first.group().lower()}", beside):
        claim = claim[:1].lower() + claim[1:]
    return claim
