"""Chinese sentences that say whose a task is, or what it takes in, and promise nothing: 张贴的部门是采编部."""

from __future__ import annotations

from drafting.late_patterns import late

_CLEFT = late(
    r"的(?:(?:责任)?(?:部门|单位|人|地方|地点|对象|范围|名单|责任人))?,?(?:都|就|也|则)?是(?!否|不是)"
    r"|(?:各有|都有|分别有)专?人|分工|(?:各自|分头)|责任落在|(?:要|得|只能)?等[^,;。]{1,10}(?:公布|出来|结果)"
    r"|(?:由|归|负责|交给)[^,;。]*,[^;。]*(?:由|归|负责|交给)"
)
_WILL_DO = late(r"(?:要(?!等)|得|该|必须|答应|保证)(?![^,;。]{0,20}的)")
"""A word of duty, but not inside what is named (要换掉的是柜号牌)."""


def says_only_who(low: str) -> bool:
    """Whether a part of a sentence, which has no word of the future, only names who does a thing or what it takes in."""
    return bool(_CLEFT.search(low)) and not _WILL_DO.search(low)
