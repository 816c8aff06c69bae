"""Which of a brief's audiences are the people concerned, to be addressed and apologised to."""

from __future__ import annotations

import re

_NOT_CONCERNED = re.compile(
    r"媒体|记者|监管|主管部门|政府|投资|股东|加盟|经销|渠道商|赞助|合作|网友|粉丝|公众|社会各界|教职工"
    r"|\bmedia\b|\bpress\b|\bregulator|\binvestor|\bshareholder|\bpublic\b|\bjournalist|\bgovernment|\bauthorit|\bretailers?\b|\bdealers?\b|\bpartners?\b|\bsponsors?\b",
    re.IGNORECASE,
)


def is_people(audience: str) -> bool:
    """Return whether an audience is people who may be affected, not those who report, supervise or invest."""
    return not _NOT_CONCERNED.search(audience)


def is_stakeholder(audience: str) -> bool:
    """Return whether an audience may be concerned where no other is named, such as a broker's investors."""
    return bool(
        re.search(r"投资者|粉丝|股东|\binvestors?\b|\bshareholders?\b|\bfans\b", audience, re.IGNORECASE)
    )


def is_chinese(text: str) -> bool:
    """Return whether a name of an audience is written in Chinese."""
    return bool(re.search(r"[\u4e00-\u9fff]", text))
