"""Invented reports of invented incidents in invented places, to try rashomon on."""

from importlib.resources import files
from importlib.resources.abc import Traversable

#: Each sample by the name of its folder, and what its reports tell of.
SAMPLES: dict[str, str] = {
    "marvenka": "a strike on the market of a front-line town, munitions and casualties in dispute",
    "talvari": "an earthquake and the landslide it set off, a toll that rises and is corrected",
}


def reports(name: str) -> list[Traversable]:
    """The files of a sample in the order of their names. Raises KeyError where there is no such sample."""
    if name not in SAMPLES:
        raise KeyError(name)
    return sorted((file for file in (files(__name__) / name).iterdir() if file.is_file()), key=lambda f: f.name)
