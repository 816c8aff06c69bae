"""An all-clear that does not hold any more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.consistency.spoken import Change, Spoken
from drafting.checks.facts.grams import grams
from drafting.late_patterns import late

_ALL_CLEAR = late(
    r"未见异常|[无没未]有?(?:任何)?(?:发现|收到|出现|造成|存在)?(?:任何)?(?:异常|问题|大碍|影响|损失|风险|危险|伤亡|投诉|泄漏|泄露)|(?:一切|均|都|全部|目前)(?:已)?(?:正常|合格|达标|到位|平稳|安全|完好)|已(?:经)?(?:排除|解决|修复|控制住?|恢复正常|到位)|不受影响"
    r"|\b(?:all (?:clear|is well|in order)|no (?:problem|issue|risk|danger|damage|impact|effect|sign|evidence|reason|fault)s?|unaffected|not affected|under control|in order|as normal|as usual|resolved|fixed|contained|(?:is|are|was|were) (?:safe|normal|fine))\b",
    re.IGNORECASE,
)
_ADVERSE = late(
    r"检出|超标|不合格|不达标|阳性|缺[少失]|少了|共少|短缺|损坏|破损|故障|失效|受伤|骨折|重症|住院|送医|死亡|遇难|确诊|感染|中毒|泄[漏露]|起火|复燃|断裂|代签|造假|违规|逾期|仍未|尚未|还没|再次发生|有误|受影响|不能(?:使用|居住|通行)"
    r"|\b(?:positive|found in|failed|failure|fault|broke|broken|damage[ds]?|injured|hurt|hospital|died|dead|infected|infection|ill|leak(?:ed|s)?|spilt|spilled|exposed|stolen|copied|missing|short|wrong|overdue|still|not yet|cannot|affected|exceed(?:ed|s)|above the limit|unsafe)\b",
    re.IGNORECASE,
)
_HAN = late(r"[\u3400-\u9fff]")
_PLAIN = frozenset(
    "的了在是和与及有无没未不已经被由也都均全部目前现正我们人名位个日月年时分今天者为对将从到等其此该情况发生出现问题任何"
)
_SHARED_ZH, _SHARED_EN = 2, 1
"""Chinese characters or English stems that both must share for the all-clear to be about it (ours)."""


def withdrawn(said: Spoken, now: Spoken) -> Iterator[Change]:
    """Yield what is wrong now with a thing that was said to be in order."""
    for found in _ALL_CLEAR.finditer(said.text):
        span = said.setting.clause_at(found.start())
        if not _is_flat(said, span) or _ADVERSE.search(said.text[: found.start()]):
            continue
        about = _about(said, said.setting.sentence_at(found.start()))
        for sentence in now.sentences():
            adverse = _ADVERSE.search(now.text, *sentence)
            if adverse is None or not now.asserts(*adverse.span()):
                continue
            least = _SHARED_ZH if said.language == "zh" else _SHARED_EN
            if len(about & _about(now, sentence)) >= least:
                yield Change(said.clause_at(found.start()), *adverse.span(), sure=False, cause=True)
                break


def _about(told: Spoken, span: tuple[int, int]) -> frozenset[str]:
    words = _ALL_CLEAR.sub(" ", told.text[slice(*span)])
    if told.language == "zh":
        return frozenset(_HAN.findall(words)) - _PLAIN
    return grams(words, told.language)


def _is_flat(told: Spoken, span: tuple[int, int]) -> bool:
    setting = told.setting
    if any(
        setting.marked(mood, *span) for mood in ("hedged", "question", "conditional", "directive", "future")
    ):
        return False
    if setting.low[span[1] : span[1] + 1] == "?":
        return False
    return not any(a < span[1] and span[0] < b for a, b in setting.quotations)
