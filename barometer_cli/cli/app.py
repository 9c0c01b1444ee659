"""The commands, their options and their help."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from typer.main import get_command_name

from barometer_cli.cli import completion
from barometer_cli.cli.exits import INTERRUPTED, speak_plainly
from barometer_cli.cli.speech import Speaking
from barometer_cli.languages import LANGUAGES
from barometer_cli.messages import say
from barometer_cli.model.naming import FIGURES, OUTSIDE, Format
from barometer_cli.model.preset import PRESETS, TOGETHER
from barometer_cli.version import __version__


class Commands(Speaking):
    """All commands, whose words are written on any terminal."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run the command that is asked for."""
        speak_plainly()
        return super().main(*arguments, **options)


class Program(typer.Typer):
    """The commands, of which one that is called by its name is made alone: all of them take as long as a sheet."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Run the command that is asked for on the command line."""
        known = self.registered_commands
        named = [each for each in known if each.callback and _name(each.name, each.callback.__name__) in sys.argv[1:2]]
        try:
            self.registered_commands = named or known
            return super().__call__(*arguments, **options)
        except KeyboardInterrupt:  # before the command, which tells of it itself
            raise SystemExit(INTERRUPTED) from None
        finally:
            self.registered_commands = known


def _name(given: str | None, function: str) -> str:
    return given or get_command_name(function)


app = Program(
    name="barometer",
    cls=Commands,
    help="Weighted survey figures as illustrations, with captions that are computed, not typed.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[SPEC or FOLDER …]", help="What to draw. Default: figures/", autocompletion=completion.paths
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="GLOB",
        help="Only figures whose id, page/id or page/edition/language/id matches; repeat for more.",
        autocompletion=completion.figures,
    ),
]
Presets = Annotated[
    str | None,
    typer.Option(
        "--preset",
        metavar="LIST",
        help=f"Sheets: {', '.join((*PRESETS, *TOGETHER))}; by comma. Default: those of survey.yaml, else web.",
        autocompletion=completion.listed(lambda: (*PRESETS, *TOGETHER)),
    ),
]
Portrait = Annotated[Path | None, typer.Option("--portrait", metavar="FILE", help="The picture that the figure shows.")]
ThemeFile = Annotated[
    Path | None, typer.Option("--theme", metavar="FILE", help="The theme, where it is none that is shipped.")
]
Formats = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="LIST",
        help=f"{', '.join(get_args(Format))}; by comma. Default: as survey.yaml says, or png,svg.",
        autocompletion=completion.listed(completion.formats),
    ),
]
CODES = "|".join(LANGUAGES)
Language = Annotated[
    str | None,
    typer.Option("--language", metavar=CODES, help="Of the words of the page.", autocompletion=completion.languages),
]
DEFAULT = Path(FIGURES)


def _allow(folders: list[Path] | None) -> None:
    if folders:
        os.environ[OUTSIDE] = os.pathsep.join(str(folder.resolve()) for folder in folders)


Outside = Annotated[
    list[Path] | None,
    typer.Option(
        "--outside", metavar="FOLDER", callback=_allow, help="Specs may name files there, too; give it again for more."
    ),
]


