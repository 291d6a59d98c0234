"""What was read, with the bytes that it was read from: what an archive keeps."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from rashomon.model.text import Capture, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Bytes as they were received: a file's, a row's, a post's, or the body of a record or response.

    `input` names where they lay ("export.zip, result.json"), `offset` is where they begin in the bytes of that
    input, null where they are all of it. `url`, `headers` and `retrieved` (UTC) are what a response or a web
    archive tells of their retrieval; a local file tells nothing. One material can hold many documents: they
    share the object.
    """

    input: str
    raw: bytes = field(repr=False)
    offset: int | None = None
    url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    retrieved: datetime | None = None
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.raw).hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A document and the material that it was read from.

    `place` is where in the input it stands, as problems name it ("rows.jsonl, line 3"); `notes` tell what else
    the reader knows of it: attachments, where the pages of a PDF begin.
    """

    document: Document
    material: Material
    place: str
    notes: tuple[str, ...] = ()

    @property
    def capture(self) -> Capture:
        """The record of this taking, as it is kept beside the document."""
        return Capture(
            document_id=self.document.id,
            raw_sha256=self.material.sha256,
            input=self.place,
            offset=self.material.offset,
            url=self.material.url,
            headers=self.material.headers,
            retrieved=self.material.retrieved,
            notes=self.notes,
        )
