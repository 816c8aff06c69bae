"""Turns a commitment into the parts of a promise: deadline, task and owner, as the sentence frames want them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from drafting.brief import Brief, Commitment
from drafting.moments import say_moment
from drafting.writers.phrasing import tidy_zh

_VERB_ZH = re.compile(
    r"(?:\d+(?:个)?(?:天|日|小时|工作日|周|月)内|全力|积极|认真|妥善|坚决|严格|每[日天周月]|再次|继续|持续|全部?|逐[一步]|及时|主动|免费|先行|按|依法|统一|尽快|分批|现场|公开|定期|全面|无条件|另行|同步|一次性|优先)*"
    r"(?:做好|负责|保障|协助|支持|配合|公布|发布|通报|公开|公告|披露|说明|答复|反馈|回复|告知|完成|提供|承担|退|更换|换|召回|检测|检查|排查|核查|复查|抽查|开展|组织|启动|暂停|停止|恢复|派|安排|设立|建立|成立|联系|赔|补|支付|垫付|整改|调整|改造|改|升级|上线|下线|下架|配合|邀请|委托|聘|修|加装|加|减|增|免|发放|发|开放|开通|开|推出|落实|处理|处置|办理|解除|清理|清查|清洗|评估|审核|审查|复核|培训|接受|向|对|为|给|由|把|将|与|会同|在)"
)
_BASE_VERBS_EN = frozenset(
    "publish report update announce disclose share release complete finish provide offer pay cover refund replace repair recall return "
    "inspect check test review audit investigate open close suspend stop resume restore appoint set establish create contact call write "
    "inform notify invite engage commission hire train introduce install upgrade change move remove add fix deliver send give hold meet "
    "brief respond answer reply issue post keep extend arrange reimburse compensate rebook assess support work carry conduct launch make "
    "begin start run put ask have bring take reset delete retrain strengthen double reopen confirm explain tell correct waive credit say".split()
)


@dataclass(frozen=True)
class Promise:
    """The parts of one promise; empty parts were not given. `verb`: the task can follow “we will”."""

    task: str
    deadline: str
    owner: str
    verb: bool

    @property
    def kept(self) -> bool:
        """Whether the brief tells it as done already."""
        return bool(
            re.match(
                r"已|(?:当[日晚天]|[今昨][日晚天]|\d{1,2}月\d{1,2}日.{0,8})已|(?:we |the company )?(?:has|have) ",
                self.task,
            )
        )

    @property
    def deadline_bare(self) -> str:
        """The deadline without the Chinese preposition that joins it to a verb."""
        return re.sub(r"^[于从在]", "", self.deadline)

    @property
    def owner_bare(self) -> str:
        """The owner without an article."""
        return re.sub(r"^the ", "", self.owner)

    @property
    def the_task(self) -> str:
        """An English task that is a noun phrase, with its article."""
        return (
            f"the {self.task}"
            if re.match(r"(?:results?|next|outcome|findings|report|update|list|date)\b", self.task)
            else self.task
        )


def promise_of(commitment: Commitment, brief: Brief, *, chinese: bool, near: datetime) -> Promise:
    """Return a commitment's task, deadline and owner, worded to stand in one sentence."""
    return _zh(commitment, brief, near) if chinese else _en(commitment, brief, near)


def _zh(commitment: Commitment, brief: Brief, near: datetime) -> Promise:
    task = (
        re.sub(r"^(?:我们|公司|我司|本公司)?(?:将会?|会|承诺|拟|计划)?", "", tidy_zh(commitment.text))
        or commitment.text
    )
    deadline = _deadline_zh(commitment, near)
    if deadline and _day_digits(deadline) and _day_digits(deadline) in task:
        deadline = ""
    task = _completed_zh(task)
    owner = tidy_zh(commitment.owner or "")
    if owner in brief.names or owner in task or owner in ("公司", "我们", "本公司", "我司"):
        owner = ""
    return Promise(task, deadline, owner, bool(_VERB_ZH.match(task)) and not _OWN_CLAUSE_ZH.search(task))


