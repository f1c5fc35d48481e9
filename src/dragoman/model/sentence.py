"""Sentence: tokens, their dependency parse, and the mentions found in it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from dragoman.model.report import BlockKind

MentionKind = Literal["person", "organisation", "group", "country", "nationality", "place", "role", "pronoun"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a sentence.

    Attributes:
        index: Position in its sentence, from 0.
        start: First code point in the document's text.
        end: One past the last code point.
        text: The word as stored.
        lemma: Its dictionary form, lower case but for names.
        pos: Universal part of speech (Universal Dependencies v2), such as VERB.
        tag: Fine-grained part of speech (Penn Treebank), such as VBD.
        dep: Relation to its head (ClearNLP labels, as spaCy's English models use), such as nsubj.
        head: Position of its head in the sentence; its own for the root.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or point at somebody, something, somewhere or a day.

    Attributes:
        kind: What the words look like before they are linked.
        first: First token in the sentence.
        last: One past the last token.
        head: The token that the parse hangs the mention on.
        start: First code point in the document's text.
        end: One past the last code point.
        text: The words.
        name: The proper name among them ("Hakan Fidan" in "Turkish FM Hakan Fidan"); None for a role or pronoun.
        posts: Post ids that a title or role noun among them names, such as `foreign_minister`.
        nationality: ISO alpha-3 of a country adjective among them ("Turkish FM"); None when there is none.
        ids: Gazetteer ids of everything that bears this name; empty when the gazetteer doesn't know it.
        sector: PLOVER sector of a name that stands for an arm of its state ("the Pentagon"); None for other names.
    """

    kind: MentionKind
    first: int
    last: int
    head: int
    start: int
    end: int
    text: str
    name: str | None = None
    posts: tuple[str, ...] = ()
    nationality: str | None = None
    ids: tuple[str, ...] = ()
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document with its parse.

    Attributes:
        index: Position in the document, from 0.
        start: First code point in the document's text.
        end: One past the last code point.
        block: Kind of the block that it stands in.
        block_index: Position of that block in the document.
        tokens: In order; never empty.
        mentions: In order of their first token; they don't overlap.
    """

    index: int
    start: int
    end: int
    block: BlockKind
    block_index: int
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...] = ()
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _answers: dict[Hashable, tuple[Token, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index each token's dependents."""
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        object.__setattr__(self, "_children", tuple(tuple(row) for row in children))

    def children(self, index: int, *deps: str) -> list[Token]:
        """Dependents of a token in order; only those with one of `deps`, where any are named."""
        own, tokens = self._children[index], self.tokens
        if not own:
            return []
        if not deps:
            return [tokens[child] for child in own]
        return [tokens[child] for child in own if tokens[child].dep in deps]

    def child(self, index: int, *deps: str) -> Token | None:
        """The first dependent with one of `deps`, or None."""
        for child in self._children[index]:
            if self.tokens[child].dep in deps:
                return self.tokens[child]
        return None

    def remembered(self, question: Hashable, find: Callable[[], Iterable[Token]]) -> tuple[Token, ...]:
        """The answer to a question that depends on the parse alone, worked out when it is first asked."""
        known = self._answers.get(question)
        if known is None:
            known = self._answers[question] = tuple(find())
        return known

    def subtree(self, index: int) -> Iterator[int]:
        """A token's position and those of all that hangs on it, in no set order."""
        stack = [index]
        while stack:
            at = stack.pop()
            yield at
            stack.extend(self._children[at])

    def ancestors(self, index: int) -> Iterator[Token]:
        """A token's head, that one's head, up to the root."""
        token = self.tokens[index]
        while token.head != token.index:
            token = self.tokens[token.head]
            yield token

    def mention_at(self, index: int) -> Mention | None:
        """The mention that a token belongs to, or None."""
        for mention in self.mentions:
            if mention.first <= index < mention.last:
                return mention
        return None
