"""PDF: the text of its pages as one text, with lines joined to paragraphs and running headers left out."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rashomon.errors import InputError
from rashomon.model.ledger import Problem
from rashomon.model.text import Medium
from rashomon.reading.cleaning import without
from rashomon.reading.plain import title_of, whole_characters
from rashomon.reading.records import Draft

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

SIGNATURE = b"%PDF-"

#: Bytes of the longest file, and of the longest page once unpacked: a page of more is a drawing.
LONGEST = 256 * 1024 * 1024
_LONGEST_PAGE = 4 * 1024 * 1024

#: Pages of which one line in this place has to repeat to be a running header or footer, as a share of all.
_REPEATED = 0.6

#: Lines at the top and at the bottom of a page that may be running ones.
_EDGE = 2

_NUMBER = re.compile(r"[\W\d_]{0,8}\d[\W\d_]{0,8}$")
_TERMINAL = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[-–—•*·▪●◦]|\d{1,2}[.)])\s")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+")


def document(name: str, raw: bytes) -> Iterator[Draft | Problem]:
    """The draft of a PDF, with a problem for each page that cannot be read.

    Raises InputError where it cannot be opened, is under a password, or has no text, as scans have none.
    """
    reader = _opened(name, raw)
    pages: list[list[str]] = []
    for number, page in enumerate(_pages(name, reader), 1):
        lines, fault = _lines(page)
        if fault:
            hint = "the rest was read; save the page's text to a file and read that"
            yield Problem(input=f"{name}, page {number}", error=fault, hint=hint)
        pages.append(lines)
    texts = _joined(_without_running(pages))
    text, starts = _one(texts)
    if not text:
        told = "the PDF has no text: its pages are pictures (scans), or empty"
        raise InputError(name, told, "run text recognition on it, and read the text")
    yield Draft(
        input=name,
        text=text,
        medium=Medium.FILE,
        title=title_of(text),
        markup_language=_language(reader),
        notes=(f"its pages begin at the characters {', '.join(map(str, starts))}",),
    )


def _opened(name: str, raw: bytes) -> "PdfReader":
    import pypdf  # noqa: PLC0415 - a fifth of a second that only PDFs need

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it would say is told as a problem
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
    except Exception as error:  # files are untrusted, and pypdf fails in ways that it does not name
        told = f"the PDF cannot be opened ({str(error)[:80] or type(error).__name__})"
        raise InputError(name, told, "check that it was saved whole, and that it opens without a password") from error
    if locked:
        raise InputError(name, "the PDF is under a password", "save a copy without one")
    return reader


def _pages(name: str, reader: "PdfReader") -> Iterator["PageObject"]:
    try:
        yield from reader.pages
    except Exception as error:
        told = f"the PDF's pages cannot be found ({str(error)[:80] or type(error).__name__})"
        raise InputError(name, told, "check that it was saved whole") from error


def _lines(page: "PageObject") -> tuple[list[str], str]:
    """The lines of a page, and what kept it from being read."""
    try:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _LONGEST_PAGE:
            return [], f"it is drawn with more than {_LONGEST_PAGE // 1024**2} MiB, as no page of text is"
        text = page.extract_text()
    except Exception as error:
        return [], f"its text cannot be read ({str(error)[:80] or type(error).__name__})"
    lines = (" ".join(line.split()) for line in whole_characters(text or "").split("\n"))
    return [line for line in lines if line], ""


def _without_running(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the lines that run at their edges: those that most pages have there, and page numbers."""
    counts = Counter(form for page in pages for form in {_form(line) for line in _edges(page)})
    least = max(3, _REPEATED * len(pages))
    running = {form for form, count in counts.items() if count >= least}

    def runs(line: str) -> bool:
        return _form(line) in running or (len(pages) > 1 and _NUMBER.match(line) is not None)

    found = []
    for page in pages:
        first, last = 0, len(page)
        while first < min(_EDGE, last) and runs(page[first]):
            first += 1
        while last > max(first, len(page) - _EDGE) and runs(page[last - 1]):
            last -= 1
        found.append(page[first:last])
    return found


def _edges(page: Sequence[str]) -> list[str]:
    return [*page[:_EDGE], *page[max(_EDGE, len(page) - _EDGE) :]]


def _form(line: str) -> str:
    return re.sub(r"\d+", "#", line.casefold())


def _joined(pages: list[list[str]]) -> list[tuple[str, bool]]:
    """The text of each page, and whether its last paragraph may go on on the next one."""
    lines = [line for page in pages for line in page]
    widths = sorted(map(len, lines))
    width = widths[len(widths) * 9 // 10] if widths else 0
    compounds = {match.group().casefold() for line in lines for match in re.finditer(r"[^\W\d_]+-[^\W\d_]+", line)}
    found = []
    for page in pages:
        text = ""
        for line, following in zip_longest(page, page[1:], fillvalue=""):
            text += line
            if following:
                text = text + "\n\n" if _ends(line, following, width) else _run_on(text, following, compounds)
        last = page[-1] if page else ""
        found.append((without(text).strip(), bool(last) and not _TERMINAL.search(last) and len(last) > width / 2))
    return found


def _ends(line: str, following: str, width: int) -> bool:
    """Whether a paragraph ends with the line: it is a bullet's, or short, and its sentence ends or another begins."""
    if _BULLET.match(following):
        return True
    if _TERMINAL.search(line):
        return len(line) < width * 3 / 4
    return len(line) < width / 2 and not line.endswith((",", ";", "-")) and not following[:1].islower()


def _run_on(text: str, following: str, compounds: set[str]) -> str:
    """The text, ready for the line that goes on with it: without the hyphen where that only parts a word."""
    parted = _HYPHEN.search(text)
    rest = _WORD.match(following)
    if parted is None or rest is None or not following[:1].islower():
        return text + " "
    if f"{parted.group(1)}-{rest.group()}".casefold() in compounds:
        return text
    return text[:-1]


def _one(pages: list[tuple[str, bool]]) -> tuple[str, list[int]]:
    """All pages as one text, and where each begins in it."""
    text, starts, goes_on = "", [], False
    for page, open_ended in pages:
        if text and page:
            if goes_on and page[:1].islower():
                text = _run_on(text, page, set())
            else:
                text += "\n\n"
        starts.append(len(text))
        text += page
        goes_on = open_ended if page else goes_on
    return text, starts


def _language(reader: "PdfReader") -> str:
    try:
        return str(reader.root_object.get("/Lang") or "")[:40]
    except Exception:  # a broken catalogue says nothing
        return ""
