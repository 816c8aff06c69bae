"""How long the fact lock takes: a two-page statement against a brief of sixty facts, warm, one core.

The aim is a median under 20 ms. Run: ``python -m benchmarks.facts_speed [--rounds N]``
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
import tracemalloc
from datetime import datetime, timedelta

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

_PAGES = 2
_CHARACTERS = {"zh": 1400, "en": 6000}
"""Characters in two pages of A4 with 12-point type and headings."""


def brief_of_sixty(language: str) -> Brief:
    """Return a made-up brief with sixty facts of all statuses."""
    start = datetime.fromisoformat("2026-06-01T08:00+08:00")
    facts = []
    for n in range(60):
        day = start + timedelta(hours=7 * n)
        status = ("confirmed", "confirmed", "confirmed", "unconfirmed", "confidential", "denied")[n % 6]
        text = (
            f"{day.month}月{day.day}日{day.hour}时，第{n + 4}号站点收到{n + 11}起投诉，{n + 3}名用户退回X{n}型设备{n * 37 + 12}台，金额{n * 3 + 2}万元"
            if language == "zh"
            else f"On {day.day} June at {day.hour}:00 depot {n + 4} had {n + 11} complaints; {n + 3} customers sent back {n * 37 + 12} units of model X{n}, worth £{n * 3 + 2} million"
        )
        facts.append({"id": f"f{n}", "text": text, "status": status})
    return Brief.model_validate(
        {"id": "sixty", "organisation": "Meridian" if language == "en" else "远星", "language": "en" if language == "en" else "zh-CN",
         "issued_at": "2026-06-20T09:00+08:00", "facts": facts}
    )  # fmt: skip


def measure(language: str, rounds: int) -> tuple[float, int]:
    """Return the median seconds of one review, and the bytes by which memory grew over the rounds."""
    brief = brief_of_sixty(language)
    body = "\n".join(
        fact.text + ("。" if language == "zh" else ".") for fact in brief.facts if fact.status == "confirmed"
    )
    text = (body * 4)[: _CHARACTERS[language]]
    passages = [Passage(f"{text}{n}", "zh" if language == "zh" else "en", brief=brief) for n in range(4)]
    for passage in passages:
        list(check(passage))
    taken = []
    for n in range(rounds):
        began = time.perf_counter()
        list(check(Passage(passages[n % 4].text, passages[n % 4].language, brief=brief)))
        taken.append(time.perf_counter() - began)
    tracemalloc.start()
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    for n in range(rounds):
        list(check(Passage(f"{text}{n}", passages[0].language, brief=brief)))
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return statistics.median(taken), grown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    for language in ("zh", "en"):
        median, grown = measure(language, rounds)
        print(
            f"{language}: median {median * 1000:.1f} ms for {_PAGES} pages x 60 facts; memory +{grown / 1024:.0f} KiB over {rounds} texts"
        )


if __name__ == "__main__":
    main()
