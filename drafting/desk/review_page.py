"""The page on which a text that somebody wrote is checked, with or without a brief."""

from __future__ import annotations

import time
from typing import get_args

import gradio as gr

from drafting.brief import Channel, Kind
from drafting.brief_files import read_brief
from drafting.desk.draft_page import _AS_BRIEF, _problem
from drafting.desk.rendering import finding_list, marked_text, verdict
from drafting.desk.wording import asked_language, strings
from drafting.errors import CandorError
from drafting.pipeline import review


def build_review_page(text: gr.I18n) -> None:
    """Lay the page out and wire it up."""
    with gr.Row():
        with gr.Column(scale=5, min_width=360):
            written = gr.Textbox(
                label=text("text"), placeholder=text("text_hint"), lines=16, max_lines=34, elem_id="text"
            )
            against = gr.Textbox(label=text("review_brief"), lines=6, max_lines=20, elem_id="review_brief")
            with gr.Row():
                kind = gr.Dropdown(
                    [("—", _AS_BRIEF), *((text(f"kind_{k}"), k) for k in get_args(Kind))],
                    value=_AS_BRIEF,
                    label=text("review_kind"),
                    elem_id="review_kind",
                )
                channel = gr.Dropdown(
                    [("—", _AS_BRIEF), *((text(f"channel_{c}"), c) for c in get_args(Channel))],
                    value=_AS_BRIEF,
                    label=text("channel"),
                    elem_id="review_channel",
                )
            go = gr.Button(text("review"), variant="primary", elem_id="review_button")
        with gr.Column(scale=7, min_width=420):
            status = gr.HTML(elem_id="review_status")
            marked = gr.HTML(elem_id="marked_text")
            findings = gr.HTML(elem_id="review_findings")

    def run(text: str, brief: str, kind: str, channel: str, request: gr.Request) -> tuple[str, str, str]:
        return reviewed(text, brief, kind, channel, request.headers.get("accept-language"))

    go.click(run, [written, against, kind, channel], [status, marked, findings], api_name="review")


def reviewed(
    text: str, brief: str, kind: str, channel: str, accept_language: str | None
) -> tuple[str, str, str]:
    """Return verdict, marked text and findings of a text as HTML."""
    language = asked_language(accept_language)
    words = strings(language)
    if not text.strip():
        return _problem(words["empty_text"]), "", ""
    try:
        against = read_brief(brief, words["review_brief"]) if brief.strip() else None
    except CandorError as error:
        return _problem(error.in_language(language)), "", ""
    began = time.perf_counter()
    found = review(text, brief=against, kind=kind or None, channel=channel or None)  # type: ignore[arg-type]
    seconds = time.perf_counter() - began
    return (
        verdict(found, language, characters=len(text), seconds=seconds),
        marked_text(text, found),
        finding_list(found, language),
    )
