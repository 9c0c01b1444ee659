"""Every 1x PNG of one preset under a folder on one sheet with its name, three columns.

Usage: python tools/contact_sheet.py build build/contact-sheet.png [PRESET]
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

COLUMNS = 3
WIDTH = 600
GAP = 24
LABEL = 28
FONT = Path(__file__).parents[1] / "barometer_cli/layout/fonts/IBMPlexSans_400Regular.ttf"


def pictures(folder: Path, sheet: Path, preset: str) -> list[Path]:
    """The 1x PNGs of a preset, in order of path; @2x, the sheet itself and the copies in a gallery are left out."""
    galleries = [assets.parent for assets in folder.rglob("_gallery")]
    found = (path for path in folder.rglob("*.png") if path.stem.endswith(f"-{preset}"))
    own = (path for path in found if not any(path.is_relative_to(gallery) for gallery in galleries))
    return sorted(path for path in own if path.resolve() != sheet.resolve())


def thumbnail(path: Path) -> Image.Image:
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    height = max(1, round(picture.height * WIDTH / picture.width))
    return picture.resize((WIDTH, height), Image.Resampling.LANCZOS)


def compose(folder: Path, paths: list[Path]) -> Image.Image:
    """Rows as high as their tallest picture, each picture under its page and figure."""
    font = ImageFont.truetype(str(FONT), 16)
    cells = [(path.relative_to(folder).parent.as_posix(), thumbnail(path)) for path in paths]
    rows = [cells[start : start + COLUMNS] for start in range(0, len(cells), COLUMNS)]
    heights = [LABEL + max(picture.height for _, picture in row) + GAP for row in rows]
    sheet = Image.new("RGB", (GAP + COLUMNS * (WIDTH + GAP), GAP + sum(heights)), "#e8e8e8")
    draw = ImageDraw.Draw(sheet)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for column, (name, picture) in enumerate(row):
            left = GAP + column * (WIDTH + GAP)
            draw.text((left, top), name, fill="#222222", font=font)
            sheet.paste(picture, (left, top + LABEL))
        top += height
    return sheet


def main(arguments: list[str]) -> int:
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    folder, target = Path(arguments[0]), Path(arguments[1])
    preset = arguments[2] if len(arguments) == 3 else "web"
    paths = pictures(folder, target, preset)
    if not paths:
        print(f"no PNG of {preset} under {folder}: run `barometer render --preset {preset}` first", file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    compose(folder, paths).save(target)
    print(f"{target}: {len(paths)} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