_OWN_CLAUSE_ZH = re.compile(r"必须|应当|一律|^(?:客户|用户|消费者|乘客|旅客|家长|学生|业主|会员)")
_COMPLETED_ZH = (
    (re.compile(r"(?:方案|报告|名单|结果|结论|说明|通报|清单|时间表|进度|进展)$"), "公布"),
    (re.compile(r"(?:排查|检查|培训|整改|评估|演练|核查|抽检|抽查|检测|审计|自查|复查)$"), "开展"),
    (re.compile(r"(?:善后|安抚|理赔)$"), "做好"),
)


def _completed_zh(task: str) -> str:
    """Return a task that is only a noun phrase with the verb that people mean by it."""
    if (
        _VERB_ZH.match(task)
        or _OWN_CLAUSE_ZH.search(task)
        or re.search(r"[，；]|由|完成|将|已|公布|公开|发布|开展|向.{1,10}(?:通报|说明|公告|反馈)", task)
    ):
        return task
    return next((verb + task for ending, verb in _COMPLETED_ZH if ending.search(task)), task)


def _deadline_zh(commitment: Commitment, near: datetime) -> str:
    if commitment.due is None:
        return ""
    if commitment.due_at is not None:
        return f"于{say_moment(commitment.due_at, chinese=True, near=near)}前"
    words = re.sub(r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda d: _iso_day(d, near), tidy_zh(commitment.due))
    if words.startswith(("于", "在", "从", "自")):
        return words
    if words.endswith("起"):
        return f"从{words}"
    if re.search(r"\d{1,2}[月日号时点]$", words):
        return f"于{words}前"
    return f"于{words}" if words.endswith("前") else f"在{words}" if words.endswith(("内", "后")) else words


def _en(commitment: Commitment, brief: Brief, near: datetime) -> Promise:
    task = re.sub(r"\s+", " ", commitment.text.strip()).rstrip(".;, ")
    task = re.sub(r"^(?:we|the company|it)(?: will|'ll) |^(?:will|to) ", "", task, flags=re.IGNORECASE)
    first = re.split(r"[\s,]", task, maxsplit=1)[0].lower()
    verb = first in _BASE_VERBS_EN and not re.match(r"\w+ (?:of|on|about)\b", task)
    owner = (commitment.owner or "").strip()
    if owner in brief.names or owner.lower() in ("the company", "we", "us"):
        owner = ""
    if owner and owner[0].islower() and not owner.startswith(("the ", "our ", "a ")):
        owner = f"the {owner}"
    deadline = _deadline_en(commitment, brief, near)
    if deadline and deadline.split(" ", 1)[-1] in task:
        deadline = ""
    if verb or _COMMON_EN.match(task):
        task = task[:1].lower() + task[1:]
    return Promise(task, deadline, owner, verb)


_COMMON_EN = re.compile(
    r"(?:Independent|Relief|Letters?|Refunds?|Review|Full|Free|Compensation|New|Weekly|Monthly|Daily|Return|Replacement|Training|Additional"
    r"|An?|The|Two|Three|Four|Regular|Public|Support|Payment|Results?|Report|Inspection|Second|No|All|Every) "
)


def _deadline_en(commitment: Commitment, brief: Brief, near: datetime) -> str:
    if commitment.due is None:
        return ""
    if commitment.due_at is not None:
        moment = say_moment(
            commitment.due_at, chinese=False, near=near, jurisdiction=brief.incident.jurisdiction
        )
        return f"by {moment}"
    words = commitment.due.strip()
    fits = re.match(
        r"(?:by|from|within|before|on|in|immediately|effective|after|until|every|starting|no later|at|today|now)\b",
        words,
        re.IGNORECASE,
    )
    return words[:1].lower() + words[1:] if fits else f"by {words}"


def _iso_day(found: re.Match[str], near: datetime) -> str:
    year, month, day = (int(part) for part in found.groups())
    return ("" if year == near.year else f"{year}年") + f"{month}月{day}日"


def _day_digits(deadline: str) -> str:
    found = re.search(r"\d{1,2}月\d{1,2}日", deadline)
    return found.group() if found else ""
