"""Two waves, or two groups, side by side, and a line between the values of each name."""

from __future__ import annotations

from math import floor

from msgspec.structs import replace

from barometer_cli.errors import DataError, LayoutError
from barometer_cli.layout.ends import GAP, column, end
from barometer_cli.layout.frame import open_frame
from barometer_cli.layout.order import check_emphasis
from barometer_cli.layout.plot import POINT, Plot
from barometer_cli.layout.ruler import ruler
from barometer_cli.layout.series import joined
from barometer_cli.messages import say, template
from barometer_cli.model.figure import Figure, Kind, Starter
from barometer_cli.model.preset import Preset
from barometer_cli.model.scene import ORNAMENT, Circle, Group, Line, Path, Scene
from barometer_cli.model.spec import ScaledSpec
from barometer_cli.model.theme import Theme

HEIGHT, LOWEST = 340, 110
"""Height of the plot on a sheet that grows, and the least on any, px."""
NARROWEST, WIDEST = 90, 420
"""The least and the greatest width between the two stations, px."""
NAMES = {"beside": 0.5, "above": 0.53}
"""The most of the chart's width that values and names on the right may take."""
STEPS = 4
"""The most steps of the scale."""
UNDER = 14
"""White between the words of the stations and the plot, px."""


def compose(figure: Figure, theme: Theme, preset: Preset) -> Scene:
    """Lay two stations out with values on both sides, and the names on the right.

    All lines are of one colour but for what is emphasised: words at both ends tell which is which.

    Raises
    ------
    LayoutError
        If the words leave no room for the lines, or a sheet of fixed height has none for all words.
    """
    spec = figure.spec
    assert isinstance(spec, ScaledSpec)
    frame, lines = open_frame(figure, theme, preset), joined(figure.table)
    colours, (before, after) = theme.colours, lines.stations
    most = NAMES[preset.labels] * frame.measure
    fills = {each.name: colours.data if each.is_loud(figure) else colours.rest for each in lines.series}
    right = column(frame, [end(figure, each, -1, fills[each.name], named=True) for each in lines.series], most)
    left = column(frame, [end(figure, each, 0, fills[each.name], named=False) for each in lines.series], most)
    first = frame.left + left.width + GAP + POINT
    last = min(frame.right - right.width - GAP - POINT, first + WIDEST)
    if last - first < NARROWEST:
        raise LayoutError(
            say(
                "{id} ({preset}): the names leave {width:.0f} px for the lines; {least} px are the least",
                id=figure.id,
                preset=preset.name,
                width=max(floor(last - first), 0),
                least=NARROWEST,
            ),
            say("Shorten the names."),
        )
    told = [cell.value for series in lines.series for cell in series.told.values()]
    scale = ruler([*told, *figure.beside], figure.table.measure, spec.baseline or "data", STEPS)
    across = {before: first, after: last}
    probe = Plot(frame, lines, across, scale)
    words, upper = probe.named(frame.top, min(2 * (first - frame.left), last - first))
    upper = round(upper + UNDER)
    height = max(HEIGHT, left.height, right.height)
    if frame.room is not None:
        height = max(frame.room - (upper - frame.top), LOWEST, left.height, right.height)
    foot = round(upper + height)
    inside = right.size / 2
    plot = replace(probe, ruler=scale.between(foot - inside, upper + inside))

    lanes: list[Path] = []
    dots: list[Circle] = []
    for number, series in sorted(enumerate(lines.series, start=1), key=lambda each: each[1].is_loud(figure)):
        loud, fill = series.is_loud(figure), fills[series.name]
        lanes += plot.courses(series, str(number), fill, loud)
        dots += plot.points(series, str(number), fill, loud)
    posts = [
        Line(f"post-{number}", round(x) + 0.5, upper, round(x) + 0.5, foot, colours.hairline, 1, ORNAMENT)
        for number, x in enumerate(across.values(), start=1)
    ]
    places = [plot.places(series) for series in lines.series]
    starting = left.beside([(first - POINT, y) for (_, _, y), _ in places])
    ending = right.beside([(last + POINT, y) for _, (_, _, y) in places])
    firsts, led = starting.marks(first - POINT - GAP, "left", upper, foot)
    lasts, others = ending.marks(last + POINT + GAP, "right", upper, foot)
    layers = figure.words.layers
    groups = (
        Group("axis", layers.axis, tuple(posts)),
        Group("lines", layers.lines, tuple(lanes)),
        Group("points", layers.dots, (*led, *others, *dots)),
        Group("labels", layers.labels, tuple(words)),
        Group("values", layers.values_and_labels, (*firsts, *lasts)),
    )
    return replace(frame.close(groups, foot), axis="y")


def accept(figure: Figure) -> None:
    """Refuse what does not stand at two places.

    Raises
    ------
    DataError
        If there are not two waves, or two groups, or a name has a value at one of them only.
    UnknownCategory
        If `emphasis` names what is no line.
    """
    lines = joined(figure.table)
    if len(lines.stations) != 2 or any(len(series.told) != 2 for series in lines.series):
        alone = [series.label(figure) for series in lines.series if len(series.told) == 1]
        file, stations = figure.table.file, len(lines.stations)
        raise DataError(
            say(
                "{file}: a slope joins two values of each name, and {names} has one value",
                file=file,
                names=", ".join(alone),
            )
            if stations == 2
            else say("{file}: a slope joins two waves or two groups, and there are {n}", file=file, n=stations),
            say(
                "Mark as unshown what has no second value; draw more waves as `kind: line`, more groups as "
                "`kind: dots`."
            ),
        )
    check_emphasis(figure.spec.emphasis, [series.name for series in lines.series if series.name], figure.id)


KIND = Kind(
    name="slope",
    purpose=template("two waves or two groups, a line between the values of each name"),
    compose=compose,
    needs=frozenset({"table"}),
    takes=frozenset({"subtitle", "question", "filter", "n", "caption", "emphasis", "significance"}),
    spec=ScaledSpec,
    accept=accept,
    chart="line",
    starter=Starter.asking(
        answers="separate",
        categories="items",
        table="""
group,category,share
2020,Første svar,62
2020,Andet svar,41
2020,Tredje svar,18
2024,Første svar,51
2024,Andet svar,46
2024,Tredje svar,22
""",
    ),
)
