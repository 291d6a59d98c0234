"""Figures of one report for several countries or provinces: nobody is counted by two of them, so they add up.

"Across Orlat 895 people died", and "in Tessaly 134": 1,029 at least, for a report need not tell of every country.
"""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.languages.lexicon import words
from rashomon.model.claim import OUTCOMES, PlacePrecision, Scope, Toponym
from rashomon.model.ledger import Standing
from rashomon.reconciliation import reasons
from rashomon.reconciliation.accounts import Findings
from rashomon.reconciliation.phrasing import before
from rashomon.reconciliation.records import PERSONAL, Record, summed

#: A country, or one of its provinces.
Area = tuple[str | None, str | None]


def together(plain: Sequence[Record], findings: Findings) -> list[Record]:
    """Totals with a report's figures for several countries added up, where its largest is one of these.

    That one has to be said to be of a country or a province: a town may only be where the report is from.
    """
    by_report: dict[str, list[Record]] = {}
    for record in plain:
        by_report.setdefault(record.claim.document_id, []).append(record)
    found: list[Record] = []
    for members in by_report.values():
        parts = _parts([member for member in members if _adds_up(member)])
        if len(parts) < 2:
            parts = []
        else:
            for part in parts:
                findings.enter(part, Standing.STANDS, f"counted together, each elsewhere: {reasons.total(parts)}")
            whole = replace(summed(parts), upper=None, claim=_speaking(parts).claim)
            found.append(whole)
            # A party keeps its own word for one area beside the report's sum.
            parts = [part for part in parts if part.origin == whole.origin]
        found += [member for member in members if member not in parts]
    return found


def _adds_up(record: Record) -> bool:
    return (
        record.lower is not None
        and record.lower > 0
        and record.claim.scope is Scope.TOTAL
        and OUTCOMES[record.claim.outcome].family in PERSONAL
    )


def _parts(members: Sequence[Record]) -> list[Record]:
    """The largest figure, where it is of one area and not said to be of all, and the largest of each other area."""
    largest = max((member.lower or 0 for member in members), default=0)
    most = [member for member in members if member.lower == largest]
    whole = next((member for member in most if member.told_in and _is_wide(member.told_in)), None)
    if whole is None or whole.told_in is None or not words("en", "counting", "some.all").isdisjoint(before(whole)):
        return []
    by_area: dict[Area, Record] = {}
    for member in sorted(members, key=lambda record: record.order):
        area = _elsewhere(member, whole.told_in) if not _names(member, whole) else None
        if area is not None and (area not in by_area or (by_area[area].lower or 0) < (member.lower or 0)):
            by_area[area] = member
    parts = sorted([whole, *by_area.values()], key=lambda record: record.order)
    return parts if _in_one_voice(parts) else []


def _in_one_voice(parts: Sequence[Record]) -> bool:
    """Whether one party gives them all, or the report some of them itself: then the sum is its own."""
    return len({part.origin for part in parts}) == 1 or any(part.claim.attribution.party is None for part in parts)


def _speaking(parts: Sequence[Record]) -> Record:
    return next((part for part in parts if part.claim.attribution.party is None), parts[0])


def _is_wide(place: Toponym) -> bool:
    return place.precision in (PlacePrecision.COUNTRY, PlacePrecision.REGION)


def _elsewhere(record: Record, there: Toponym) -> Area | None:
    """The area that a figure is said to be of, where it lies outside of another; null where it need not."""
    here = record.told_in
    if here is None:
        return None
    if here.country != there.country:
        return here.country, None
    both = there.precision is PlacePrecision.REGION and here.precision is not PlacePrecision.COUNTRY
    if both and here.admin1 and there.admin1 and here.admin1 != there.admin1:
        return here.country, here.admin1
    return None


def _names(left: Record, right: Record) -> bool:
    """Whether a figure names the other's place, too: "four in Orlat and Tessaly" holds those of both."""
    pairs = ((left, right), (right, left))
    return any(b.told_in is not None and b.told_in.raw in a.claim.evidence.text for a, b in pairs)
