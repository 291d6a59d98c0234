"""Documents read again by another extractor, or for the first time where their language was not read before."""

from datetime import datetime
from itertools import islice

from rashomon import pipeline
from rashomon.archive import deeds
from rashomon.archive.verifying import document_ids
from rashomon.archive.work import Work
from rashomon.model.claim import Extraction
from rashomon.model.text import Document
from rashomon.store.base import Reader, Writer
from rashomon.store.custody import Deed
from rashomon.store.records import Entry

#: Documents that are read again together.
_BATCH = 64


def reread(work: Work) -> int:
    """Reads again what another extractor read, batch by batch; returns how many documents."""
    extractor, count = pipeline.extractor(work.settings), 0
    with work.store.reading() as reader:
        ids = iter(_outdated(reader, extractor))
    while batch := list(islice(ids, _BATCH)):
        documents = [one for one in work.documents(batch) if pipeline.unread_language(one) is None]
        found = list(zip(documents, pipeline.extractions(documents, settings=work.settings), strict=True))
        with work.store.writing() as writer:
            at = work.stamp(writer)
            standing = [one for one in found if _stands(writer, one[0].id)]
            done = [_write(writer, *one, extractor=extractor, at=at, who=work.who) for one in standing]
            work.link(writer, standing, at=at)
            writer.append(done)
        count += len(standing)
    return count


def _outdated(reader: Reader, extractor: str) -> list[str]:
    """The documents that stand whose claims are by another extractor, or that have none."""
    return [id for id in document_ids(reader, current=True) if reader.extractors(id)[:1] != (extractor,)]


def _stands(reader: Reader, id: str) -> bool:
    """Whether no other version has taken the document's place since it was listed."""
    kept = reader.document(id)
    return kept is not None and kept.superseded_by is None


def _write(
    writer: Writer, document: Document, extraction: Extraction, *, extractor: str, at: datetime, who: str
) -> Deed:
    """Puts the new claims beside the old ones, and makes them current."""
    former = next(iter(writer.extractors(document.id)), None)
    entry = Entry(document=document, extraction=extraction, extractor=extractor)
    writer.add([entry], at=at)
    return deeds.reread(entry, former=former, at=at, who=who)
