"""How everybody of the cast stands to what has happened between them, as `portal.visibility` calls it."""

from dataclasses import dataclass, field

from portal.notices.tables import Notice
from portal.visibility import As
from tests.integration.cast import COORDINATOR, IN_GROUP, MENTEES, RUNS, SATURDAY, TUESDAY, Cast
from tests.integration.told import Told
from tests.integration.told_in_talks import OfTwo

MEANWHILE = "/talks/{talk_id}/meanwhile"  # only of a mentee whose mentor takes a long pause
WISH = "/talks/{talk_id}/wish"  # only of a mentee
BESIDE_THE_DESK = "/desk/help/{line_id}/review"  # of a line of Help now, and of no other line
HELD = ("/desk/concerns/{concern_id}/hold", "/desk/concerns/{concern_id}/hold/end")  # by the coordinator alone
BETWEEN_TWO = tuple(f"/chats/{{chat_id}}/{more}" for more in ("lines", "lately", "stream", "reading"))  # taken up
OF_A_MENTEE, OF_A_MENTOR = ("now",), ("experience", "qualities", "introduction")  # pages that the other has not got


@dataclass(frozen=True)
class Record:
    """Its ids, by their names in addresses; whoever is not among `stands` is a stranger to it."""

    ids: dict[str, str]
    stands: dict[str, As]
    ids_for: dict[str, dict[str, str]] = field(default_factory=dict)  # who needs another id to have something to do
    without: frozenset[str] = frozenset()  # addresses under it that it has not got
    without_for: dict[str, frozenset[str]] = field(default_factory=dict)  # nor one of those who stand to it

    def id_for(self, name: str) -> dict[str, str]:
        return self.ids | self.ids_for.get(name, {})

    def has_not(self, path: str, name: str) -> bool:
        return path in self.without | self.without_for.get(name, frozenset())


async def records(cast: Cast, told: Told) -> dict[str, Record]:
    notice = await Notice.select(Notice.id).where(Notice.member == cast.members["theo"]).first()
    assert notice is not None
    return {
        "proposal": Record({"proposal_id": cast.proposal}, standing(As.PROPOSED, "noor", "theo")),
        "another proposal": Record({"proposal_id": told.proposal}, standing(As.PROPOSED, "ines", "ruth")),
        "talk": _talk(cast.talk, told.of_maya_and_theo, As.MATCHED, "maya", "theo"),
        "ended talk": _talk(told.ended, told.of_ines_and_ruth, As.ENDED, "ines", "ruth"),
        "paused talk": Record(
            {"talk_id": told.paused, "resource_id": told.of_maya_and_theo.resource},
            standing(As.MATCHED, "lena", "gus", group=SATURDAY),
            without_for={"gus": frozenset({MEANWHILE, WISH})},
        ),
        **_concerns(cast, told),
        "line to bring": Record({"line_id": told.line}, standing(As.OWN, "maya"), without=frozenset({BESIDE_THE_DESK})),
        "line of Help now": Record({"line_id": told.help_line}, standing(As.MEMBER)),
        "own moment": Record({"moment_id": told.moment}, standing(As.OWN, "theo")),
        **_enrolments(cast, told),
        **{
            f"membership of {name}": Record({"membership_id": cast.memberships[name]}, standing(As.OWN, name))
            for name in ("ines", "theo")
        },
        "exclusion": Record({"exclusion_id": told.exclusion}, standing(As.OWN, "maya")),
        "block": Record({"block_id": told.block}, standing(As.OWN, "maya")),
        "open chat": Record(
            {"chat_id": told.open_chat, "reply_id": told.open_reply},
            standing(As.OWN, "maya"),
            without=frozenset(BETWEEN_TWO),
        ),
        "taken chat": _taken_up(told, "omar", "maya"),
        "notice": Record({"notice_id": notice["id"]}, standing(As.OWN, "theo")),
    }


