"""Who else lives in the demo community: nobody signs in as them, but the rooms are full. All of them are made up."""

from portal.demo.people import (
    CLOSER,
    DIFFERENT,
    EVENINGS,
    HURT,
    NO_MATTER,
    SATURDAY,
    THURSDAY,
    TUESDAY,
    One,
    Says,
)

# who waits and offers beside those one signs in as, so that the desk has something to weigh
NEIGHBOURS = (
    One(
        "dana",
        "Dana",
        TUESDAY,
        50,
        "",
        mentee="I have told nobody but this group. Saying it aloud is the hardest part.",
        line="I have told nobody but this group.",
        waits=11,
        means="phone,text,in_person",
        answers={"Gender": Says("Woman", NO_MATTER), "Age": Says("Thirties", NO_MATTER), "Language": Says("English")},
    ),
    One(
        "pilar",
        "Pilar",
        TUESDAY,
        33,
        "",
        mentee="Some days I am calm and some days I cannot get up.",
        line="Some days are calm, and some days I cannot get up.",
        waits=4,
        times=EVENINGS,
        answers={
            "Gender": Says("Woman", CLOSER),
            "Reconciliation": Says("Separating", CLOSER),
            "Language": Says("Spanish", CLOSER),
            "Role in it": HURT,
        },
    ),
    One(
        "tomasz", "Tomasz", TUESDAY, 28, "", mentee="I am angry all the time.", line="I am angry all the time.", waits=1
    ),
    One(
        "leila",
        "Leila",
        TUESDAY,
        720,
        "",
        mentor="I left, and it took me a long time to say so without shame. I can sit with anger, mine or yours.",
        times=EVENINGS,
        answers={
            "Gender": Says("Woman", NO_MATTER),
            "Age": Says("Thirties", NO_MATTER),
            "Reconciliation": Says("Apart", DIFFERENT),
            "Language": Says("Spanish", NO_MATTER),
            "Role in it": HURT,
        },
    ),
    One(
        "abel",
        "Abel",
        TUESDAY,
        410,
        "",
        mentor="I was the one who broke it. I listen, and I do not explain it away.",
        means="text,email",
        times="0n,2n,4n",
        answers={
            "Gender": Says("Man", NO_MATTER),
            "Age": Says("Fifties", NO_MATTER),
            "Role in it": Says("I cheated", DIFFERENT, shown=False),
        },
    ),
    One(
        "jonas",
        "Jonas",
        TUESDAY,
        95,
        "",
        mentee="I sleep three hours a night and go to work as if nothing was.",
        line="I sleep three hours a night.",
        applied=4,
        times=EVENINGS,
        answers={"Gender": Says("Man"), "Age": Says("Thirties", NO_MATTER), "Language": Says("English")},
    ),
    *(
        One(name.lower(), name, SATURDAY, joined, "", mentee=line, line=line, waits=32)
        for name, joined, line in (
            ("Wen", 44, "I do not know whom to tell."),
            ("Esra", 71, "We live in one house and do not speak."),
            ("Farid", 90, "I am calm at work and nowhere else."),
        )
    ),
    *(
        One(name.lower(), name, SATURDAY, joined, "", mentor=introduction)
        for name, joined, introduction in (
            ("Kofi", 610, "I told nobody for a year. Then I told one person, and it was enough to begin."),
            ("Ada", 380, "I know a quiet house. I can listen without looking for a way out of it."),
            ("Dmitri", 500, "I come from far away from this, and I still remember the first spring."),
        )
    ),
)

# those who fill the rooms: name, group, days since they joined
OTHERS = (
    ("Greta", TUESDAY, 300),
    ("Bruno", SATURDAY, 25),
    ("Celia", SATURDAY, 150),
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
