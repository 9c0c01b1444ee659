"""The JSON beside the pictures: facts, wording, shown numbers and where they come from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from msgspec import to_builtins

from barometer_cli import themes
from barometer_cli.checks import account
from barometer_cli.checks.account import Headline
from barometer_cli.export import numbers
from barometer_cli.export.manifest import encoded
from barometer_cli.model.caption import Synthetic
from barometer_cli.model.characters import unbroken
from barometer_cli.model.figure import Figure, Sheet
from barometer_cli.model.finding import Finding
from barometer_cli.model.naming import THEME
from barometer_cli.model.spec import SurveySpec
from barometer_cli.project import Entry
from barometer_cli.project.locating import nearest_survey
from barometer_cli.themes.pages import roles

DIGITS = 12


def noted(finding: Finding) -> bool:
    """Whether a finding is told beside the pictures.

    What is for the author is not: how many gave no answer, or one against another.
    """
    return finding.severity != "info"


def sidecar(
    figure: Figure,
    sheets: Sequence[Sheet],
    scenes: Mapping[str, str],
    entry: Entry,
    findings: Sequence[Finding],
    headlines: Sequence[Headline],
    files: list[str],
) -> bytes:
    """Everything a picture says, as UTF-8 JSON with a fixed order of keys.

    Parameters
    ----------
    figure, sheets
        What was computed, and how it was laid out.
    scenes
        The digest of what is drawn on each sheet, by the name of its preset.
    entry
        The figure's spec and survey.
    findings
        What the checks found, of which errors and warnings are told; an error that is not acknowledged was drawn by
        force.
    headlines
        What of its headlines was proved.
    files
        Names of the pictures.
    """
    table, locale = figure.table, figure.locale
    statements = [to_builtins(statement) for statement in figure.caption.statements]
    verified = all(statement.verdict == "holds" for statement in figure.caption.statements)
    facts = [
        {"fact": type(fact).__name__, **to_builtins(fact), "text": text}
        if fact
        else {"fact": "Verbatim", "verified": verified, "text": text}
        for fact, text in figure.caption.sentences
    ]
    content = {
        "figure": figure.id,
        "page": entry.page,
        "edition": entry.identity.edition,
        "kind": figure.spec.kind,
        "language": locale.language,
        "title": figure.spec.title,
        "subtitle": figure.spec.subtitle,
        "caption": figure.caption.text,
        "facts": facts,
        "statements": statements,
        "alt": figure.alt,
        "description": figure.description,
        "synthetic": figure.survey.synthetic,
        "notice": next((text for fact, text in figure.caption.sentences if isinstance(fact, Synthetic)), None),
        **numbers.described(figure),
        "table": numbers.as_records(figure),
        "variable": table.variable,
        "n": table.n or figure.spec.n,
        "source": figure.credit or None,
        "licence": figure.survey.licence,
        "date": _day(figure.survey),
        "theme": {
            "survey": _survey(entry),
            "file": figure.survey.theme if figure.survey.theme.endswith(THEME) else None,
            **roles(themes.load(figure.survey.theme)),
        },
        "sheets": [
            {
                "preset": sheet.preset.name,
                "width": sheet.scene.width,
                "height": sheet.scene.height,
                "note": sheet.figure.caption.text,
                "not_drawn": [
                    *(cell.category for cell in figure.table.shown if cell not in sheet.figure.table.shown),
                    *(net.label for net in figure.table.nets if net not in sheet.figure.table.nets),
                ],
                "scene_sha256": scenes[sheet.preset.name],
            }
            for sheet in sheets
        ],
        "provenance": {
            "spec": entry.path.as_posix(),
            "spec_sha256": sha256(entry.path.read_bytes()).hexdigest(),
            "data": table.file or None,
            # of microdata the manifest knows: a file in which other answers changed gives this figure the same
            "data_sha256": table.digest if figure.spec.table else None,
            "published_at": figure.spec.table.source if figure.spec.table else None,
        },
        "headlines": [account.record(headline) for headline in headlines],
        "findings": [
            {
                "code": found.code,
                "severity": found.severity,
                "message": found.message,
                "acknowledged": found.acknowledged,
            }
            for found in findings
            if noted(found)
        ],
        "forced": any(found.severity == "error" and found.acknowledged is None for found in findings),
        "files": files,
    }
    return encoded(json.dumps(_settled(content), ensure_ascii=False, indent=2) + "\n")


def _day(survey: SurveySpec) -> date | None:
    """When the survey's wave was in the field; None where nobody says."""
    wave = survey.waves.get(survey.wave)
    return wave.day if wave else None


def _survey(entry: Entry) -> str | None:
    """Path of the survey that names the theme."""
    found = nearest_survey(entry.path)
    return found.as_posix() if found else None


def _settled(value: Any) -> Any:
    """Numbers without the digits that depend on the order in which they were summed, words without soft hyphens; days
    as ISO 8601 has them.
    """
    if isinstance(value, str):
        return unbroken(value)
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {_settled(key): _settled(part) for key, part in value.items()}
    return [_settled(part) for part in value] if isinstance(value, list | tuple) else value