def _talk(talk: str, told: OfTwo, relation: As, mentee: str, mentor: str) -> Record:
    """Each can change what is their own, and answer what is the other's."""

    def ids(mine: str, theirs: str) -> dict[str, str]:
        return {
            "check_in_id": told.check_ins[mine],
            "own_check_in_id": told.check_ins[mine],
            "their_check_in_id": told.check_ins[theirs],
            "milestone_id": told.lights[theirs],
            "own_milestone_id": told.lights[mine],
            "plan_id": told.plans[theirs],
            "aside_id": told.aside[mine],
            "resource_id": told.resource,
        }

    return Record(
        {"talk_id": talk, **ids(mentee, mentor)},
        standing(relation, mentee, mentor),
        ids_for={mentor: ids(mentor, mentee)},
        without=frozenset({MEANWHILE}),
        without_for={mentor: frozenset({WISH})},
    )


def _taken_up(told: Told, author: str, replier: str) -> Record:
    """To the others of the group it is over, and what the two write there is not there."""
    stands = standing(As.OWN, author)
    others = (name for name, relation in stands.items() if relation == As.MEMBER and name != replier)
    return Record(
        {"chat_id": told.taken_chat, "reply_id": told.taken_reply},
        stands,
        without_for=dict.fromkeys(others, frozenset(BETWEEN_TWO)),
    )


def _concerns(cast: Cast, told: Told) -> dict[str, Record]:
    """Whoever it is about is as any member to it, also where they run the group; what is not grave goes to whoever
    runs it alone. Who can be held is its author, or whom it is about."""
    past_fay = standing(As.OWN, "maya")
    about_gus = standing(As.OWN, "lena", group=SATURDAY)
    to_talk = standing(As.OWN, "ruth")

    def record(concern: str, stands: dict[str, As], held: str) -> Record:
        ids = {"concern_id": concern, "member_id": cast.members[held]}
        return Record(ids, stands, without_for=dict.fromkeys(RUNS, frozenset(HELD)))

    return {
        "concern about maya": record(told.worry, standing(As.OWN, "theo"), "maya"),
        "concern about gus": record(told.worry_about_gus, {**about_gus, "gus": As.MEMBER}, "lena"),
        "concern past fay": record(told.past_fay, {**past_fay, "fay": As.MEMBER}, "theo"),
        "wish to talk": record(told.wish_to_talk, {**to_talk, COORDINATOR: As.MEMBER}, "ruth"),
    }


def _enrolments(cast: Cast, told: Told) -> dict[str, Record]:
    """Each with a mentor beside whom somebody may be put at the desk. A draft is not there yet."""
    ruth, theo = ({"availability_id": cast.rooms[name]} for name in ("ruth", "theo"))
    wishes, offers = frozenset(map(_page, OF_A_MENTOR)), frozenset(map(_page, OF_A_MENTEE))
    own = {
        name: Record(
            {"enrolment_id": cast.enrolments[name], **(ruth if name != "ruth" else theo)},
            standing(As.OWN, name),
            without=wishes if name in MENTEES else offers,
        )
        for name in ("ines", "noor", "maya", "theo", "ruth")
    }
    return {
        **{f"enrolment of {name}": record for name, record in own.items()},
        "application that was sent": Record(
            {"enrolment_id": told.sent, **ruth}, standing(As.OWN, "omar"), without=wishes
        ),
        "application that was answered": Record(
            {"enrolment_id": told.answered, **ruth}, standing(As.OWN, "noor"), without=offers
        ),
        "draft": Record({"enrolment_id": told.draft, **ruth}, {"omar": As.OWN}, without=offers),
    }


def _page(name: str) -> str:
    return f"/enrolments/{{enrolment_id}}/{name}"


def standing(relation: As, *names: str, group: str = TUESDAY) -> dict[str, As]:
    """These are its sides, or own it; the others stand to it by their group."""
    members = [name for name, where in IN_GROUP.items() if where == group]
    facilitators = [name for name, where in RUNS.items() if where == group]
    return {
        **dict.fromkeys(members, As.MEMBER),
        **dict.fromkeys(facilitators, As.FACILITATOR),
        COORDINATOR: As.COORDINATOR,
        **dict.fromkeys(names, relation),
    }
