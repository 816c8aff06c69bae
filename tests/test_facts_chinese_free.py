"""A library's burst sprinkler: what a Chinese spokesperson says freely of it, and the same with one thing changed."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

LIBRARY = Brief.model_validate(
    {
        "id": "library",
        "organisation": "沅安图书馆",
        "kind": "update",
        "issued_at": "2026-09-18T16:00+08:00",
        "facts": [
            {"id": "f1", "text": "9月16日22时50分，3号书库的喷淋管爆裂，9月17日2时24分关阀", "status": "confirmed"},
            {"id": "f2", "text": "浸湿图书8400册，其中6720册已送沅安市档案馆冷冻，剩余1680册在馆内晾干", "status": "confirmed"},
            {"id": "f3", "text": "3号书库长2640厘米，库内湿度最高83%，规定湿度为45%至60%，温度最高31℃", "status": "confirmed"},
            {"id": "f4", "text": "当晚值班的有6名员工，没有人员受伤", "status": "confirmed"},
            {"id": "f5", "text": "副馆长岑望舒23时10分到场指挥，保洁员柳阿姨最先发现漏水", "status": "confirmed"},
            {"id": "f6", "text": "9月17日9时向市文旅局报告，10时30分澄铠消防工程公司的人员到场检查", "status": "confirmed"},
            {"id": "f7", "text": "210名读者预约的座位被取消，每人退还座位费12元，已退168人", "status": "confirmed"},
            {"id": "f8", "text": "5辆停在书库外的自行车被水泡了，车主都已联系上", "status": "confirmed"},
            {"id": "f9", "text": "喷淋管2019年5月安装，系统重复报警，没有人处理", "status": "confirmed"},
            {"id": "f10", "text": "管道爆裂与水压突增有关", "status": "unconfirmed"},
            {"id": "r1", "text": "有读者被困在书库里触电", "status": "denied", "evidence": ["f4"]},
        ],
        "commitments": [
            {"id": "c1", "text": "更换3号书库的全部喷淋管", "owner": "后勤保障部", "due": "2026-10-20"},
            {"id": "c2", "text": "公布图书修复进度", "owner": "典藏部", "due": "2026-09-30"},
            {"id": "c3", "text": "退还其余42名读者的座位费", "owner": "读者服务部", "due": "2026-09-22"},
        ],
        "contacts": [{"label": "读者热线", "value": "0738-000-6600", "hours": "9时至17时"}],
    }
)  # fmt: skip


def found(text: str) -> list[str]:
    return [
        finding.match
        for finding in check(Passage(text, "zh", brief=LIBRARY))
        if finding.severity in {"error", "warning"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        # lengths of time in two units, in halves, in weeks
        "从爆管到关阀，前后三个小时三十四分。",
        "水流了三个半小时才关上。",
        # the hour as it is spoken
        "那天夜里差十分十一点，3号书库的喷淋管爆了。",
        # tens of a share, and of what is left
        "浸湿的书里，八成已经送去冷冻。",
        "湿了八千四百册书，剩下的两成在馆里晾着。",
        "到今天，八成的读者已经拿到退的座位费。",
        # a price for so many, and what has been paid together
        "每人退12元，一家三口就是36元。",
        "已经退了168人，2016元。",
        # how far two amounts lie apart, another unit, tenths of a measure
        "湿度最高83%，库里最热31度。这间书库长近三十米，说准了是二十六米四。",
        # a year of two figures, things done twice, people counted by what is theirs
        "这根管子是一九年五月装的，用了七年多。系统报了两次警，都没有人处理。",
        "五位车主我们都联系上了。",
        # what asks, wishes or cares states nothing
        "问：我明天还能去看书吗？\n答：可以。",
        "问：有人说有读者触电住院了。\n答：没有的事。",
        "原因不复杂，说出来也丢人：系统反复报警，没有人管。",
        "当晚值班的六位同事全部平安。",
        "我们想了两种办法抢救这些书。",
        "三件事要说明：第一，书在抢救。第二，钱在退。第三，管子要换。",
        # names, shortened or with their numbers in words
        "三号书库的管子，后勤保障部10月20日前全部换掉。",
        "岑望舒副馆长当晚到场指挥，最先发现漏水的是柳阿姨。",
        "第二天上午九点，我们报告了文旅局。",
        "澄铠公司的人上午10点半到场检查。",
        "典藏部月底前公布修复进度，读者服务部22号前把钱退完。",
        "若您预约的座位被取消，请拨读者热线。",
    ],
)
def test_free_but_true(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("从爆管到关阀，前后三个小时四十七分。", "三个小时四十七分"),
        ("水流了五个半小时才关上。", "五个半小时"),
        ("那天夜里差十分九点，3号书库的喷淋管爆了。", "差十分九点"),
        ("浸湿的书里，七成已经送去冷冻。", "七成"),
        ("每人退12元，一家三口就是63元。", "63元"),
        ("已经退了168人，2160元。", "2160元"),
        ("说准了，书库长三十六米四。", "三十六米四"),
        ("这根管子是一六年五月装的。", "一六年五月"),
        ("五间书库的喷淋管都爆了。", "五间"),
        ("七位车主我们都联系上了。", "七位"),
        ("七号书库的管子要换。", "七号"),
        ("副馆长岑望书当晚到场指挥。", "岑望书"),
        ("副馆长程望舒当晚到场指挥。", "程望舒"),
        ("馆长岑望舒当晚到场指挥。", "馆长"),
        ("最先发现漏水的是刘阿姨。", "刘阿姨"),
        ("第二天上午九点，我们报告了公安局。", "公安局"),
        ("澄恺消防工程公司的人上午10点半到场检查。", "澄恺"),
        ("读者服务部月底前公布修复进度。", "读者服务部"),
        ("管子由典藏部在10月20日前全部换掉。", "典藏部"),
        ("湿书送到了县档案馆冷冻。", "县档案馆"),
    ],
)
def test_one_thing_changed(text: str, words: str) -> None:
    assert any(words in match or match in words for match in found(text))


def test_a_name_with_a_word_for_a_condition_in_it_makes_no_condition() -> None:
    brief = LIBRARY.model_copy(
        update={
            "facts": (
                *LIBRARY.facts[:4],
                LIBRARY.facts[4].model_copy(update={"text": "馆长秦若谷23时10分到场指挥"}),
            )
        }
    )
    findings = check(Passage("馆长秦若古23时10分到场指挥。", "zh", brief=brief))
    assert "秦若古" in [finding.match for finding in findings]


def test_no_text_stops_the_reading() -> None:
    assert isinstance(found("海关，关，各海关。差一刻，零点，三四，百分之零点。"), list)


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    brief = Brief.model_validate(
        {
            "id": "hk-ferry",
            "organisation": "海港渡輪",
            "language": "zh-HK",
            "issued_at": "2026-04-02T21:00+08:00",
            "facts": [
                {"id": "f1", "text": "4月2日18時05分，渡輪觸碰碼頭，11名乘客受傷送院", "status": "confirmed"}
            ],
        }
    )
    true = "渡輪今日傍晚6點05分觸碰碼頭，十一名乘客受傷，已送醫院。"
    assert list(check(Passage(true, "zh", brief=brief))) == []
    moved = true.replace("6點05分", "7點05分")
    assert {f.match for f in check(Passage(moved, "zh", brief=brief))} & {"7點05分", "傍晚7點05分", "7"}


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("每位乘客退船费24.8元", "船费每位退24元8角。"),
        ("品控部将21款商品送检", "同场21款商品全部送检，由品控部负责。"),
    ],
)
def test_sums_in_jiao_and_words_for_all_are_no_other_figures_or_names(fact: str, text: str) -> None:
    brief = Brief.model_validate(
        {
            "id": "b",
            "organisation": "柚巷公司",
            "issued_at": "2026-04-02T21:00+08:00",
            "facts": [{"id": "f1", "text": fact, "status": "confirmed"}],
        }
    )
    assert [
        f.message for f in check(Passage(text, "zh", brief=brief)) if f.rule != "facts.unsupported_act"
    ] == []


def test_a_sum_in_jiao_is_held_to_the_brief() -> None:
    brief = Brief.model_validate(
        {
            "id": "b",
            "organisation": "柚巷公司",
            "issued_at": "2026-04-02T21:00+08:00",
            "facts": [{"id": "f1", "text": "每位乘客退船费24.8元", "status": "confirmed"}],
        }
    )
    assert list(check(Passage("船费每位退24元6角。", "zh", brief=brief)))


AQUARIUM = Brief.model_validate(
    {
        "id": "aquarium",
        "organisation": "花汐水族館",
        "language": "zh-TW",
        "kind": "update",
        "channel": "xiaohongshu",
        "issued_at": "2026-08-14T16:00+08:00",
        "facts": [
            {
                "id": "f1",
                "text": "8月13日14時20分，企鵝館過濾機房冒煙，疏散遊客312人，無人受傷",
                "status": "confirmed",
            },
            {"id": "f2", "text": "15隻企鵝移至備用池，獸醫檢查後均無異常", "status": "confirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "公布檢查結果", "owner": "花汐水族館", "due": "2026-08-18T18:00+08:00"},
            {"id": "c2", "text": "全額退還當日門票", "owner": "票務組", "due": "2026-08-20"},
        ],
    }
)


def test_to_leave_the_house_names_no_other_house() -> None:
    text = "企鵝館的過濾機房昨天下午兩點二十分冒煙，我們請三百多位遊客離館，沒有人受傷。"
    assert list(check(Passage(text, "zh", brief=AQUARIUM))) == []


def test_what_is_offered_instead_stands_in_the_characters_of_the_brief() -> None:
    found = list(check(Passage("企鵝館疏散遊客321人。", "zh", brief=AQUARIUM)))
    assert [finding.suggestion for finding in found] == ["312人"]
    found = list(check(Passage("花汐水族館票務處將於8月20日前全額退還當日門票。", "zh", brief=AQUARIUM)))
    assert all("票务" not in (finding.suggestion or "") + finding.message for finding in found)


def test_a_day_of_the_brief_is_told_as_people_say_it() -> None:
    found = list(check(Passage("當日門票18日前全額退還。", "zh", brief=AQUARIUM)))
    assert ["8月20日" in finding.message for finding in found] == [True]


def test_words_that_rest_on_nothing_are_named_in_the_characters_of_the_text() -> None:
    messages = [found.message for found in check(Passage("設備廠商偷工減料。", "zh", brief=AQUARIUM))]
    assert any("廠商" in message for message in messages), messages
