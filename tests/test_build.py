"""Builds: only what changed is drawn, whoever draws it; nothing is lost and nothing half-written."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any, get_args

import pytest
from pydantic import field_validator
from typer.testing import CliRunner

from barometer_cli.cli import app
from barometer_cli.errors import BuildError
from barometer_cli.export import workers
from barometer_cli.export.depfile import escaped
from barometer_cli.export.encode import Task
from barometer_cli.export.manifest import load
from barometer_cli.export.render import PAINTERS
from barometer_cli.formats import ENCODERS
from barometer_cli.model.identity import Identity
from barometer_cli.model.naming import Format
from barometer_cli.model.written import Written

ROOT = Path(__file__).parents[1]
DATA = "data/svar.csv"
SURVEY = 'name: Undersøgelsen\nwave: "2019"\npopulation: alle\ndata: data/svar.csv\n'
CODEBOOK = """
weight: w
variables:
  a: {codes: {1: Ja, 2: Nej}}
  b: {codes: {1: Ja, 2: Nej}}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pages: figures of variable a and of variable b, and a figure with a table."""
    monkeypatch.chdir(tmp_path)
    for page in ("en", "to"):
        folder = tmp_path / "figures" / page
        folder.mkdir(parents=True)
        (folder / "survey.yaml").write_text(SURVEY, encoding="utf-8")
        for variable in "ab":
            spec = f"kind: bars\ntitle: Sådan svarer man på {variable}\ndata: {variable}\ncaption: svarene\n"
            (folder / f"{variable}.yaml").write_text(spec, encoding="utf-8")
    (tmp_path / "data").mkdir()
    write_answers()
    (tmp_path / "data" / "svar.codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    return tmp_path


def write_answers(**changed: str) -> None:
    rows = [{"w": 1 + i % 3, "a": 1 + i % 2, "b": 1 + i // 30} for i in range(60)]
    rows[7] = {**rows[7], **changed}
    lines = ["w,a,b", *(f"{row['w']},{row['a']},{row['b']}" for row in rows)]
    Path(DATA).write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["render", "figures", *arguments], env={"COLUMNS": "200", "NO_COLOR": "1"})


def python(code: str) -> subprocess.CompletedProcess[str]:
    """What a fresh process says of a piece of Python that imports this package."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)


def explained(*arguments: str) -> dict[str, str]:
    result = run("--explain", *arguments)
    assert result.exit_code == 0, result.output
    lines = [line.partition(": ") for line in result.stdout.splitlines() if ": " in line]
    return {name: words for name, _, words in lines}


def files(out: str = "build") -> dict[str, tuple[bytes, int]]:
    found = {path.relative_to(out).as_posix(): path for path in Path(out).rglob("*") if path.is_file()}
    return {
        name: (path.read_bytes(), path.stat().st_mtime_ns)
        for name, path in found.items()
        if not name.endswith(("manifest.json", ".lock"))
    }


def bytes_of(out: str = "build") -> dict[str, bytes]:
    return {name: data for name, (data, _) in files(out).items()}


def test_nothing_changed_nothing_drawn(project: Path) -> None:
    assert set(explained().values()) == {"drawn, because new"}
    before = files()
    assert set(explained().values()) == {"up to date"}
    assert files() == before


def test_a_touched_file_draws_nothing(project: Path) -> None:
    run()
    before = files()
    for path in [*Path("figures").rglob("*.yaml"), *Path("data").iterdir()]:
        os.utime(path, (1, 1))
    result = explained()
    assert not any(words.startswith("drawn") for words in result.values()), result
    assert files() == before


def test_one_answer_draws_the_figures_that_use_it(project: Path) -> None:
    run()
    before = files()
    write_answers(a="1")
    result = explained()
    drawn = {name for name, words in result.items() if words.startswith("drawn")}
    assert drawn == {"en/a", "to/a"}, result
    assert all("svar.csv changed" in words for words in result.values())
    same = {name: stamp for name, stamp in files().items() if "/b/" in name}
    assert same == {name: stamp for name, stamp in before.items() if "/b/" in name}, "not even written again"


def test_a_spec_draws_its_figure(project: Path) -> None:
    run()
    path = Path("figures/en/a.yaml")
    path.write_text(path.read_text("utf-8").replace("Sådan", "Således"), encoding="utf-8")
    result = explained()
    assert {name for name, words in result.items() if words.startswith("drawn")} == {"en/a"}


