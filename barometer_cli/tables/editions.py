"""The codebook of an earlier wave in the words of the figure's own: the same answer has one label in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from barometer_cli.errors import DataError, UnknownCategory, suggestion
from barometer_cli.messages import say
from barometer_cli.model.characters import unbroken
from barometer_cli.model.codebook import CodebookSpec, LabelSpec, VariableSpec
from barometer_cli.model.spec import DataSpec
from barometer_cli.tables.variables import items, variable


class Edition(Struct, frozen=True):
    """A wave whose labels are put in the words of another.

    Attributes
    ----------
    name, own
        The wave, and the one whose words are used.
    same
        By a label of the wave: the label that it is in the other.
    """

    name: str
    own: str
    same: Mapping[str, str] = field(default_factory=dict)


def relabelled(
    codebook: CodebookSpec, own: CodebookSpec, data: DataSpec, edition: Edition
) -> tuple[CodebookSpec, tuple[str, ...]]:
    """A wave's codebook with the labels of the figure's own wave, and what was matched though it is worded otherwise.

    Labels match where they are worded alike; where `same` says so; and where they have one code, and neither is worded
    like another answer of the other wave.

    Parameters
    ----------
    codebook, own
        Those of the wave and of the figure's own wave.
    data
        What the figure asks for.
    edition
        The wave.

    Raises
    ------
    UnknownCategory
        If a label of either wave has no equal in the other; the message names both.
    UnknownVariable
        If one of the codebooks lacks a variable.
    """
    notes: list[str] = []
    made = dict(codebook.variables)
    asked = [*(items(own, data) or filter(None, (data.variable,)))]
    groups = data.breakdown.variable if data.breakdown else ()
    batteries = [name for name in (data.variable,) if name and own.variables[name].type == "battery"]
    for name in (*batteries, *asked, *groups):
        used = dict.fromkeys((name, variable(own, name).of or name))
        for each in used:
            here, there = variable(codebook, each), variable(own, each)
            if here.type != there.type:
                raise DataError(
                    say(
                        "{each!r} is of type {type!r} in {name}, and of type {there_type!r} in {own}",
                        each=each,
                        type=here.type,
                        name=edition.name,
                        there_type=there.type,
                        own=edition.own,
                    ),
                    say("Declare it alike, or compare the waves by another variable."),
                )
            some = each == name and name in asked and not data.measured
            wanted = _wanted(data) if some else None
            made[each] = _variable(each, here, there, wanted, edition, notes)
    return codebook.model_copy(update={"variables": made}), tuple(dict.fromkeys(notes))


def _wanted(data: DataSpec) -> frozenset[str] | None:
    """The answers that a figure names; None where it tells all there are."""
    if not data.categories and data.answer is None:
        return None
    parts = [part for held in data.nets.values() for part in held]
    answer = [data.answer] if data.answer is not None and data.answer not in data.nets else []
    return frozenset((*data.categories, *data.unshown, *data.omit, *parts, *answer))


def _variable(
    name: str,
    here: VariableSpec,
    there: VariableSpec,
    wanted: frozenset[str] | None,
    edition: Edition,
    notes: list[str],
) -> VariableSpec:
    """A variable of the wave with the labels, scores, bands and units of the own one."""
    update: dict[str, object] = {"label": there.label, "unit": there.unit, "decimals": there.decimals}
    update["bands"], update["question"] = there.bands, there.question
    if here.items:
        update["items"] = _labels(name, here.items, there.items, wanted, edition, notes)
    elif here.nets:
        nets = {edition.same.get(label, label): net for label, net in here.nets.items()}
        _prove_both(name, set(nets), set(there.nets), wanted, edition)
        update |= {"nets": nets, "partition": tuple(edition.same.get(label, label) for label in here.partition)}
    elif here.codes and there.codes:
        none = {*here.unanswered, *here.not_asked, *there.unanswered, *there.not_asked}
        codes = {code: label for code, label in here.codes.items() if code not in none}
        own = {code: label for code, label in there.codes.items() if code not in none}
        labels = _labels(name, codes, own, wanted, edition, notes)
        update["codes"] = {**here.codes, **labels}
        if there.scores:
            scores = {unbroken(own[code].text): score for code, score in there.scores.items() if code in own}
            texts = {code: unbroken(label.text) for code, label in labels.items()}
            update["scores"] = {code: scores[text] for code, text in texts.items() if text in scores}
    return here.model_copy(update=update)


def _labels(
    name: str,
    here: Mapping[str, LabelSpec],
    there: Mapping[str, LabelSpec],
    wanted: frozenset[str] | None,
    edition: Edition,
    notes: list[str],
) -> dict[str, LabelSpec]:
    """The labels of a wave, by code or column, as the own wave words them."""
    own = {unbroken(label.text): label for label in there.values()}
    worded = {unbroken(label.text) for label in here.values()}
    found: dict[str, LabelSpec] = {}
    for code, label in here.items():
        text = unbroken(label.text)
        if text in edition.same:
            if edition.same[text] not in own:
                raise UnknownCategory(
                    say(
                        "{wave}: {label!r} is said to be the same as {same!r}, which {name!r} does not have in {own}",
                        wave=edition.name,
                        label=text,
                        same=edition.same[text],
                        name=name,
                        own=edition.own,
                    ),
                    suggestion(edition.same[text], own),
                )
            found[code] = own[edition.same[text]]
        elif text in own:
            found[code] = own[text]
        elif code in there and unbroken(there[code].text) not in worded:
            found[code] = there[code]
            notes.append(f"{edition.name} calls {text!r} what {edition.own} calls {unbroken(there[code].text)!r} "
                         f"({name}, {code})")  # fmt: skip
        else:
            found[code] = label
    _prove_both(name, {unbroken(label.text) for label in found.values()}, set(own), wanted, edition)
    return found


def _prove_both(
    name: str, here: Iterable[str], there: Iterable[str], wanted: frozenset[str] | None, edition: Edition
) -> None:
    """Raise UnknownCategory where one of the waves has a label that is told and the other has not."""
    strange = sorted({*here} - {*there}) if wanted is None else []
    lacking = sorted(label for label in {*there} - {*here} if wanted is None or label in wanted)
    if not strange and not lacking:
        return
    unmatched = [
        say("{labels} of {wave}", labels=", ".join(map(repr, labels)), wave=wave)
        for labels, wave in ((strange, edition.name), (lacking, edition.own))
        if labels
    ]
    ends = " and ".join(unmatched)
    example = f"{strange[0]}: {lacking[0]}" if strange and lacking else "OLD LABEL: NEW LABEL"
    raise UnknownCategory(
        say("{name!r} has no equal in both waves for {ends}", name=name, ends=ends),
        say(
            "Say which are the same, under the wave {name}: `same: {{{example}}}`; or name the "
            "`categories` that both have.",
            name=edition.name,
            example=example,
        ),
    )
