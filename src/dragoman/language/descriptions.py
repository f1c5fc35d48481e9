"""Descriptions without a name: offices ("the foreign ministers") and role nouns ("Turkish diplomats", "the FO")."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.codebook import codebook
from dragoman.language.spans import Name, build_mention, words_of
from dragoman.model import Mention, Sentence, Token

#: Longest office phrase in tokens ("minister of state for foreign affairs" and the like).
LONGEST_TITLE = 7
_LONGEST_ROLE = 5
#: In the singular these name the thing, not its people: "a Palestinian state", "the country".
_REALMS = frozenset({"state", "country", "nation", "territory"})
_COUNTS = frozenset({"two", "three", "four", "five", "six"})
_OBJECTS = frozenset({"dobj", "dative", "pobj"})
#: Nouns that name nobody, but point back at a body or at people named before.
_POINTING = frozenset(
    "agency bloc alliance organisation organization body watchdog charity group movement militia faction council "
    "commission bank fund league committee board secretariat mission tribunal coalition union pair duo trio "
    "commissioner administrator coordinator".split()
)
#: What a council says in: as a subject it speaks for whoever adopted it.
_TEXTS = frozenset({"resolution", "text"})


def with_descriptions(sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """The mentions with those of descriptions added, which take in the names inside them.

    Args:
        sentence: The sentence.
        mentions: Mentions of names.
    """
    return _absorb([*mentions, *_roles(sentence, mentions)])


def _taken(mentions: Iterable[Mention]) -> set[int]:
    """Tokens that a mention other than a bare nationality holds; a role may take a nationality in."""
    return {at for mention in mentions if mention.kind != "nationality" for at in range(mention.first, mention.last)}


def _roles(sentence: Sentence, names: Sequence[Mention]) -> list[Mention]:
    """Descriptions without a name: offices ("the foreign ministers") and role nouns ("the Foreign Office")."""
    mentions: list[Mention] = []
    taken = _taken(names)
    begins = {at: name.first for name in names if name.kind == "nationality" for at in range(name.first, name.last)}
    for token in reversed(sentence.tokens):
        if token.index in taken or token.dep == "compound":
            continue
        found = _description(sentence, token)
        if found is None:
            continue
        core, posts = found
        first = core
        while first > 0 and first - 1 not in taken and _modifies(sentence.tokens, first - 1, token.index, begins):
            first = begins.get(first - 1, first - 1)
        taken |= set(range(first, token.index + 1))
        name = Name(first, token.index + 1, "role")
        mention = build_mention(sentence, name, posts=posts)
        mentions.append(replace(mention, name=words_of(sentence, core, token.index + 1)))
    return mentions


def _description(sentence: Sentence, token: Token) -> tuple[int, tuple[str, ...]] | None:
    """The longest office or role that ends at a token, or a word that may point back: first token and posts."""
    if token.pos not in ("NOUN", "PROPN"):
        return (token.index, ()) if _counts(sentence, token) else None
    office, role = _office(sentence.tokens, token), _role_noun(sentence.tokens, token)
    if office and role:
        return role if role[0] < office[0] else office
    if office or role:
        return office or role
    return (token.index, ()) if _points_back(sentence, token) else None


def _counts(sentence: Sentence, token: Token) -> bool:
    """ "The two", "both", "all three" as a party of the clause."""
    before = sentence.tokens[token.index - 1].text.lower() if token.index else ""
    word = token.text.lower()
    if token.dep in _OBJECTS:
        return word in _COUNTS and before in ("the", "all") and sentence.child(token.index, "prep") is None
    return token.dep in ("nsubj", "nsubjpass") and (word == "both" or (word in _COUNTS and before in ("the", "all")))


def _points_back(sentence: Sentence, token: Token) -> bool:
    """Whether a noun without more than its article may stand for a body or people named before: "the agency"."""
    word = token.lemma.lower()
    children = sentence.children(token.index)
    determined = any(child.text.lower() in ("the", "this", "that") for child in children)
    texts = word in _TEXTS and token.dep in ("nsubj", "nsubjpass")
    return (word in _POINTING or texts) and determined and all(one.dep in ("det", "relcl", "punct") for one in children)


def _office(tokens: Sequence[Token], head: Token) -> tuple[int, tuple[str, ...]] | None:
    """An office that ends at this token, in the singular or the plural."""
    posts = codebook().posts
    for length in range(min(LONGEST_TITLE, head.index + 1), 0, -1):
        first = head.index + 1 - length
        for phrase in _phrases(tokens, first, head):
            post = posts.get(phrase)
            if post is not None:
                return first, (post.post,)
    return None


def _phrases(tokens: Sequence[Token], first: int, head: Token) -> Iterator[str]:
    """The words up to a token as tables have them: with the last in the singular, or the first of "heads of state"."""
    words = [token.text.lower() for token in tokens[first : head.index]]
    for last in dict.fromkeys((head.text.lower(), head.lemma.lower(), _singular(head.text.lower()))):
        yield " ".join([*words, last])
    if len(words) > 1 and tokens[first].tag in ("NNS", "NNPS"):
        yield " ".join([tokens[first].lemma.lower(), *words[1:], head.text.lower()])


def _role_noun(tokens: Sequence[Token], head: Token) -> tuple[int, tuple[str, ...]] | None:
    roles = codebook().roles
    for length in range(min(_LONGEST_ROLE, head.index + 1), 0, -1):
        first = head.index + 1 - length
        for phrase in _phrases(tokens, first, head):
            if phrase in roles and not (phrase in _REALMS and head.tag in ("NN", "NNP")):
                return first, ()
    return None


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _modifies(tokens: Sequence[Token], at: int, head: int, nationalities: Container[int]) -> bool:
    """Whether the token is an adjective or noun that belongs to the role noun's phrase; one nationality does."""
    token = tokens[at]
    first = tokens[token.head]
    if token.dep in ("conj", "cc") and token.pos in ("ADJ", "CCONJ"):  # "religious and civic leaders"
        joined = {at, first.index, *(one.index for one in tokens if one.head == first.index and one.dep == "conj")}
        plain = not any(one in nationalities for one in joined)
        return plain and first.dep == "amod" and first.head == head and first.index < at
    if token.tag == "POS" or token.dep in ("det", "poss", "punct", "cc"):
        return False
    return token.dep in ("amod", "compound", "nmod") and at < token.head <= head


def _absorb(mentions: Sequence[Mention]) -> list[Mention]:
    """Let roles take the names inside them: "Turkish diplomats", "EU officials"."""
    roles = [mention for mention in mentions if mention.kind == "role"]
    inside = {mention: role for role in roles for mention in mentions if mention is not role and _holds(role, mention)}
    owned: dict[int, Mention] = {}
    for mention, role in inside.items():
        owned.setdefault(role.first, mention)
    kept = [mention for mention in mentions if mention not in inside]
    return [_owned(mention, owned.get(mention.first)) if mention.kind == "role" else mention for mention in kept]


def _holds(role: Mention, mention: Mention) -> bool:
    return role.first <= mention.first and mention.last <= role.last


def _owned(role: Mention, owner: Mention | None) -> Mention:
    if owner is None:
        return role
    country = owner.nationality
    if country is None and owner.kind == "country" and len(owner.ids) == 1:
        country = owner.ids[0]
    return replace(role, nationality=country, ids=owner.ids)
