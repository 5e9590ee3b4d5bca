"""What other programs read of a page: link previews, and the sitemap for search engines.

Both need the site's own address (``BOOK_BASE_URL``). Without it a page still says its title
and description, and no sitemap is written, since one must hold full addresses.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx.application import Sphinx

PREVIEW = "_static/preview.png"
PREVIEW_SIZE = (1200, 630)
PREVIEW_ALT = (
    "Neural Networks at a Glance: a fitted curve through data points, and the two bends of "
    "the hidden units that make it."
)
NOT_FOR_SEARCH = {"404", "search", "genindex", "py-modindex"}


def preview_tags(site: str, title: str, description: str, base: str, page_url: str) -> str:
    """Return the Open Graph tags of one page.

    >>> 'og:url' in preview_tags("Book", "One", "About.", "", "")
    False
    >>> 'content="https://x.org/b/_static' in preview_tags("B", "1", "", "https://x.org/b/", "")
    True
    """
    tags = {
        "og:type": "website" if title == site else "article",
        "og:site_name": site,
        "og:title": title,
        "og:description": description,
    }
    if base:
        tags |= {
            "og:url": page_url,
            "og:image": urljoin(base, PREVIEW),
            "og:image:width": str(PREVIEW_SIZE[0]),
            "og:image:height": str(PREVIEW_SIZE[1]),
            "og:image:alt": PREVIEW_ALT,
        }
    lines = [
        f'<meta property="{name}" content="{escape(content)}">'
        for name, content in tags.items()
        if content
    ]
    if base:
        lines.append('<meta name="twitter:card" content="summary_large_image">')
    return "\n".join(lines)


def add_to_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the template a page's preview tags, and a page of no fixed depth its base."""
    site, base = app.config.html_title, app.config.html_baseurl
    title = site if page == app.config.root_doc else nodes_free(context.get("title") or site)
    url = urljoin(base, app.builder.get_target_uri(page)) if base else ""
    context["pageurl"] = url if page not in NOT_FOR_SEARCH else ""
    context["sharing_tags"] = preview_tags(site, title, context.get("description", ""), base, url)
    if page == "404" and base:
        context["sharing_tags"] = f'<base href="{escape(urlsplit(base).path)}">'


def nodes_free(title: str) -> str:
    """Return a title without the markup Sphinx may have left in it.

    >>> nodes_free('The <em>Fit</em> figure')
    'The Fit figure'
    """
    return nodes.unescape("".join(part.split(">")[-1] for part in title.split("<")))


def write_sitemap(app: Sphinx, exception: Exception | None) -> None:
    """List every page a reader may want to find, at its full address."""
    base = app.config.html_baseurl
    if exception is not None or not base or app.builder.format != "html":
        return
    addresses = [
        urljoin(base, app.builder.get_target_uri(page))
        for page in sorted(app.env.found_docs - NOT_FOR_SEARCH)
    ]
    entries = "".join(f"  <url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    Path(app.outdir, "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n',
        encoding="utf-8",
    )
    sitemap = urljoin(base, "sitemap.xml")
    Path(app.outdir, "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n")


def setup(app: Sphinx) -> dict[str, Any]:
    """Prepare the tags once the page's description is known, and write the sitemap last."""
    app.connect("html-page-context", add_to_page, priority=950)
    app.connect("build-finished", write_sitemap)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
