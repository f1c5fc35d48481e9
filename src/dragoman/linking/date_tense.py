"""Whether a clause tells of the past or the future, by the words around its date.

Part of the step `linking`: "on Friday" is last Friday in "met on Friday" and the coming one in "will meet on Friday".
No parse is needed. The rule, in order:

1. The words that tie the date to its clause: "ahead of", "before", "for" look forward ("a vote set for Sunday").
2. A verb right after the date or its noun: "the meeting on Friday will", "Friday's vote was".
3. Going back from the date within its sentence, the nearest verb: a modal, "if", "due", "is to", a present tense that
   schedules ("arrives", "meet") look forward; a past tense looks back, unless it hands on to an infinitive ("agreed to
   meet on Friday") or belongs to a noun ("will visit the disputed area on Friday"). An infinitive alone looks forward
   in a headline ("Ministers to meet on Friday"); beside other verbs the date is taken to be near (`near`).
4. Going on from the date, the first such verb ("On Friday ministers will meet").
5. Otherwise nothing is known (None), and the reading's own default holds.
"""

from __future__ import annotations

from dragoman.linking.date_calendar import Tense
from dragoman.linking.date_grammar import Relation
from dragoman.linking.date_guards import belongs_to_noun
from dragoman.linking.date_words import MONTH_NUMBER, WEEKDAYS, Words, word_set

# How many words a clause is searched before and after its date.
BEFORE, AFTER = 30, 20
MODALS = word_set("will would shall ll won wo may might should must can could d")
FORWARD = word_set(
    """if due scheduled slated planned planning expected expects expect upcoming forthcoming intends intend
    preparing poised likely unlikely pending looming deadline begins opens meets arrives convenes reconvenes
    resumes gathers gather expires takes kicks goes flies attends leaves meet convene reconvene resume arrive
    begin seeks promises vows pledges threatens faces"""
)
# Verbs that are nouns too: forward before "to", or after somebody's name ("The EU holds", "the minister visits").
FORWARD_TO = word_set(
    "plans plan hopes hope aims aim wants want prepares prepare needs promises agrees agree set hoping"
)
FORWARD_AFTER_NAME = word_set(
    "holds hosts travels heads departs returns visits votes starts ends marks addresses signs joins welcomes receives"
)
# Right before a date these tell when something is to begin or end.
SCHEDULING = word_set(
    """ends starts closes reopens departs lands falls launches begins opens expires resumes due open close start end
    begin reopen resume"""
)
DETERMINERS = word_set("the a an its their his her this that to no")
ACTORS = word_set(
    """minister ministers president premier parliament council delegation envoy government court leader leaders
    assembly chancellor house senate committee cabinet king queen prince pope secretary-general union alliance
    who which it he she they country"""
)
# Present participles that schedule after "is" and "are": "is meeting on Friday", but not "is raising questions".
SCHEDULED = word_set(
    """meeting holding travelling traveling visiting hosting going heading arriving leaving starting voting
    returning expecting convening flying hoping aiming looking seeking attending coming opening resuming
    gathering"""
)
PAST = word_set(
    """said told met held took was were had did gave sent went came began left made got became won lost led fell
    rose broke brought built bought caught chose drew drove fled flew found fought forgot froze grew kept knew
    laid lent paid ran sat saw sold shot spoke spent stood stole struck swore thought threw understood
    withdrew wrote bore bound dealt dug fed felt forbade forgave hung heard hid meant overthrew oversaw
    undertook retook rebuilt sank slid sought taught tore wore upheld overran"""
)
REPORTING = word_set("said told announced added warned reported predicted estimated declared stated wrote thought")
HANDS_ON = word_set(
    """agreed asked told urged ordered decided vowed pledged promised offered invited called planned wanted hoped
    threatened resolved authorised authorized instructed requested demanded proposed intended undertook swore
    permitted allowed warned prepared arranged chose needed expected summoned pressed obliged"""
)
NO_VERBS = word_set(
    """united armed disputed occupied alleged embattled need indeed hundred feed speed seed breed greed weed creed
    exceed proceed succeed unmanned combined related limited based named unprecedented detailed supposed crowded
    divided landlocked retired wounded bed red shed"""
)
# A word in -ed after one of these goes with a noun, or is a participle.
ADJECTIVAL = word_set(
    """the a an its their his her our this these those some many more most two three several no any be been being
    is are of in by for from with to and newly long recently so very internationally heavily"""
)
NO_INFINITIVE = word_set(
    """the a an its their his her our my your this that these those him them it us me you what which whom one two
    three four five six seven eight nine ten talks all both each next last more less about over date end"""
)
# Verbs that a headline in capitals of its own may write after "to".
TITLED_INFINITIVES = word_set(
    "be meet visit hold vote sign travel discuss resume open begin start host attend leave return decide join send"
)
FINITE = word_set("is are was were has have had do does did says say said will would s")
CLAUSE_ENDS = word_set(', that who whom which where when while because after as but whose “ ” " : — (')
SENTENCE_ENDS = word_set("! ? ; ¶")
# Words before "from Monday" that make it a beginning.
BEGINNING = word_set("effective effect force apply applies applied valid start starts begin begins run runs banned")
TITLES = word_set("mr mrs ms dr gen sen rep gov col lt sgt st maj adm capt prof rev hon jr sr no vs")
LASTING = word_set("lasted stayed remained continued served ruled lived worked reigned governed ran held was were kept")
EXTENDING = word_set("extended postponed delayed suspended adjourned deferred put prolonged renewed valid")


