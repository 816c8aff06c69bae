"""The page on which a brief becomes a statement: type, paste or upload; watch it written; see what it rests on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import gradio as gr

from drafting.brief import Brief, Channel, Kind
from drafting.brief_files import read_brief
from drafting.brief_template import template
from drafting.desk.examples import example_brief
from drafting.desk.rendering import background, draft_sentences, finding_list, sentence_list, verdict
from drafting.desk.streaming import steps_of
from drafting.desk.wording import asked_language, strings
from drafting.errors import CandorError
from drafting.export import export
from drafting.messages import Language
from drafting.pipeline import Order
from drafting.statement import Draft, Sentence
from drafting.workspace import Workspace

_LARGEST_UPLOAD = 1_000_000
"""Bytes; a brief is a page or two."""
_AS_BRIEF, _NO_MODEL = "", "none"


def build_draft_page(text: gr.I18n, workspace: Workspace) -> None:
    """Lay the page out and wire it up."""
    with gr.Row():
        with gr.Column(scale=5, min_width=360):
            brief, upload, blank, example = _brief_box(text)
            chosen = _choices(text)
            with gr.Row():
                go = gr.Button(text("draft"), variant="primary", elem_id="draft_button")
                stop = gr.Button(text("stop"), variant="stop", elem_id="stop_button")
        with gr.Column(scale=6, min_width=400):
            shown = _statement_box(text)
        with gr.Column(scale=3, min_width=280):
            gr.Markdown(text("findings"), elem_classes="candor-heading")
            findings = gr.HTML(elem_id="findings")

    def run(
        source: str, kind: str, channel: str, model: str, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        yield from drafted(source, kind, channel, model, request.headers.get("accept-language"), workspace)

    running = go.click(
        run,
        [brief, *chosen],
        [*shown[:4], findings, *shown[4:]],
        api_name="draft",
        concurrency_limit=4,
        show_progress="minimal",
    )
    stop.click(None, cancels=[running], api_visibility="private")
    upload.upload(_uploaded, [upload, brief], [brief], api_visibility="private")
    blank.click(_template, [brief], [brief], api_visibility="private")
    example.click(_example, [brief], [brief], api_visibility="private")


def _brief_box(text: gr.I18n) -> tuple[Any, Any, Any, Any]:
    """Return the box for the brief and the three ways to fill it: upload, template, example."""
    brief = gr.Textbox(
        label=text("brief"), placeholder=text("brief_hint"), lines=22, max_lines=34, elem_id="brief"
    )
    with gr.Row():
        kinds = [".yaml", ".yml", ".json"]
        upload = gr.UploadButton(text("upload"), file_types=kinds, elem_id="upload", size="sm")
        blank = gr.Button(text("template"), size="sm", elem_id="template_button")
        example = gr.Button(text("example"), size="sm", elem_id="example_button")
    return brief, upload, blank, example


def _choices(text: gr.I18n) -> list[Any]:
    """Return the choices of kind, channel and writer."""
    by_brief = (text("by_brief"), _AS_BRIEF)
    kinds = [by_brief, *((text(f"kind_{k}"), k) for k in get_args(Kind))]
    channels = [by_brief, *((text(f"channel_{c}"), c) for c in get_args(Channel))]
    writers = [(text("model_configured"), _AS_BRIEF), (text("model_none"), _NO_MODEL)]
    with gr.Row():
        return [
            gr.Dropdown(offered, value=_AS_BRIEF, label=text(name), elem_id=name)
            for name, offered in (("kind", kinds), ("channel", channels), ("model", writers))
        ]


def _statement_box(text: gr.I18n) -> list[Any]:
    """Return what shows a draft: status, sentences, plain statement, background, three downloads."""
    status = gr.HTML(elem_id="status")
    with gr.Tabs():
        with gr.Tab(text("bindings")):
            sentences = gr.HTML(elem_id="sentences")
        with gr.Tab(text("statement")):
            statement = gr.Textbox(
                label=text("copy_hint"),
                lines=16,
                max_lines=40,
                interactive=False,
                elem_id="statement",
                buttons=["copy"],
            )
        with gr.Tab(text("background")):
            story = gr.HTML(elem_id="background")
    with gr.Row():
        downloads = [
            gr.DownloadButton(text(name), interactive=False, elem_id=name, size="sm")
            for name in ("download_text", "download_docx", "download_json")
        ]
    return [status, sentences, statement, story, *downloads]


def drafted(
    source: str, kind: str, channel: str, model: str, accept_language: str | None, workspace: Workspace
) -> Iterator[tuple[Any, ...]]:
    """Yield the page's outputs while a brief is drafted: sentence by sentence, then review and downloads.

    An expected error stands in the status line; what was typed is untouched.
    """
    language = asked_language(accept_language)
    words = strings(language)
    if not source.strip():
        yield _page(status=_problem(words["empty_brief"]))
        return
    written: list[Sentence] = []
    try:
        brief = read_brief(source, words["brief"])
        order = Order(kind=kind or None, channel=channel or None, model=model or None)  # type: ignore[arg-type]
        for step in steps_of(brief, workspace, order):
            if isinstance(step, Draft):
                yield _finished(step, brief, language)
                return
            if step.stage == "restart":
                written.clear()
            if step.sentence is not None:
                written.append(step.sentence)
            stages = {"precedents": "looking", "check": "checking", "restart": "restarting"}
            line = words[stages.get(step.stage, "writing")].format(count=len(written))
            yield _page(
                status=f'<div class="candor-verdict">{line}</div>',
                sentences=sentence_list(written, brief, language),
            )
    except CandorError as error:
        yield _page(status=_problem(error.in_language(language)))


def _finished(draft: Draft, brief: Brief, language: Language) -> tuple[Any, ...]:
    folder = Path(tempfile.mkdtemp(prefix="candor-"))
    files = []
    for form, suffix in (("text", "txt"), ("docx", "docx"), ("json", "json")):
        path = folder / f"{draft.statement.id}.{suffix}"
        path.write_bytes(export(draft, form))
        files.append(gr.update(value=str(path), interactive=True))
    return _page(
        status=verdict(
            draft.review, language, characters=draft.statement.characters, seconds=draft.usage.seconds
        ),
        sentences=draft_sentences(draft, brief, language),
        statement=draft.statement.text,
        story=background(draft, language),
        findings=finding_list(draft.review, language),
        files=tuple(files),
    )


def _page(
    *,
    status: str,
    sentences: str = "",
    statement: str = "",
    story: str = "",
    findings: str = "",
    files: tuple[Any, ...] = (),
) -> tuple[Any, ...]:
    return (status, sentences, statement, story, findings, *(files or (gr.update(interactive=False),) * 3))


def _problem(message: str) -> str:
    from html import escape

    return f'<div class="candor-verdict candor-fail" role="alert"><b>{escape(message)}</b></div>'


def _uploaded(path: str | None, before: str, request: gr.Request) -> str:
    if path is None:
        return before
    words = strings(asked_language(request.headers.get("accept-language")))
    data = Path(path).read_bytes()[: _LARGEST_UPLOAD + 1]
    try:
        if len(data) > _LARGEST_UPLOAD:
            raise UnicodeError
        return data.decode("utf-8-sig")
    except UnicodeError:
        gr.Warning(words["bad_upload"])
        return before


def _template(before: str, request: gr.Request) -> str:
    language = asked_language(request.headers.get("accept-language"))
    return _unless_typed(before, template(language, "auto"), language)


def _example(before: str, request: gr.Request) -> str:
    language = asked_language(request.headers.get("accept-language"))
    return _unless_typed(before, example_brief(language), language)


def _unless_typed(before: str, offered: str, language: Language) -> str:
    if before.strip() and before.strip() not in _offered(language):
        gr.Warning(strings(language)["not_replaced"])
        return before
    return offered


def _offered(language: Language) -> set[str]:
    return {template(language, "auto").strip(), example_brief(language).strip()}
