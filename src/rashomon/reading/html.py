"""A saved page: its article by trafilatura, then our own line filter, with what its markup says of itself."""

import logging
import re

from rashomon.errors import InputError
from rashomon.model.text import Medium
from rashomon.reading.cleaning import without
from rashomon.reading.markup import parsed, text_of
from rashomon.reading.page import described
from rashomon.reading.plain import tidy, with_title
from rashomon.reading.records import Draft

#: Comments before the first element, after which trafilatura finds nothing.
_COMMENTS = re.compile(r"\A\s*(?:<!--(?:(?!-->).)*-->\s*)+", re.S)
_SPACES = re.compile(r"[ \t\u00a0]+")

#: Tags of a page beyond which its article is not looked for: that takes the square of their number, and five
#: seconds from here on. Pages of news have some thousands.
_MOST_TAGS = 60_000

#: Hosts whose pages are posts of a channel.
_TELEGRAM = re.compile(r"https?://(?:www\.)?(?:t|telegram)\.me/")


def page(name: str, markup: str) -> Draft:
    """The draft of a page. Its title is the text's first line, since titles hold claims.

    Raises InputError where the page holds no text.
    """
    markup = tidy(markup)
    about = described(markup)
    body = _body(name, _COMMENTS.sub("", markup))
    body = without("\n".join(_SPACES.sub(" ", line).strip() for line in body.split("\n")))
    body = re.sub(r"\n(?:[ \t]*\n)*", "\n\n", body).strip()
    if not body:
        raise InputError(name, "no article text was found on the page", "save its text to a file and read that")
    return Draft(
        input=name,
        text=with_title(about.title, body),
        medium=Medium.TELEGRAM if _TELEGRAM.match(about.url or "") else Medium.NEWS,
        title=about.title,
        publisher=about.publisher,
        published=about.published,
        updated=about.updated,
        url=about.url,
        markup_language=about.language,
    )


def _body(name: str, markup: str) -> str:
    """The article's text, one paragraph a line. Comments of readers are not the report's."""
    if markup.count("<") > _MOST_TAGS:
        return text_of(parsed(name, markup))
    from trafilatura import extract, html2txt  # noqa: PLC0415 - half a second that plain text does not need

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it would say is told as a problem
    try:
        found = extract(markup, include_comments=False, with_metadata=False)
        return found or html2txt(markup) or ""
    except Exception as error:  # markup is untrusted, and the parsers under it fail in ways that they do not name
        raise InputError(
            name,
            f"the page's markup cannot be parsed ({type(error).__name__})",
            "save its text to a file and read that",
        ) from error
