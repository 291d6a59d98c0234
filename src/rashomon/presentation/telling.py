"""A balance told as one sentence: its accounts, who revised or contradicts whom, parts with their whole."""

from collections.abc import Callable, Iterable, Sequence

from rashomon.languages import wording
from rashomon.model.claim import Claim, Modality
from rashomon.model.ledger import Account, Balance, RelationKind
from rashomon.presentation.phrases import Phrases, day

#: A vague account is told beside three with figures: they say little, and the ledger has all.
_FIGURES_A_VAGUE_ONE = 3

#: How a party's later word stands to its earlier one: it replaces that, or narrows it down.
_REPLACING = (RelationKind.REVISES, RelationKind.WITHIN)

#: A quotation within a quotation has single marks.
_INNER_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "'"})

_Said = tuple[int | None, int | None, Modality]


def told(balance: Balance, phrases: Phrases, *, most: int | None) -> tuple[list[str], list[str]]:
    """The clauses that tell a balance, and the claims that they rest on; both empty where it is mute.

    `most` is how many different accounts are told; null is all of them.
    """
    own = [one for one in balance.accounts if phrases.claims[one.claim_ids[0]].outcome is balance.outcome]
    bounded = [one for one in own if _bounded(one) and not _implied(one, phrases)]
    vague = [one for one in own if not _bounded(one) and (not bounded or phrases.raw(one))]
    vague = vague if most is None else vague[: most // _FIGURES_A_VAGUE_ONE]
    groups = _newest(_groups(bounded), most)
    clauses, ids = [], []
    if groups:
        kind, parts = _kind_of(balance, groups[0][0], phrases), _parts(balance, groups[0][0], phrases)
        clauses.append(phrases.told(balance, groups[0], kind) + _noted(_before(balance, groups[0], phrases)))
        clauses[0] += _with_parts(groups[0][0], parts, phrases)
        ids += [id for part in parts for id in part[1].claim_ids]
    clauses += [_further(balance, same, groups[0], phrases) for same in groups[1:]]
    clauses += [_vaguely(balance, account, phrases) for account in vague]
    shown = [*(account for same in groups for account in same), *vague]
    return clauses, [*(id for account in shown for id in account.claim_ids), *_earlier(balance, shown), *ids]


def evidence(text: str, claim: Claim) -> str:
    """Words of the text on one line, without the names of victims and the marks of quotation."""
    for name in claim.victims.names if claim.victims else ():
        text = text.replace(name.text, "[name withheld]")
    return " ".join(text.split()).strip("\"“”'‘’«»").rstrip(",.;").translate(_INNER_QUOTES)


def _bounded(account: Account) -> bool:
    return account.lower is not None or account.upper is not None


def _implied(account: Account, phrases: Phrases) -> bool:
    """Whether an account only follows from a part: the part is told with its whole."""
    quantity = phrases.claims[account.claim_ids[0]].quantity
    exact = quantity is not None and quantity.upper is not None
    return exact and account.upper is None and len(account.claim_ids) == 1


def _groups(accounts: Sequence[Account]) -> list[list[Account]]:
    """Accounts that say the same, in the same way, together."""
    by_word: dict[tuple[_Said, bool], list[Account]] = {}
    for account in accounts:
        said = (account.lower, account.upper, account.modality)
        by_word.setdefault((said, account.current), []).append(account)
    return list(by_word.values())


def _newest(groups: Sequence[list[Account]], most: int | None) -> list[list[Account]]:
    """At most so many, in their order: outdated ones go first, the oldest of them before the others."""
    kept = sorted(range(len(groups)), key=lambda i: (not groups[i][0].current, -i if not groups[i][0].current else i))
    return [groups[i] for i in sorted(kept[:most])]


def _further(balance: Balance, same: Sequence[Account], first: Sequence[Account], phrases: Phrases) -> str:
    newer = _related(balance, same, (RelationKind.REVISES, RelationKind.OVERTAKES), outdated_only=True)
    opposed = not newer and _opposed(balance, same, first)
    clause = phrases.further(balance, same, newer=newer)
    return (
        ("but " if opposed else "")
        + clause
        + _noted(_by(first, same) if newer else "", _before(balance, same, phrases))
    )


def _noted(*notes: str) -> str:
    told = [note for note in notes if note]
    return f" ({', '.join(told)})" if told else ""


def _by(first: Sequence[Account], later: Sequence[Account]) -> str:
    """When a later word was out: the day, or the hour where the first word is of the same day."""
    clocks = [max((account.as_of for account in same if account.as_of), default=None) for same in (first, later)]
    before, after = clocks
    if after is None or before is None or after <= before:
        return ""
    return f"by {after:%H:%M} UTC" if after.date() == before.date() else f"by {day(after)}"


def _related(balance: Balance, same: Sequence[Account], kinds: Iterable[RelationKind], *, outdated_only: bool) -> bool:
    """Whether these accounts stand so to another party's account."""
    ids = _ids(same)
    others = _ids(one for one in balance.accounts if not (outdated_only and one.current))
    return any(
        relation.kind in kinds and relation.left in ids and relation.right in others - ids
        for relation in balance.relations
    )


def _opposed(balance: Balance, same: Sequence[Account], first: Sequence[Account]) -> bool:
    left, right = _ids(same), _ids(first)
    return any(
        relation.kind is RelationKind.CONTRADICTS
        and ({relation.left, relation.right} & left and {relation.left, relation.right} & right)
        for relation in balance.relations
    )


def _ids(accounts: Iterable[Account]) -> set[str]:
    return {id for account in accounts for id in account.claim_ids}


def _before(balance: Balance, same: Sequence[Account], phrases: Phrases) -> str:
    """What a party had said before its latest word."""
    quantities = [phrases.claims[id].quantity for id in _earlier(balance, same) if id in phrases.claims]
    figures = [wording.figure(one.lower, one.upper, spelled=True) for one in quantities if one]
    return f"after {wording.listed(list(dict.fromkeys(figures)))} before" if figures else ""


def _earlier(balance: Balance, same: Sequence[Account]) -> list[str]:
    """Earlier words of parties that have an account by a later one."""
    ids, shown = _ids(same), _ids(balance.accounts)
    return [
        relation.right
        for relation in balance.relations
        if relation.kind in _REPLACING and relation.left in ids and relation.right not in shown
    ]


def _kind_of(balance: Balance, account: Account, phrases: Phrases) -> str | None:
    """The group that a whole is of, where its own claim names one: "three women were killed"."""
    if len(account.claim_ids) != 1:
        return None
    own = [part for part in balance.parts if part.group and not part.severity and _shares(part, account)]
    return own[0].group if len(own) == 1 and phrases.claims[account.claim_ids[0]].victims else None


def _shares(part: Balance, account: Account) -> bool:
    return bool(_ids(part.accounts) & set(account.claim_ids))


def _parts(balance: Balance, whole: Account, phrases: Phrases) -> list[tuple[Balance, Account]]:
    """Current parts that say more than their whole, with the account that gives them."""
    kind = _kind_of(balance, whole, phrases)
    found = []
    for part in balance.parts:
        account = next((one for one in part.accounts if one.current and _bounded(one)), None)
        if account is None or (part.group == kind and kind and not part.severity):
            continue
        # More than its whole is no part of it; the ledger's checks tell of that.
        if whole.upper is not None and account.lower is not None and account.lower > whole.upper:
            continue
        found.append((part, account))
    return found


def _with_parts(whole: Account, parts: Sequence[tuple[Balance, Account]], phrases: Phrases) -> str:
    """The parts behind their whole: what is told of all of it, then of some of it."""
    alike = [part for part in parts if _same_bounds(part[1], whole)]
    some = [part for part in parts if part not in alike]
    told = ""
    if alike:
        told += f", described as {_by_source(whole, alike, phrases, phrases.described)}"
    if some:
        told += f", among them {_by_source(whole, some, phrases, phrases.part)}"
    return told


def _same_bounds(left: Account, right: Account) -> bool:
    return (left.lower, left.upper) == (right.lower, right.upper)


def _by_source(
    whole: Account,
    parts: Sequence[tuple[Balance, Account]],
    phrases: Phrases,
    worded: Callable[[Balance, Account], str],
) -> str:
    """Parts in words, those of the whole's own source first, others with theirs."""
    by_source: dict[str, list[str]] = {}
    own = phrases.listed([whole])
    for part, account in parts:
        by_source.setdefault(phrases.listed([account]), []).append(worded(part, account))
    return wording.listed(
        [
            wording.listed(words) + ("" if source == own else f" (according to {source.rstrip(',')})")
            for source, words in sorted(by_source.items(), key=lambda item: item[0] != own)
        ]
    )


def _vaguely(balance: Balance, account: Account, phrases: Phrases) -> str:
    claim = phrases.claims[account.claim_ids[0]]
    words = evidence(phrases.raw(account) or claim.evidence.text, claim)
    source = phrases.source(claim)
    return f"{source} gave no number of {phrases.thing(balance)} {balance.outcome.value}: “{words}”"
