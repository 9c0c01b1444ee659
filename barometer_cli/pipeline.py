"""From what people wrote to a scene, in a straight line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from barometer_cli import captions, charts, claims, tables, themes
from barometer_cli.claims.shares import HIDDEN
from barometer_cli.errors import LayoutError, UnknownCategory, suggestion
from barometer_cli.languages import LANGUAGES
from barometer_cli.layout.hyphens import hyphenating
from barometer_cli.layout.type import set_in
from barometer_cli.messages import say
from barometer_cli.model.claim import (
    Authored,
    Contradicts,
    Fails,
    Holds,
    NotVerified,
    PartlyRead,
    Ranking,
    Thresholds,
    Vague,
    Verdict,
    shares_of,
)
from barometer_cli.model.dataset import Dataset, Grid
from barometer_cli.model.figure import Coloured, Figure, Sheet
from barometer_cli.model.finding import Elsewhere, Evidence, Text
from barometer_cli.model.locale import Locale
from barometer_cli.model.numbers import KeyNumberSpec
from barometer_cli.model.preset import WEB, Preset, asked_for
from barometer_cli.model.scene import Chart, Told
from barometer_cli.model.spec import FigureSpec, NamedShareSpec, SurveySpec
from barometer_cli.model.statement import Where
from barometer_cli.model.table import Cell, Hidden, Net, Table
from barometer_cli.model.theme import Theme


def weighted(spec: FigureSpec, survey: SurveySpec, source: Dataset | Grid, each: str | None = None) -> Table:
    """The table of a figure whose values were weighted before; `each` is a column of whose values there is one each."""
    assert spec.table, "a weighted table is named by the spec"
    unit = spec.table.unit or survey.table_unit
    return tables.weighted_table(source, spec.table, unit, spec.n, spec.decimals, survey.waves, each)


def figure(
    id: str,
    spec: FigureSpec,
    survey: SurveySpec,
    table: Table,
    portrait: bytes | None = None,
    beside: tuple[float, ...] = (),
) -> Figure:
    """Compute everything a figure says.

    Parameters
    ----------
    id
        ASCII name of the figure.
    spec, survey
        What people wrote.
    table
        Its shares; one without cells for a figure without numbers.
    portrait
        Bytes of a quote's picture.
    beside
        Values of the other figures of its spec, in the table's measure.

    Raises
    ------
    DataError
        If no sheet of its kind could draw it truly.
    """
    locale = replace(captions.locale(survey, spec.unit), measure=table.measure)
    spec = _filled(spec, table, locale)
    manner = charts.KINDS[spec.kind].manner(spec, table)
    made = Figure(
        id=id,
        spec=spec,
        survey=survey,
        locale=locale,
        table=table,
        caption=captions.caption(spec, survey, table, manner, locale),
        alt=captions.alt(spec, table, manner, locale),
        description=captions.description(spec, survey, table, manner, locale),
        words=LANGUAGES[locale.language].sheet,
        manner=manner,
        portrait=portrait,
        beside=beside,
    )
    charts.accept(made)
    kind = charts.KINDS[spec.kind]
    if kind.shown and (shown := kind.shown(made)) is not table:
        return figure(id, spec, survey, shown, portrait, beside)
    return made


def _filled(spec: FigureSpec, table: Table, locale: Locale) -> FigureSpec:
    """A spec whose texts name shares, as `{=category}` or `{=category|group}`, with their printed per cents.

    Each is bound to its share as the author would bind a claim.

    Raises
    ------
    UnknownCategory
        If the table has no such category or net.
    """
    shares = [(cell.category, cell.group, cell.value) for cell in table.cells]
    shares += [(net.label, net.group, net.value) for net in table.nets]
    texts: dict[str, str] = {}
    named: list[NamedShareSpec] = []
    for field in ("title", "subtitle", "text"):
        written, told = getattr(spec, field) or "", ""
        places: list[tuple[int, str, str, str | None]] = []
        end = 0
        for match in _SHARE.finditer(written):
            label, _, group = (part.strip() for part in match[1].partition("|"))
            share = next((share for name, of, share in shares if name == label and (of or "") == group), None)
            if share is None:
                known = dict.fromkeys(name for name, _, _ in shares)
                message = say("the text names the share of {name!r}, which is not told", name=match[1])
                hidden = any(each.category == label and (each.group or "") == group for each in table.hidden)
                raise UnknownCategory(message, say(HIDDEN) if hidden else suggestion(label, known))
            told += written[end : match.start()]
            places.append((len(told), locale.value(share), label, group or None))
            told, end = told + locale.value(share), match.end()
        if places:
            texts[field] = told + written[end:]
            named += [
                NamedShareSpec(phrase=phrase, of=of, group=group, text=texts[field], start=start)
                for start, phrase, of, group in places
            ]
    return spec.model_copy(update={**texts, "claims": (*spec.claims, *named)}) if named else spec


_SHARE = re.compile(r"\{=([^{}]+)\}")


def texts(figure: Figure) -> tuple[Text, ...]:
    """The texts of a figure that state something of its numbers, every claim in them judged.

    Parameters
    ----------
    figure
        Computed by `figure`.
    """
    spec, table, locale = figure.spec, figure.table, figure.locale
    said: list[tuple[Where, str, Figure]] = [(("title",), spec.title, figure)]
    if spec.subtitle:
        said.append((("subtitle",), spec.subtitle, figure))
    if spec.text:
        share = f"{locale.value(table.shown[0].value)} " if table.shown else ""
        said.append((("text",), share + spec.text, figure))
    if isinstance(spec, KeyNumberSpec):
        said += _numbers(figure, spec.texts)
    if spec.quote:
        said.append((("quote",), spec.quote, figure))
    written = list(captions.authored(spec))
    bound = claims.placed(spec.claims, [*(text for _, text, _ in said), *(text for _, text in written)])
    found = []
    for (where, text, of), authored in zip(said, bound, strict=False):
        stated = where[0] in ("text", "texts") and bool(table.shown)
        found.append(_read(where, text, of, authored, stated))
    for (where, text), authored in zip(written, bound[len(said) :], strict=True):
        verdicts = _judged(text, locale.language, figure, authored)
        claimed = captions.claimed(text, where, verdicts, figure.caption.statements, locale.language)
        told = {verdict.claim.start: verdict for verdict in claimed}
        told |= {v.claim.start: v for v in verdicts if _is_kept(v, authored)}
        found.append(Text(where, text, tuple(verdict for _, verdict in sorted(told.items()))))
    return tuple(found)


def headline(figure: Figure) -> Text:
    """The title of a figure, every claim in it judged; the first of its `texts`.

    Parameters
    ----------
    figure
        Computed by `figure`.
    """
    (authored,) = claims.placed(figure.spec.claims, [figure.spec.title])
    return _read(("title",), figure.spec.title, figure, authored)


def _read(where: Where, text: str, of: Figure, authored: Sequence[Authored], stated: bool = False) -> Text:
    """A text and what of it is claimed and proved of a figure's shares."""
    language = of.locale.language
    verdicts = _judged(text, language, of, authored, stated)
    silent = claims.silent(text, verdicts, claims.subjects(of.table), language, _context(of, text))
    return Text(where, text, verdicts, silent)


