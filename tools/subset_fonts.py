"""Make the small font files in book/_static/fonts from the full ones.

The site serves its own type. The full fonts are the SIL Open Font License releases
packed for npm; run this once when a font or the set of characters changes:

    npm pack @fontsource-variable/source-serif-4 @fontsource-variable/source-sans-3
    npm pack @fontsource-variable/source-code-pro
    (unpack each into SOURCE/<package name>)
    python tools/subset_fonts.py SOURCE

It needs fonttools and brotli, and nothing else of the book does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent.parent / "book" / "_static" / "fonts"

ASCII = set(range(0x20, 0x7F))
# Accented letters of western names, and the punctuation of well-set prose.
PROSE = ASCII | set(range(0xA0, 0x100)) | {ord(c) for c in "ıŁłŒœŠšŽžČčćĆğş–—‘’“”„•…′″−×÷→←↑↓≈≤≥"}

# file to write: (package, subset files to draw from, characters, range of weights)
JOBS = {
    "source-serif-4.woff2": ("source-serif-4", "wght-normal", PROSE, (400, 700)),
    "source-serif-4-italic.woff2": ("source-serif-4", "wght-italic", PROSE, (400, 400)),
    "source-sans-3.woff2": ("source-sans-3", "wght-normal", PROSE, (400, 600)),
    "source-code-pro.woff2": ("source-code-pro", "wght-normal", PROSE, (400, 400)),
}


def shrink(source: Path, package: str, style: str, characters: set[int], weights: tuple[int, int]):
    """Return the font of one style, cut to ``characters`` and to a range of weights."""
    font = TTFont(
        source / package / "files" / f"{package}-latin-{style}.woff2", recalcTimestamp=False
    )
    options = subset.Options(
        layout_features=["kern", "liga", "calt", "ccmp", "locl", "mark", "onum", "lnum", "tnum"],
        flavor="woff2",
        hinting=False,
        notdef_outline=True,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    low, high = weights
    instancer.instantiateVariableFont(
        font, {"wght": low if low == high else (low, high)}, inplace=True
    )
    font.flavor = "woff2"
    return font


def main() -> None:
    """Write every font of ``JOBS`` and say what each one weighs."""
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/subset_fonts.py FOLDER_WITH_THE_UNPACKED_PACKAGES")
    source = Path(sys.argv[1])
    for name, job in JOBS.items():
        font = shrink(source, *job)
        font.save(FONTS / name)
        print(f"{name:32}{(FONTS / name).stat().st_size / 1024:7.1f} KiB")


if __name__ == "__main__":
    main()
