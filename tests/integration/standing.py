"""How everybody of the cast stands to what has happened between them, as `portal.visibility` calls it."""

from dataclasses import dataclass, field

from portal.notices.tables import Notice
from portal.visibility import As
from tests.integration.cast import COORDINATOR, IN_GROUP, MENTEES, RUNS, TUESDAY, Cast
from tests.integration.told import Told

OF_A_MENTEE, OF_A_MENTOR = ("now",), ("experience", "qualities", "introduction")  # pages that the other has not got


@dataclass(frozen=True)
class Record:
    """Its ids, by their names in addresses; whoever is not among `stands` is a stranger to it."""

    ids: dict[str, str]
    stands: dict[str, As]
    ids_for: dict[str, dict[str, str]] = field(default_factory=dict)  # who needs another id to have something to do
    without: frozenset[str] = frozenset()  # addresses under it that it has not got

    def id_for(self, name: str) -> dict[str, str]:
        return self.ids | self.ids_for.get(name, {})


async def records(cast: Cast, told: Told) -> dict[str, Record]:
    notice = await Notice.select(Notice.id).where(Notice.member == cast.members["theo"]).first()
    assert notice is not None
    return {
        "proposal": Record({"proposal_id": cast.proposal}, standing(As.PROPOSED, "noor", "theo")),
        "another proposal": Record({"proposal_id": told.proposal}, standing(As.PROPOSED, "ines", "ruth")),
        "talk": Record(
            {"talk_id": cast.talk, "milestone_id": told.lit_by_maya},
            standing(As.MATCHED, "maya", "theo"),
            ids_for={"maya": {"milestone_id": told.lit_by_theo}},
        ),
        "ended talk": Record(
            {"talk_id": told.ended, "milestone_id": told.lit_by_ines}, standing(As.ENDED, "ines", "ruth")
        ),
        **_enrolments(cast, told),
        **{
            f"membership of {name}": Record({"membership_id": cast.memberships[name]}, standing(As.OWN, name))
            for name in ("ines", "theo")
        },
        "exclusion": Record({"exclusion_id": told.exclusion}, standing(As.OWN, "maya")),
        "open chat": Record({"chat_id": told.open_chat, "reply_id": told.open_reply}, standing(As.OWN, "maya")),
        "taken chat": Record({"chat_id": told.taken_chat, "reply_id": told.taken_reply}, standing(As.OWN, "omar")),
        "notice": Record({"notice_id": notice["id"]}, standing(As.OWN, "theo")),
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


def standing(relation: As, *names: str) -> dict[str, As]:
    """These are its sides, or own it; the others stand to it by their group."""
    members = [name for name, group in IN_GROUP.items() if group == TUESDAY]
    facilitators = [name for name, group in RUNS.items() if group == TUESDAY]
    return {
        **dict.fromkeys(members, As.MEMBER),
        **dict.fromkeys(facilitators, As.FACILITATOR),
        COORDINATOR: As.COORDINATOR,
        **dict.fromkeys(names, relation),
    }