def test_a_missing_or_changed_file_is_drawn_again(project: Path) -> None:
    run()
    before = bytes_of()
    Path("build/en/a/a-2019-da-web.png").unlink()
    Path("build/en/b/b-2019-da-web.svg").write_text("andet", encoding="utf-8")
    result = explained()
    assert "a-2019-da-web.png is missing or was changed" in result["en/a"]
    assert result["en/b"].startswith(("drawn", "computed"))
    assert result["to/a"] == "up to date"
    assert bytes_of() == before


def test_other_formats_are_drawn_and_earlier_ones_kept(project: Path) -> None:
    run("--format", "svg")
    assert "other formats" in explained("--format", "png")["en/a"]
    assert {name.rsplit(".", 1)[-1] for name in files()} == {"svg", "png", "json", "csv"}


def test_dry_run_writes_nothing(project: Path) -> None:
    before = files(".")
    result = run("--dry-run", "--depfile", "figures.d")
    assert result.exit_code == 0 and "4 figures to draw" in result.stderr
    assert files(".") == before
    run()
    before = files(".")
    result = run("--dry-run", "--depfile", "figures.d")
    assert result.exit_code == 0 and "4 figures up to date" in result.stderr
    assert files(".") == before


def test_whatever_an_encoder_looks_into_makes_its_files_others() -> None:
    code = "import sys; from pkgutil import resolve_name, walk_packages; from barometer_cli import formats"
    code += "; [resolve_name(each.name) for each in walk_packages(formats.__path__, 'barometer_cli.formats.')]"
    code += "; print(*(name for name in sys.modules if name.startswith('barometer_cli.')))"
    done = python(code)
    looked_into = {name.split(".")[1] for name in done.stdout.split()}
    assert looked_into - {"errors", "messages"} == set(PAINTERS), "what is said to people is no picture"


def test_prune_removes_only_what_the_manifest_owns(project: Path) -> None:
    run()
    Path("build/en/a/egen.txt").write_text("min", encoding="utf-8")
    Path("figures/en/a.yaml").unlink()
    Path("figures/to/b.yaml").rename("figures/to/c.yaml")
    assert run("--prune", "--dry-run").stderr.count("would remove") == 10
    assert "build/to/b/b-2019-da-web.png" in {f"build/{name}" for name in files()}
    assert run("--prune").exit_code == 0
    assert Path("build/en/a/egen.txt").is_file() and not Path("build/to/b").exists()
    assert {each.name for each in load(Path("build")).figures} == {"en/b", "to/a", "to/c"}


def test_prune_beside_only_removes_nothing_of_other_figures(project: Path) -> None:
    """Neither of those that are there nor of those that are gone; of its own what they left behind."""
    both = ("--preset", "web,social")
    run(*both)
    assert Path("build/en/a").is_dir()
    Path("figures/en/b.yaml").unlink()
    before = set(files())
    for name in ("en/a", "to/a"):
        run("--only", name)
    assert set(files()) == before
    assert run("--only", "en/a", "--prune", "--dry-run").exit_code == 0 and set(files()) == before
    result = run("--only", "en/a", "--prune")
    gone = before - set(files())
    assert result.exit_code == 0
    assert gone and all(name.startswith("en/a/") and "social" in name for name in gone)
    assert {each.name for each in load(Path("build")).figures} == {"en/a", "en/b", "to/a", "to/b"}
    assert run("--prune", *both).exit_code == 0 and not Path("build/en/b").exists()


def test_one_failed_figure_keeps_its_old_files_and_stops_no_other(project: Path) -> None:
    run()
    before = bytes_of()
    path = Path("figures/en/a.yaml")
    path.write_text(path.read_text("utf-8") + "n: 7\n", encoding="utf-8")
    Path("figures/en/b.yaml").write_text(Path("figures/en/b.yaml").read_text("utf-8") + "subtitle: Ny\n", "utf-8")
    result = run()
    assert result.exit_code == 1 and "n is 7" in result.stderr
    now = bytes_of()
    assert {name: data for name, data in now.items() if "en/a/" in name} == {
        name: data for name, data in before.items() if "en/a/" in name
    }
    assert now["en/b/b-2019-da-web.svg"] != before["en/b/b-2019-da-web.svg"]
    assert run().exit_code == 1, "a failed figure is tried again"


