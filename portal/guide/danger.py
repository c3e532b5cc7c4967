"""Words of danger. Whoever types one of them is led to Help now first, whatever else is typed and found.

Somebody who is afraid types one word, in a hurry, as they would say it. Rather too often than once too seldom. What has
to be known, whatever else is, is in `docs/guide.md`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from portal.guide.entries import Weighed
from portal.guide.stems import is_slip, stem, stem_of, words_in

SHORTEST_SLIP = 5  # a shorter word is nearly written as too many others
NO_SLIPS = frozenset(map(stem, ("strange", "stranger", "scarce", "beast", "throat", "along")))


# Of each kind: words that say it alone; after | what says it beside each other; after : what a line of Help now that
# answers it speaks of.
_DANGER = """
suicide suicidal suiside suecide die dying death dead kill killing overdose overdosing alive harm selfharm pills
worthless hopeless hopelessness unalive disappear
| kill myself, hurt myself, cut myself, cut me, harm myself, end my life, take my life
| take my own life, end it all, end everything, want to end it, want to live, reason to live, worth living, keep living
| stop living, want to be here, cannot go on, can not go on, cant go on, not go on, go on living, go on anymore
| go on any more, cannot anymore, cant anymore, cannot any more, cant any more, cannot take it, cant take it
| cannot take this, cant take this, cannot do this, cant do this, give up, no way out, not wake up, never wake up
| want to wake up, tired of living, tired of life, hang myself, better without me, better off without me
| be gone, no hope, nothing left, what i might do
: suicide hurting thinking

hurt hit slap punch kick choke strangle smother shove spit beat beaten bruise burn abuse abusive abuser violent violence
rape rapist raping assault molest attack threat threaten weapon gun knife shoot stalk stalker stalkerware spy spyware
follow track tracker trap hostage control coerce coercion coercive blackmail revenge murder afraid scare scared scary
fright frighten fear fearful terrify terror unsafe safe safely safety danger dangerous shelter refuge forced predator
harass harassment grope
| hits me, kill me, kills us, killing me, watch me, force me, lock me, locks the door, throws things, grab me, push me
| corner me, not let me, wont let me, take my phone, took my phone, nowhere to go, touch me, make me do, break in
| breaks things, hurts me, hurt us, hurt my, leave me alone, scream at me, yell at me, shout at me, check my phone
| restraining order, protection order, protective order
: threatens controls hurts danger

emergency police ambulance urgent urgently 911 112 999 000 sos bleed bleeding poison poisoned unconscious
| help now, help me, need help, get help, help please, please help, come quickly
: danger now

hotline helpline lifeline samaritans crisis 988 741741 desperate desperately desperation despair panic panicking
lonely loneliness alone cry crying drunk drinking alcohol relapse meltdown breakdown
| someone to call, who can i call, whom can i call, call someone, call somebody, call tonight, talk tonight
| someone to talk to, somebody to talk to, talk to someone, talk to somebody, need to talk, nobody to talk to
| no one to talk to, panic attack, crisis line, phone line, falling apart, break down, losing it, losing control
| lost control, not okay, not ok, cannot cope, cant cope
: talk tonight
"""

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Danger:
    """What those speak of who answer it, and what was said besides: as stems."""

    besides: frozenset[str]
    answers: frozenset[str]

    def first(self, lines: Iterable[Weighed]) -> list[Weighed]:
        """Who answers this, the nearest first; of those as near the coordinator's first."""
        spoken = [(one, one.speaks_of | one.placed) for one in lines]
        held = Counter(word for _, words in spoken for word in words)
        near = [(sum(self._weight(word) / held[word] for word in words), one) for one, words in spoken]
        return [one for weight, one in sorted(near, key=lambda pair: -pair[0]) if weight]

    def _weight(self, word: str) -> int:
        return 3 if word in self.besides else int(word in self.answers)


def danger_in(typed: str, known: frozenset[str]) -> Danger | None:
    """Of this what is a word of danger, or nearly written as one. `known` are the stems of the guide's own words: they
    are no slips of the hand."""
    words = _plain(typed)
    said = [stem_of(word) for word in words]
    answers = []
    for phrase, what in _phrases().items():
        for at in _where(phrase, said):
            answers.append(what)
            words[at : at + len(phrase)] = [""] * len(phrase)  # not once more, each by itself
    answers += [_alone()[one] for word in words if word and (one := _alone_or_nearly(word, known))]
    besides = frozenset(stem_of(word) for word in words if word)
    return Danger(besides, frozenset().union(*answers)) if answers else None


def _alone_or_nearly(word: str, known: frozenset[str]) -> str:
    said = stem_of(word)
    if said in _alone():
        return said
    if len(word) < SHORTEST_SLIP or said in known or said in NO_SLIPS:
        return ""
    return next((stem(one) for one in _written() if is_slip(said, stem(one)) or is_slip(word, one)), "")


def _where(phrase: Phrase, said: list[str]) -> list[int]:
    return [at for at in range(len(said) - len(phrase) + 1) if tuple(said[at : at + len(phrase)]) == phrase]


def _plain(typed: str) -> list[str]:
    """A hurried hand leaves marks out: can't, cant."""
    return [found[0].casefold().replace("’", "").replace("'", "") for found in words_in(typed)]


@cache
def _alone() -> dict[str, frozenset[str]]:
    return {stem(word): what for words, _, what in _kinds() for word in words.split()}


@cache
def _written() -> list[str]:
    return [word for words, _, _ in _kinds() for word in words.split()]


@cache
def _phrases() -> dict[Phrase, frozenset[str]]:
    """The longest first: what they say is more than what is in them."""
    said = {tuple(map(stem, phrase.split())): what for _, phrases, what in _kinds() for phrase in phrases}
    return dict(sorted(said.items(), key=lambda one: -len(one[0])))


@cache
def _kinds() -> list[tuple[str, list[str], frozenset[str]]]:
    kinds = []
    for kind in _DANGER.strip().split("\n\n"):
        typed, _, what = kind.rpartition(": ")
        words, _, phrases = typed.partition("|")
        kinds.append((words, phrases.replace("|", ",").split(","), frozenset(map(stem, what.split()))))
    return kinds
