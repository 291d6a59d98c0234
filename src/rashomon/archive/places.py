"""Where an archive keeps the bytes as they were received."""

from pathlib import Path

from rashomon.errors import SettingError
from rashomon.settings import Settings

_SQLITE = "sqlite:///"


def vault_folder(where: str | Path, settings: Settings) -> Path:
    """The folder that the setting `vault` names, else the one beside the file: "rashomon.db.vault".

    Raises SettingError for an archive on a server without that setting.
    """
    if settings.vault:
        return Path(settings.vault)
    text = str(where)
    if "://" in text and not text.startswith(_SQLITE):
        raise SettingError("an archive on a server needs the setting `vault`: a folder for the bytes as received")
    return Path(text.removeprefix(_SQLITE) + ".vault")
