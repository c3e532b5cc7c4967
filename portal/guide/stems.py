"""Words as the search compares them: by their stems, with the little words left out, and by what people also call it.

Somebody who looks for help at night does not know our words for it. What they may type stands here beside ours.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from snowballstemmer import stemmer

SHORTEST_SLIP = 6  # a shorter word is nearly written as many others, and means none of them
NEARLY = 0.8
ALIKE = 2  # letters that even a hurried hand begins with
MOST_GUESSES = 2
VOWELS = frozenset("aeiouy")
GUESSED = 0.6  # and less: it was not typed, but something like it
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")

# words that say nothing of what is looked for
_LITTLE = """
    a about again all also am an and any anyone anybody are as at be because been before being but by can cannot
    could did do does doing for from get gets go had has have having he her here hers him his how i if in into is
    it its just like make may me might mine must my of on one onto or our out over own please shall she should so
    some someone somebody such than that the their them then there these they thing things this those to too up us
    very want was we were what when where whether which while who whom whose why will with without would you your
    yours d don doesn didn isn aren ll m re s t ve won wouldn
"""
LITTLE = frozenset(_LITTLE.split())

# In each line: what people type, then our own words for it. Ours find only themselves.
_SAID = """
therapist therapists counsellor counselor counselling counseling psychologist: therapy therapist professional
professional professionals: therapy therapist
husband wife spouse girlfriend boyfriend ex marriage married: partner
cheating cheat cheated cheater affair affairs infidelity unfaithful adultery betrayal betrayed infidelities: happened
divorce divorced separation separated separate reconcile reconciliation reconciling reconciled: stay part
anonymous anonymously anonymity untraceable: anonymous trace
traced traceable: trace
review reviews rating survey opinion complain complaint complaints: feedback off
suicide suicidal kill die dying death: dying danger hurt
violence violent abuse abused abusive beaten beat threatened threat threats rape: hurt danger
harassment harass harassed creepy inappropriate flirting flirt: off block
burnout burned exhausted exhaustion fatigue overwhelmed overload drained stressed: tiring much
compassion: compassionate understanding care
selfcare: looking yourself
confidential confidentiality privacy secret secrecy: private
apply applying signup register registration enrol enroll join joining form: application
leader leaders moderator organizer organiser admin: facilitator runs
facilitators: facilitator
pair pairs paired pairing assign assigned: matched match
quit quitting stop stopping leave leaving finish over: end goodbye
end ends ending ended: end goodbye
duration length months weeks years: lasts long
thankful grateful gratitude appreciate appreciation: thank thanks
benefit benefits advantage advantages useful worth: gives help
evidence proof studies study science scientific: research
volunteer voluntary volunteering: free will
requirement requirements eligible eligibility qualify qualified qualification qualifications criteria: qualities
year years: twelve months
tips tip recommend recommendation: advice
resources resource books book reading readings articles article: read shelf
strategies strategy tools techniques: practical ways
stories: story
judged judging judgemental judgmental judgment judgement nonjudgmental: judge
listening listener hear heard: listens listen
motivation encouragement encourage: kind words
friend friends friendship: friend
date dating romance romantic love sex: romantic partner
boundary limits limit: boundaries
sick lonely alone sad depressed depression anxious anxiety panic: bad day hard night
night nights insomnia asleep awake: night sleep
informal informally: informal chat
chatting conversation conversations: chat talk
call calls calling telephone ring: phone
sms texting message messages messaging: text
mail email emails: mail
zoom facetime skype: video
gratis cost price pay paid money fee: money
similar similarity similarities alike same: common
different difference differences dissimilar opposite: other experiences
comfortable comfort comfortability: ease
progress improvement improve improving milestones: progress far come
celebrate celebration celebrating proud: celebrating progress
tracks history browser spying spy spyware stalkerware watched: history watched phone
delete erase: delete history
app apps web online: here
cancel withdraw: take back
report reporting: say off
blocked blocking mute ignore: block
nobody unanswered: free nobody
newcomer newcomers beginner beginners new: newer
mentee mentees: mentee newer
fulfillment fulfilling fulfilled fulfilment: meaning
work works working effective: research
perspective perspectives viewpoint: view
vulnerable vulnerability fragile: raw
reward rewards rewarding: receive give
inspiration inspire inspiring inspired: courage purpose
attend attends attending attendance: comes
hard difficult: struggle struggles
empathy empathic empathetic: compassionate feels
recovery recover recovering: healing
role model models: shows
objective objectivity neutral: fair
complete completing whole fully: fill more
afterwards later: after
mentors mentoring mentorship: mentor
experience experienced: experienced experiences
honest honesty sincere: honestly authentic
mentored: mentor
healed: healing healed
""".strip()


def words_in(text: str) -> Iterator[re.Match[str]]:
    return _WORD.finditer(text)


def stem_of(word: str) -> str:
    """Without its ending, and without marks that a hurried hand leaves out. A stemmer keeps its work within itself, so
    each word has its own."""
    plain = word.casefold().replace("’", "'").removesuffix("'s")[:40]
    return str(stemmer("english").stemWord(plain))


# For words that are written here; what somebody looks up is never kept, not even so.
stem = lru_cache(maxsize=20_000)(stem_of)


def stems(text: str) -> list[str]:
    """Of all words that say something."""
    return [stem(word) for found in words_in(text) if (word := found[0].casefold()) not in LITTLE]


def meant(word: str) -> dict[str, float]:
    """What somebody who types this may mean, and how likely: itself, or what we call it."""
    said = stem_of(word)
    return dict.fromkeys(_ALSO.get(said, ()), 0.7) | {said: 1.0}


def nearly(word: str, known: frozenset[str]) -> dict[str, float]:
    """What a word that nobody knows was meant to be. `known` are all stems that can be found."""
    said, likely = stem_of(word), dict[str, float]()
    if len(word) < SHORTEST_SLIP or said in known or said in _ALSO:
        return likely
    for other in [one for one in (*known, *_ALSO) if is_slip(said, one)][:MOST_GUESSES]:
        likely |= {other: GUESSED} | dict.fromkeys(_ALSO.get(other, ()), GUESSED - 0.2)
    return likely


def is_slip(said: str, meant: str) -> bool:
    """Letters that changed places, and at most one too many, missing or, of vowels, another. With another letter
    instead it is mostly another word: polite, police."""
    if said[:ALIKE] != meant[:ALIKE] or abs(len(said) - len(meant)) > 1:
        return False  # most are, and this costs least
    left_out, too_many = Counter(meant) - Counter(said), Counter(said) - Counter(meant)
    wrong = "".join((left_out + too_many).elements())
    few = len(wrong) < 2 or (len(wrong) == 2 and left_out and too_many and set(wrong) <= VOWELS)
    return bool(few) and SequenceMatcher(None, said, meant).ratio() >= NEARLY


def _table() -> dict[str, tuple[str, ...]]:
    also: dict[str, tuple[str, ...]] = {}
    for line in _SAID.splitlines():
        typed, _, ours = line.partition(": ")
        for word in typed.split():
            found = dict.fromkeys((*also.get(stem(word), ()), *map(stem, ours.split())))
            also[stem(word)] = tuple(found)
    return also


_ALSO = _table()
