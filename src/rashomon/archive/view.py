"""What an archive shows, now or as it was at a moment."""

from datetime import datetime

from rashomon.archive.assembling import assemble
from rashomon.archive.records import Dossier
from rashomon.errors import UnknownRecord
from rashomon.model.incident import Incident
from rashomon.model.ledger import Brief, Ledger
from rashomon.settings import Settings
from rashomon.store.base import Store
from rashomon.store.records import Ruling


class View:
    """Ledgers and what they are made of: as they stand, or as they stood at `at` (UTC).

    A former id leads to the incident that it went into.
    """

    def __init__(self, store: Store, settings: Settings, at: datetime | None = None) -> None:
        self._store = store
        self.settings = settings
        self.at = at

    def dossier(self, id: str) -> Dossier:
        """All on one incident. Raises UnknownRecord where there is (or was) no such incident."""
        with self._store.reading() as reader:
            found = assemble(reader, id, rule=self.settings.rule, at=self.at, length=self.settings.length)
        if found is None:
            when = f" at {self.at:%Y-%m-%d %H:%M:%S} UTC" if self.at else ""
            raise UnknownRecord(id, f"the archive has no such incident{when}", "`rashomon incidents` lists their ids")
        return found

    def incident(self, id: str) -> Incident:
        """An incident with its mentions and links. Raises UnknownRecord."""
        return self.dossier(id).incident

    def ledger(self, id: str) -> Ledger:
        """Its ledger; that of a moment is stamped with it. Raises UnknownRecord."""
        return self.dossier(id).ledger

    def brief(self, id: str) -> Brief:
        """Its brief. Raises UnknownRecord."""
        return self.dossier(id).brief

    def rulings(self, *, undone: bool = False) -> tuple[Ruling, ...]:
        """What people said, oldest first; what was taken back only if asked for."""
        with self._store.reading() as reader:
            return reader.rulings(at=self.at, undone=undone)
