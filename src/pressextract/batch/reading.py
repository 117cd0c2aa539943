"""What the workers of a run do: read documents, and write what becomes of a shard as a part, whole on the disk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pressextract.batch.durable import force, put
from pressextract.batch.forms import Form
from pressextract.batch.ledger import Entry, Failed
from pressextract.batch.place import part_of
from pressextract.errors import DocumentError, MemoryLimitError
from pressextract.outcome import Document, failed, read_document
from pressextract.schema import Outcome
from pressextract.sources.opening import load

if TYPE_CHECKING:
    from pressextract.pipeline import Extractor


@dataclass(frozen=True)
class Reading:
    """The task of a worker; see ``workers.job.Task``."""

    form: Form
    parts: Path

    def read(self, extractor: Extractor, document: Document) -> Outcome:
        """What becomes of a document."""
        try:
            loaded = load(document)
        except MemoryError:  # of a file that unpacks to more than it looks
            return failed(extractor, document, MemoryLimitError("it takes more memory than a worker may have"))
        except Exception as error:
            return failed(extractor, document, error)
        return read_document(extractor, loaded)

    def refuse(self, extractor: Extractor, document: Document, error: DocumentError) -> Outcome:
        """What becomes of one that hung, or killed its worker."""
        return failed(extractor, document, error)

    def finish(self, number: int, results: list[Outcome]) -> Entry:
        """Write the part of a shard; what is handed back goes into the ledger."""
        place = part_of(self.parts, number)
        made = place.with_suffix(".new")
        shutil.rmtree(made, ignore_errors=True)  # what a killed worker had begun
        made.mkdir()
        self.form.write_part(results, made)
        force(made)
        put(made, place)
        failures = tuple(
            Failed(one.id, one.source, one.row, one.error, one.message or "") for one in results if one.error
        )
        return Entry(len(results), failures, sum(len(one.release.text) for one in results if one.release))
