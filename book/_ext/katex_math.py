"""Mathematics set while the book is built, by KaTeX in an embedded JavaScript engine.

A reader's browser gets finished HTML for the eye and MathML for assistive technology: no
script runs and nothing moves on the page. KaTeX's style sheet goes only to pages with a
formula. A formula KaTeX cannot read is a Sphinx warning at its place in the source.

Equations are numbered within their chapter: the third labelled one of ``07_…`` is (7.3).
"""

from __future__ import annotations

import base64
import html
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from formula_punctuation import glue
from py_mini_racer import MiniRacer
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

KATEX = Path(__file__).parent / "katex"
# The faces nearly every formula is set in, with their style and weight. They come in a script, as
# bytes, which a browser draws with at once: nothing moves because one came after the first paint.
FACES = {
    "KaTeX_Main-Regular": ("normal", "400"),
    "KaTeX_Main-Bold": ("normal", "700"),
    "KaTeX_Math-Italic": ("italic", "400"),
}
ADD_FACES = """for (const [family, style, weight, data] of {faces}) {{
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  document.fonts.add(new FontFace(family, bytes, {{ style, weight }}));
}}
"""
logger = logging.getLogger(__name__)

# KaTeX throws its errors; they come back as data, so that one formula cannot stop the build.
# The annotation, every formula once more as TeX, is left out: it weighs as much as the MathML.
RENDER = r"""
const ANNOTATION = /<\/?semantics>|<annotation.*<\/annotation>/g;
function render(tex, displayMode) {
  const notes = [];
  const strict = (code, message) => { notes.push(message + " [" + code + "]"); return "ignore"; };
  try {
    const html = katex.renderToString(tex, {displayMode, strict}).replace(ANNOTATION, "");
    return JSON.stringify({html, notes});
  } catch (error) {
    return JSON.stringify({html: "", notes: [error.message]});
  }
}
"""

CHAPTER = re.compile(r"(?:^|/)notebooks/(?:0*(\d+)|([a-z]))_[^/]*$")
NUMBERED = re.compile(r"\\(begin|end)\{(align|gather|equation|alignat|multline)\}")
STRUT = re.compile(r'katex-strut" style="height:([\d.]+)em;(?:vertical-align:-([\d.]+)em;)?"')
LINE = 1.25  # em: no line is lower

BREAK = r"\allowbreak "


class UnreadableFormula(ValueError):
    """KaTeX could not read a formula, or read it only by bending LaTeX's rules."""


@cache
def engine() -> MiniRacer:
    """Return the JavaScript engine with KaTeX loaded: one for the whole build."""
    racer = MiniRacer()
    racer.eval((KATEX / "katex.min.js").read_text(encoding="utf-8"))
    racer.eval(RENDER)
    return racer


def close_engine() -> None:
    """Stop the engine. Left to the end of the process, it can wait for its own thread for ever."""
    if engine.cache_info().currsize:
        engine().close()
        engine.cache_clear()


@cache
def render(tex: str, display: bool) -> str:
    r"""Return the HTML and MathML of one formula.

    Raises :class:`UnreadableFormula` with KaTeX's own explanation.

    >>> "<math" in render("x^2", display=False)
    True
    >>> try:
    ...     render(r"\\frac{1", display=False)
    ... except UnreadableFormula as error:
    ...     print(str(error)[:30])
    KaTeX parse error: Expected '}
    """
    answer = json.loads(engine().call("render", tex, display))
    if answer["notes"]:
        raise UnreadableFormula("; ".join(answer["notes"]))
    return answer["html"]


def as_one_display(tex: str, nowrap: bool) -> str:
    """Return display mathematics with the alignment LaTeX users expect written out.

    Lines broken by a bare ``\\\\`` are aligned at ``&``; a numbered environment loses its own
    numbers, because the book numbers the whole of it.
    """
    tex = NUMBERED.sub(r"\\\1{\2*}", tex.strip())
    if nowrap or r"\begin{" in tex or r"\\" not in tex:
        return tex
    return rf"\begin{{aligned}}{tex}\end{{aligned}}"