@pytest.mark.parametrize("jobs", ["2", "auto"])
def test_processes_give_the_same_bytes(project: Path, jobs: str) -> None:
    formats = ("--format", "png,svg,svg-editable,svg-outlined,pdf")
    assert run(*formats).exit_code == 0
    assert run(*formats, "--jobs", jobs, "--out", "other").exit_code == 0
    assert bytes_of("other") == bytes_of()


def test_jobs_must_be_a_number(project: Path) -> None:
    result = run("--jobs", "mange")
    assert result.exit_code == 2 and "--jobs" in result.stderr


class Mortal(Executor):
    """Workers that die of some tasks: of "killer" always, of all that is under way with it the first time."""

    def __init__(self) -> None:
        self.dead = False

    def submit(self, function: Any, /, *arguments: Any, **options: Any) -> Future[Any]:
        if self.dead:
            raise BrokenExecutor("dead")
        future: Future[Any] = Future()
        (task,) = arguments
        if task.name == "killer":
            self.dead = True
            future.set_exception(BrokenExecutor("killed"))
        else:
            future.set_result((task.name.encode(),))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        pass


def tasks(names: Sequence[str]) -> Iterator[Task]:
    return (Task(name, ()) for name in names)


@pytest.mark.parametrize("place", [0, 3, 9])
def test_a_killed_worker_fails_its_figure_and_no_other(place: int) -> None:
    names = [f"f{i}" for i in range(10)]
    names.insert(place, "killer")
    done = {task.name: outcome for task, outcome in workers._Workers(Mortal, 2).encoded(tasks(names))}
    assert set(done) == set(names)
    assert isinstance(done.pop("killer"), BuildError)
    assert all(outcome == (name.encode(),) for name, outcome in done.items())


def test_tasks_are_asked_for_one_by_one() -> None:
    """Memory is bounded: never more than a few tasks per worker are under way."""
    asked = 0

    def counted() -> Iterator[Task]:
        nonlocal asked
        for task in tasks([f"f{i}" for i in range(200)]):
            asked += 1
            yield task

    for finished, _ in enumerate(workers._Workers(Mortal, 2).encoded(counted()), start=1):
        assert asked - finished <= 2 * workers.AHEAD