def _version(value: bool) -> None:
    if value:
        typer.echo(f"barometer {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Weighted survey figures as illustrations, with captions that are computed, not typed.

    Exit codes: 0 all good · 1 some figures failed · 2 usage wrong, or no figure could be attempted · 130 interrupted.
    """


@app.command()
def render(
    paths: Paths = None,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the files go.")] = Path("build"),
    format: Formats = None,
    preset: Presets = None,
    only: Only = None,
    outside: Outside = None,
    scale: Annotated[
        list[float] | None,
        typer.Option(
            "--scale", metavar="X", help="Scale of PNG and WebP; give it again for more. Default: web 1 and 2."
        ),
    ] = None,
    jobs: Annotated[
        str | None, typer.Option("--jobs", "-j", metavar="N", help="Processes that encode, or auto. Default: 1.")
    ] = None,
    executor: Annotated[
        str,
        typer.Option(
            "--executor",
            metavar="NAME",
            help="processes, or dask with --scheduler.",
            autocompletion=completion.among("processes", "dask"),
        ),
    ] = "processes",
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Of a Dask cluster: tcp://HOST:8786")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each figure is drawn, or not.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be done; write nothing.")] = False,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune", help="Remove files of figures that are gone; beside --only, older files of its figures alone."
        ),
    ] = False,
    depfile: Annotated[
        Path | None, typer.Option("--depfile", metavar="FILE", help="Write what the files are made from, for Make.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Draw everything, also what the checks refuse; the JSON says so.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a figure on stdout.")] = False,
) -> None:
    """Draw what changed: [b]barometer render[/b] figures/samarbejd-paa-tvaers --format png,svg,pdf"""
    from barometer_cli.cli.render import Asked, run

    asked = Asked(
        paths or [DEFAULT],
        tuple(only or ()),
        format,
        preset,
        scale,
        jobs,
        executor,
        scheduler,
        explain,
        prune,
        depfile,
        quiet,
        json,
    )
    raise typer.Exit(run(asked, out, force, dry_run))


@app.command(name="list")
def list_(
    paths: Paths = None,
    only: Only = None,
    outside: Outside = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a figure on stdout.")] = False,
) -> None:
    """List the pages and their figures, in order."""
    from barometer_cli.cli.list import run

    raise typer.Exit(run(paths or [DEFAULT], tuple(only or ()), json))


@app.command()
def table(
    paths: Paths = None,
    only: Only = None,
    outside: Outside = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="text, csv (of one figure), json or md.",
            autocompletion=completion.among("text", "csv", "json", "md"),
        ),
    ] = "text",
) -> None:
    """Print the numbers behind figures: shares, nets, intervals, unweighted n."""
    from barometer_cli.cli.table import run

    raise typer.Exit(run(paths or [DEFAULT], tuple(only or ()), format))


@app.command()
def codebook(
    data: Annotated[Path, typer.Argument(metavar="DATA", help="Microdata: CSV, XLSX, Parquet, SPSS, Stata or SAS.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Write it there, not to stdout.")
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite FILE.")] = False,
) -> None:
    """Write a first codebook from what a file of microdata says of itself."""
    from barometer_cli.cli.codebook import run

    raise typer.Exit(run(data, out, sheet, force))


@app.command()
def check(
    paths: Paths = None,
    only: Only = None,
    outside: Outside = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="text, json, sarif or github.",
            autocompletion=completion.among("text", "json", "sarif", "github"),
        ),
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
    render: Annotated[bool, typer.Option("--render", help="Lay the sheets out and prove them too.")] = False,
    preset: Presets = None,
    claims: Annotated[
        bool, typer.Option("--claims", help="Print only what of every headline was proved; text or json.")
    ] = False,
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Print only where every number comes from; text or json.")
    ] = False,
    explain: Annotated[str | None, typer.Option("--explain", metavar="CODE", help="Say what a code means.")] = None,
) -> None:
    """Prove words and numbers against each other: data, captions, headlines, consistency."""
    from barometer_cli.cli import check as command

    if explain is not None:
        places = say("[SPEC or FOLDER …]")
        reports = {"--format": format != "text", "--claims": claims, "--ledger": ledger}
        laid = {"--strict": strict, "--render": render, "--preset": preset}
        others = {places: paths, "--only": only, **reports, **laid}
        raise typer.Exit(command.explain(explain, others))
    asked = command.Asked(format, claims, ledger)
    raise typer.Exit(command.run(paths or [DEFAULT], tuple(only or ()), asked, strict, render, preset))


@app.command()
def suggest(
    figure: Annotated[
        str,
        typer.Argument(metavar="FIGURE", help="Its spec, its id, or page/id.", autocompletion=completion.figures),
    ],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FOLDER …]",
            help="Where figures are looked for. Default: figures/",
            autocompletion=completion.paths,
        ),
    ] = None,
    outside: Outside = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar=CODES,
            help="Of the headlines; the figure's own if left out.",
            autocompletion=completion.languages,
        ),
    ] = None,
    count: Annotated[int, typer.Option("--count", metavar="N", min=1, max=50, help="How many at most.")] = 5,
    write: Annotated[
        int | None, typer.Option("--write", metavar="RANK", min=1, help="Write that one into the spec.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a figure on stdout.")] = False,
) -> None:
    """Suggest true headlines, each proved as [b]check[/b] proves them, with the bindings it needs."""
    from barometer_cli.cli.suggest import Asked, run

    raise typer.Exit(run(figure, paths, Asked(language, count, write, json)))


@app.command()
def gallery(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where render wrote the files.")] = Path("build"),
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where the gallery goes.")] = Path("build/gallery"),
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Its address, for sitemap and previews on other sites."),
    ] = None,
    language: Language = None,
    since: Annotated[
        Path | None,
        typer.Option("--since", metavar="OLD", help="An earlier release: every illustration tells what changed."),
    ] = None,
) -> None:
    """Write a static page of what was rendered: view, search, download, copy."""
    from barometer_cli.cli.gallery import run

    raise typer.Exit(run(out, to, base_url, language, since))


@app.command()
def kinds(
    kind: Annotated[
        str | None,
        typer.Argument(metavar="[KIND]", help="Tell all of one kind.", autocompletion=completion.kinds),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Tell what kinds of figures there are, and what each draws."""
    from barometer_cli.cli.kinds import run

    raise typer.Exit(run(kind, json))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where the project goes. Default: here.")] = Path(),
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Weighted tables (XLSX, CSV) or microdata (CSV, Parquet, SPSS …)."),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="The survey's name.")] = None,
    wave: Annotated[str | None, typer.Option("--wave", metavar="TEXT", help="Its wave: 2024, 2023-2024.")] = None,
    population: Annotated[
        str | None, typer.Option("--population", metavar="TEXT", help="Whom the weights make it speak for.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar=CODES, help="Of everything worded.", autocompletion=completion.languages),
    ] = None,
    weight: Annotated[
        str | None, typer.Option("--weight", metavar="COLUMN", help="Weights of microdata; '' where there are none.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="percent|fraction", help="Of shares in tables that do not say.")
    ] = None,
    holds: Annotated[
        str | None,
        typer.Option("--holds", metavar="tables|microdata", help="What FILE holds, if not what it looks like."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing: what no option says is read from FILE.")
    ] = False,
) -> None:
    """Write a project whose figures are drawn at once: [b]barometer init min-maaling --from tal.xlsx[/b]"""
    from barometer_cli.cli.init import Asked, run

    raise typer.Exit(run(folder, from_, Asked(name, wave, population, language, weight, unit, holds), yes))


@app.command()
def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]",
            help="One kind; or survey, page or codebook. Default: every kind.",
            autocompletion=completion.schemas,
        ),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write all of them to .barometer/, and name them in VS Code's settings.")
    ] = False,
) -> None:
    """Print a JSON Schema of specs, by which editors complete and underline them."""
    from barometer_cli.cli.schema import run

    raise typer.Exit(run(kind, write))


