"""Archive: a store, a vault and the pipeline over them."""

import getpass
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from rashomon.archive import asking, deeds, evidence, judging, verifying
from rashomon.archive.changes import changes, homes_of
from rashomon.archive.places import vault_folder
from rashomon.archive.records import Changes, Entered, Found, Intake, Reasons, Verification
from rashomon.archive.searching import found
from rashomon.archive.summaries import every, settle_rule, shown, summarise
from rashomon.archive.view import View
from rashomon.archive.work import Work
from rashomon.errors import UnknownRecord
from rashomon.model.claim import Claim
from rashomon.model.ledger import GradeKind, GradeValue, Problem
from rashomon.presentation.formats.texts import names_of_victims
from rashomon.reading.captures import Captured
from rashomon.reading.sources import Input, Source
from rashomon.settings import Settings
from rashomon.store.base import Reader, State, Writer
from rashomon.store.custody import Head
from rashomon.store.records import DocumentQuery, IncidentPage, IncidentQuery, Kept, Ruling, Verdict
from rashomon.store.sql import open_store
from rashomon.store.vault import Vault

DEFAULTS = Settings()


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Archive(View):
    """Reports kept with their bytes, linked and reconciled as they come; people's judgements; a log of it all.

        with Archive("reports.db") as archive:
            archive.add("folder/")
            for summary in archive.incidents().summaries:
                print(summary.title, archive.brief(summary.incident_id))

    `where` is a file (SQLite) or a URL (PostgreSQL); it is made where there is none, unless `create` is false.
    Several programs may use one archive: writers wait for each other, readers for nobody. Raises StoreError and
    VaultError, and what the methods say.
    """

    def __init__(
        self,
        where: str | Path,
        *,
        settings: Settings = DEFAULTS,
        clock: Callable[[], datetime] = now,
        judge: str | None = None,
        create: bool = True,
    ) -> None:
        super().__init__(open_store(where, create=create), settings)
        self._where = where
        self._work = Work(self._store, settings, clock, judge or settings.judge or _login())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._store.close()

    @property
    def vault(self) -> Vault:
        """The bytes as they were received. Raises SettingError where no setting says where they are."""
        return Vault(vault_folder(self._where, self.settings))

    # Taking in

    def add(self, *sources: Source | Input) -> Intake:
        """Takes in the reports of the sources, as `rashomon.read` reads them, and tells what came of each.

        Raises VaultError or StoreError where something cannot be kept: the batches before it are whole.
        """
        outcomes = list(self.adding(*sources))
        return Intake(
            entered=tuple(one for one in outcomes if isinstance(one, Entered)),
            problems=tuple(one for one in outcomes if isinstance(one, Problem)),
        )

    def adding(self, *sources: Source | Input) -> Iterator[Entered | Problem]:
        """The same one by one, in bounded memory: what is given has been written, and outlasts a crash."""
        from rashomon.archive import intake  # noqa: PLC0415 # it brings the parser, which showing does not need

        yield from intake.adding(self._work, self.vault, sources)

    def taking(self, found: Iterable[Captured | Problem]) -> Iterator[Entered | Problem]:
        """The same of what `rashomon.reading.documents.captured` gave, for whoever chooses among it."""
        from rashomon.archive import intake  # noqa: PLC0415 # it brings the parser, which showing does not need

        yield from intake.taking(self._work, self.vault, found)

    def reread(self) -> int:
        """Reads again what another extractor read, and what could not be read before; returns how many documents.

        The claims of the other extractor are kept beside the new ones until they are dropped, and people's
        judgements hold to the same places. What lists show is made anew, too.
        """
        from rashomon.archive import rereading  # noqa: PLC0415 # it brings the parser, which showing does not need

        count = rereading.reread(self._work)
        self._refresh()
        return count

    def drop(self, extractor: str, *, note: str = "") -> int:
        """Drops the claims of an extractor that newer ones stand beside; returns how many."""
        with self._store.writing() as writer:
            at = self._work.stamp(writer)
            claims = writer.drop_claims(extractor)
            if claims:
                writer.append([deeds.dropped(extractor, claims, at=at, who=self._work.who, why=note)])
        return claims

    # What there is

    def documents(self, query: DocumentQuery = DocumentQuery()) -> tuple[Kept, ...]:  # noqa: B008 # frozen
        """The documents that fit, newest entered first."""
        with self._store.reading() as reader:
            return reader.documents(query)

    def versions(self, id: str) -> tuple[Kept, ...]:
        """All versions of a document, the first one first. Raises UnknownRecord."""
        with self._store.reading() as reader:
            kept = reader.versions(id)
        if not kept:
            raise UnknownRecord(id, "the archive has no such document", "`rashomon search` finds documents")
        return kept

    def claims(self) -> Iterator[Claim]:
        """Every claim of the current versions, by document in the order of entering, one by one."""
        with self._store.reading() as reader:
            yield from reader.all_claims()

    def incidents(self, query: IncidentQuery = IncidentQuery()) -> IncidentPage:  # noqa: B008 # frozen
        """One page of the incidents that fit, with facets."""
        with self._store.reading() as reader:
            return shown(reader, reader.incidents(query), rule=self.settings.rule)

    def search(self, words: str, *, limit: int = 20, offset: int = 0) -> tuple[Found, ...]:
        """The current documents that have all the words, best first; a final * asks for a beginning."""
        with self._store.reading() as reader:
            return found(reader, words, limit=limit, offset=offset)

    def as_of(self, time: datetime) -> View:
        """The archive as it stood at a time, by what had entered and what people had said by then."""
        return View(self._store, self.settings, _utc(time))

    def changes(self, since: datetime, *, until: datetime | None = None) -> Changes:
        """What came and changed after `since`, up to now or `until`."""
        with self._store.reading() as reader:
            upto = _utc(until) if until else self._work.stamp(reader)
            return changes(reader, _utc(since), until=upto, rule=self.settings.rule)

    def why(self, *ids: str) -> tuple[Reasons, ...]:
        """Where to find the reasons of what the ids name: an incident (and numbers of its claims), claims, a report.

        Raises UnknownRecord.
        """
        with self._store.reading() as reader:
            return tuple(self._reasons(reader, question) for question in asking.questions(reader, ids))

    def victims(self, document_ids: Iterable[str]) -> frozenset[str]:
        """The names of victims that these documents give: to be struck out of what is shown of their words."""
        with self._store.reading() as reader:
            return names_of_victims(reader.claims_of(document_ids))

    # What people say

    def judge(
        self,
        verdict: Verdict | str,
        *subjects: str,
        note: str = "",
        grade: tuple[GradeKind, GradeValue] | None = None,
        by: str | None = None,
    ) -> Ruling:
        """Puts down what a person says, and links anew what it bears on.

        `same` and `different` take two ids, of claims or of incidents; `hide` and `confirm` that of a claim;
        `sign` that of an incident, with a `grade`. Raises UnknownRecord and InputError.
        """
        with self._store.writing() as writer:
            at = self._work.stamp(writer)
            made = judging.ruling(
                writer, Verdict(verdict), subjects, judge=by or self._work.who, at=at, note=note, grade=grade
            )
            writer.rule(made)
            writer.append([deeds.judged(made)])
            self._bear(writer, made, at)
        return made

    def undo(self, id: str, *, note: str = "", by: str | None = None) -> Ruling:
        """Takes back what a person said; it stays in the log. Raises UnknownRecord where it does not stand."""
        with self._store.writing() as writer:
            at = self._work.stamp(writer)
            standing = {ruling.id: ruling for ruling in writer.rulings()}
            if id not in standing:
                raise UnknownRecord(id, "no judgement of this id stands", "`rashomon judge list` lists those that do")
            who = by or self._work.who
            writer.undo(id, by=who, at=at)
            writer.append([deeds.undone(standing[id], at=at, who=who, why=note)])
            self._bear(writer, standing[id], at)
        return standing[id]

    # Custody

    def verify(self, *, head: Head | None = None) -> Verification:
        """Whether every byte, record and entry of the log is as it entered.

        `head` is an end of the log that was noted elsewhere: what was cut off since is told by it.
        """
        with self._store.reading() as reader:
            return verifying.verify(reader, self.vault, head=head)

    def evidence(self, id: str, to: str | Path) -> Path:
        """Writes what an incident rests on into a new folder, or a ZIP file by its name; returns it.

        Raises UnknownRecord, InputError where it cannot be written, VaultError where bytes are not as they were.
        """
        dossier = self.dossier(id)
        with self._store.reading() as reader:
            return evidence.write(dossier, reader, self.vault, Path(to), names=self.settings.victim_names)

    # What watching needs

    def latest(self) -> datetime | None:
        """The time of the last entry of the log: whatever comes is later. Null where there is none."""
        with self._store.reading() as reader:
            return next((entry.deed.at for entry in reader.log(after=reader.head().number - 1)), None)

    def states(self, namespace: str) -> dict[str, State]:
        """All that was kept under a name, by key."""
        with self._store.reading() as reader:
            return reader.states(namespace)

    def keep(self, namespace: str, values: Mapping[str, State | None]) -> None:
        """Keeps plain JSON under a name, in place of what was there, all or nothing; null takes a value away."""
        with self._store.writing() as writer:
            for key, value in values.items():
                writer.put_state(namespace, key, value)

    # How

    def _reasons(self, reader: Reader, question: asking.Question) -> Reasons:
        dossier = self.dossier(question.incident_id)
        return Reasons(
            dossier=dossier,
            claim_ids=asking.numbered(question, dossier),
            document_id=question.document_id,
            weighed=asking.weighed(reader, dossier),
        )

    def _bear(self, writer: Writer, ruling: Ruling, at: datetime) -> None:
        """Links anew what was said of; what hides, confirms or signs is applied on reading."""
        touched = homes_of(writer, [anchor.document_id for anchor in ruling.anchors])
        if ruling.verdict in (Verdict.SAME, Verdict.DIFFERENT):
            members = writer.members(touched).values()
            self._work.link(writer, [], [], [id for found in members for id in found], at=at)
        else:
            summarise(writer, touched, rule=self.settings.rule)

    def _refresh(self) -> None:
        """Makes all summaries anew, some at a time, so that other writers get their turns."""
        with self._store.writing() as writer:
            settle_rule(writer, rule=self.settings.rule)
        with self._store.reading() as reader:
            todo = list(every(reader))
        for ids in todo:
            with self._store.writing() as writer:
                summarise(writer, ids, rule=self.settings.rule)


def _utc(time: datetime) -> datetime:
    """A time without a zone counts as UTC."""
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _login() -> str:
    """Who is at work, where nobody says."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