def _numbers(figure: Figure, texts: Mapping[str, str]) -> Iterator[tuple[Where, str, Figure]]:
    """The texts of several key numbers, each behind its number, and the figure with no other number than that."""
    table = figure.table
    told = [*table.shown, *(Cell(net.label, net.value, net.group) for net in table.nets)]
    for cell in told:
        for name in (cell.category, cell.group or ""):
            if name in texts:
                alone = replace(table, cells=(cell,), nets=())
                text = f"{figure.locale.value(cell.value)} {texts[name]}"
                yield ("texts", name), text, replace(figure, table=alone)


def _is_kept(verdict: Verdict, authored: Sequence[Authored]) -> bool:
    """Whether a claim of a caption stays one, though the caption may mean no share by it: its author binds it, or it is
    of one that is hidden.
    """
    hidden = isinstance(verdict, NotVerified) and verdict.reason == "hidden"
    return hidden or any(each.holds(verdict.claim) for each in authored)


def _context(figure: Figure, text: str) -> str:
    """What a figure says of itself besides one of its texts, and whom its shares are of."""
    spec, survey, unit = figure.spec, figure.survey, figure.locale.dialect.unit
    shows = (spec.caption.shows or "") if spec.caption and spec.caption.shows != text else ""
    asked = spec.filter.text if spec.filter else ""
    subtitle = spec.subtitle or ""
    population = survey.population or ""
    return " ".join(
        (
            figure.table.measure.unit or "",
            subtitle,
            shows,
            asked,
            survey.wave,
            survey.credit,
            population,
            unit.plural,
            unit.definite,
        )
    )


