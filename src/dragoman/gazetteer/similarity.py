"""Names that are nearly spelled like one: the only part of the gazetteer that needs rapidfuzz."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from dragoman.gazetteer.spelling import name_key, personal_key

# Below this the names offered share little more than a few letters.
_CUTOFF = 60.0
# Names looked at more closely, for each one wanted: many names share a word with the one asked for.
_WIDE = 20


class Similarity:
    """All names, compared by rapidfuzz."""

    def __init__(self, keys: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Keep keys and the ids that bear them."""
        pairs = list(keys)
        self._keys = [key for key, _ in pairs]
        self._ids = [ids for _, ids in pairs]

    def ids(self, name: str, limit: int) -> list[tuple[str, float]]:
        """Ids with scores from 0 to 1, the highest first, each id once."""
        best: dict[str, float] = {}
        for key in dict.fromkeys((name_key(name), personal_key(name))):
            found = process.extract(key, self._keys, scorer=fuzz.token_ratio, limit=limit * _WIDE, score_cutoff=_CUTOFF)
            for other, score, position in found:
                mean = (score + fuzz.ratio(key, other)) / 200
                for id in self._ids[position]:
                    best[id] = max(best.get(id, 0.0), mean)
        return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
