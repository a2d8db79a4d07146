"""A site that serves nothing but the scanner's page and our static files, under the policy of the real one."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

PAGE = Path(__file__).parent / "page"
STATIC = Path(__file__).parents[3] / "static"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob:; media-src 'self' blob:; "
    "connect-src 'self'; style-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class ScannerSite:
    """Where it is, and the ends of the paths it will not find."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/"
        self.missing: set[str] = set()


@contextmanager
def scanner_site() -> Iterator[ScannerSite]:
    """The site, for as long as the block runs."""

    class Handler(SimpleHTTPRequestHandler):
        """Serves the two folders; says nothing."""

        protocol_version = "HTTP/1.1"

        def translate_path(self, path: str) -> str:
            plain = path.partition("?")[0]
            if any(plain.endswith(end) for end in site.missing):
                return str(PAGE / "missing")
            root, rest = (STATIC, plain.removeprefix("/static/")) if plain.startswith("/static/") else (PAGE, plain)
            return str(root / rest.lstrip("/")) if rest != "/" else str(root / "index.html")

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Permissions-Policy", "camera=(self), microphone=(self)")
            super().end_headers()

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    class Server(ThreadingHTTPServer):
        """Bears with browsers that hang up."""

        def handle_error(self, *_: Any) -> None:
            """A page was closed while it loaded."""

    with Server(("127.0.0.1", 0), Handler) as server:
        site = ScannerSite(server.server_port)
        Thread(target=server.serve_forever, daemon=True).start()
        yield site
        server.shutdown()
