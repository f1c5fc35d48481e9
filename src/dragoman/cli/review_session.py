"""The review session: shows one matter after another, asks what to make of it, and keeps each judgement at once."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from rich.console import Console
from rich.text import Text

from dragoman.cli.keys import Keyboard
from dragoman.cli.render import CameoWords, put
from dragoman.cli.review_page import (
    in_full,
    show_candidates,
    show_changes,
    show_fields,
    show_item,
    show_tellings,
)
from dragoman.cli.words import number
from dragoman.errors import CorrectionError, JudgedMeanwhileError
from dragoman.ledger import Ledger, decisions
from dragoman.ledger.corrections import FIELDS, fields_of
from dragoman.ledger.decisions import Answers
from dragoman.model.occurrence import Judgement
from dragoman.views.commitments import STATUSES
from dragoman.views.corrections import correct, corrected
from dragoman.views.doubts import Kind, Matter
from dragoman.views.filters import Filter
from dragoman.views.review import Item, look, most_doubtful_first, near, proposals, queue

COMPARED: Final = 100
"""How many pledges are read before the most uncertain of their follow-ups is shown: a second in a large ledger."""

Done = Literal["next", "back", "quit", "stay"]
"""What follows a key: the next matter, the one before, the end, or another key."""

_LABELS: Final = {
    "event": {"a": "accept", "c": "correct", "s": "split", "m": "merge", "r": "reject"},
    "merge": {"a": "one event", "r": "two events", "s": "split by number"},
    "apart": {"a": "two events", "r": "one event", "s": "split by number"},
    "commitment": {"a": "accept", "c": "another status", "r": "unrelated"},
}
"""The keys of each kind of matter, and what stands beside them."""
_HELP: Final = {
    "event": {
        "a": "the event is right as it is coded",
        "c": "change fields of it, one a line",
        "s": "some of its tellings tell another event",
        "m": "it is the same as another event",
        "r": "the passage doesn't tell of this event",
    },
    "merge": {
        "a": "yes, A and B are one event",
        "s": "choose by number which tellings tell another event",
        "r": "no, A and B are two events",
    },
    "apart": {
        "a": "yes, A and B are two events",
        "s": "choose by number which tellings tell another event",
        "r": "no, A and B are one event",
    },
    "commitment": {
        "a": "it follows on the pledge, whose status becomes what is proposed",
        "c": "it follows on the pledge; give the status yourself",
        "r": "it has nothing to do with the pledge",
    },
}
_ALWAYS: Final = {
    "k": "not now: it comes back after all others",
    "u": "take back the last judgement of this session",
    "q": "stop; all that you judged is kept",
}


@dataclass(frozen=True, slots=True)
class Task:
    """What a session is to go through.

    Attributes:
        wanted: Which occurrences.
        kinds: Which kinds of matters.
        below: How sure an event must be, from 0 to 1, to need no look.
        limit: How many matters at most; None for all.
        by: Who judges.
    """

    wanted: Filter
    kinds: Collection[Kind]
    below: float
    by: str
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class _Decision:
    matter: Matter
    judgements: list[Judgement]
    what: str


@dataclass(slots=True)
class Session:
    """A person before the queue. It changes as it goes: it remembers what was decided, to take it back.

    Attributes:
        ledger: The ledger.
        task: What to go through.
        keyboard: Where answers come from.
        console: Where matters are shown.
        cameo_words: Turns a CAMEO code into words.
    """

    ledger: Ledger
    task: Task
    keyboard: Keyboard
    console: Console
    cameo_words: CameoWords
    _decided: list[_Decision] = field(default_factory=list)
    _waiting: deque[Matter] = field(default_factory=deque)
    _shown: int = 0
    _total: int = 0
    _pledges: int = 0

    def run(self) -> None:
        """Go through the queue until it is empty, the limit is reached, or the person stops.

        Raises:
            EOFError: There are no more answers.
            KeyboardInterrupt: Ctrl-C was pressed.
            LedgerError: The ledger can't be read or written; what was judged before is kept.
        """
        source = self._matters()
        while self._waiting or self.task.limit is None or self._shown < self.task.limit:
            matter = self._waiting.popleft() if self._waiting else next(source, None)
            if matter is None:
                return
            item = look(self.ledger, matter)
            if item is None:
                continue
            self._shown += 1
            done = self._decide(item)
            if done == "quit":
                return
            if done == "back":
                self._waiting.extendleft([matter, self._decided.pop().matter])
                self._shown -= 2

    def summary(self) -> str:
        """What was decided, in a line."""
        if not self._decided:
            return "Nothing was judged." if self._shown else "Nothing waits for a look."
        counts = Counter(one.what for one in self._decided)
        parts = ", ".join(f"{count:,} {what}" for what, count in counts.most_common())
        return f"{number(len(self._decided), 'decision')} kept by {self.task.by}: {parts}."

    def _matters(self) -> Iterator[Matter]:
        """All that waits, the most doubtful first."""
        wanted = self.task.wanted
        proposed = proposals(self.ledger, wanted, at_once=COMPARED) if "commitment" in self.task.kinds else iter(())
        return most_doubtful_first(self._events_and_merges(), proposed)

    def _events_and_merges(self) -> Iterator[Matter]:
        """The queue as it stands whenever more is needed; what was put off in this session comes once more."""
        times = Counter[str]()
        while fresh := [one for one in self._queue() if times[one.id] < (2 if one.put_off else 1)]:
            for one in fresh:
                times[one.id] += 1
                yield one

    def _queue(self) -> tuple[Matter, ...]:
        found = queue(self.ledger, self.task.wanted, kinds=self.task.kinds, below=self.task.below)
        self._total = self._total or found.events + found.merges
        self._pledges = found.pledges
        return found.matters

    def _place(self, item: Item) -> str:
        """How far the session is."""
        if item.matter.put_off:
            return "put off before"
        if item.proposal is not None:
            return f"proposal, from {number(self._pledges, 'commitment')}"
        return f"{self._shown:,} of {max(self._total, self._shown):,}"

    def _decide(self, item: Item) -> Done:
        show_item(item, self.console, place=self._place(item), cameo_words=self.cameo_words)
        done: Done = "stay"
        while done == "stay":
            done = self._press(self.keyboard.key(self._prompt(item)), item)
        return done

    def _prompt(self, item: Item) -> str:
        keys = dict(_LABELS[_kind(item)])
        if not _can_split(item):
            keys.pop("s", None)
        keys["k"] = "skip"
        if self._decided:
            keys["u"] = "undo"
        # Without a word beside it, so that all stands on a line of 80 columns.
        keys |= {"?": "", "q": "quit"}
        return "  ".join(f"{self.keyboard.shown(key)} {label}".strip() for key, label in keys.items()) + " > "

    def _press(self, key: str, item: Item) -> Done:
        always: dict[str, Callable[[Item], Done]] = {
            "k": lambda one: self._keep(one, one.put_off(), "put off"),
            "u": lambda _: self._undo(),
            "q": lambda _: "quit",
        }
        own: dict[str, Callable[[Item], Done]] = {
            "a": lambda one: self._keep(one, one.accept(), "accepted"),
            "r": self._reject,
            "c": self._correct if item.proposal is None else self._other_status,
            "s": self._split,
            "m": self._merge,
        }
        act = always.get(key) or (own.get(key) if key in _LABELS[_kind(item)] else None)
        if act is None:
            self._help(item)
            return "stay"
        return act(item)

    def _help(self, item: Item) -> None:
        for key, meaning in (_HELP[_kind(item)] | _ALWAYS).items():
            self._say(f"  {key}  {meaning}")

    def _reject(self, item: Item) -> Done:
        return self._keep(item, item.reject(), "rejected", reason=self._why())

    def _other_status(self, item: Item) -> Done:
        assert item.proposal is not None
        typed = self.keyboard.line(f"Status of the pledge ({', '.join(STATUSES)}): ").replace(" ", "_").lower()
        status = next((one for one in STATUSES if one == typed), None)
        if status is None:
            self._say(f"{typed!r} is no status; nothing was judged.")
            return "stay"
        return self._keep(item, item.follow(status), "given another status", reason=self._why())

    def _correct(self, item: Item) -> Done:
        event = item.telling.event
        before = fields_of(event)
        show_fields(before, FIELDS, self.console)
        changes: dict[str, str] = {}
        while line := self.keyboard.line("Field and value, such as type=SUPPORT; Enter when done: "):
            name, value = _field_and_value(line)
            try:
                after = corrected(self.ledger, event.id, {**changes, name: value})
            except CorrectionError as error:
                self._say(str(error))
                continue
            changes[name] = value
            show_changes(before, fields_of(after), self.console)
        answers = correct(self.ledger, event.id, changes) if changes else {}
        if not answers:
            self._say("Nothing was changed.")
            return "stay"
        return self._keep(item, answers, "corrected", reason=self._why())

    def _split(self, item: Item) -> Done:
        accounts = [account for side in item.sides for account in side]
        if not _can_split(item):
            self._say("One report tells it; there is nothing to split.")
            return "stay"
        show_tellings(accounts, self.console)
        typed = self.keyboard.line("Numbers of those that tell another event: ").replace(",", " ").split()
        chosen = {int(one) for one in typed if one.isdecimal()} & set(range(1, len(accounts) + 1))
        if len(chosen) != len(set(typed)) or len(chosen) in (0, len(accounts)):
            self._say(f"Give some, not all, of the numbers 1 to {len(accounts)}; nothing was judged.")
            return "stay"
        ids = {at: account.telling.event.id for at, account in enumerate(accounts, start=1)}
        answers = decisions.part([ids[at] for at in sorted(chosen)], [ids[at] for at in ids if at not in chosen])
        return self._keep(item, answers, "split", reason=self._why())

    def _merge(self, item: Item) -> Done:
        found = near(self.ledger, item.occurrences[0])
        show_candidates(found, self.console)
        typed = self.keyboard.line("The same as which? A number, or the id of any event: ")
        listed = typed.isdecimal() and 0 < int(typed) <= len(found)
        other = found[int(typed) - 1] if listed else self.ledger.occurrence(typed) if typed else None
        if other is None or other.id == item.occurrences[0].id:
            self._say("That is no other event of the ledger; nothing was judged.")
            return "stay"
        answers = decisions.join(item.telling.event.id, other.first.event.id)
        return self._keep(item, answers, "merged", reason=self._why())

    def _keep(self, item: Item, answers: Answers, what: str, *, reason: str = "") -> Done:
        try:
            made = self.ledger.judge_all(answers, by=self.task.by, reason=reason, seen=item.seen)
        except JudgedMeanwhileError as error:
            history = self.ledger.judgements(question=error.question)
            shown = self.keyboard.shown
            self._say(f"Meanwhile: {in_full(history[-1])}.")
            if self.keyboard.key(f"{shown('s')} supersede it  {shown('l')} leave it > ") != "s":
                return "next"
            made = self.ledger.judge_all(answers, by=self.task.by, reason=reason)
        self._decided.append(_Decision(item.matter, made, what))
        return "next"

    def _undo(self) -> Done:
        if not self._decided:
            self._say("Nothing was judged in this session yet.")
            return "stay"
        try:
            decisions.undo(self.ledger, self._decided[-1].judgements, by=self.task.by)
        except JudgedMeanwhileError as error:
            self._say(f"It can't be taken back: {error.by} has judged the same since.")
            return "stay"
        self._say(f"Taken back: {self._decided[-1].what}.")
        return "back"

    def _why(self) -> str:
        return self.keyboard.line("Why? (Enter for no reason) ")

    def _say(self, line: str) -> None:
        put(self.console, Text(line))


def _field_and_value(line: str) -> tuple[str, str]:
    """ "type=SUPPORT", "type: SUPPORT" or "type SUPPORT" in its two parts."""
    name, _, value = line.replace("=", " ", 1).partition(" ")
    return name.rstrip(":").lower(), value.strip()


def _kind(item: Item) -> str:
    return "apart" if item.is_apart else item.matter.kind


def _can_split(item: Item) -> bool:
    return item.proposal is None and sum(map(len, item.sides)) > 1