def _judged(
    text: str, language: str, figure: Figure, authored: Sequence[Authored] = (), stated: bool = False
) -> tuple[Verdict, ...]:
    """The claims of a text as a figure's shares judge them; one of a share that too few answered is of nothing told."""
    verdicts = _compared(text, language, figure, authored, stated)
    if not (secret := [hidden for hidden in figure.table.hidden if not hidden.withheld]):
        return verdicts
    veiled = [
        _compared(text, language, replace(figure, table=_supposed(figure.table, share)), authored, stated)
        for share in SUPPOSED
    ]
    names = [{each.claim.start: _secrets(each, secret) for each in supposed} for supposed in veiled]
    meant = {start: [name for name in names[0][start] if name in names[1].get(start, ())] for start in names[0]}
    found = [
        claims.missing(each.claim, "hidden", tuple(said)) if (said := meant.get(each.claim.start)) else each
        for each in verdicts
    ]
    hidden = claims.subjects(_supposed(replace(figure.table, cells=(), nets=()), 0.0))
    return claims.of_secrets(text, found, hidden, claims.subjects(figure.table), language)


def _supposed(table: Table, share: float) -> Table:
    """A table in which every hidden share is as large as this, so that claims find what they are of."""
    cells = [Cell(h.category, share, h.group, shown=h.drawn) for h in table.hidden if not (h.parts or h.withheld)]
    nets = [Net(h.category, h.parts, share, h.group) for h in table.hidden if h.parts and not h.withheld]
    return replace(table, cells=(*table.cells, *cells), nets=(*table.nets, *nets), hidden=())


def _secrets(verdict: Verdict, secret: Sequence[Hidden]) -> list[str]:
    """The hidden shares that a claim is of."""
    if isinstance(verdict, NotVerified):
        return []
    told = (verdict.subject,) if isinstance(verdict, Contradicts) else shares_of(verdict.target)
    of = {(subject.label, subject.group) for subject in told}
    return [h.category + (f" ({h.group})" if h.group else "") for h in secret if (h.category, h.group) in of]


def _compared(
    text: str, language: str, figure: Figure, authored: Sequence[Authored] = (), stated: bool = False
) -> tuple[Verdict, ...]:
    """The claims of a text compared with the shares of a figure's table."""
    spec, survey, unit = figure.spec, figure.survey, figure.locale.dialect.unit
    question = spec.question
    passage = claims.Passage(text, language, tuple(authored), _context(figure, text), stated)
    results = claims.Results(
        claims.subjects(figure.table, figure.id),
        figure.table.measure,
        question=" ".join((question.text or "", *question.sub, *question.any_of)) if question else "",
        unit=f"{unit.plural} {unit.definite}",
        several=_several(spec, figure.table),
        exclusive=_exclusive(spec, figure.table),
        hidden=_hidden(figure.table),
        tests=_tests(figure.table),
        apart=_apart(figure.table),
        level=spec.significance or claims.LEVEL,
    )
    verdicts = claims.verify(passage, results, Thresholds(**survey.thresholds))
    return tuple(_ranked(verdict, figure.table) for verdict in verdicts)


