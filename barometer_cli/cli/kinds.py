"""`barometer kinds`: what kinds of figures there are, and what each draws."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from barometer_cli.charts import KINDS
from barometer_cli.cli.exits import GOOD, WRONG, complain, printer, put
from barometer_cli.errors import BuildError, suggestion
from barometer_cli.messages import say, template
from barometer_cli.model.figure import Kind
from barometer_cli.model.measure import NAMES
from barometer_cli.model.spec import FigureSpec

FIELDS = {
    "for": template("for"),
    "needs": template("needs"),
    "of its own": template("of its own"),
    "takes": template("takes"),
    "measures": template("measures"),
    "axes": template("axes"),
}
"""What is told of a kind, by its field in JSON."""


def run(name: str | None, as_json: bool) -> int:
    """Print every kind, or all that is to be known of one; returns the exit code."""
    if name is not None and name not in KINDS:
        complain(BuildError(say("there is no kind {name!r}", name=name), suggestion(name, KINDS)))
        return WRONG
    kinds = [KINDS[name]] if name else list(KINDS.values())
    if as_json:
        for kind in kinds:
            put({"kind": kind.name, **_told(kind)})
    elif name is None:
        table = Table(box=None, pad_edge=False)
        table.add_column(say("Kind"), no_wrap=True)
        table.add_column(say("For"))
        for kind in kinds:
            table.add_row(Text(kind.name), Text(say(kind.purpose)))
        printer(soft_wrap=False).print(table)
        printer().print(
            "\n" + say("barometer kinds KIND tells what one draws · barometer new KIND PAGE/NAME begins one"),
            markup=False,
        )
    else:
        table = Table(box=None, pad_edge=False, show_header=False)
        for field, value in _told(kinds[0]).items():
            told = value if isinstance(value, str) else ", ".join(value)
            table.add_row(Text(say(FIELDS[field]), style="bold"), Text(told))
        printer(soft_wrap=False).print(table)
    return GOOD


def _told(kind: Kind) -> dict[str, str | list[str]]:
    """What is to be known of a kind."""
    own = [name for name in kind.spec.model_fields if name not in FigureSpec.model_fields]
    needs = [name if name != "table" else say("table or data") for name in sorted(kind.needs)]
    told: dict[str, str | list[str]] = {"for": say(kind.purpose), "needs": needs}
    told |= {"of its own": own} if own else {}
    told["takes"] = sorted(kind.takes)
    if "table" in kind.needs:
        told["measures"] = [name for name in NAMES if name in kind.measures]
        told["axes"] = _axes(kind)
    return told


def _axes(kind: Kind) -> list[str]:
    """Which axes it draws: categories alone, or with groups."""
    if kind.shapes is None:
        return [say("any")]
    found: dict[str | None, list[str]] = {}
    for categories, groups in sorted(kind.shapes, key=lambda shape: (shape[1] or "", shape[0])):
        found.setdefault(groups, []).append(categories)
    joined = {groups: say(" or ").join(each) for groups, each in found.items()}
    return [say("{axes} by {groups}", axes=axes, groups=by) if by else axes for by, axes in joined.items()]
