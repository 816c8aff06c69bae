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
            brief = gr.Textbox(
                label=text("brief"), placeholder=text("brief_hint"), lines=22, max_lines=34, elem_id="brief"
            )
            with gr.Row():
                upload = gr.UploadButton(
                    text("upload"), file_types=[".yaml", ".yml", ".json"], elem_id="upload", size="sm"
                )
                blank = gr.Button(text("template"), size="sm", elem_id="template_button")
                example = gr.Button(text("example"), size="sm", elem_id="example_button")
            with gr.Row():
                kind = gr.Dropdown(
                    [(text("by_brief"), _AS_BRIEF), *((text(f"kind_{k}"), k) for k in get_args(Kind))],
                    value=_AS_BRIEF,
                    label=text("kind"),
                    elem_id="kind",
                )
                channel = gr.Dropdown(
                    [(text("by_brief"), _AS_BRIEF), *((text(f"channel_{c}"), c) for c in get_args(Channel))],
                    value=_AS_BRIEF,
                    label=text("channel"),
                    elem_id="channel",
                )
                writers: list[tuple[Any, str]] = [
                    (text("model_configured"), _AS_BRIEF),
                    (text("model_none"), _NO_MODEL),
                ]
                model = gr.Dropdown(writers, value=_AS_BRIEF, label=text("model"), elem_id="model")
            with gr.Row():
                go = gr.Button(text("draft"), variant="primary", elem_id="draft_button")
                stop = gr.Button(text("stop"), variant="stop", elem_id="stop_button")
        with gr.Column(scale=6, min_width=400):
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
                as_text = gr.DownloadButton(
                    text("download_text"), interactive=False, elem_id="download_text", size="sm"
                )
                as_docx = gr.DownloadButton(
                    text("download_docx"), interactive=False, elem_id="download_docx", size="sm"
                )
                as_json = gr.DownloadButton(
                    text("download_json"), interactive=False, elem_id="download_json", size="sm"
                )
        with gr.Column(scale=3, min_width=280):
            gr.Markdown(text("findings"), elem_classes="candor-heading")
            findings = gr.HTML(elem_id="findings")

    def run(
        source: str, kind: str, channel: str, model: str, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        yield from drafted(source, kind, channel, model, request.headers.get("accept-language"), workspace)

    shown = [status, sentences, statement, story, findings, as_text, as_docx, as_json]
    running = go.click(
        run,
        [brief, kind, channel, model],
        shown,
        api_name="draft",
        concurrency_limit=4,
        show_progress="minimal",
    )
    stop.click(None, cancels=[running], api_visibility="private")
    upload.upload(_uploaded, [upload, brief], [brief], api_visibility="private")
    blank.click(_template, [brief], [brief], api_visibility="private")
    example.click(_example, [brief], [brief], api_visibility="private")


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
        status=verdict(draft.review, language, draft.statement, draft.usage.seconds),
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
