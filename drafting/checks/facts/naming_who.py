"""Chinese sentences that say whose a task is, or what it takes in, and promise nothing: 张贴的部门是采编部."""

from __future__ import annotations

from drafting.late_patterns import late

_CLEFT = late(
    r"的(?:(?:责任)?(?:部门|单位|人|地方|地点|对象|范围|名单|责任人|責任人|部門|單位|對象|範圍|名單))?,?(?:都|就|也|则|則)?是(?!否|不是)"
    r"|(?:各有|都有|分别有|分別有)(?:专|專)?人|分工|(?:各自|分头|分頭)|责任落在|責任落在|(?:要|得|只能)?等[^,;。]{1,10}(?:公布|出来|出來|结果|結果)"
    r"|(?:由|归|歸|负责|負責|交给|交給)[^,;。]*,[^;。]*(?:由|归|歸|负责|負責|交给|交給)"
)
_WILL_DO = late(r"(?:要(?!等)|得|该|該|必须|必須|答应|答應|保证|保證)(?![^,;。]{0,20}的)")
"""A word of duty, but not inside what is named (要换掉的是柜号牌)."""


def says_only_who(low: str) -> bool:
    """Whether a part of a sentence, which has no word of the future, only names who does a thing or what it takes in."""
    return bool(_CLEFT.search(low)) and not _WILL_DO.search(low)
