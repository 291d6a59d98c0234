"""The labelled pairs of figures, and what is made of them."""

import json
from collections import Counter

import pytest
from benchmarks.relations import labels
from benchmarks.relations.__main__ import agreement, false_contradictions, table
from benchmarks.relations.candidates import Mark, Pair
from benchmarks.relations.labels import Labelled
from benchmarks.relations.measuring import Finding
from benchmarks.relations.sheet import host

from rashomon.model.ledger import RelationKind


def labelled(number: int, label: RelationKind) -> Labelled:
    mark = Mark("a report", number, number + 1)
    return Labelled(f"bar-{number:03d}", Pair("a set", mark, mark, "killed"), label)


def test_the_labels_hold_places_and_no_words() -> None:
    rows = [json.loads(line) for line in labels.FILE.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row.keys() == {"id", "set", "left", "right", "outcome", "label"}
        assert all(isinstance(end, int) for side in ("left", "right") for end in row[side][1:])


def test_every_kind_can_be_measured() -> None:
    kinds = Counter(one.label for one in labels.read("bar"))
    assert sum(kinds.values()) == 150
    assert all(kinds[kind] >= 15 for kind in RelationKind)


def test_a_contradiction_that_is_none_is_told() -> None:
    overtaken = Finding(labelled(1, RelationKind.OVERTAKES), RelationKind.CONTRADICTS, "both cannot hold")
    same = Finding(labelled(2, RelationKind.SAME), RelationKind.SAME, "both said 5")
    missed = Finding(labelled(3, RelationKind.SAME), None, "not extracted: left")
    assert false_contradictions([overtaken, same, missed]) == [overtaken]
    told = table([overtaken, same, missed])
    assert "counted as wrong): 1" in told
    assert "bar-001 overtakes, told as contradicts: both cannot hold" in told


def test_two_readers_agree_as_far_as_they_do() -> None:
    first = [labelled(n, RelationKind.SAME if n < 3 else RelationKind.PART_OF) for n in range(4)]
    second = {"bar-000": "same", "bar-001": "same", "bar-002": "within", "bar-003": "part_of"}
    found = labels.agreement(first, second)
    assert (found.pairs, found.share) == (4, 0.75)
    assert found.kappa == pytest.approx((0.75 - 7 / 16) / (1 - 7 / 16))
    assert "bar-002: same / within" in agreement(found)
    with pytest.raises(ValueError, match="none of these pairs"):
        labels.agreement(first, {})


def test_an_archived_page_has_the_host_of_the_page() -> None:
    assert host("http://web.archive.org/web/20310105010203/http://www.velm.example:80/news/1") == "velm.example"
    assert host("") == ""
