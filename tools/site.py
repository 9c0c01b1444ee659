"""A hook of MkDocs: the site has the folders of the repository, so a relative link leads to the same page in both."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
SHOWN = (
    "*.md",
    "LICENSE",
    "docs/**/*.md",
    "docs/pictures/*",
    "data/*/README.md",
    "barometer_cli/layout/fonts/OFL.txt",
    "barometer_cli/layout/outlines/SOURCE.md",
    "barometer_cli/layout/outlines/LICENSE.txt",
)
"""What the site holds: pages, and what they show or link to."""

NAMED = re.compile(r"^```(\w+) (\S+)$", flags=re.MULTILINE)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """The files of the site, at their paths in the repository; those of the theme stay."""
    themes = [file for file in files if not file.is_documentation_page() and file.src_dir != config.docs_dir]
    paths = [path for pattern in SHOWN for path in sorted(ROOT.glob(pattern))]
    ours = [File.generated(config, path.relative_to(ROOT).as_posix(), abs_src_path=path.as_posix()) for path in paths]
    return Files([*themes, *ours])


def on_page_markdown(markdown: str, **_: object) -> str:
    """A page as it is in the repository; the file that a block of code is stands above it."""
    return NAMED.sub(r'```\1 title="\2"', markdown)
