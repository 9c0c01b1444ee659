"""File formats: each turns a Scene into the bytes of one file, and decides nothing about how it looks.

The same scene gives the same bytes in every process. Libraries are imported by the encoder that needs them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from msgspec import Struct

from barometer_cli.errors import BuildError
from barometer_cli.messages import say
from barometer_cli.model.scene import Scene


class Encoder(Struct, frozen=True):
    """A format: its name, its file extension without dot, and the function from scene and scale to bytes.

    `raster` formats are made of pixels, one file a scale; the others look the same at any size. `needs` is what Python
    imports to write it, the package that has it, and the extra that installs that, where barometer has it not itself.
    """

    name: str
    extension: str
    raster: bool
    encode: Callable[[Scene, float], bytes]
    needs: tuple[str, str, str] | None = None

    def prove_installed(self) -> None:
        """Raise BuildError where what writes the format is not installed."""
        if self.needs and not self.is_installed:
            _, package, extra = self.needs
            raise BuildError(
                say("{format} is written with {package}, which is not installed", format=self.name, package=package),
                f"pip install 'barometer-cli[{extra}]'",
            )

    @property
    def is_installed(self) -> bool:
        """Whether it can be written here."""
        return self.needs is None or find_spec(self.needs[0]) is not None


def _png(scene: Scene, scale: float) -> bytes:
    from barometer_cli.formats.png import encode

    return encode(scene, scale)


def _webp(scene: Scene, scale: float) -> bytes:
    from barometer_cli.formats.webp import encode

    return encode(scene, scale)


def _svg(scene: Scene, scale: float) -> bytes:
    from barometer_cli.formats.svg import encode

    return encode(scene, "web")


def _svg_editable(scene: Scene, scale: float) -> bytes:
    from barometer_cli.formats.svg import encode

    return encode(scene, "editable")


def _svg_outlined(scene: Scene, scale: float) -> bytes:
    from barometer_cli.formats.svg import encode

    return encode(scene, "outlined")


def _pdf(scene: Scene, scale: float) -> bytes:
    from barometer_cli.formats.pdf import encode

    return encode(scene)


def _pptx(scene: Scene, scale: float) -> bytes:
    ENCODERS["pptx"].prove_installed()
    from barometer_cli.formats.pptx import encode

    return encode(scene)


ENCODERS: dict[str, Encoder] = {
    "png": Encoder("png", "png", raster=True, encode=_png),
    "svg": Encoder("svg", "svg", raster=False, encode=_svg),
    "svg-editable": Encoder("svg-editable", "svg", raster=False, encode=_svg_editable),
    "svg-outlined": Encoder("svg-outlined", "svg", raster=False, encode=_svg_outlined),
    "pdf": Encoder("pdf", "pdf", raster=False, encode=_pdf),
    "webp": Encoder("webp", "webp", raster=True, encode=_webp),
    "pptx": Encoder("pptx", "pptx", raster=False, encode=_pptx, needs=("pptx", "python-pptx", "office")),
}
ENDINGS: dict[str, Encoder] = {f".{name}": each for name, each in ENCODERS.items() if name == each.extension}
"""What a file is written as by how its name ends."""