def test_a_task_is_handed_over_whole_before_an_interrupt() -> None:
    """A process that is half started would be waited for when the program ends."""
    whole: list[str] = []

    class Interrupted(Mortal):
        def submit(self, function: Any, /, *arguments: Any, **options: Any) -> Future[Any]:
            signal.raise_signal(signal.SIGINT)
            whole.append(arguments[0].name)
            return super().submit(function, *arguments, **options)

    with pytest.raises(KeyboardInterrupt):
        list(workers._Workers(Interrupted, 2).encoded(tasks(["a", "b"])))
    assert whole == ["a"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_is_written_is_read_whole_before_an_interrupt() -> None:
    """pydantic would take it for a fault of its own, or lose it."""
    whole: list[str] = []

    class Interrupted(Written):
        title: str

        @field_validator("title")
        @classmethod
        def _slow(cls, title: str) -> str:
            signal.raise_signal(signal.SIGINT)
            whole.append(title)
            return title

    with pytest.raises(KeyboardInterrupt):
        Interrupted.model_validate({"title": "Lederen tager initiativet"})
    assert whole
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("part", ["barometer_cli.cli.app", "barometer_cli.model.preset"])
def test_an_interrupt_before_anything_is_begun_is_no_fault(part: str) -> None:
    code = f"""
import sys
class Interrupted:
    def find_spec(self, name, *rest):
        if name == {part!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
import barometer_cli.cli
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (130, "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_no_worker_is_ever_interrupted() -> None:
    """Not even between its birth and its first task, where it could leave a lock behind."""
    pool = workers._pool(1)
    try:
        assert signal.SIGINT in pool.submit(signal.pthread_sigmask, signal.SIG_BLOCK, []).result(60)
        assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
    finally:
        pool.shutdown()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_keeps_what_is_done(project: Path) -> None:
    for i in range(40):
        shutil.copy("figures/en/a.yaml", f"figures/en/f{i:02}.yaml")
    command = [sys.executable, "-m", "barometer_cli", "render", "figures", "--jobs", "2", "--format", "png,svg,pdf"]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True)
    deadline = time.monotonic() + 60
    while len(list(Path("build").rglob("*.json"))) < 3 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(60) in (130, 0)
    assert not [path for path in Path("build").rglob(".*") if not path.name.endswith(".lock")], "nothing half-written"
    known = load(Path("build")).figures
    assert len(known) >= 3
    assert all((Path("build") / file.path).stat().st_size == file.size for d in known.values() for file in d.files)


DYING = """
import os, signal, sys
from pathlib import Path
from barometer_cli.export import write as files
out = Path(sys.argv[1])
replace = os.replace
def die(temporary, path):
    if path.name.endswith(".svg"):
        print(temporary.name, flush=True)
        if sys.argv[2] == "wait":
            sys.stdin.read()
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    replace(temporary, path)
files.os.replace = die
from barometer_cli.cli import app
app(sys.argv[3:])
"""


def dying(how: str, *command: str) -> subprocess.Popen[str]:
    """A run that is killed, or waits, between the writing and the naming of a picture."""
    arguments = [sys.executable, "-c", DYING, "build", how, *(command or ("render", "figures"))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(arguments, env=environment, stdin=-1, stdout=-1, stderr=-1, text=True)


def hidden(out: str = "build") -> list[str]:
    return sorted(path.name for path in Path(out).rglob(".*") if path.name != ".manifest.json.lock")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_the_next_run_removes_what_a_killed_one_left(project: Path) -> None:
    run()
    path = Path("figures/en/a.yaml")
    good = path.read_text("utf-8")
    path.write_text(good.replace("Sådan", "Således"), encoding="utf-8")
    with dying("die") as process:
        said, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL and said.strip() in hidden() and len(hidden()) == 2
    mine = Path("build/en/a/.min.fil.part")
    mine.write_text("min", encoding="utf-8")
    path.write_text(good, encoding="utf-8")
    os.utime(path, (1, 1))
    assert run().exit_code == 0, "also a run that has nothing to draw"
    assert hidden() == [mine.name], "and nothing else"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_run_that_is_under_way_is_left_alone(project: Path) -> None:
    with dying("wait") as process:
        assert process.stdout is not None
        temporary = process.stdout.readline().strip()
        assert temporary in hidden()
        assert run("--only", "to/*").exit_code == 0
        assert temporary in hidden(), "a file that another process writes now"
        process.communicate("")
    assert process.returncode == 0
    assert hidden() == [] and set(load(Path("build")).figures) >= {Identity("2019", "en", "a", "da")}
    assert "4 figures up to date" in run().stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_gallery_that_was_killed_leaves_nothing_for_long(project: Path) -> None:
    run()
    with dying("die", "gallery") as process:
        process.communicate()
    assert process.returncode == -signal.SIGKILL and len(hidden("build/gallery")) == 2
    assert CliRunner().invoke(app, ["gallery"]).exit_code == 0
    assert hidden("build/gallery") == []


def test_several_runs_at_once_lose_nothing(project: Path) -> None:
    command = [sys.executable, "-m", "barometer_cli", "render", "--quiet", "figures"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    asked = (["--only", "en/*"], ["--only", "to/*"], [])
    running = [subprocess.Popen([*command, *more], env=environment) for more in asked]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert hidden() == [] and "4 figures up to date" in run().stderr


def test_a_picture_that_cannot_be_written_is_not_taken_for_written(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    path, picture = Path("figures/en/a.yaml"), Path("build/en/a/a-2019-da-web.svg")
    before = picture.read_bytes()
    path.write_text(path.read_text("utf-8").replace("Sådan", "Således"), encoding="utf-8")
    move = os.replace

    def full(temporary: Path, there: Path) -> None:
        if there.name == picture.name:
            raise OSError(28, "No space left on device")
        move(temporary, there)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        result = run()
    assert result.exit_code == 1 and "a-2019-da-web.svg: cannot be written: No space left" in result.stderr
    assert "Make room on the disk" in result.stderr
    assert picture.read_bytes() == before and hidden() == []
    assert run().exit_code == 0
    assert picture.read_bytes() != before


@pytest.mark.parametrize(
    ("path", "source", "target"),
    [
        ("a b.yaml", "a\\ b.yaml", "a\\ b.yaml"),
        ("pris$.yaml", "pris$$.yaml", "pris$$.yaml"),
        ("nr#1.yaml", "nr\\#1.yaml", "nr\\#1.yaml"),
        ("50%.yaml", "50%.yaml", "50\\%.yaml"),
        ("æøå.yaml", "æøå.yaml", "æøå.yaml"),
    ],
)
def test_paths_as_make_reads_them(path: str, source: str, target: str) -> None:
    assert (escaped(path), escaped(path, target=True)) == (source, target)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_knows_what_files_are_made_from(project: Path) -> None:
    Path("figures/en/a.yaml").rename("figures/en/a b#$.yaml")
    assert run("--depfile", "build/figures.d").exit_code == 0
    Path("Makefile").write_text("build/en/b/b-2019-da-web.svg:\n\t@echo draw $@\ninclude build/figures.d\n", "utf-8")
    target = "build/en/b/b-2019-da-web.svg"

    def make() -> str:
        return subprocess.run(["make", target], check=True, capture_output=True, text=True).stdout

    assert "draw" not in make()
    future = time.time() + 5
    os.utime(DATA, (future, future))
    assert f"draw {target}" in make()
    os.utime(DATA, (1, 1))
    Path("figures/en/a b#$.yaml").unlink()
    os.utime("figures/en/b.yaml", (1, 1))
    assert "No rule" not in make()


def test_a_table_is_drawn_without_numpy(tmp_path: Path) -> None:
    call = ["render", "figures/innovation-2021-2023/ledelse.yaml", "--out", str(tmp_path)]
    code = f"import sys; from barometer_cli.cli import app; app({call}, standalone_mode=False)"
    code += "; print(sorted({'numpy', 'matplotlib', 'PIL', 'scipy', 'pandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert list(tmp_path.rglob("*.png")) and done.stdout.splitlines()[-1] == "[]"


def test_an_up_to_date_run_imports_nothing_heavy(project: Path) -> None:
    run()
    code = "import sys; from barometer_cli.cli import app; app(['render', 'figures'], standalone_mode=False)"
    code += "; print(sorted({'pydantic', 'numpy', 'yaml', 'matplotlib', 'rich.table', 'babel'} & set(sys.modules)))"
    done = python(code)
    assert done.stdout.strip() == "[]" and "4 figures up to date" in done.stderr


@contextmanager
def watching(*options: str) -> Iterator[tuple[subprocess.Popen[str], Iterator[str]]]:
    """A watch and the lines that it tells; it ends with the test, or after a minute: what it does not tell fails."""
    command = [sys.executable, "-m", "barometer_cli", "watch", "figures", "--format", "svg", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        limit = Timer(60, process.kill)
        limit.start()
        try:
            assert process.stderr is not None
            yield process, iter(process.stderr.readline, "")
        finally:
            limit.cancel()
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_watch_redraws_what_an_edit_touches(project: Path) -> None:
    pytest.importorskip("watchfiles", reason="watchfiles is not installed: barometer-cli[live]")
    with watching() as (process, lines):
        first = list(_until(lines, "Watching"))
        assert sum(line.startswith("drawn") for line in first) == 4
        path = Path("figures/en/a.yaml")
        good = path.read_text("utf-8")
        path.write_text(good.replace("Sådan", "Således"), encoding="utf-8")
        (told,) = (line for line in _until(lines, "drawn") if line.startswith("drawn"))
        assert "en/a " in told
        path.write_text(good + "titel: x\n", encoding="utf-8")
        assert "unknown field 'titel'" in list(_until(lines, "titel"))[-1]
        path.write_text(good, encoding="utf-8")
        assert any("en/a " in line for line in _until(lines, "drawn"))
        path.write_text("kind: bars\ntitle: Ny\ncaption: nye\nn: 60\ntable: {file: ny/t.csv, unit: percent}\n", "utf-8")
        assert "there is no file 'ny/t.csv'" in list(_until(lines, "ny/t.csv"))[-1]
        Path("ny").mkdir()
        Path("ny/t.csv").write_text("category;share\nA;10\n", "utf-8")
        assert any("en/a " in line for line in _until(lines, "drawn")), "the folder was not there when the watch began"
        Path("ny/t.csv").write_text("category;share\nA;11\n", "utf-8")
        assert any("en/a " in line for line in _until(lines, "drawn"))
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_watch_tells_once_of_a_name_that_is_no_figure_s_and_waits_for_it(project: Path) -> None:
    pytest.importorskip("watchfiles", reason="watchfiles is not installed: barometer-cli[live]")
    with watching("--only", "ny") as (process, lines):
        assert any("no figure matches 'ny'" in line for line in _until(lines, "Watching"))
        Path("figures/en/ny.yaml").write_text(Path("figures/en/a.yaml").read_text("utf-8"), encoding="utf-8")
        later = list(_until(lines, "drawn"))
        assert "ny " in later[-1] and not any("no figure matches" in line for line in later)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def _until(lines: Iterator[str], word: str) -> Iterator[str]:
    for line in lines:
        yield line
        if word in line:
            return


@pytest.mark.thorough
def test_a_cluster_gives_the_same_bytes_though_a_worker_dies(project: Path) -> None:
    """A real scheduler and two worker processes on loopback, one of them killed half-way."""
    pytest.importorskip("distributed", reason="Dask is not installed: barometer-cli[dask]")
    for i in range(60):
        shutil.copy("figures/en/a.yaml", f"figures/en/f{i:02}.yaml")
    formats = ["--format", "png,svg,pdf"]
    assert run(*formats, "--out", "here").exit_code == 0
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    address = "tcp://127.0.0.1:18786"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "18786"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nworkers", "1", "--nthreads", "1"]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    no_page = ["--dashboard-address", "127.0.0.1:0"]
    running = [subprocess.Popen([*dask, *no_page], env=environment, **quiet)]
    try:
        running += [subprocess.Popen([*worker, "--no-nanny", *no_page], env=environment, **quiet) for _ in range(2)]
        time.sleep(4)
        command = [sys.executable, "-m", "barometer_cli", "render", "figures", *formats, "--out", "there"]
        render = subprocess.Popen([*command, "--executor", "dask", "--scheduler", address], env=environment)
        deadline = time.monotonic() + 60
        while len(list(Path("there").rglob("*.json"))) < 5 and render.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        running[1].kill()
        assert render.wait(120) == 0
    finally:
        for process in running:
            process.kill()
            process.wait()
    assert bytes_of("there") == bytes_of("here")


def test_a_scheduler_that_is_not_there(project: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: barometer-cli[dask]")
    result = run("--executor", "dask")
    assert result.exit_code == 2 and "--scheduler" in result.output


def test_sheets_and_formats_are_those_of_the_survey_unless_others_are_asked_for(project: Path) -> None:
    (project / "figures/en/survey.yaml").write_text(
        SURVEY + "sheets: [mobile, social]\nformats: [svg]\n", encoding="utf-8"
    )

    def drawn(page: str, out: str = "build") -> set[str]:
        return {
            path.name.partition("-da-")[2] or path.suffix for path in Path(out, page, "a").iterdir()
        }  # fmt: skip

    assert run().exit_code == 0
    assert drawn("en") == {"mobile.svg", "social.svg", ".csv", ".json"}
    assert drawn("to") == {"web.png", "web@2x.png", "web.svg", ".csv", ".json"}
    assert "up to date" in run().output, "and nothing else is drawn"
    gallery = CliRunner().invoke(app, ["gallery"])
    assert gallery.exit_code == 0, gallery.output
    assert run("--out", "other", "--preset", "web", "--format", "png").exit_code == 0
    assert drawn("en", "other") == {"web.png", "web@2x.png", ".csv", ".json"}
    checked = CliRunner().invoke(app, ["check", "--render", "figures/en"])
    assert checked.exit_code == 0, checked.output


def test_a_sheet_of_a_survey_that_there_is_not_is_told_at_its_place(project: Path) -> None:
    (project / "figures/en/survey.yaml").write_text(SURVEY + "sheets: [mobil]\nformats: [gif]\n", encoding="utf-8")
    result = run()
    assert result.exit_code == 1, "the other page is drawn"
    assert "survey.yaml:5:10: there is no sheet 'mobil'" in result.output and "'mobile'" in result.output
    assert "survey.yaml:6:11: formats, item 1 must be" in result.output


def test_every_format_that_a_survey_may_name_is_written() -> None:
    assert set(get_args(Format)) == set(ENCODERS)
    helped = CliRunner().invoke(app, ["render", "--help"], env={"COLUMNS": "300", "NO_COLOR": "1"}).output
    assert ", ".join(get_args(Format)) in helped
