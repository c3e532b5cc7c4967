"""Who lives in the demo community. All of them are made up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PASSWORD = "quiet-harbour"  # noqa: S105  (of the demo alone: it never runs in production)

TUESDAY, SATURDAY, THURSDAY = "Tuesday Evening", "Saturday Morning", "Thursday Noon"

# name, weekday (0 is Monday), time
GROUPS = ((TUESDAY, 1, "19:00"), (SATURDAY, 5, "10:00"), (THURSDAY, 3, "12:00"))

ZONE = "America/New_York"


@dataclass(frozen=True)
class Says:
    option: str
    wish: str = ""
    shown: bool = True  # or for matching only


@dataclass(frozen=True)
class One:
    sign_in: str
    name: str
    group: str
    joined: int  # days ago
    is_: str  # as the sign-in list says it; empty for those who only fill the room
    mentor: str = ""  # introduction, for those who offer to mentor
    capacity: int = 1
    paused: bool = False  # until next month
    mentee: str = ""  # what is hard now, for those who wish for a mentor
    line: str = ""  # the one line of it that a proposal may show
    waits: int = 0  # days
    means: str = "phone,text"
    times: str = ""  # as members say them: 5m is Saturday morning; nothing is any time
    answers: Mapping[str, Says] = field(default_factory=dict)  # by the aspect's name
    applied: int = 0  # days ago, for whom nobody has answered yet


CLOSER, DIFFERENT, NO_MATTER = "closer to mine", "open to different", "no matter"
HURT = Says("I was cheated on", shown=False)
EVENINGS, WEEKEND_MORNINGS = "0e,1e,2e,3e,4e", "5m,6m"


PEOPLE = (
    One(
        "maya",
        "Maya",
        TUESDAY,
        120,
        "mentee, in talks with Theo",
        mentee="I know what happened, and I still do not know what I want. Nights are the worst.",
        line="I do not know yet whether to stay, and nights are hard.",
        waits=96,
        means="phone,text,video,messages",
        times=EVENINGS,
        answers={
            "Gender": Says("Woman"),
            "Age": Says("Thirties", NO_MATTER),
            "Reconciliation": Says("Not decided", DIFFERENT),
        },
    ),
    One(
        "theo",
        "Theo",
        TUESDAY,
        990,
        "mentor of Maya, asked about Noor",
        mentor="Two years ago I could not sleep or think. I came to the group and mostly sat there. It got better, "
        "slowly.\n\nI listen well and talk slowly. This is my story. Does any of it sound like yours?",
        capacity=2,
        means="phone,text,video,messages",
        times=EVENINGS,
        answers={
            "Gender": Says("Man", NO_MATTER),
            "Age": Says("Forties", NO_MATTER),
            "Reconciliation": Says("Staying, or trying to"),
            "Language": Says("English"),
            "Role in it": HURT,
        },
    ),
    One(
        "noor",
        "Noor",
        TUESDAY,
        75,
        "mentee, asked about Theo",
        mentee="I found out this summer. I go over the same hours again and again and cannot stop.",
        line="I found out this summer and go over it again and again.",
        waits=21,
        times=EVENINGS,
        answers={
            "Gender": Says("Woman", NO_MATTER),
            "Age": Says("Forties", CLOSER),
            "Reconciliation": Says("Not decided", DIFFERENT),
            "Language": Says("English"),
            "Role in it": HURT,
        },
    ),
    One(
        "ines",
        "Ines",
        TUESDAY,
        60,
        "mentee, waiting for 16 days",
        mentee="I keep checking for lies, and I do not like who I am when I do.",
        line="I keep checking for lies, and I do not like who I am when I do.",
        waits=16,
        means="phone,video",
        times=WEEKEND_MORNINGS,
        answers={
            "Gender": Says("Woman", CLOSER),
            "Age": Says("Forties", CLOSER),
            "Reconciliation": Says("Not decided", DIFFERENT),
            "Affair type": Says("Again and again", shown=False),
            "Language": Says("English"),
            "Role in it": HURT,
        },
    ),
    One(
        "ruth",
        "Ruth",
        TUESDAY,
        1500,
        "mentor with room for one",
        mentor="I checked everything for a year, every day. It got quieter. I can say how, if you want to hear it.",
        means="phone,text,email",
        times=f"{WEEKEND_MORNINGS},1a",
        answers={
            "Gender": Says("Woman", NO_MATTER),
            "Age": Says("Forties", NO_MATTER),
            "Reconciliation": Says("Staying, or trying to", NO_MATTER),
            "Affair type": Says("Again and again", shown=False),
            "Language": Says("English"),
            "Role in it": HURT,
        },
    ),
    One(
        "sam",
        "Sam",
        TUESDAY,
        800,
        "mentor, taking a pause",
        mentor="I stayed, and it was a long road. I am glad to share the map I have.",
        paused=True,
    ),
    One("omar", "Omar", TUESDAY, 140, "member, nothing yet"),
    One("mira", "Mira", TUESDAY, 250, "member for eight months, nothing yet"),
    One("lena", "Lena", SATURDAY, 200, "member of another group"),
    One("fay", "Fay", "", 0, "facilitator of Tuesday Evening", means=""),
    One("gus", "Gus", "", 0, "facilitator of Saturday Morning", means=""),
    One("cora", "Cora", "", 0, "coordinator", means=""),
)

RUNS = {"fay": TUESDAY, "gus": SATURDAY}
COORDINATOR = "cora"