def tense_of(words: Words, first: int, last: int, relation: Relation = "at") -> Tense | None:
    """The tense of the clause that holds the tokens [first, last); None where its words don't say."""
    if relation == "since":
        return start_tense(words, first, last)
    if relation in ("until", "by"):
        return limit_tense(words, first, last, relation)
    if relation == "before":
        told = back(words, first) or on(words, last) or "future"
        return "near" if told == "past" else told
    return (
        tied(words, first, last)
        or next_to(words, first, last)
        or back(words, first, possessive=is_possessive(words, last))
        or on(words, last)
    )


def start_tense(words: Words, first: int, last: int) -> Tense | None:
    """The word "since" looks back; "starting Monday" looks forward, unless it opens a sentence of the past."""
    word = words.at(first)
    if word in ("since", "ever"):
        return "past"
    if not sentence_before(words, first):
        return on(words, last)
    return back(words, first) or "future" if word == "from" else "future"


def limit_tense(words: Words, first: int, last: int, relation: Relation) -> Tense:
    """A limit lies ahead, unless something lasted until then or had happened by then."""
    if words.at(first) == "through" and words.at(last - 1) not in WEEKDAYS:
        return "past" if back(words, first) == "past" else "future"
    if relation == "until":
        near = [words.at(index) for index in sentence_before(words, first)][:8]
        lasting = LASTING - {"was", "were"} if words.at(last - 1) in WEEKDAYS else LASTING
        verb = next((word for word in near if word in lasting or word in EXTENDING or word in MODALS), "")
        return "past" if verb in LASTING else "future"
    before = sentence_before(words, first)
    if any(words.at(index) == "had" and words.at(index + 1) != "to" for index in before):
        return "past"
    return "past" if not before and on(words, last) == "past" else "future"


def is_possessive(words: Words, last: int) -> bool:
    """Whether the date ends in 's, so that it tells which event is meant."""
    return words.at(last) in ("'", "’")


def tied(words: Words, first: int, last: int) -> Tense | None:
    """The tense of the word that ties the date to its clause."""
    near = [words.at(first - back) for back in range(1, 6)]
    if near[0] in ("the", "this") or near[:2] == ["on", "for"]:
        near = near[1:]
    if near[:2] in (["of", "wake"], ["of", "aftermath"]) or near[0] in ("following", "despite"):
        return "past"
    if near[0] == "before" or near[:2] in (["of", "ahead"], ["to", "up"], ["to", "prior"]):
        return "future"
    if near[0] == "for" and not belongs_to_noun(words, last):
        return "future"
    if near[0] in ("on", "in", "at", "from"):
        near = near[1:]
    verb = first - 1 - (5 - len(near))
    scheduled = near[0] in SCHEDULING and near[1] not in DETERMINERS and not is_surname(words, verb)
    return "future" if scheduled else None


def next_to(words: Words, first: int, last: int) -> Tense | None:
    """The tense of the verb right after a date, or after the noun that the date is said of."""
    if not is_possessive(words, last) and words.at(first - 1) not in ("the", "a", "this"):
        if words.at(last) in MODALS and is_modal(words, last):
            return "future"
        return "past" if past_verb(words, last) else None
    for index in range(last, last + 8):
        word = words.at(index)
        if word in MODALS and is_modal(words, index):
            return "future"
        if word in ("was", "were", "had"):
            return "past"
        if word in CLAUSE_ENDS or ends_sentence(words, index):
            return None
    return None


def sentence_before(words: Words, first: int) -> list[int]:
    """The tokens before a date in its sentence, the nearest first."""
    found = []
    for index in range(first - 1, max(-1, first - 1 - BEFORE), -1):
        if ends_sentence(words, index):
            break
        found.append(index)
    return found


