"""The labelled sets: which rows are scored, what is read of them, and how."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from benchmarks import texts
from benchmarks.accuracy import reading, scoring
from benchmarks.accuracy.reading import Prediction, Row
from benchmarks.accuracy.scoring import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSet:
    """One set as it is scored.

    `file` is the name of its file, where that is another; `split` and `source` choose rows where given.
    `text` is the field that is read, where a row has it. `share` is how many rows in 100 make the sample.
    """

    name: str
    predict: Callable[[Iterable[Row], str], Iterator[tuple[str, Prediction]]]
    score: Callable[[Row, Prediction | None], Tally]
    share: int
    file: str = ""
    split: str | None = None
    source: str | None = None
    text: str = "text"
    scored: Callable[[Row], bool] | None = None

    def rows(self, data: Path, *, sample: bool) -> Iterator[Row]:
        """The rows that are scored, in the order of the file."""
        for row in texts.rows(data, self.file or self.name, split=self.split):
            foreign = row.get("lang") not in (None, "en")
            if foreign or (self.source and row["source"] != self.source) or (self.scored and not self.scored(row)):
                continue
            if not sample or is_sampled(row["id"], self.share):
                yield row

    @property
    def rule(self) -> str:
        """How rows are chosen, in words."""
        said = [f"{name} {value}" for name, value in (("split", self.split), ("source", self.source)) if value]
        said += [f"field {self.text} where given"] if self.text != "text" else []
        return ", ".join(said) or "every row in English"


def is_sampled(id: str, share: int) -> bool:
    """Whether a row is of the sample: by its id alone, so that any copy of a set gives the same rows."""
    return int.from_bytes(sha256(id.encode()).digest()[:4]) % 100 < share


def _answered(name: str, share: int, *, least: int = 1, **rest: object) -> LabelledSet:
    score = partial(scoring.casualties, least=least)
    return LabelledSet(name=name, predict=reading.answers, score=score, share=share, **rest)  # type: ignore[arg-type]


def _has_incidents(row: Row) -> bool:
    return bool(row["gold"]["templates"])


def _has_toll(row: Row) -> bool:
    return any(row["gold"].get(outcome) for outcome in ("killed", "injured", "displaced"))


SETS: dict[str, LabelledSet] = {
    labelled.name: labelled
    for labelled in (
        LabelledSet(name="polnear", split="dev", predict=reading.quotes, score=scoring.attributions, share=40),
        LabelledSet(
            name="polnear_cofe",
            split="dev",
            source="polnear",
            predict=reading.quotes,
            score=scoring.exact_spans,
            share=25,
        ),
        # a record of one death or wound is told without a figure, in words that no number needs
        _answered("gva", 20, least=2),
        _answered("airwars_gaza", 50),
        _answered("dronestrikes", 100),
        _answered("acled", 20, text="text_nohint"),
        _answered("muc34", 40, text="text_mixed_case", scored=_has_incidents),
        _answered("wikimpacts", 100, scored=_has_toll),
        LabelledSet(name="timeml", predict=reading.times, score=scoring.expressions, share=100),
        LabelledSet(name="lgl", file="geo", source="lgl", predict=reading.places, score=scoring.toponyms, share=40),
        LabelledSet(
            name="uw",
            file="factuality",
            source="uw",
            split="dev",
            predict=reading.certainties,
            score=scoring.certainties,
            share=50,
        ),
    )
}
