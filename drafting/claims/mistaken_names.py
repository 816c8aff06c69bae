"""Words that the segmentation takes for Chinese names and that name nobody: 上门, 馆里, 两店."""

from __future__ import annotations

from drafting.late_patterns import late

_PLACE = late(
    r"[登上下入出进到离开闭回返抵赴][门馆店院校厂站园场楼港岸]|[\u3400-\u9fff][里内中外上下藏方水]"
    r"|[\u3400-\u9fff]{1,2}[人家][买卖去来]"
)
"""Somebody goes there, or it is in it, or its water."""
_PERSON = late(
    r"[张册位名只件份台组][未改已共约里书中内]|[一二两三四五六七八九十百千万亿几]+万?人|[\u3400-\u9fff]家"
)
"""A measure word with the word after it, people by the number, a family by its surname."""
_COUNTED = late(r"[\u3400-\u9fff]*[两二三四五六七八九几各]")
"""青桐两店 counts shops whose names were said before."""
_SHORT = 2


def names_nothing(kind: str, surface: str, head: str, ending: str) -> bool:
    """Whether what looks like a name of that kind is an everyday word or counts what was named before."""
    if kind == "person":
        return bool(_PERSON.fullmatch(surface))
    if ending:
        return len(ending) == 1 and bool(_COUNTED.fullmatch(head)) and not head.startswith("第")
    return kind in ("place", "house") and (
        bool(_PLACE.fullmatch(surface)) or (len(surface) == _SHORT and bool(_COUNTED.fullmatch(surface[:-1])))
    )