def back(words: Words, first: int, *, passing: frozenset[str] = frozenset(), possessive: bool = False) -> Tense | None:
    """The tense of the nearest verb before a date; verbs in `passing` are passed over."""
    infinitive, tentative = False, False
    sentence = sentence_before(words, first)
    for index in sentence:
        word = words.at(index)
        if looks_forward(words, index):
            return "future"
        if tentative and word in CLAUSE_ENDS:
            return "past"
        if word == "to" and words.at(index + 1) == "be" and words.at(index - 1) != "had":
            return "future"
        if word == "to" and is_infinitive(words, index + 1):
            infinitive = True
        elif word not in passing and past_verb(words, index):
            was_to = word in ("was", "were") and words.at(index + 1) == "to"
            if infinitive and (word in HANDS_ON or was_to):
                return "future"
            if word in PAST:
                return "past"
            tentative = True
    if tentative:
        return "past"
    if not infinitive or possessive:
        return None
    return "near" if any(words.at(index) in FINITE for index in sentence) else "future"


def on(words: Words, last: int) -> Tense | None:
    """The tense of the first verb after a date in its sentence."""
    for index in range(last, min(last + AFTER, len(words.tokens))):
        if ends_sentence(words, index):
            return None
        if looks_forward(words, index):
            return "future"
        if past_verb(words, index):
            return "past"
    return None


def is_surname(words: Words, index: int) -> bool:
    """Whether a word that may be a verb ends a name: "Mr Begin on Sunday signed", but not "Talks Begin on Sunday".

    In a headline verbs are capitalised too; there the long words that follow are as well.
    """
    if not (words.raw(index)[:1].isupper() and words.raw(index - 1)[:1].isupper()):
        return False
    ahead = (words.raw(at) for at in range(index + 1, index + 7) if not ends_sentence(words, at))
    return any(len(word) > 4 and word.islower() for word in ahead)


def looks_forward(words: Words, index: int) -> bool:
    """Whether a token makes its clause tell of what is to come."""
    word, before, after = words.at(index), words.at(index - 1), words.at(index + 1)
    if word in MODALS:
        return is_modal(words, index)
    if word in FORWARD:
        if is_surname(words, index):
            return False
        return before not in ("than", "as", "the") or word in ("upcoming", "forthcoming", "planned", "scheduled")
    if word in FORWARD_TO:
        return after == "to" or (word == "set" and after == "for")
    if word in FORWARD_AFTER_NAME:
        return before in ACTORS or (words.raw(index - 1)[:1].isupper() and words.raw(index).islower())
    if word == "ahead":
        return after == "of"
    if word == "open":
        return before.endswith("s") and after in ("at", "on", "from")
    if word in ("is", "are"):
        return after in SCHEDULED or (after == "to" and is_infinitive(words, index + 2))
    return False


def is_modal(words: Words, index: int) -> bool:
    """Whether a token is a modal verb: "won't", "'ll", but not "won", Colonel May, CAN$, or what one could not do."""
    word, before, after = words.at(index), words.raw(index - 1), words.raw(index + 1)
    if word in ("won", "wo"):
        return after in ("'", "’")
    if word in ("ll", "d"):
        return before in ("'", "’")
    if word == "could" and after == "not":
        return False
    if words.raw(index).islower():
        return True
    headline = (before.istitle() and after.istitle()) or (before.isupper() and after.isupper() and before.isalpha())
    return headline and word != "may"


def is_infinitive(words: Words, index: int) -> bool:
    """Whether the word after "to" is a verb."""
    token = words.raw(index)
    if token.istitle() and token.lower() in TITLED_INFINITIVES:
        return True
    caps = token.isupper() and words.raw(index - 1) == "TO"
    verb = token.isalpha() and (token.islower() or caps) and not token.endswith("ing")
    return verb and token.lower() not in NO_INFINITIVE


def past_verb(words: Words, index: int) -> bool:
    """Whether a token is a verb in the past tense."""
    word = words.at(index)
    before = words.at(index - 1)
    if word in PAST:
        return before not in ("be", "being", "the", "is", "are") and words.at(index - 2) != "be"
    if not word.endswith("ed") or len(word) < 5 or word in NO_VERBS:
        return False
    return (words.raw(index).islower() or words.raw(index).isupper()) and before not in ADJECTIVAL and before != "be"


def ends_sentence(words: Words, index: int) -> bool:
    """Whether a token closes a sentence; the full stop of "U.S." or "Gen." doesn't."""
    token = words.raw(index)
    if token != ".":
        return token in SENTENCE_ENDS or token[:1] == "\n"
    before, after = words.at(index - 1), words.raw(index + 1)
    abbreviated = len(before) == 1 or before in TITLES or (before in MONTH_NUMBER and len(before) <= 4)
    return not abbreviated and not after[:1].islower()
