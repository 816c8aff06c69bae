"""What a text claims, in both languages: places, normal forms, and what is no claim at all."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.claims import Claim, read_claims
from drafting.messages import Language

ISSUED = datetime.fromisoformat("2026-11-20T15:00+08:00")
FIGURES = {"quantity", "money", "percent", "ratio", "date", "time", "duration", "phone", "identifier"}


def _read(text: str, language: Language, kind: str) -> list[str]:
    return [claim.value for claim in read_claims(text, language, ISSUED) if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "language", "kind", "values"),
    [
        ("收到2位用户反映", "zh", "quantity", ["2"]),
        ("二十三名乘客", "zh", "quantity", ["23"]),
        ("影响1.2万台设备", "zh", "quantity", ["12000"]),
        ("１２，５００件", "zh", "quantity", ["12500"]),
        ("三万五千六百户", "zh", "quantity", ["35600"]),
        ("23,417 people were affected", "en", "quantity", ["23417"]),
        ("nine complaints", "en", "quantity", ["9"]),
        ("two hundred and five passengers", "en", "quantity", ["205"]),
        ("赔付1.2亿元", "zh", "money", ["120000000"]),
        ("£4.7 million in total", "en", "money", ["4700000"]),
        ("百分之十八", "zh", "percent", ["18"]),
        ("三成门店", "zh", "percent", ["30"]),
        ("97 per cent of payments", "en", "percent", ["97"]),
        ("约三分之一的用户", "zh", "ratio", ["1/3"]),
        ("11月20日", "zh", "date", ["2026-11-20"]),
        ("2026-11-20", "zh", "date", ["2026-11-20"]),
        ("on 20 November", "en", "date", ["2026-11-20"]),
        ("Nov 20", "en", "date", ["2026-11-20"]),
        ("November 20th, 2026", "en", "date", ["2026-11-20"]),
        ("between 5 and 8 November", "en", "date", ["2026-11-05", "2026-11-08"]),
        ("昨晚", "zh", "date", ["2026-11-19"]),
        ("three days ago", "en", "date", ["2026-11-17"]),
        ("今早7点", "zh", "time", ["07:00"]),
        ("下午3点半", "zh", "time", ["15:30"]),
        ("昨晚10时05分", "zh", "time", ["22:05"]),
        ("at 6:20 p.m.", "en", "time", ["18:20"]),
        ("18：00前", "zh", "time", ["18:00"]),
        ("24小时内", "zh", "duration", ["86400"]),
        ("15个工作日", "zh", "duration", ["15"]),
        ("within three days", "en", "duration", ["259200"]),
        ("客服热线400-000-0000", "zh", "phone", ["4000000000"]),
        ("+353 1 555 0164", "en", "phone", ["35315550164"]),
        ("修订版连演了二十五场", "zh", "quantity", ["25"]),
        ("学员来自八十六国", "zh", "quantity", ["86"]),
        ("门票共收八千零四十万。", "zh", "quantity", ["80400000"]),
        ("本市排到第23。", "zh", "quantity", ["23"]),
        ("打1-6660318也行", "zh", "phone", ["16660318"]),
        ("call 021-55501234", "en", "phone", ["02155501234"]),
        ("报告编号SJ-2026-1147", "zh", "identifier", ["SJ20261147"]),
        ("flight NL482", "en", "identifier", ["NL482"]),
        ("写信到kf@yunshan.example", "zh", "email", ["kf@yunshan.example"]),
        ("九成四的房间，两成多的住户，半成费用", "zh", "percent", ["94", "20", "5"]),
        ("one guest in six, and seven in ten of the rooms", "en", "ratio", ["1/6", "7/10"]),
        ("two guests in ten rooms", "en", "ratio", []),
        ("three fifths of the cost", "en", "ratio", ["3/5"]),
        ("每十位乘客中有三位", "zh", "ratio", ["3/10"]),
        ("1.2万小时", "zh", "duration", ["43200000"]),
        ("等了三刻钟", "zh", "duration", ["2700"]),
        ("a quarter of an hour", "en", "duration", ["900"]),
        ("two hours and a half", "en", "duration", ["9000"]),
        ("历时三个多月", "zh", "duration", ["3"]),
        ("half a million euros", "en", "money", ["500000"]),
        ("700 pounds of chlorine", "en", "money", []),
        ("by six in the evening", "en", "time", ["18:00"]),
        ("on Tuesday at 11.", "en", "time", ["11:00?"]),
        ("枫林路8号、10号、12号", "zh", "address", ["8 枫林路", "10 枫林路", "12 枫林路"]),
        ("open at 14 Quarry St, BS3 2LT", "en", "address", ["14 quarry street", "bs32lt"]),
        ("pumps 1, 4 and 6 are off", "en", "identifier", ["PUMP 1", "PUMP 4", "PUMP 6"]),
        ("升级到5.12.3版", "zh", "identifier", ["5.12.3"]),
        ("zone us-west-4 failed", "en", "identifier", ["USWEST4"]),
        ("手册第12页", "zh", "identifier", ["PAGE 12"]),
        ("2 December", "en", "date", ["2026-12-02"]),
        ("on 30 January", "en", "date", ["2027-01-30"]),
        ("详见https://www.yunshan.example/a。", "zh", "url", ["yunshan.example/a"]),
    ],
)
def test_normal_forms(text: str, language: Language, kind: str, values: list[str]) -> None:
    assert _read(text, language, kind) == values


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我们第一时间启动核查，一定给大家一个交代。", "zh"),
        ("一方面安抚用户，另一方面配合调查，十分抱歉。", "zh"),
        ("1. 立即停用\n2、联系客服", "zh"),
        ("千万不要自行拆解。", "zh"),
        ("给大家带来一些不便，我们一直在努力。", "zh"),
        ("请看第3条和§4。", "zh"),
        ("No one should have to worry. One of our teams is on its way.", "en"),
        ("First and foremost, we are sorry.", "en"),
        ("1) Stop using it.\n2) Call us.", "en"),
        ("See section 4 of the notice.", "en"),
        ("双十一照常营业。", "zh"),
        ("以防万一。", "zh"),
        ("安全第一。", "zh"),
        ("还有一种说法。", "zh"),
    ],
)
def test_numerals_that_claim_nothing(text: str, language: Language) -> None:
    assert [claim for claim in read_claims(text, language, ISSUED) if claim.kind in FIGURES] == []


def _only(text: str, language: Language, kind: str) -> Claim:
    return next(claim for claim in read_claims(text, language, ISSUED) if claim.kind == kind)


def test_a_figure_knows_what_it_counts() -> None:
    assert "complaint" in _only("收到5起投诉", "zh", "quantity").counts
    assert "injured" in _only("造成5人受伤", "zh", "quantity").counts
    assert "injured" in _only("five people were injured", "en", "quantity").counts


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("约200人", "zh", "about"),
        ("超过200人", "zh", "over"),
        ("200余人", "zh", "over"),
        ("近200人", "zh", "under"),
        ("未超过200人", "zh", "at_most"),
        ("more than 200 people", "en", "over"),
        ("nearly 200 people", "en", "under"),
        ("200人", "zh", ""),
    ],
)
def test_bounds(text: str, language: Language, bound: str) -> None:
    assert _only(text, language, "quantity").bound == bound


@pytest.mark.parametrize(
    ("text", "language", "moods"),
    [
        ("目前没有人员受伤。", "zh", {"negated"}),
        ("我们已召回该批产品。", "zh", set()),
        ("我们将召回该批产品。", "zh", {"future"}),
        ("是否召回正在核实。", "zh", {"hedged", "question"}),
        ("No injuries have been reported.", "en", {"negated"}),
        ("We will recall the kettles.", "en", {"future"}),
        ("We are investigating whether anyone was injured.", "en", {"hedged", "question"}),
    ],
)
def test_moods_of_acts(text: str, language: Language, moods: set[str]) -> None:
    assert set(_only(text, language, "act").moods) == moods


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("下午四点多", "zh", "over"),
        ("晚上7点左右", "zh", "about"),
        ("将近九点", "zh", "under"),
        ("shortly after 6 a.m.", "en", "over"),
        ("just before noon", "en", "under"),
        ("at about 2.30 p.m.", "en", "about"),
    ],
)
def test_how_loosely_a_time_is_said(text: str, language: Language, bound: str) -> None:
    assert _only(text, language, "time").bound == bound


def test_a_part_counts_what_its_whole_counts() -> None:
    assert _only("Nine of the hotel's forty rooms were flooded", "en", "quantity").noun == "rooms"


PIECES = st.sampled_from(
    ["5起投诉", "１２人", "11月20日", "昨晚10点", "👩‍👩‍👧", "é", "\r\n", "\u3000", "£4.7 million", "No. 5", "100%", "“", "”",
     "K3", "400-000-0000", "，", "。", "已召回", "nine", "𠀀", "\x00", "(1)", "八亿", "W", "-", "9" * 40, "2026-99-99", "梅岭路4号", "、6号", "e\u0301", "🇨🇳", "七成", "半", "刻钟", "12 Mill Lane", "LS1 4DY",
     "line 2 and 5", " half past ", "one in ", "第3页", "v1.2.3", "\ud7ff", "½", "٣", "४"]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=14), st.sampled_from(["zh", "en"]))
@settings(max_examples=150, deadline=None)
def test_places_always_select_the_words(pieces: list[str], language: Language) -> None:
    text = "".join(pieces)
    for claim in read_claims(text, language, ISSUED):
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.text


@given(
    st.lists(
        st.sampled_from(
            [
                "收到",
                "12",
                "起投诉",
                ",",
                "3%",
                "K3",
                "8:00",
                "11月20日",
                "(",
                ")",
                "1.5万元",
                "和",
                "柳荫路9号",
                "3号楼",
                "六成二",
                "约",
                "2.1.0版",
                "一刻钟",
                "下午3点多",
            ]
        ),
        max_size=12,
    )
)
@settings(max_examples=80, deadline=None)
def test_full_width_forms_claim_the_same(pieces: list[str]) -> None:
    narrow = "".join(pieces)
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in narrow)

    def shape(text: str) -> list[tuple[str, int, int, str]]:
        return [(c.kind, c.start, c.end, c.value) for c in read_claims(text, "zh", ISSUED)]

    assert shape(narrow) == shape(wide)
