"""Files that belong to another file beside them: a saved page's pictures, the media of a Telegram export."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

#: Browsers save a page's pictures and scripts in a folder of this ending beside it.
_COMPANION = "_files"

#: Telegram Desktop writes these files, and beside them folders of media, of styles, and in an export of the
#: whole account of chats, whose posts are in `result.json` already (observed in exports of version 4 and 5).
_EXPORTS = frozenset(("messages.html", "export_results.html", "result.json"))
_MEDIA = frozenset(
    (
        "css", "images", "js", "photos", "files", "video_files", "voice_messages", "round_video_messages",
        "stickers", "contacts", "profile_pictures", "stories",
    )
)  # fmt: skip

#: Archives from macOS hold one shadow of each file here.
_SHADOWS = "__MACOSX"


def left_out(folder: str, names: AbstractSet[str]) -> bool:
    """Whether a folder holds no reports of its own, going by its name and the names of the files beside it."""
    if folder.startswith(".") or folder == _SHADOWS:
        return True
    if folder.endswith(_COMPANION) and any(
        name.rpartition(".")[0] == folder.removesuffix(_COMPANION) for name in names
    ):
        return True
    exported = names & _EXPORTS
    return bool(exported) and (folder in _MEDIA or (folder == "chats" and "result.json" in exported))


def kept(paths: Iterable[str]) -> set[str]:
    """The paths of an archive, with / between their steps, that are neither hidden nor in a folder left out."""
    paths = list(paths)
    beside: dict[str, set[str]] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        beside.setdefault(folder, set()).add(name)
    return {path for path in paths if not _hidden(path, beside)}


def _hidden(path: str, beside: dict[str, set[str]]) -> bool:
    steps = path.split("/")
    if steps[-1].startswith("."):
        return True
    # ".." is no hidden folder: a name with it is a trick, and told as one
    return any(
        step not in (".", "..") and left_out(step, beside.get("/".join(steps[:i]), frozenset()))
        for i, step in enumerate(steps[:-1])
    )