def _apart(table: Table) -> claims.Apart | None:
    """p of a difference on the scale of shares, on which claims are compared."""
    apart, measure = table.apart, table.measure
    if apart is None:
        return None
    return lambda weights, difference: apart(weights, measure.of_share(difference))


def _ranked(verdict: Verdict, table: Table) -> Verdict:
    """A verdict, but no proof of a rank that a share may have which its source does not tell."""
    if not isinstance(verdict, Holds) or not isinstance(verdict.target, Ranking):
        return verdict
    subject = verdict.target.subject
    rivals = [
        hidden.category
        for hidden in table.hidden
        if hidden.withheld and (hidden.group == subject.group or hidden.category == subject.label)
    ]
    return claims.missing(verdict.claim, "hidden", tuple(dict.fromkeys(rivals))) if rivals else verdict


def _several(spec: FigureSpec, table: Table) -> bool:
    """Whether one may have given several answers: as the author says, else as the data do; what are no shares do not
    make up a whole either.
    """
    if not table.measure.is_share:
        return True
    answers = spec.question.answers if spec.question else None
    return table.partition is False if answers is None else answers != "one"


def _exclusive(spec: FigureSpec, table: Table) -> bool:
    """Whether it is known that one could give only one answer."""
    if not table.measure.is_share:
        return False
    answers = spec.question.answers if spec.question else None
    return bool(table.partition) if answers is None else answers == "one"


SUPPOSED = (0.03, 0.97)
"""Shares that are supposed for hidden ones: what a claim is of whichever of them it is, is told by its words."""


def elsewhere(evidence: Evidence, other: Evidence) -> Iterator[Elsewhere]:
    """What another figure of its page says of every claim that a figure cannot prove by itself.

    Of a figure without numbers all that is said may be of what is hidden in another.
    """
    own, table = evidence.figure.table.cells, other.figure.table
    if len(table.shown) < 2 and not table.hidden:
        return
    for text in evidence.texts:
        unproved = (v.claim for v in text.verdicts if isinstance(v, PartlyRead | NotVerified | Contradicts))
        open_claims = {claim.start for claim in unproved if not isinstance(claim, Vague)}
        if not open_claims and own:
            continue
        for verdict in _judged(text.text, evidence.figure.locale.language, other.figure):
            match verdict:
                case Holds() | Fails() if verdict.claim.start in open_claims and len(table.shown) > 1:
                    yield Elsewhere(text.where, verdict, other)
                case NotVerified(reason="hidden") if not own:
                    yield Elsewhere(text.where, verdict, other)


def theme(figure: Figure) -> Theme:
    """The house style a figure is drawn in."""
    return themes.load(figure.survey.theme)


def coloured(figure: Figure) -> Coloured[str | None] | None:
    """What a figure tells apart by colours; None where it tells nothing so."""
    kind = charts.KINDS[figure.spec.kind]
    return kind.coloured(figure) if kind.coloured else None


def _hidden(table: Table) -> tuple[str, ...]:
    """Categories and groups of which no share at all may be told."""
    told = {name for cell in table.cells for name in (cell.category, cell.group)}
    told |= {name for net in table.nets for name in (net.label, net.group)}
    names = (name for hidden in table.hidden for name in (hidden.category, hidden.group))
    return tuple(name for name in dict.fromkeys(names) if name and name not in told)


def _tests(table: Table) -> dict[frozenset[str], bool]:
    """Whether two groups differ in a category, by the names that claims give them."""
    pairs = table.comparison.pairs if table.comparison else ()
    return {frozenset((f"{label} ({a})", f"{label} ({b})")): differ for label, a, b, differ in pairs}


