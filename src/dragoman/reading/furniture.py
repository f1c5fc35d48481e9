"""Page furniture: the lines of a news page that are neither headline nor story.

They are section names, bylines, agency lines, credits, bare addresses and the page's own words.
"""

from __future__ import annotations

import re

from dragoman.reading.dates import date_line

LONGEST_LABEL = 200
"""Code points; credits such as "(Reporting by …; Editing by …)" are the longest lines of furniture."""

_AGENCY = (
    r"(?:Reuters|AP|AFP|UPI|DPA|dpa|EFE|ANSA|TASS|Tass|APP|PTI|ANI|IRNA|ISNA|WAM|SPA|QNA|KUNA|MENA|NAN|AA"
    r"|Xinhua|Kyodo|Yonhap|Bloomberg|Anadolu(?: Agency)?|(?:The )?Associated Press(?: of Pakistan)?"
    r"|Agence France-Presse|(?:News )?Agencies|(?:[A-Z]\w+ )?"
    r"(?:Staff|Our|Web|News|Monitoring|Special|Diplomatic|Foreign)"
    r" (?:Report(?:er)?|Correspondent|Desk|Writer|Reporter|Bureau))"
)
_BYLINE_WORD = r"(?:[A-Z][\w.'’-]*|and|in|of|for|the|our|de|da|van|von|bin|al-\w+|&|[|,/·•-])"
_BYLINE = rf"[Bb][Yy]:?\s+{_BYLINE_WORD}(?:,?\s+{_BYLINE_WORD}){{0,11}}"
_CREDITED = (
    r"(?:(?:[Aa]dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslated)"
    r"(?: and (?:writing|editing))? by"
    r"|[Ww]ith (?:inputs?|additional reporting) (?:from|by))"
)
# Outside brackets only names may follow: "With input from the embassy, the ministry …" is a sentence.
_CREDIT = rf"\({_CREDITED}\s[^()]{{2,180}}\)\.?|{_CREDITED}(?:[,;]?\s+(?:{_BYLINE_WORD}|{_CREDITED})){{1,30}}\.?"
_CITY = r"[A-Z][A-Z.'’ -]{2,30}(?:,\s*[\w. ]{2,20})?"
_NAVIGATION = (
    r"(?:advertisement|sponsored|share(?: this)?(?: article| story)?|print(?: this page)?|read more|more to follow"
    r"|ends?|full text|abstract|listen to this article|save|subscribe(?: now)?)[.:]?"
    r"|(?:read more|read also|also read|see also|related(?: stories)?|watch|(?:file )?photo(?: credit)?"
    r"|image(?: credit)?|video|picture|source|tags|topics|credit)\s*:.{0,160}|\d+ min(?:ute)?s? read"
)
_SECTION = (
    r"(?:breaking|exclusive|live|latest|top stor(?:y|ies)|(?:world|national|international|foreign|local|latest)?\s*news"
    r"|politics|world|diplomacy|foreign (?:affairs|policy)|international(?: relations)?|national|nation|business"
    r"|economy|defen[cs]e|middle east|africa|asia(?: pacific)?|south asia|europe|americas|analysis|opinion|editorial"
    r"|press releases?|(?:joint |press )?statements?|news releases?|transcript|speech|communiqu[eé]"
    r"|for immediate release"
    r"|update \d+)[:.]?"
)
_BREADCRUMB = r"\w[\w &]{1,30}(?:\s*[>›»]\s*\w[\w &]{1,30}){1,5}|(?:https?://|www\.)\S+"
_NAMED = re.compile(
    rf"\(?{_AGENCY}\)?(?:\s*(?:[,/&|]|and|with)\s*\(?{_AGENCY}\)?){{0,4}}|{_BYLINE}"
    rf"|(?:{_CITY}|[A-Z]\w+(?: [A-Z]\w+)?) \((?:{_AGENCY}|[A-Z]{{2,6}})\)\s*[—–-]{{0,2}}|{_CREDIT}"
)
_ANY_CASE = re.compile(rf"{_NAVIGATION}|{_SECTION}|{_BREADCRUMB}", re.IGNORECASE)
_CREDIT_ALONE = re.compile(_CREDIT)
_LONGEST_STOPPED = 40  # code points; among longer labels only credits may end in a stop
_FINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def is_label(text: str) -> bool:
    """Whether a line is a section name, byline, agency line, credit or a page's own words ("Advertisement").

    >>> is_label("By Our Correspondent"), is_label("ANKARA (Reuters)"), is_label("Both sides agreed to meet again")
    (True, True, False)
    """
    if len(text) > LONGEST_LABEL:
        return False
    if len(text) > _LONGEST_STOPPED and text[-1] in '.”"':
        return _CREDIT_ALONE.fullmatch(text) is not None
    return _NAMED.fullmatch(text) is not None or _ANY_CASE.fullmatch(text) is not None


def is_byline(text: str) -> bool:
    """Whether a line names only who reports: a byline or an agency, perhaps with its city."""
    return len(text) <= LONGEST_LABEL and _NAMED.fullmatch(text) is not None


def is_furniture(text: str) -> bool:
    """Whether a line is a label or only a date: a line that never runs on into the next."""
    return len(text) <= LONGEST_LABEL and (is_label(text) or date_line(text) is not None)


def ends_sentence(text: str) -> bool:
    """Whether the last mark of a text is one that sentences, or clauses before a list or quotation, end in."""
    return _FINAL.search(text, max(0, len(text) - 8)) is not None
