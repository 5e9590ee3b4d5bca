"""Interactive figures on the published page.

A page that holds an explorable, and no other, gets the bundle's style sheet and one small module
that mounts the figures as the reader nears them. The page's own text can hold one too::

    ```{explorable} Fit
    :name: welcome
    epoch: 300
    ```

names a class of `nn_core.widgets` and sets its traits, a line each. Readers without JavaScript
see the figure's poster: of a notebook the one in its output, of a directive one drawn now.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

MARK = 'class="nn-explorable"'
SKELETON_END = re.compile(
    r'(class="nn-explorable".*?<div class="nn-skeleton">.*?)(</div></div>)', re.DOTALL
)
HOST = Path(__file__).parent / "explorables" / "host.js"
STATIC = Path("nn_core", "widgets", "static")
FOLDER = "explorables"  # under _static of the built site
BUNDLE = "explorables.js"


class explorable(nodes.General, nodes.Element):
    """An interactive figure: its HTML, its poster and its description."""


class ExplorableDirective(SphinxDirective):
    """The directive ``explorable``."""

    required_arguments = 1
    option_spec = {"name": directives.unchanged}  # noqa: RUF012 - docutils asks for this form
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Make the figure in Python, so that a wrong trait stops the build."""
        try:
            figure = make(self.arguments[0], self.options.get("name"), list(self.content))
        except Exception as problem:
            raise self.error(f"cannot make this figure: {problem}") from problem
        poster = base64.b64encode(figure.poster()).decode("ascii")
        return [explorable("", html=figure.html(), poster=poster, description=figure.describe())]


def make(class_name: str, name: str | None, lines: list[str]) -> Any:
    """Return a figure from a directive's parts.

    >>> make("Fit", "welcome", ["epoch: 300", "target: wave"])
    Fit(name='welcome', epoch=300, target='wave')
    """
    from nn_core import widgets

    if class_name not in widgets.__all__:
        known = ", ".join(widgets.__all__)
        raise ValueError(f"nn_core.widgets has no figure {class_name!r}; it has {known}")
    traits: dict[str, Any] = {"name": name} if name else {}
    for line in filter(str.strip, lines):
        trait, colon, value = (part.strip() for part in line.partition(":"))
        if not colon:
            raise ValueError(f"expected a line `trait: value`, got {line!r}")
        traits[trait] = literal(value)
    return getattr(widgets, class_name)(**traits)


def literal(text: str) -> Any:
    """Return a Python literal, or the text itself where it is none.

    >>> literal("0.5"), literal("wave")
    (0.5, 'wave')
    """
    try:
        return ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return text


def write_html(translator: Any, node: explorable) -> None:
    """Write the element that the page's script turns into the figure."""
    translator.body.append(node["html"])
    raise nodes.SkipNode


def write_description(translator: Any, node: explorable) -> None:
    """Write the figure's description, where there is no page to be interactive on."""
    paragraph = nodes.paragraph("", node["description"])
    paragraph.walkabout(translator)
    raise nodes.SkipNode


def posters(app: Sphinx, page: str, doctree: nodes.document | None) -> Iterator[bytes]:
    """Yield the poster of every figure of a page, in order."""
    source = Path(app.env.doc2path(page))
    if source.suffix == ".ipynb":
        notebook = json.loads(source.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            for output in cell.get("outputs", ()):
                data = output.get("data", {})
                if MARK in "".join(data.get("text/html", ())):
                    yield base64.b64decode("".join(data.get("image/png", ())))
    elif doctree is not None:
        for node in doctree.findall(explorable):
            yield base64.b64decode(node["poster"])


def add_to_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page with figures the script, the style sheet and the posters; others nothing."""
    body = context.get("body", "")
    if MARK not in body or app.builder.format != "html":
        return
    bundle = Path(app.srcdir) / STATIC / BUNDLE
    version = hashlib.sha256(bundle.read_bytes()).hexdigest()[:8]
    app.add_css_file(f"{FOLDER}/explorables.css")
    app.add_js_file(f"{FOLDER}/host.js", type="module", **{"data-bundle": f"{BUNDLE}?v={version}"})
    pictures = posters(app, page, doctree)
    folder = Path(app.outdir) / "_images"
    folder.mkdir(parents=True, exist_ok=True)
    root = "../" * page.count("/") if page != app.config.root_doc else ""

    def with_poster(match: re.Match[str]) -> str:
        picture = next(pictures, b"")
        if not picture:
            return match[0]
        name = f"explorable-{hashlib.sha256(picture).hexdigest()[:12]}.png"
        (folder / name).write_bytes(picture)
        image = f'<img src="{root}_images/{name}" alt="" width="740" loading="lazy">'
        return f"{match[1]}<noscript>{image}</noscript>{match[2]}"

    context["body"] = SKELETON_END.sub(with_poster, body)


def copy_files(app: Sphinx) -> None:
    """Put the bundle and the host where every page finds them."""
    if app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static" / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    built = Path(app.srcdir) / STATIC
    for file in (built / BUNDLE, built / "explorables.css", HOST):
        if not file.is_file():
            raise ExtensionError(f"{file} is missing; next step: npm run build in its frontend")
        shutil.copyfile(file, target / file.name)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive, its node, and what pages with figures need."""
    app.add_directive("explorable", ExplorableDirective)
    plain = (write_description, None)
    app.add_node(
        explorable, html=(write_html, None), latex=plain, text=plain, texinfo=plain, man=plain
    )
    app.connect("builder-inited", copy_files)
    app.connect("html-page-context", add_to_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
