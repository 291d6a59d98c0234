"""Speed and memory of reading, beside spaCy's own full pipeline on the same texts in the same run.

    RASHOMON_DATA=folder python -m benchmarks.speed [--reports 400] [--rounds 3]

Words are runs of characters between white space. Both sides run in one process on one core, in turns, and the
ratio is that of the medians, for machines are noisy.
"""

import argparse
import hashlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from benchmarks.texts import reports
from rashomon import pipeline
from rashomon.languages import english, triage
from rashomon.languages.sentences import split
from rashomon.model.codec import dumps
from rashomon.model.text import Document, Span
from rashomon.settings import Settings

_SHARES = (20, 3)  # of 23 reports, 20 are news of shootings and 3 articles rich in quotations


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=460, help="how many reports to read")
    parser.add_argument("--rounds", type=int, default=3, help="how many turns each side gets")
    arguments = parser.parse_args()
    unit = arguments.reports // sum(_SHARES)
    documents = reports({"gva": unit * _SHARES[0], "polnear": unit * _SHARES[1]})
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} reports, {words} words")
    _spans_and_bytes(documents)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory so far, reading only: {memory:.0f} MB")
    _against_spacy(documents, words, arguments.rounds)
    _cheap_pass(documents)
    _commands()


def _spans_and_bytes(documents: Sequence[Document]) -> None:
    digests = []
    count = 0
    for _ in range(2):
        digest = hashlib.sha256()
        for document, extraction in zip(documents, pipeline.extractions(documents), strict=True):
            digest.update(dumps(extraction).encode())
            for claim in extraction.claims:
                count += 1
                quantity = (claim.quantity.span,) if claim.quantity else ()
                for span in (claim.evidence, *quantity, *claim.attribution.cue, *claim.attribution.content):
                    _hold(document, span)
        digests.append(digest.hexdigest())
    bytes_ = "the same" if len(set(digests)) == 1 else "OTHER"
    print(f"{count // 2} claims, all spans hold; two runs give {bytes_} bytes")


def _hold(document: Document, span: Span) -> None:
    if document.text[span.start : span.end] != span.text:
        raise SystemExit(f"{document.id}: {span} is not what the document has there")


def _against_spacy(documents: Sequence[Document], words: int, rounds: int) -> None:
    full = spacy.load(english.MODEL)
    texts = [document.text for document in documents]
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        ours.append(_seconds(lambda: list(pipeline.extractions(documents))))
        theirs.append(_seconds(lambda: list(full.pipe(texts, batch_size=english.BATCH))))
    ratio = statistics.median(theirs) / statistics.median(ours)
    print(
        f"rashomon {words / statistics.median(ours):.0f} words/s, spaCy's full small pipeline "
        f"{words / statistics.median(theirs):.0f} words/s: ratio {ratio:.2f}"
    )


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _cheap_pass(documents: Sequence[Document]) -> None:
    sentences = [s.span.text for document in documents for s in split(document.text)]
    wanted = sum(map(triage.wanted, sentences))
    print(f"sentences parsed: {wanted} of {len(sentences)} = {100 * wanted / len(sentences):.1f}%")
    found = _claims(documents, Settings())
    every = _claims(documents, Settings(parse_all=True))
    lost = every - found
    share = 100 * len(lost) / len(every)
    print(f"claims with the cheap pass off: {len(every)}; lost by it: {len(lost)} = {share:.2f}%")


def _claims(documents: Sequence[Document], settings: Settings) -> set[str]:
    return {claim.id for found in pipeline.extractions(documents, settings=settings) for claim in found.claims}


def _commands() -> None:
    """Whole commands in new processes, the best of five with a warm disk."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(reports({"gva": 1})[0].text, encoding="utf-8")
        for arguments in (["--help"], ["read", str(page)]):
            seconds = []
            for _ in range(5):
                start = time.perf_counter()
                subprocess.run([sys.executable, "-m", "rashomon", *arguments], check=False, capture_output=True)
                seconds.append(time.perf_counter() - start)
            print(f"rashomon {arguments[0]}: {min(seconds):.2f} s")


if __name__ == "__main__":
    main()
