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

# What English prose, code and figures are made of, and the commonest accented letters …
PROSE = {*range(0x20, 0x7F), *(ord(c) for c in "\xa0©°±²³·¹½×÷–—‘’“”•…′″−→←↑↓≈≤≥")}
PROSE |= {ord(c) for c in "äéöøü"}
# … and what few pages need, in a file of its own: more letters of western names, more signs.
# book.css names these characters too.
MORE = {*range(0xA1, 0x100), *(ord(c) for c in "ıŁłŒœŠšŽžČčćĆğş„")} - PROSE

# file to write, and beside it one with MORE: (package, style, range of weights)
JOBS = {
    "source-serif-4": ("source-serif-4", "wght-normal", (400, 700)),
    "source-serif-4-italic": ("source-serif-4", "wght-italic", (400, 400)),
    "source-sans-3": ("source-sans-3", "wght-normal", (400, 600)),
    "source-code-pro": ("source-code-pro", "wght-normal", (400, 400)),
}


def shrink(source: Path, package: str, style: str, weights: tuple[int, int], characters: set[int]):
    """Return the font of one style, cut to a range of weights and to ``characters``."""
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
        for file, characters in ((f"{name}.woff2", PROSE), (f"{name}-more.woff2", MORE)):
            shrink(source, *job, characters).save(FONTS / file)
            print(f"{file:32}{(FONTS / file).stat().st_size / 1024:7.1f} KiB")


if __name__ == "__main__":
    main()