@app.command()
def theme(
    action: Annotated[
        str, typer.Argument(metavar="ACTION", help="check or show.", autocompletion=completion.among("check", "show"))
    ],
    name: Annotated[
        str,
        typer.Argument(metavar="THEME", help="A shipped theme, or a TOML file.", autocompletion=completion.themes),
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Draw its colours, too: .png, .svg, .pdf or .webp.")
    ] = None,
) -> None:
    """Measure a theme's contrast and whether its colours are told apart (check), or print the TOML of a shipped one."""
    from barometer_cli.cli.theme import run

    raise typer.Exit(run(action, name, out))


@app.command("inspect")
def inspect_picture(
    file: Annotated[Path, typer.Argument(metavar="PICTURE", help="A PNG, WebP, SVG or PDF that barometer drew.")],
    extract: Annotated[
        Path | None, typer.Option("--extract", metavar="FOLDER", help="Write it as a project that draws the same.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print everything that is carried as JSON.")] = False,
    portrait: Portrait = None,
    theme: ThemeFile = None,
) -> None:
    """Tell what a picture carries of what it was made from: its figure, numbers, caption and version."""
    from barometer_cli.cli.inspect import show

    raise typer.Exit(show(file, json, extract, portrait, theme))


@app.command()
def verify(
    files: Annotated[list[Path], typer.Argument(metavar="PICTURE …", help="Pictures that barometer drew.")],
    json: Annotated[bool, typer.Option("--json", help="Print the verdicts as JSON.")] = False,
    portrait: Portrait = None,
    theme: ThemeFile = None,
) -> None:
    """Draw pictures again from what they carry, and tell whether anybody changed them since; exit code 1 if so."""
    from barometer_cli.cli.inspect import hold

    raise typer.Exit(hold(files, json, portrait, theme))


@app.command()
def doctor(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where render writes.")] = Path("build"),
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Tell what may be wrong with this machine or project, and what to do; holds no data, so it may be handed on."""
    from barometer_cli.cli.doctor import run

    raise typer.Exit(run(out, json))


@app.command()
def new(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="As `barometer kinds` calls it.", autocompletion=completion.kinds)
    ],
    name: Annotated[str, typer.Argument(metavar="PAGE/NAME", help="What the figure is called; a page is a folder.")],
) -> None:
    """Write a figure that works at once: its spec, and a table of invented numbers to replace."""
    from barometer_cli.cli.new import run

    raise typer.Exit(run(kind, name))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A folder that render wrote, or its manifest.json.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="A later one.")],
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where the page goes.")] = Path("build/diff"),
    format: Annotated[
        str,
        typer.Option("--format", metavar="NAME", help="text or json.", autocompletion=completion.among("text", "json")),
    ] = "text",
    language: Language = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything changed.")] = False,
) -> None:
    """Tell what changed between two releases: numbers, words, pictures; as text, and as a page beside one another."""
    from barometer_cli.cli.diff import run

    raise typer.Exit(run(old, new, to, format, language, exit_code))


@app.command()
def watch(
    paths: Paths = None,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the files go.")] = Path("build"),
    format: Formats = None,
    preset: Presets = None,
    only: Only = None,
    outside: Outside = None,
) -> None:
    """Redraw what an edit touches, and tell what the checks find."""
    from barometer_cli.cli.render import formats, presets
    from barometer_cli.cli.watch import run
    from barometer_cli.errors import BarometerError
    from barometer_cli.export.options import Options

    try:
        options = Options(out, formats(format), presets=presets(preset))
    except BarometerError as error:
        from barometer_cli.cli.exits import WRONG, complain

        complain(error)
        raise typer.Exit(WRONG) from None
    raise typer.Exit(run(paths or [DEFAULT], tuple(only or ()), options))


@app.command()
def preview(
    paths: Paths = None,
    only: Only = None,
    outside: Outside = None,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes one that is free.")
    ] = 8000,
    language: Language = None,
    open: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = False,
) -> None:
    """Show figures in the browser while they are edited: their sizes, findings at their lines, reload on save."""
    from barometer_cli.cli.preview import run

    raise typer.Exit(run(paths or [DEFAULT], tuple(only or ()), host, port, language, open))
