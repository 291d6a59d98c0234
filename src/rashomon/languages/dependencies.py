"""spaCy's English tree (ClearNLP labels, Penn tags) rewritten as Universal Dependencies.

Prepositions come under their nouns (case), copulas under their predicates (cop), and labels get their UD
names (universaldependencies.org/u/dep). Rare labels keep the nearest UD relation.
"""

from dataclasses import dataclass

_RENAMED = {
    "ROOT": "root", "nsubjpass": "nsubj:pass", "auxpass": "aux:pass", "csubjpass": "csubj:pass",
    "dobj": "obj", "dative": "iobj", "pobj": "obl", "neg": "advmod", "prt": "compound:prt",
    "poss": "nmod:poss", "relcl": "acl:relcl", "npadvmod": "obl:unmarked", "nummod": "nummod",
    "quantmod": "advmod", "acomp": "xcomp", "attr": "xcomp", "oprd": "xcomp", "preconj": "cc:preconj",
    "predet": "det:predet", "intj": "discourse", "meta": "dep", "pcomp": "advcl", "prep": "advmod",
    "agent": "advmod", "": "dep", "complm": "mark",
}  # fmt: skip

_UPOS = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "IN": "ADP", "JJ": "ADJ",
    "JJR": "ADJ", "JJS": "ADJ", "LS": "X", "MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN",
    "NNPS": "PROPN", "PDT": "DET", "POS": "PART", "PRP": "PRON", "PRP$": "PRON", "RB": "ADV",
    "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "SYM": "SYM", "TO": "PART", "UH": "INTJ", "VB": "VERB",
    "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "WDT": "PRON",
    "WP": "PRON", "WP$": "PRON", "WRB": "ADV", "$": "SYM", "#": "SYM", "AFX": "X", "HYPH": "PUNCT",
    "ADD": "X", "NFP": "PUNCT", "XX": "X", "_SP": "SPACE", "BES": "AUX", "HVS": "AUX",
}  # fmt: skip

#: Penn tag → Universal Dependencies features, as far as finders ask for them.
FEATURES = {
    "VBD": "Tense=Past|VerbForm=Fin", "VBN": "Tense=Past|VerbForm=Part",
    "VBG": "Tense=Pres|VerbForm=Part", "VB": "VerbForm=Inf", "VBP": "Tense=Pres|VerbForm=Fin",
    "VBZ": "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "NN": "Number=Sing", "NNS": "Number=Plur",
    "NNP": "Number=Sing", "NNPS": "Number=Plur", "MD": "VerbForm=Fin", "PRP": "PronType=Prs",
    "PRP$": "Poss=Yes|PronType=Prs", "WDT": "PronType=Rel", "WP": "PronType=Rel",
    "WP$": "Poss=Yes|PronType=Rel", "WRB": "PronType=Rel", "CD": "NumType=Card", "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup", "RBR": "Degree=Cmp", "RBS": "Degree=Sup",
}  # fmt: skip

_BE = {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m", "s", "re"}


@dataclass(slots=True)
class Tree:
    """A sentence's words (lower case), Penn tags, ClearNLP labels and heads (a root's head is itself)."""

    words: list[str]
    tags: list[str]
    relations: list[str]
    heads: list[int]


@dataclass(slots=True)
class UniversalTree:
    """The same with UPOS tags and Universal Dependencies relations; `tags` stay Penn's."""

    tags: list[str]
    pos: list[str]
    relations: list[str]
    heads: list[int]


def universal(tree: Tree) -> UniversalTree:
    """The tree in Universal Dependencies."""
    pos = [
        _upos(word, tag, relation) for word, tag, relation in zip(tree.words, tree.tags, tree.relations, strict=True)
    ]
    heads = list(tree.heads)
    relations = ["compound" if relation == "nmod" else relation for relation in tree.relations]
    below: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            below[head].append(i)
    _prepositions(relations, heads, below, pos)
    _copulas(tree.words, relations, heads, below)
    renamed = [_RENAMED.get(relation, relation) for relation in relations]
    return UniversalTree(tags=tree.tags, pos=pos, relations=renamed, heads=heads)


def _upos(word: str, tag: str, relation: str) -> str:
    if tag.startswith("VB") and (relation in ("aux", "auxpass") or word in _BE):
        return "AUX"
    if tag == "IN" and relation == "mark":
        return "SCONJ"
    if tag == "TO" and relation in ("prep", "dative"):
        return "ADP"
    if tag in ("DT", "WDT") and relation != "det":
        return "PRON"
    if tag == "WDT":
        return "DET"
    if tag in ("RB", "IN") and relation == "neg":
        return "PART"
    return _UPOS.get(tag, "PUNCT")


def _prepositions(relations: list[str], heads: list[int], below: list[list[int]], pos: list[str]) -> None:
    """Preposition over noun becomes noun over preposition, the deepest first ("out of the rubble")."""
    order = sorted(
        (
            i
            for i, r in enumerate(relations)
            if r in ("prep", "agent", "dative") and pos[i] in ("ADP", "SCONJ", "VERB", "ADJ", "ADV", "PART")
        ),
        key=lambda i: -_depth(i, heads),
    )
    for i in order:
        inner = [j for j in below[i] if relations[j] in ("pobj", "obl", "nmod", "obl:agent")]
        clause = [j for j in below[i] if relations[j] == "pcomp"]
        if not inner and not clause:
            continue
        new = (inner or clause)[0]
        governor = heads[i]
        verbal = pos[governor] in ("VERB", "AUX", "ADJ", "ADV")
        if inner:
            role = "obl:agent" if relations[i] == "agent" else "obl" if verbal else "nmod"
        else:
            role = "advcl" if verbal else "acl"
        _put_above(new, i, heads, below)
        relations[new] = "root" if governor == i else role
        relations[i] = "case" if inner else "mark"


def _copulas(words: list[str], relations: list[str], heads: list[int], below: list[list[int]]) -> None:
    """The predicate of a form of "be" takes its place: "they were dead" is headed by "dead"."""
    for i, word in enumerate(words):
        if word not in _BE or relations[i] in ("aux", "auxpass"):
            continue
        predicates = [j for j in below[i] if relations[j] in ("attr", "acomp")]
        if not predicates:
            continue
        new = predicates[-1]
        _put_above(new, i, heads, below)
        relations[new], relations[i] = relations[i], "cop"


def _put_above(new: int, i: int, heads: list[int], below: list[list[int]]) -> None:
    """Token `new` takes the place of token i, under which it was, and all else under i comes under it."""
    governor = heads[i]
    for j in below[i]:
        heads[j] = new
    below[new] += [*(j for j in below[i] if j != new), i]
    below[i] = []
    heads[i] = new
    heads[new] = new if governor == i else governor
    if governor != i:
        below[governor] = [new if j == i else j for j in below[governor]]


def _depth(i: int, heads: list[int]) -> int:
    depth = 0
    while heads[i] != i:
        i, depth = heads[i], depth + 1
    return depth
