"""Elements of HTML, found by their class, and their text."""

import re
from collections.abc import Iterator
from typing import Any

from rashomon.errors import InputError

#: Elements that begin a line, and those that hold no text of a page.
_BLOCKS = frozenset(("address", "article", "blockquote", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3",
                     "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr",
                     "ul"))  # fmt: skip
_SILENT = frozenset(("script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "video"))

#: Elements after which an empty line stands.
_PARAGRAPHS = frozenset(("blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"))


def parsed(name: str, markup: str) -> Any:
    """The tree of a page or a piece of one. Raises InputError where it cannot be parsed."""
    from lxml import html  # type: ignore[import-untyped]  # noqa: PLC0415 - only pages need it
    from lxml.etree import LxmlError  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", markup))
    except (LxmlError, ValueError, AssertionError, RecursionError) as error:
        told = f"the markup cannot be parsed ({type(error).__name__})"
        raise InputError(name, told, "save its text to a file and read that") from error


def with_class(tree: Any, name: str) -> Iterator[Any]:
    """The elements of a class, in the order of the page."""
    for element in tree.iter():
        if isinstance(element.tag, str) and name in (element.get("class") or "").split():
            yield element


def text_of(element: Any) -> str:
    """An element's text: blanks as one, a line for each block and `<br>`; empty for null."""
    if element is None:
        return ""
    lines = "".join(_pieces(element)).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()


def line_of(element: Any) -> str:
    """An element's text in one line; empty for null."""
    return " ".join(text_of(element).split())


def _pieces(root: Any) -> Iterator[str]:
    """The text in pieces, with line ends only where blocks and `<br>` make them; no recursion, for depth is a trick."""
    skipped: Any = None
    from lxml.etree import iterwalk  # noqa: PLC0415 - only pages need it

    for event, element in iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if event == "start" and skipped is None:
            if tag in _SILENT:
                skipped = element
                continue
            if tag == "br" or tag in _BLOCKS:
                yield "\n"
            yield _blank(element.text)
        elif event != "start":
            if skipped is element:
                skipped = None
            elif skipped is not None:
                continue
            if tag in _PARAGRAPHS:
                yield "\n\n"
            elif tag in _BLOCKS:
                yield "\n"
            if element is not root:
                yield _blank(element.tail)


def _blank(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""
