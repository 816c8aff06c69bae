"""The sentences of one statement out of building blocks: each element's frame filled with the brief's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from drafting.brief import Brief, Commitment, EarlierStatement, Fact
from drafting.evidence import evidence_of
from drafting.messages import language_of
from drafting.moments import say_moment
from drafting.plan import Plan, PlannedElement
from drafting.sentences import sentence_spans
from drafting.statement import Posture, Sentence
from drafting.writers.frames import VOICES, frame_book
from drafting.writers.must_say import must_say_flags
from drafting.writers.phrasing import as_sentence, is_in_language, tidy_zh
from drafting.writers.promises import promise_of
from drafting.writers.rumour import rumour_of

_UNWELL = re.compile(
    r"不适|呕吐|腹泻|腹痛|过敏|发热|头晕|\bunwell\b|\bill\b|\bsick|\bvomit|\ballergic", re.IGNORECASE
)
_OUR_DEED = re.compile(
    r"^((?:已|正在?|均已)(?:经|于|将|对|向|从|在)?(?:全部|全面|紧急|立即|第一时间)?(?:停售|下架|召回|报警|报案|暂停|停止|封存|成立|启动|联系"
    r"|安排|通知|报告|上报|退款|停业|停用|停职|委托|道歉|致歉|送检|组织|关闭|开通|更换|排查|派|约谈|整改))"
)
_STARTS_WITH_TIME = re.compile(r"(?:截至|截止|自|从|当[日天晚]|随[即后]|事发|接[报到]|目前|现已|经|据|\d)")


class BlockSentences:
    """One statement being put together: brief and plan, with the values of every placeholder."""

    def __init__(self, brief: Brief, plan: Plan) -> None:
        self.brief, self.plan = brief, plan
        self.language = language_of(plan.language)
        self.chinese = self.language == "zh"
        self.voice = VOICES[plan.channel]
        self.near = brief.issued_at or datetime.now(UTC).astimezone()
        self.frames = frame_book(self.language)
        self.facts = {fact.id: fact for fact in brief.facts}
        self.commitments = {commitment.id: commitment for commitment in brief.commitments}
        self.foreign = [
            fact.id
            for fact in brief.facts_with("confirmed")
            if not is_in_language(fact.text, chinese=self.chinese)
        ]
        self.earlier_time = self._time_of(brief.earlier)
        self.flags = self._flags()
        self.dated: set[object] = set()

    def element(self, element: PlannedElement) -> tuple[Sentence, ...]:
        """Return the sentences of one planned element."""
        match element.name:
            case "facts":
                return self._facts(element, "lead_facts") or self.framed("no_facts", element.posture)
            case "action":
                return self._facts(element, "lead_action")
            case "remedy":
                return (*self._facts(element, "lead_remedy"), *self._promises(element))
            case "prevention":
                return self._promises(element)
            case "next_update":
                return self._promises(element) or self._no_news(element)
            case "denial":
                return self._denials(element)
            case "contact":
                return self._contact(element)
            case "advice":
                return self._advice(element)
            case "correction":
                return self._correction(element)
            case "unknown":
                return self.framed("unknown", element.posture, element.facts, self._topics(element))
            case _:
                hurt = self.plan.deaths or self.plan.injuries or "unwell" in self.flags
                binds = tuple(i for i in element.facts if hurt and i not in self.foreign)
                return self.framed(element.name, element.posture, binds, {"fear": self._hint(element)})

    def framed(
        self,
        name: str,
        posture: Posture,
        binds: Iterable[str] = (),
        values: dict[str, str] | None = None,
        flags: Iterable[str] = (),
        element: str | None = None,
        seed: str = "",
    ) -> tuple[Sentence, ...]:
        """Return an element's frame, filled and cut into sentences."""
        every = self.flags | set(flags) | {flag for flag, value in (values or {}).items() if value}
        frame = self.frames.choose(
            name, self.plan.kind, self.voice, every, self.brief.id + seed, self.brief.must_say
        )
        known = {
            "subject": self.plan.subject,
            "group": self.plan.group,
            "organisation": self.brief.organisation,
            "earlier_time": self.earlier_time,
        }
        text = re.sub(r"\s{2,}", " ", frame.format_map({**known, **(values or {})})).strip()
        return self._cut(text, element or name, posture, tuple(binds))

    def _cut(self, text: str, element: str, posture: Posture, binds: tuple[str, ...]) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(text=text[a:b], element=element, posture=posture, binds=binds)
            for a, b in sentence_spans(text)
        )

    def _flags(self) -> set[str]:
        plan, brief = self.plan, self.brief
        told = " ".join(f.text for f in brief.facts_with("confirmed"))
        truths = {
            "deaths": plan.deaths,
            "injuries": plan.injuries,
            "casualties": plan.casualties,
            "unwell": plan.casualties and not plan.injuries and bool(_UNWELL.search(told)),
            "subject": bool(plan.subject),
            "rumour": brief.incident.type == "rumour_attack",
            "preventable": plan.at_fault,
            "denial": plan.element("denial") is not None,
            "earlier_time": bool(self.earlier_time),
        }
        return {name for name, holds in truths.items() if holds}

    def _home(self, flags: set[str]) -> str:
        """Words of feeling stand with the care; everything else stands before the next update."""
        if flags & {"is_feeling", "is_sympathy", "is_apology", "is_regret", "is_apology_act"}:
            return next((name for name in ("apology", "care") if self.plan.element(name)), "must_say")
        return "must_say"

    @property
    def mourned(self) -> str:
        """Whom sympathy is owed to: never the public at large where somebody was hurt."""
        if not self.chinese:
            return self.plan.group
        if self.plan.deaths:
            return "遇难者家属" + ("和伤者" if self.plan.injuries else "")
        return "受伤人员及其家属" if self.plan.injuries else self.plan.group

    def _time_of(self, earlier: Iterable[EarlierStatement]) -> str:
        dated = [e.published_at for e in earlier if e.published_at]
        if not dated:
            return ""
        jurisdiction = self.brief.incident.jurisdiction
        return say_moment(max(dated), chinese=self.chinese, near=self.near, jurisdiction=jurisdiction)

    def _hint(self, element: PlannedElement) -> str:
        if not element.hints:
            care = self.plan.element("care")
            hints = care.hints if care else self.plan.fears
        else:
            hints = element.hints
        return hints[sum(self.brief.id.encode()) % len(hints)] if hints else ""

    def _facts(self, element: PlannedElement, lead: str) -> tuple[Sentence, ...]:
        sentences: list[Sentence] = []
        opening = self.frames.choose(lead, self.plan.kind, self.voice, self.flags, self.brief.id)
        for fact in self._usable(element.facts):
            text = as_sentence(
                fact, self.brief, chinese=self.chinese, near=self.near, dated=fact.as_of not in self.dated
            )
            self.dated.add(fact.as_of)
            leads = (
                opening and not sentences and not (lead == "lead_action" and _STARTS_WITH_TIME.match(text))
            )
            text = self._with_subject(text) if lead == "lead_action" else text
            if leads and not text.startswith(("经", "据", "目前")):
                text = opening + text
            sentences.extend(self._cut(text, element.name, element.posture, (fact.id,)))
        return tuple(sentences)

    def _with_subject(self, text: str) -> str:
        """Return a Chinese action that was noted without a subject as something that we did."""
        return re.sub(_OUR_DEED, r"我们\1", text, count=1) if self.chinese else text

    def _usable(self, ids: Iterable[str]) -> list[Fact]:
        return [self.facts[i] for i in ids if i in self.facts and i not in self.foreign]

    def _promises(self, element: PlannedElement) -> tuple[Sentence, ...]:
        promised = (self.commitments[i] for i in element.facts if i in self.commitments)
        return tuple(s for c in promised for s in self._promise(c, element))

    def _promise(self, commitment: Commitment, element: PlannedElement) -> tuple[Sentence, ...]:
        if not is_in_language(commitment.text, chinese=self.chinese):
            return ()
        promise = promise_of(commitment, self.brief, chinese=self.chinese, near=self.near)
        if promise.kept:
            done = Fact(id=commitment.id, text=commitment.text, status="confirmed")
            text = as_sentence(done, self.brief, chinese=self.chinese, near=self.near)
            return self._cut(self._with_subject(text), element.name, element.posture, (commitment.id,))
        values = {
            "task": promise.task,
            "owner_bare": promise.owner_bare,
            "deadline": promise.deadline,
            "deadline_bare": promise.deadline_bare,
            "the_task": promise.the_task,
            "owner": promise.owner,
        }
        flags = {"verb"} if promise.verb else set()
        flags |= {"news"} if element.name == "next_update" else set()
        flags |= {"plain"} if "," not in promise.owner else set()
        sentences = self.framed(
            "promise", element.posture, (commitment.id,), values, flags, element.name, seed=commitment.id
        )
        return tuple(s.model_copy(update={"text": s.text[:1].upper() + s.text[1:]}) for s in sentences)

    def _no_news(self, element: PlannedElement) -> tuple[Sentence, ...]:
        return self.framed("next_update", element.posture, flags={"no_news"})

    def _denials(self, element: PlannedElement) -> tuple[Sentence, ...]:
        denied = [self.facts[i] for i in element.facts if self.facts[i].status == "denied"]
        evidence = self._usable(i for i in element.facts if self.facts[i].status == "confirmed")
        beside = " ".join(
            (*(f.text for f in self.brief.facts if f.id not in element.facts), *self.brief.audience)
        )
        stated = {i for e in self.plan.elements if e.name == "facts" for i in e.facts}
        sentences: list[Sentence] = []
        for place, fact in enumerate(denied):
            if not is_in_language(fact.text, chinese=self.chinese):
                continue
            linked = evidence_of(fact, self.brief)
            own = [e for e in evidence if e.id in linked and e.id not in stated]
            flags = {"stated"} if not own else set()
            flags |= {"single"} if place == 0 else set()
            said = "".join(as_sentence(e, self.brief, chinese=self.chinese, near=self.near) for e in own)
            values = {"rumour": rumour_of(fact, chinese=self.chinese, beside=beside), "evidence": said}
            binds = (fact.id, *(e.id for e in evidence if e.id in linked))
            sentences.extend(self.framed("denial", element.posture, binds, values, flags, seed=fact.id))
        return tuple(sentences)

    def _contact(self, element: PlannedElement) -> tuple[Sentence, ...]:
        if not self.brief.contacts:
            return ()
        hours = "（{}）" if self.chinese else " ({})"
        listed = [
            f"{c.label} {c.value}" + (hours.format(c.hours) if c.hours else "") for c in self.brief.contacts
        ]
        return self.framed(
            "contact",
            element.posture,
            element.facts,
            {"contacts": ("；" if self.chinese else "; ").join(listed)},
        )

    def _advice(self, element: PlannedElement) -> tuple[Sentence, ...]:
        hint = self._hint(element)
        return self.framed("advice", element.posture, element.facts, {"advice": hint}) if hint else ()

    def _correction(self, element: PlannedElement) -> tuple[Sentence, ...]:
        sentences: list[Sentence] = []
        for place, item in enumerate(element.hints):
            fact = self.facts[element.facts[place]]
            new = as_sentence(fact, self.brief, chinese=self.chinese, near=self.near).rstrip("。.")
            self.dated.add(fact.as_of)
            said = [e for e in self.brief.earlier if item in e.text]
            values = {"old": tidy_zh(item) if self.chinese else item, "new": new}
            values["earlier_time"] = self._time_of(said)
            binds = (fact.id, *(e.id for e in said))
            sentences.extend(self.framed("correction", element.posture, binds, values, seed=fact.id))
        return tuple(sentences)

    def _topics(self, element: PlannedElement) -> dict[str, str]:
        comma, last = ("、", "和") if self.chinese else (", ", " and ")
        topics = element.topics
        listed = comma.join((*topics[:-2], last.join(topics[-2:]))) if topics else ""
        return {"topics": listed, "is": "is" if len(topics) == 1 else "are"}

    def must_say(self, unmet: Sequence[tuple[str, ...]]) -> tuple[Sentence, ...]:
        """Return a sentence for each entry of must_say that nothing else carries."""
        sentences: list[Sentence] = []
        for entry in unmet:
            phrase, flags = must_say_flags(entry, self.brief, self.language)
            values = {
                "phrase": phrase,
                "feeling": re.sub("^(?:深感|倍感)", "", phrase),
                "mourned": self.mourned,
            }
            home = self._home(flags)
            said = self.framed("must_say", "inform", (), values, flags, home)
            sentences.extend(s.model_copy(update={"text": s.text[:1].upper() + s.text[1:]}) for s in said)
        return tuple(sentences)