FEW_BARS, LEAST_BARS = 4, 3
"""Before a sheet draws fewer bars than the first, its letters become smaller; fewer than the second are no figure of
several, so it leaves out no more."""


@lru_cache(maxsize=64)
def _style(theme: Theme, preset: Preset) -> Theme:
    return theme.on(preset)


def on_sheet(figure: Figure, preset: Preset = WEB) -> Sheet:
    """Lay a figure out on a sheet, with no more bars and words than the sheet takes, in the largest letters that fit.

    Raises
    ------
    LayoutError
        If it cannot be read there, however much of it may be left out.
    """
    *larger, last = preset.layouts
    with hyphenating(figure.locale.language), set_in(theme(figure).typeface):
        for layout in larger:
            try:
                return _abridged(figure, layout, FEW_BARS)
            except LayoutError:
                continue
        return _abridged(figure, last, LEAST_BARS)


def _abridged(figure: Figure, preset: Preset, least: int) -> Sheet:
    """A figure in one layout, with as many bars as that takes, and no fewer than `least` of those it may leave out.

    Raises
    ------
    LayoutError
        If it takes not even these.
    """
    kind = charts.KINDS[figure.spec.kind]
    if not (kind.abridge and preset.most_bars):
        return _laid_out(figure, figure.table, preset)
    for most in range(preset.most_bars, least, -1):
        try:
            return _laid_out(figure, kind.abridge(figure, most), preset)
        except LayoutError:
            continue
    return _laid_out(figure, kind.abridge(figure, least), preset)


def _laid_out(figure: Figure, table: Table, preset: Preset) -> Sheet:
    """A figure on a sheet that draws what is shown in `table`, and tells what it leaves out."""
    kind = charts.KINDS[figure.spec.kind]
    told = replace(figure, table=table, caption=captions.note(figure, table, figure.manner, preset.note))
    style = _style(theme(figure), preset)
    scene = replace(kind.compose(told, style, preset), chart=_chart(told))
    bare = style.transparent and scene.background == style.colours.background
    drawn = replace(scene, resolution=preset.resolution, typeface=style.typeface, transparent=bare, radius=style.radius)
    return Sheet(preset, told, drawn)


def _chart(figure: Figure) -> Chart | None:
    """What office programs draw of a figure by themselves: the numbers that it shows, as they are printed."""
    form, table = charts.KINDS[figure.spec.kind].chart, figure.table
    if form is None:
        return None
    told: list[tuple[str, str | None, Cell | Net]] = [(cell.category, cell.group, cell) for cell in table.shown]
    told += [(net.label, net.group, net) for net in table.nets]
    return Chart(
        form,
        tuple(
            Told(category, group, table.measure.unrounded(table.printed(each)), figure.locale.value(each.value))
            for category, group, each in told
        ),
    )


def wanted(figure: Figure, presets: Iterable[Preset] | None) -> tuple[Preset, ...]:
    """Those presets that the figure's spec wants, all where it does not choose; of None, those of its survey."""
    if presets is None:
        presets = dict.fromkeys(preset for name in figure.survey.sheets for preset in asked_for(name))
    chosen = figure.spec.sheets
    names = {preset.name for name in chosen for preset in asked_for(name)}
    return tuple(preset for preset in presets if not chosen or preset.name in names)


def sheets(figure: Figure, presets: Iterable[Preset] | None) -> tuple[tuple[Sheet, ...], dict[str, LayoutError]]:
    """A figure on those presets that its spec wants: the sheets, and by the preset's name why one cannot be read."""
    drawn: list[Sheet] = []
    unfit: dict[str, LayoutError] = {}
    for preset in wanted(figure, presets):
        try:
            drawn.append(on_sheet(figure, preset))
        except LayoutError as error:
            unfit[preset.name] = error
    return tuple(drawn), unfit
