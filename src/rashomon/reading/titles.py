"""A title as an outlet gives it, without the outlet's own name behind it."""

import re

from rashomon.languages.lexicon import words

_SEPARATORS = re.compile(r"\s+[|·•»—–-]+\s+|\s+::\s+|\s*\|\s*")
_WORD = re.compile(r"\w+")

#: Characters. A title that begins anew has so many in common with itself.
_OPENING = 20

#: An address, or the call sign of a station in North America.
_SITE = re.compile(r"\w\.(?:com|org|net|info|co|tv|news)\b|\b[KW][A-Z]{2,3}\d?\b")


def without_site(title: str, publisher: str = "") -> str:
    """The title without the site's name at its end: never without a piece that may belong to the headline.

    A page that gives its title several times over is taken to have said it once.
    """
    title = _once(title)
    for separator in _SEPARATORS.finditer(title):
        headline, site = title[: separator.start()], title[separator.end() :]
        if headline and site and _is_site(site, headline, publisher):
            return headline.rstrip(" |·•»—–-:") or title
    return title


def _once(title: str) -> str:
    """The first of the titles that a text is made of: "A market burns - Herald A market burns"."""
    opening = title[:_OPENING]
    again = title.find(f" {opening}", 1)
    if len(opening) < _OPENING or again < 0:
        return title
    first = title[:again].rstrip()
    others = title[again + 1 :].split(opening)[1:]
    return first if all(first.startswith((opening + other).rstrip()) for other in others) else title


def _is_site(site: str, headline: str, publisher: str) -> bool:
    named = publisher and (site.casefold() in publisher.casefold() or publisher.casefold() in site.casefold())
    if named or _names_outlet(site):
        return True
    return any(word.islower() for word in _WORD.findall(headline)) and _is_name(site)


def _names_outlet(site: str) -> bool:
    """Whether the words speak of an outlet: an address, a call sign, "News", all of them capitalised."""
    outlet = words("en", "furniture", "outlets")
    capitalised = all(word[0].isupper() or word in _SMALL for word in re.findall(r"[^\W\d_]\w*", _SITE.sub("", site)))
    return bool(_SITE.search(site)) or (capitalised and any(w.casefold() in outlet for w in _WORD.findall(site)))


_SMALL = frozenset(("of", "the", "and", "for", "com", "org", "on", "in", "your", "side"))


def _is_name(site: str) -> bool:
    """Whether the words are capitalised, few and no figures, as those of a site's name are."""
    if _SEPARATORS.search(site):
        return False
    found = [word for word in _WORD.findall(site) if word not in _SMALL]
    return 0 < len(found) <= 4 and all(word[0].isupper() for word in found)
