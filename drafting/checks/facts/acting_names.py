"""Whether a Chinese name stands where somebody acts: who does something, or is somebody with a title."""

from __future__ import annotations

from drafting.claims.entities import Entity
from drafting.late_patterns import late

_AGENT = late(r"(?:由|经|据|向|请|交|报|送|联合|委托|会同|媒体联[系络][::]?|联系人[::]?|[::—])\s*$")
_ACTING = late(
    r"\s*(?:将|会|已|正|在|负责|承担|表示|介绍|说|称|认定|认为|指出|出具|检[测查验]|确认|调查|公布|通报|组织|发现|关闭|停止|启动|接到|收到|处置|赶到|到场|抽|封存|采集|清点|疏散|安排|核对|更换|通知|培训|加装|补寄|寄出|完成|牵头|办理|审核|监督|派|[0-9]{1,2}月[0-9]{1,2}日|[::])"
)
_TITLED = late(
    r"(?:总监|总裁|经理|主任|局长|院长|校长|教授|医生|书记|主席|董事长|机长|队长|站长|厂长|店长|负责人|发言人|代言人|联系人|联[系络][::]?|[长官员师])\s*$"
)
_TITLE_AFTER = late(
    r"(?:先生|女士|教授|医生|主任|经理|校长|局长|老师|同学|师傅|总监|院长|警官|记者|律师|博士)"
)

_SPEAKING = late(r"[,::]?(?:说|表示|介绍|回应|坦言|写道|签发|签名)|\s*(?:$|\n|[0-9(])")
_TRADES = frozenset(("航空", "保险", "物流", "物业", "科技", "环保", "食品"))
_VAGUE = _TRADES | frozenset(("部门", "机构", "品牌", "科", "室", "组", "队", "政府", "所", "馆", "厂"))


def acts(low: str, entity: Entity) -> bool:
    """Whether a name stands where somebody does something (由X负责, X将公布), or a person with a title."""
    before, after = low[max(0, entity.start - 6) : entity.start], low[entity.end : entity.end + 8]
    if entity.kind == "person":
        return bool(_TITLED.search(before) or _TITLE_AFTER.match(after) or _SPEAKING.match(after))
    if entity.kind not in ("unit", "office", "house"):
        return False
    if entity.ending in _VAGUE:
        return entity.ending in _TRADES and before.endswith("由")
    return bool(_AGENT.search(before) or _ACTING.match(after))
