"""The desk in a real Chromium: a brief is typed, the statement appears with what it rests on, files come down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

from drafting.settings import Settings
from drafting.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

BRIEF = """
id: browser-1
organisation: 青禾食品
kind: holding
channel: weibo
issued_at: 2026-10-12T09:30+08:00
facts:
  - {id: f1, text: 10月11日收到3名顾客反映酸奶有异味, status: confirmed}
  - {id: f2, text: 怀疑冷链断了4小时, status: unconfirmed}
  - {id: f3, text: <img src=x onerror="document.title='hacked'">已暂停销售该批酸奶, status: confirmed}
commitments:
  - {id: c1, text: 公布检测结果, owner: 质量部, due: 2026-10-13T18:00+08:00}
contacts:
  - {label: 客服热线, value: 400-000-0001}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    import ui

    with Workspace(Settings(model="none", home=tmp_path_factory.mktemp("home"))) as workspace:
        app = ui.build_app(workspace)
        _, url, _ = ui.launch(app, "127.0.0.1", None)
        yield url
        app.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield opened
        opened.close()


def opened(browser: Browser, address: str, locale: str = "zh-CN") -> Page:
    page = browser.new_context(locale=locale, viewport={"width": 1400, "height": 1000}).new_page()
    page.set_default_timeout(60_000)
    page.goto(address)
    page.wait_for_selector("#draft_button")
    return page


def drafted(page: Page, brief: str) -> None:
    page.fill("#brief textarea", brief)
    page.click("#draft_button")
    page.wait_for_selector("#status .candor-pass, #status .candor-fail")


def test_a_typed_brief_becomes_a_statement_bound_to_its_facts(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = opened(browser, address)
    drafted(page, BRIEF)
    sentences = page.locator("#sentences").inner_text()
    assert "10月11日收到3名顾客反映酸奶有异味" in sentences and "冷链" not in sentences.split("依据")[0]
    assert page.locator("#sentences .candor-chip", has_text="c1").count() == 1
    assert "检查通过" in page.locator("#status").inner_text()
    for button, suffix in (
        ("#download_text", ".txt"),
        ("#download_docx", ".docx"),
        ("#download_json", ".json"),
    ):
        with page.expect_download() as download:
            page.click(button)
        download.value.save_as(tmp_path / f"s{suffix}")
        assert download.value.suggested_filename.endswith(suffix)
    text = (tmp_path / "s.txt").read_text(encoding="utf-8")
    written = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    paragraphs = "\n".join(p.text for p in docx.Document(str(tmp_path / "s.docx")).paragraphs)
    assert "客服热线 400-000-0001" in text and written["review"]["verdict"] == "pass"
    assert "10月13日18时前" in paragraphs


def test_what_a_fact_holds_is_shown_as_text_never_run_as_markup(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    drafted(page, BRIEF)
    assert page.title() != "hacked"
    assert page.locator("#sentences img").count() == 0
    assert "<img" in page.locator("#sentences").inner_text()


def test_a_damaged_brief_is_explained_and_nothing_typed_is_lost(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    damaged = BRIEF.replace("status: unconfirmed", "status: maybe")
    drafted(page, damaged)
    told = page.locator("#status").inner_text()
    assert "status" in told and "9" in told
    assert page.input_value("#brief textarea").strip() == damaged.strip()


def test_the_page_speaks_the_browsers_language_and_asks_nobody_else(browser: Browser, address: str) -> None:
    page = browser.new_context(locale="en-GB").new_page()
    outside: list[str] = []
    page.on(
        "request",
        lambda r: (
            outside.append(r.url)
            if "127.0.0.1" not in r.url and not r.url.startswith(("data:", "blob:"))
            else None
        ),
    )
    page.goto(address)
    page.wait_for_selector("#draft_button")
    page.wait_for_function("document.querySelector('#draft_button').innerText.includes('Draft')")
    page.click("#draft_button")
    page.wait_for_selector("#status .candor-fail")
    assert "Type, paste or upload a brief first." in page.locator("#status").inner_text()
    assert outside == []


def test_nothing_of_a_draft_stays_in_the_browser(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    drafted(page, BRIEF)
    kept: Any = page.evaluate("JSON.stringify({...localStorage})")
    assert "酸奶" not in kept


def test_a_pasted_text_is_reviewed_with_its_faults_marked(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.get_by_role("tab", name="核对").click()
    page.fill("#text textarea", "如果给您带来不便，敬请谅解。如有疑问请致电400-000-0001。")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#review_status .candor-fail")
    assert "如果给您带来不便" in page.locator("#marked_text mark").first.inner_text()
    assert "34 字" in page.locator("#review_status").inner_text()


def test_the_example_does_not_replace_what_somebody_typed(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.fill("#brief textarea", "id: mine")
    page.click("#example_button")
    page.wait_for_selector("text=没有覆盖")
    assert page.input_value("#brief textarea") == "id: mine"