def breakable(tex: str) -> str:
    """Return a formula of a sentence that may break after a comma, as a list in a sentence does.

    Commas in braces and within numbers stay as they are.

    >>> breakable(r"(1,000, x_{i,j}, y)")
    '(1,000,\\\\allowbreak  x_{i,j},\\\\allowbreak  y)'
    """
    pieces, depth = [], 0
    for here, after in zip(tex, tex[1:] + " ", strict=True):
        depth += (here == "{") - (here == "}")
        pieces.append(here)
        if here == "," and after == " " and depth == 0 and pieces[-2:-1] != ["\\"]:
            pieces.append(BREAK)
    return "".join(pieces)


def chapter_of(docname: str) -> str:
    """Return a chapter's number or letter from its file name, or nothing for other pages.

    >>> chapter_of("notebooks/07_fitting_a_function"), chapter_of("notebooks/c_learning_rate")
    ('7', 'C')
    >>> chapter_of("book/notation")
    ''
    """
    found = CHAPTER.search(docname)
    return (found[1] or found[2].upper()) if found else ""


def number_equations(app: Sphinx, doctree: nodes.document) -> None:
    """Give each labelled equation its chapter's number before anything refers to it."""
    docname = app.env.docname
    chapter = chapter_of(docname)
    equations = app.env.get_domain("math").equations  # type: ignore[attr-defined]
    for node in doctree.findall(nodes.math_block):
        if chapter and node.get("number"):
            node["number"] = f"{chapter}.{node['number']}"
            equations[node["label"]] = (docname, node["number"])


def set_formula(self: HTML5Translator, node: nodes.Element, display: bool) -> str:
    """Return a formula's HTML; on failure warn where it stands and show its source instead."""
    tex = node.astext()
    try:
        if display:
            return render(as_one_display(tex, node.get("nowrap", False)), display=True)
        return render(breakable(tex), display=False).replace(BREAK, "")
    except UnreadableFormula as problem:
        logger.warning("mathematics: %s (in %r)", problem, tex, location=node, type="katex")
        return f"<code>{html.escape(tex)}</code>"


def tallness(formula: str) -> float:
    r"""Return how tall a displayed formula is, in em of its own type.

    >>> round(tallness(render(r"\frac{a}{b}", display=True)), 2)
    1.79
    """
    struts = [(float(height), float(below or 0)) for height, below in STRUT.findall(formula)]
    above = max((height - below for height, below in struts), default=0)
    return max(above + max((below for _, below in struts), default=0), LINE)


def visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a sentence."""
    formula = set_formula(self, node, display=False)
    sentence = glue(node.get("before", ""), formula, node.get("after", ""))
    self.body.append(f'<span class="math">{sentence}</span>')
    raise nodes.SkipNode


def visit_display(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number and the anchor that ``{eq}`` links to."""
    anchor = f' id="{node["ids"][0]}"' if node.get("ids") else ""
    formula = set_formula(self, node, display=True)
    style = f"--tall: {tallness(formula):.2f}"  # a browser need not set it to know its height
    self.body.append(f'<div class="math-display"{anchor}><div class="math-scroll" style="{style}">')
    self.body.append(formula + "</div>")
    if node.get("number"):
        self.body.append(f'<span class="eqno">({node["number"]})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def add_styles(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put KaTeX's style sheet on the pages that show a formula, and on no other."""
    if 'class="katex' in context.get("body", ""):
        app.add_css_file("katex/katex.css")
        app.add_js_file("katex/faces.js")


def faces_script() -> str:
    """Return the script that adds ``FACES`` to a page."""
    faces = []
    for name, (style, weight) in FACES.items():
        data = base64.b64encode((KATEX / "fonts" / f"{name}.woff2").read_bytes()).decode()
        faces.append([name.split("-")[0], style, weight, data])
    return ADD_FACES.format(faces=json.dumps(faces))


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Stop the engine; place the style sheet, fonts and licence with the static files."""
    close_engine()
    if exception is None and app.builder.format == "html":
        target = Path(app.outdir) / "_static" / "katex"
        (target / "fonts").mkdir(parents=True, exist_ok=True)
        (target / "faces.js").write_text(faces_script(), encoding="utf-8")
        for file in [*KATEX.glob("katex.css"), *KATEX.glob("LICENSE"), *KATEX.glob("fonts/*")]:
            (target / file.relative_to(KATEX)).write_bytes(file.read_bytes())


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the renderer under the name ``katex``."""
    app.add_html_math_renderer("katex", (visit_inline, None), (visit_display, None))
    app.connect("doctree-read", number_equations)
    app.connect("html-page-context", add_styles)
    app.connect("build-finished", finish)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
