"""An archive of reports: `Archive`."""

from rashomon.archive.archive import Archive

__all__ = ["Archive"]
