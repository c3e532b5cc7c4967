"""Who lives in the demo community. All of them are made up."""

from dataclasses import dataclass

PASSWORD = "quiet-harbour"  # noqa: S105  (of the demo alone: it never runs in production)

TUESDAY, SATURDAY, THURSDAY = "Tuesday Evening", "Saturday Morning", "Thursday Noon"

# name, weekday (0 is Monday), time
GROUPS = ((TUESDAY, 1, "19:00"), (SATURDAY, 5, "10:00"), (THURSDAY, 3, "12:00"))

ZONE = "America/New_York"


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
        means="phone,text,video",
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
        means="phone,text,video",
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
    ),
    One(
        "ruth",
        "Ruth",
        TUESDAY,
        1500,
        "mentor with room for one",
        mentor="I checked everything for a year, every day. It got quieter. I can say how, if you want to hear it.",
        means="phone,text,email",
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
    One("mira", "Mira", TUESDAY, 240, "member for eight months, nothing yet"),
    One("lena", "Lena", SATURDAY, 200, "member of another group"),
    One("fay", "Fay", "", 0, "facilitator of Tuesday Evening", means=""),
    One("gus", "Gus", "", 0, "facilitator of Saturday Morning", means=""),
    One("cora", "Cora", "", 0, "coordinator", means=""),
)

RUNS = {"fay": TUESDAY, "gus": SATURDAY}
COORDINATOR = "cora"

# those who fill the rooms: name, group, days since they joined
OTHERS = (
    ("Abel", TUESDAY, 410),
    ("Jonas", TUESDAY, 95),
    ("Leila", TUESDAY, 720),
    ("Dana", TUESDAY, 50),
    ("Pilar", TUESDAY, 33),
    ("Tomasz", TUESDAY, 28),
    ("Greta", TUESDAY, 300),
    ("Kofi", SATURDAY, 610),
    ("Wen", SATURDAY, 44),
    ("Ada", SATURDAY, 380),
    ("Bruno", SATURDAY, 25),
    ("Celia", SATURDAY, 150),
    ("Dmitri", SATURDAY, 500),
    ("Esra", SATURDAY, 71),
    ("Farid", SATURDAY, 90),
    ("Gwen", SATURDAY, 230),
    ("Hana", SATURDAY, 66),
    ("Ivo", THURSDAY, 340),
    ("Jin", THURSDAY, 55),
    ("Karin", THURSDAY, 810),
    ("Luis", THURSDAY, 120),
    ("Mona", THURSDAY, 20),
    ("Nils", THURSDAY, 270),
    ("Olga", THURSDAY, 640),
    ("Priya", THURSDAY, 47),
    ("Quinn", THURSDAY, 180),
    ("Rosa", THURSDAY, 15),
    ("Stefan", THURSDAY, 400),
)
