"""The page put together: one HTML file that holds its style, its program and its data.

A policy in the page's head forbids it every request, but to the lab that served it. The parts lie
in `winsim/player/page`; `winsim play` writes the file, and the lab serves it.
"""

import json
import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any

MODULES = (
    "elements", "words", "scale", "data", "clock", "marks", "stage", "chart", "spiral", "axis",
    "story", "prediction", "debrief", "doubts", "upload", "levers", "keys", "main",
)  # fmt: skip
"""The page's modules, each importing only from those before it."""
IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=const |let |function |class |async )", re.MULTILINE)


def page(document: dict[str, Any], served: bool = False) -> str:
    """The page of a document: one HTML file.

    Args:
        document: What `winsim.player.document.document` gives, with a key `lab` if it is served.
        served: Whether the page may send requests to the server that it came from.

    Returns:
        The text of the file. Texts of the document cannot end the element that they stand in.

    Raises:
        ValueError: If the document holds a number that is not finite.
    """
    style, program = _file("page.css"), _program()
    policy = (
        f"default-src 'none'; script-src '{_digest(program)}'; style-src '{_digest(style)}'; "
        f"img-src data:; base-uri 'none'; form-action 'none'"
        + ("; connect-src 'self'" if served else "")
    )
    parts = {
        "policy": policy,
        "title": _escaped(str(document["title"])),
        "style": style,
        "program": program,
        "data": _harmless(document),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda name: parts[name[1]], _file("page.html"))


def _program() -> str:
    """All modules as one: each is a file of its own only for whoever reads it."""
    texts = (_file(f"{name}.js") for name in MODULES)
    return "\n" + "\n".join(EXPORT.sub("", IMPORT.sub("", text)) for text in texts)


def _file(name: str) -> str:
    return files("winsim.player").joinpath("page", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """How a policy names the one script or style that it lets through."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _harmless(document: dict[str, Any]) -> str:
    """Data as JSON that cannot end the element it stands in, whatever texts it holds."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
