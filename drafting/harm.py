"""Whether texts tell that people died or were hurt, read with their negation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.late_patterns import late

_DEATH = late(
    r"死亡|遇难|身亡|罹难|离世|去世|逝世|坠亡|溺亡|丧生|不治|抢救无效|遗体|遇害|猝死|\d+\s*(?:人)?死"
    r"|\bdied\b|\bdeaths?\b|\bkilled\b|\bfatalit|\blost (?:their|his|her) li(?:fe|ves)|\bdead\b|\bkilling\b|\bdrowned\b|\bpassed away\b",
    re.IGNORECASE,
)
_KILLED = late(
    r"遇难|身亡|罹难|坠亡|溺亡|丧生|抢救无效|遇害|猝死|\d+\s*(?:人)?死|\bkilled\b|\bfatalit|\bkilling\b|\bdrowned\b",
    re.IGNORECASE,
)
_OF_THE_DEAD = late(
    r"殡仪|殡葬|火化|骨灰|告别(?:厅|仪式)|安葬|墓园|陵园|\bfuneral|\bcremat|\bashes\b|\bburials?\b|\bmortuary|\bcaskets?\b|\bcemeter",
    re.IGNORECASE,
)
"""Who looks after the dead speaks of them without anybody's having been killed."""
_INJURY = late(
    r"手术|抢救|被.{0,4}[撞砸压烫]|受伤|伤者|轻伤|重伤|烫伤|灼伤|烧伤|擦伤|划伤|咬伤|摔伤|砸伤|扭伤|送诊|骨折|送医|住院|中毒|\d+\s*(?:人)?伤"
    r"|\binjur|\bhurt\b|\bburn(?:s|ed|t)\b|\bhospitali|\bto hospital|\bin surgery\b|\bstruck by\b|\bsprain|\bstabbed\b"
    r"|\bin hospital|\btreated (?:for|in|at)\b",
    re.IGNORECASE,
)
_BY_THEN_DEAD = late(r"送(?:医|往医院|院)[^，。；]{0,4}[，,]?(?:后)?经?(?:全力)?抢救无效|经?抢救无效")
_NEGATED = late(
    r"(?:无|未|没有?|零|不需|并无)[^，。；,;]{0,7}\Z"
    r"|(?:\bno(?:body| one|ne|t)?\b|\bwithout\b|n't\b|\bnever\b)[^.,;]{0,30}\Z",
    re.IGNORECASE,
)
_NO_NEGATION = late(r"抢救无效|无生命危险|未成年|无锡|无效")


def _tells(told: Iterable[str], harm: re.Pattern[str]) -> bool:
    """Whether a harm is told; a negation counts only right before it, in the same clause."""
    for text in told:
        plain = _NO_NEGATION.sub(lambda words: words.group().replace("无", "＿").replace("未", "＿"), text)
        for found in harm.finditer(text):
            if not _NEGATED.search(plain[max(0, found.start() - 36) : found.start()]):
                return True
    return False


def tells_of_death(texts: Iterable[str]) -> bool:
    """Return whether any of the texts says that somebody died; of an undertaker's, that somebody was killed."""
    told = list(texts)
    return _tells(told, _KILLED if any(map(_OF_THE_DEAD.search, told)) else _DEATH)


def tells_of_injury(texts: Iterable[str]) -> bool:
    """Return whether any of the texts says that somebody was hurt and lived."""
    return _tells((_BY_THEN_DEAD.sub("", text) for text in texts), _INJURY)
