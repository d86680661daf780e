"""What single cells say: no manager, no name, no person, left the organisation, a date, a stance.

Every list is a set of folded whole cells; nothing is judged by a part of a cell, because people are
called Vacante and companies None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from cxmap.text import fold


def _set(*words: str) -> frozenset[str]:
    return frozenset(word for line in words for word in line.split("|"))


TOP_MARKS = _set(
    "xx|xxx|none|no_manager|no_mgr|no manager|n/a|na|n.a.|-|--|\u2014|null|nil|nobody|keine|keiner|"
    "kein|ninguno|ninguna|aucun|aucune|geen|nessuno|top|root|#n/a|not applicable|sans|(none)|(blank)"
)
"""What stands in the manager column of somebody who has none."""
UNDISCLOSED = _set(
    "n/d|nd|n/a|not disclosed|undisclosed|withheld|name withheld|redacted|n.d.|none|"
    "not available|nicht genannt|non communiqu\u00e9|non communique|no disponible|unknown|-|--|xx"
)
"""What stands in the name of somebody the file does not name."""
VACANT = _set(
    "vacant|vacancy|vacant post|vakant|unbesetzt|n.n.|nn|tbc|tbd|tba|tbh|vacante|poste vacant|"
    "puesto vacante|to be hired|to be confirmed|to be recruited|to be appointed|unfilled|"
    "offene stelle|zu besetzen|a pourvoir|por cubrir"
)
"""A post without a person, said in the name; the word itself is no name."""
VACANT_NAMES = _set(
    "open position|open role|open req|open requisition|new hire|new position|open headcount|"
    "vacant position|position vacant|offene position|poste ouvert"
)
"""A post without a person, with a name that the file gives it."""
DEAD = _set(
    "eliminated|deleted|abolished|closed|post closed|post eliminated|post deleted|removed|"
    "dead post|disestablished|aufgeloest|aufgelost|gestrichen|supprime|suprimido|eliminado"
)
"""A post that no longer exists."""
FILLER_KEYS = _set("0|00|n/d|nd|n/a|na|xx|deleted|eliminated|none|-|tbc|tbd")
"""What clerks write where a reference is missing."""
NOT_IN_POST = _set("not in post|nicht im amt|no post")
_INACTIVE = _set(
    "no|false|0|inactive|inaktiv|terminated|left|leaver|former|disabled|suspended|inactif|inactivo|"
    "inactiva|baja|ausgeschieden|archived|resigned|retired|deactivated|deprovisioned|sorti|nein|non|"
    "ausgetreten|verlassen|entlassen|gekundigt worden|exited|separated|offboarded|dismissed|"
    "parti|demission|desactive|cesado|cesada|uscito|inattivo|uit dienst|inactief|"
    "n|terminated for cause|voluntarily terminated|ended|past|ehemalig|gekundigt|deceased|ex"
)
_ACTIVE = _set(
    "yes|true|1|active|aktiv|current|employed|onboarding|auszeit|actif|activo|activa|alta|on leave|"
    "leave|enabled|ja|oui|si|y|staged|provisioned|working|leave of absence|future start|full-time|"
    "part-time|full time|part time|regular|permanent|temporary|contractor|hired|in post|probation|"
    "garden leave|notice period|on notice|elternzeit|mutterschutz|beurlaubt|sabbatical|long leave|"
    "parental leave|maternity leave|paid leave|unpaid leave|leave with pay|leave without pay"
)
_TITLE_WORDS = _set(
    "ceo|coo|cfo|cio|cto|chro|chief|president|vice|vp|svp|evp|director|head|manager|lead|leader|"
    "officer|supervisor|analyst|engineer|assistant|specialist|coordinator|consultant|developer|"
    "agent|clerk|controller|executive|partner|associate|administrator|architect|designer|advisor|"
    "accountant|technician|representative|operator|planner|buyer|nurse|secretary|intern|trainee|"
    "leiter|leiterin|leitung|referent|referentin|sachbearbeiter|sachbearbeiterin|vorstand|"
    "geschaftsfuhrer|geschaftsfuhrerin|teamleiter|teamleiterin|berater|beraterin|entwickler|"
    "ingenieur|buchhalter|assistentin|assistenz|mitarbeiter|mitarbeiterin|werkstudent|"
    "directeur|directrice|responsable|chef|cheffe|charge|chargee|assistante|adjoint|conseiller|"
    "comptable|ingenieure|technicien|stagiaire|president|presidente|directora|jefe|jefa|gerente|"
    "analista|tecnico|tecnica|encargado|encargada|ayudante|asesor|coordinador|coordinadora|"
    "presidenta|direttore|direttrice|impiegato|addetto|hoofd|medewerker|adviseur|directeurin"
)
_FLAGS = _set("yes|no|y|n|true|false|ja|nein|oui|non|si")
_MOST_STATES = 12
_LONGEST_CODE = 2
_ACTIVE_CODES = _set("a|l|p|s|w")
_INACTIVE_CODES = _set("t|i|r|d|q|u|v|x")
_AFTER_STATUS = re.compile(r"\s*(?: [-\u2013] |[:(/]).*$")
_EXTERNAL = _set(
    "guest|contingent|contractor|external|extern|externe|externo|contingent worker|freelancer|"
    "consultant|agency|temp|gast|invite"
)
_SALUTATIONS = _set("mr|mrs|ms|miss|dr|herr|frau|m|mme|mlle|sr|sra|mx|prof|mr.|mrs.|ms.|dr.|m.")
STANCES = ("unknown", "unaware", "resistant", "neutral", "supportive", "leading")
"""The words of the stance scale."""
_STANCE_NUMBERS = ("resistant", "unaware", "neutral", "supportive", "leading")
_NON_PERSON_TYPES = _set(
    "organisation|organization|company|firm|group|team|initiative|project|program|programme|event|"
    "resource|state|country|place|location|phenomenon|room|goal|metric|issue|policy|document|system|"
    "desired outcome|current outcome|outcome|department|division|unit|board|committee|council|"
    "process|product|service|technology|institution|agency|government agency|bereich|abteilung|"
    "firma|projekt|gruppe|entreprise|projet|groupe|empresa|proyecto|grupo|container|computer|"
    "organizationalunit|groupofnames|groupofuniquenames|domain|equipment|distribution list"
)
_PERSON_TYPES = _set(
    "person|people|individual|employee|staff|user|leader|human|contact|mitarbeiter|persona|personne|"
    "manager|executive|stakeholder|interviewee|member|inetorgperson|organizationalperson|ally|"
    "contractor|worker|director|colleague|mitarbeiterin|empleado|employe"
)
_THING = re.compile(
    r"^(?:svc|srv|sa|adm|admin|test|room|mtg|meeting|conf|conference|printer|shared|noreply|no-reply|"
    r"info|sales|support|service|scanner|projector|vehicle|car|pool|besprechungsraum|raum|salle|sala)"
    r"(?:[-_. ]|$).*(?:\d|backup|account|sync|sql|room|mailbox|service|admin|box)|"
    r"^(?:meeting|conference|board|training) room\b|^(?:room|raum|salle|sala) [\w-]*\d[\w-]*$|"
    r"^(?:svc|srv)[-_]\w|^shared mailbox|^(?:noreply|no-reply|postmaster|helpdesk)$",
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$")
_DOTTED_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_SLASHED_DATE = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})$")
_NO_LETTER = re.compile(r"[^a-z]+")
_ZEROS = re.compile(r"0{15}(?:0{1,3}|aaa)?$")


def word(text: str) -> str:
    """A cell as it is looked up: folded, without quotes and blanks around it."""
    return fold(text).strip(" '\"")


_LONGEST_MARK = 24
"""No word of ``UNDISCLOSED`` is longer: longer cells need no look."""


@lru_cache(maxsize=8192)
def is_undisclosed(text: str) -> bool:
    """Whether a cell withholds what it should hold; an empty cell does not say so."""
    return 0 < len(text) <= _LONGEST_MARK and word(text) in UNDISCLOSED


def is_vacant(text: str) -> bool:
    """Whether a cell about the kind of row says that the post is vacant."""
    return bool(text) and word(text) in VACANT


@lru_cache(maxsize=4096)
def is_top_mark(text: str) -> bool:
    """Whether a manager cell says that there is no manager."""
    plain = word(text)
    return not plain or plain in TOP_MARKS or _ZEROS.match(plain) is not None


def says_title(text: str) -> bool:
    """Whether a word of a cell is one that job titles are made of."""
    return not _TITLE_WORDS.isdisjoint(_NO_LETTER.split(word(text)))


def is_flag(text: str) -> bool:
    """Whether a cell says yes or no and nothing else."""
    return word(text) in _FLAGS


def is_active(text: str) -> bool | None:
    """Whether a status cell says active or not; None for a word nobody knows."""
    plain = word(text)
    if plain not in _INACTIVE and plain not in _ACTIVE:
        plain = _AFTER_STATUS.sub("", plain)
    if plain in _INACTIVE:
        return False
    return True if plain in _ACTIVE else None


def are_states(values: Iterable[str]) -> bool:
    """Whether values say of people, in words, that some are active and some are not."""
    found = {value for value in values if value}
    if not 1 < len(found) <= _MOST_STATES or any(
        is_flag(value) or len(value) <= _LONGEST_CODE for value in found
    ):
        return False
    return {is_active(value) for value in found} == {True, False}


def active_reader(values: Iterable[str]) -> Callable[[str], bool | None]:
    """How the cells of a status column say whether somebody is active.

    Args:
        values: The whole column: a *T* means terminated beside *A* and *L*, and true beside *F*.
    """
    found = {word(value) for value in values if value}
    if found == {"t", "f"}:
        return lambda code: word(code) != "f"
    if "a" in found and found <= {*_ACTIVE_CODES, *_INACTIVE_CODES}:
        return lambda code: word(code) not in _INACTIVE_CODES
    return is_active


def is_external(text: str) -> bool:
    """Whether a cell about the kind of worker says that it is no employee."""
    return word(text) in _EXTERNAL


def is_salutation(text: str) -> bool:
    """Whether a cell is an address such as Mr or Frau."""
    return word(text) in _SALUTATIONS


def is_thing(name: str) -> bool:
    """Whether a name looks like a room, a mailbox or a service account."""
    plain = name.lower()
    return plain.endswith("mailbox") or _THING.match(plain) is not None


def person_type(text: str) -> bool | None:
    """Whether the type of a graph element is a person; None for a word nobody knows."""
    plain = word(text)
    if plain in _PERSON_TYPES:
        return True
    return False if plain in _NON_PERSON_TYPES else None


def read_stance(text: str) -> str | None:
    """A stance cell as a word of the scale; empty for an empty cell, None for anything else."""
    plain = word(text)
    if not plain or plain in STANCES:
        return plain
    plain = plain.removesuffix(".0")
    if plain in {"1", "2", "3", "4", "5"}:
        return _STANCE_NUMBERS[int(plain) - 1]
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_dates(values: list[str]) -> list[str | None]:
    """A column of dates as ISO dates.

    Years first, or days first with full stops, are plain. With slashes the order of day and month
    is taken only where some value of the column settles it and none speaks against it.

    Args:
        values: The cells; empty ones stay empty.

    Returns:
        ISO dates; None where a cell is impossible or its order is open.
    """
    slashed = [match for value in values if (match := _SLASHED_DATE.match(value))]
    day_first = any(int(match.group(1)) > 12 for match in slashed)  # noqa: PLR2004 - months
    month_first = any(int(match.group(2)) > 12 for match in slashed)  # noqa: PLR2004 - months
    settled = day_first != month_first
    return [_read_date(value, day_first=day_first, settled=settled) for value in values]


def _read_date(value: str, *, day_first: bool, settled: bool) -> str | None:
    if not value:
        return ""
    if match := _ISO.match(value):
        return _iso(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    if match := _DOTTED_DATE.match(value):
        return _iso(int(match.group(3)), int(match.group(2)), int(match.group(1)))
    match = _SLASHED_DATE.match(value)
    if match is None or not settled:
        return None
    first, second = int(match.group(1)), int(match.group(2))
    day, month = (first, second) if day_first else (second, first)
    return _iso(int(match.group(3)), month, day)
