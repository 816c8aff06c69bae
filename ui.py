"""The Gradio app: the desk's pages put together, and how it is served."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from html import escape
from importlib.resources import files

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr

from drafting.desk.draft_page import build_draft_page
from drafting.desk.review_page import build_review_page
from drafting.desk.wording import strings
from drafting.workspace import Workspace


def build_app(workspace: Workspace) -> gr.Blocks:
    """Return the desk with all its pages."""
    text = gr.I18n(
        **{"zh": strings("zh"), "zh-CN": strings("zh"), "zh-TW": strings("zh"), "en": strings("en")}
    )
    title = f"{strings('zh')['title']} / Candor"
    with gr.Blocks(title=title, analytics_enabled=False, delete_cache=(3600, 3600), fill_width=True) as app:
        gr.Markdown(text("title"), elem_id="title", elem_classes="candor-head")
        gr.Markdown(text("tagline"), elem_classes="candor-quiet")
        with gr.Tabs():
            with gr.Tab(text("tab_draft"), id="draft"):
                build_draft_page(text, workspace)
            with gr.Tab(text("tab_review"), id="review"):
                build_review_page(text)
    return app


@cache
def translations() -> gr.I18n:
    """Return the desk's strings for Gradio, which picks by the browser's language."""
    chinese = ("zh", "zh-CN", "zh-TW", "zh-HK")
    return gr.I18n(en=strings("en"), **{tag: strings("zh") for tag in chinese})


def serve(host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the desk until interrupted; `ready` is told the address once it listens."""
    with Workspace() as workspace:
        app = build_app(workspace)
        _, url, _ = launch(app, host, port)
        ready(escape(url))
        app.block_thread()


def launch(app: gr.Blocks, host: str, port: int | None) -> tuple[object, str, str]:
    """Start the server without blocking; nothing is kept in the browser, nothing is asked of the network."""
    desk = files("drafting.desk")
    launched: tuple[object, str, str] = app.queue(default_concurrency_limit=8).launch(
        server_name=host,
        server_port=port,
        share=False,
        ssr_mode=False,
        quiet=True,
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
        pwa=False,
        i18n=translations(),
        max_file_size="1mb",
        prevent_thread_lock=True,
        css=(desk / "desk.css").read_text(encoding="utf-8"),
        head=(desk / "desk.js").read_text(encoding="utf-8"),
    )
    return launched
