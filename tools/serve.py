"""Serve the built book from a folder, on this machine only.

`python tools/serve.py` prints the address and serves `_build/html` (or the folder in the variable
`BOOK_SITE`) until Ctrl-C. The browser tests use the same server, so what they saw is what a reader
gets.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import threading
from pathlib import Path
from typing import Self

HOME = Path(__file__).resolve().parents[1]
BUILT_SITE = Path(os.environ.get("BOOK_SITE", HOME / "_build" / "html")).resolve()
USUAL_PORT = 8000


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Plain static files, quiet, with the types a browser insists on for scripts and fonts."""

    # The system's own table may be wrong (Windows' registry often is), and a module script
    # served as text/plain does not run.
    extensions_map = {  # noqa: RUF012 (the base class's own attribute)
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".css": "text/css",
        ".json": "application/json",
        ".ipynb": "application/json",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
    }
    protocol_version = "HTTP/1.1"

    def __init__(self, *args, prefix: str, **kwargs) -> None:
        self.prefix = prefix
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        """Map an address to a file; outside the prefix nothing exists."""
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "\0outside")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_head(self):
        """Answer 404 outside the prefix, as a host that serves a sub-path does."""
        if self.path == "/favicon.ico":  # browsers ask for it unbidden when a page names no icon
            self.send_response(204)
            self.end_headers()
            return None
        if not self.path.startswith(self.prefix):
            self.send_error(404)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")  # a rebuilt page shows at once
        super().end_headers()

    def log_message(self, *args) -> None:
        """Stay quiet."""


class Server:
    """A static server in a thread: `with Server(folder) as server: server.url`.

    Parameters
    ----------
    directory : folder to serve
    port : port wanted; a free one is taken if it is in use, or if it is 0
    prefix : path under which the folder appears, such as "/a/book/"
    """

    def __init__(self, directory: Path, port: int = 0, prefix: str = "/") -> None:
        if not (Path(directory) / "index.html").is_file():
            raise FileNotFoundError(f"no index.html in {directory}; build the site: make site")
        handler = functools.partial(_Handler, directory=str(directory), prefix=prefix)
        try:
            self._http = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
        except OSError:  # in use
            self._http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        self.port: int = self._http.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}{prefix}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._http.shutdown()
        self._http.server_close()


def serve_until_stopped(directory: Path = BUILT_SITE, port: int = USUAL_PORT) -> None:
    """Print the address and serve until Ctrl-C."""
    with Server(directory, port) as server:
        if server.port != port:
            print(f"Port {port} is in use; took a free one.")
        print(f"The book is at {server.url}  (Ctrl-C stops it)", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("\nStopped.")


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve the built book on this machine.")
    parser.add_argument("--directory", type=Path, default=BUILT_SITE)
    parser.add_argument("--port", type=int, default=USUAL_PORT)
    arguments = parser.parse_args()
    serve_until_stopped(arguments.directory, arguments.port)


if __name__ == "__main__":
    main()
