"""The forms of talks: what two say to each other, what each keeps, and how they end; and of whoever mentors."""

from dataclasses import replace
from datetime import timedelta

from portal import clock
from portal.check_ins.actions import Said, log
from portal.concerns.actions import worry
from portal.endings.rules import ADDRESS
from portal.groups.tables import Group
from portal.meetings.actions import add_line
from portal.meetings.rules import next_meeting
from portal.mentorships.agreeing import choose_ways
from portal.mentorships.tables import Mentorship
from portal.messages.actions import send
from portal.milestones.actions import keep_own, mark
from portal.plans.actions import offer
from portal.plans.tables import Plan
from tests.integration.cast import TUESDAY, Cast, once
from tests.integration.form import BUTTON, CHOICE, DAY, LINE, TEXT, TICK, TICKS, Filled, Value, today
from tests.integration.told_in_talks import begin_with_who_runs_the_group, shelve, take_a_pause

TALK = "/talks/{talk_id}"
WEEKDAY, AT = 1, "19:30"  # when the group meets
NO_WORDS: tuple[Value, ...] = ("   ", "\r\n\t", "\x00\x07")
NO_TIME: tuple[Value, ...] = (
    "next week",
    "19:30",
    "2026-02-30T19:30",
    "2020-01-01T19:30",
    "9999-12-31T23:59",
    "0001-01-01T00:00",
    "2999-01-01T19:30",
    "2027-03-28T19:30+05:00",
    "🌊",
    "<b>2027-03-28T19:30</b>",
    "\x00",
)


def of_talks() -> dict[str, Filled]:
    """By what is done with it."""
    return {**_of_a_conversation(), **_agreed(), **_planned(), **_written(), **_ended(), **_of_a_mentor()}


def _of_a_conversation() -> dict[str, Filled]:
    log_one = Filled(
        "maya",
        f"{TALK}/check-in",
        f"{TALK}/check-in",
        {
            "day": today(),
            "means": "phone",
            "length": "half",
            "strands": ["sharing"],
            "shared": "Both.",
            "own": "Mine.",
            "along": "This.",
        },
        {
            "day": DAY,
            "means": CHOICE,
            "length": CHOICE,
            "strands": TICKS,
            "shared": TEXT,
            "own": TEXT,
            "along": TEXT,
        },
        needs=frozenset({"day", "means"}),
        root="check-in-form",
        fails={"day": (today(1), today(-31))},
    )
    own, theirs = f"{TALK}/check-ins/{{own_check_in_id}}/correction", f"{TALK}/check-ins/{{their_check_in_id}}/addition"
    light = Filled(
        "maya",
        f"{TALK}/milestone",
        f"{TALK}/milestone",
        {"words": "I slept.", "day": today(), "suggested": ""},
        {"words": TEXT, "day": DAY, "suggested": CHOICE},
        needs=frozenset({"words", "day"}),
        root="milestone-form",
        fails={"day": (today(1),), "words": NO_WORDS},
    )
    corrected = f"{TALK}/milestones/{{own_milestone_id}}/correction"
    return {
        "check-in": log_one,
        "correct a check-in": replace(log_one, to=own, page=own, root="correction-form"),
        "add to a check-in": Filled(
            "maya",
            theirs,
            theirs,
            {"added": "It did me good."},
            {"added": TEXT},
            needs=frozenset({"added"}),
            root="addition-form",
            fails={"added": NO_WORDS},
        ),
        "own note": Filled(
            "maya",
            f"{TALK}/check-ins/{{check_in_id}}",
            f"{TALK}/check-ins/{{check_in_id}}",
            {"own": "Mine.", "along": "This."},
            {"own": TEXT, "along": TEXT},
            root="own-note-form",
        ),
        "milestone": light,
        "correct a milestone": replace(
            light,
            to=corrected,
            page=corrected,
            root="correction-form",
            form={"words": "I slept.", "day": today(-1)},
            kinds={"words": TEXT, "day": DAY},
        ),
        "saw": Filled(
            "theo",
            f"{TALK}/milestones/{{milestone_id}}",
            f"{TALK}/milestones/{{milestone_id}}",
            {"saw": "A lot."},
            {"saw": TEXT},
            needs=frozenset({"saw"}),
            root="saw-form",
            fails={"saw": ("   ", "\x00")},
        ),
    }


def _agreed() -> dict[str, Filled]:
    return {
        "beginning": Filled(
            "maya",
            f"{TALK}/beginning",
            f"{TALK}/beginning",
            {"often": "two_weeks", "first_by": "mentee"},
            {"often": CHOICE, "first_by": CHOICE},
            root="beginning-form",
        ),
        "ways to talk": Filled(
            "maya",
            f"{TALK}/ways",
            f"{TALK}/ways",
            {"ways": ["messages"]},
            {"ways": TICKS},
            root="ways-form",
            fails={"ways": ("video", ["phone", "video"])},  # she is not reached by that at all
        ),
        "add a way": Filled(
            "maya",
            f"{TALK}/ways/addition",
            f"{TALK}/ways",
            {"way": "email"},
            {"way": BUTTON},
            needs=frozenset({"way"}),
            root="ways-form",
        ),
        "wish": Filled(
            "maya",
            f"{TALK}/wish",
            TALK,
            {"wish": "just_listen"},
            {"wish": CHOICE},
            needs=frozenset({"wish"}),
            root="wish",
        ),
        "found": Filled(
            "maya",
            f"{TALK}/found",
            f"{TALK}/found",
            {"found": "yes"},
            {"found": CHOICE},
            needs=frozenset({"found"}),
            root="found",
        ),
        "feels": Filled(
            "maya",
            f"{TALK}/how",
            f"{TALK}/how",
            {"feels": "finding_out"},
            {"feels": CHOICE},
            needs=frozenset({"feels"}),
            root="feels-form",
        ),
    }


def _planned() -> dict[str, Filled]:
    at = f"{TALK}/plans"
    return {
        "plan": Filled(
            "maya",
            at,
            at,
            {"first": f"{today(2)}T19:30", "second": f"{today(3)}T19:30", "third": "", "means": "phone"},
            {"first": LINE, "second": LINE, "third": LINE, "means": CHOICE},
            needs=frozenset({"first", "second", "means"}),
            root="plans",
            fails={
                "first": NO_TIME,
                "second": (*NO_TIME, f"{today(2)}T19:30"),
                "third": (*NO_TIME, f"{today(3)}T19:30", f"{today(91)}T19:30"),
                "means": ("video",),
            },
        ),
        "plan a meeting": Filled(
            "maya",
            f"{at}/meeting",
            at,
            {"at": (next_meeting(WEEKDAY, AT, "UTC", clock.now()) or clock.now()).isoformat()},
            {"at": BUTTON},
            needs=frozenset({"at"}),
            root="plans",
            fails={"at": (f"{today(1)}T19:30:00+00:00", "2020-01-01T19:30:00+00:00")},
        ),
        "take a time": Filled(
            "theo",
            f"{at}/{{plan_id}}/taking",
            at,
            {"time": "second"},
            {"time": BUTTON},
            needs=frozenset({"time"}),
            root="plans",
            fails={"time": ("fourth", "id", "taken")},
        ),
        "did you talk": Filled(
            "maya",
            f"{at}/{{over_id}}/talked",
            TALK,
            {"answer": "yes"},
            {"answer": BUTTON},
            needs=frozenset({"answer"}),
            root="talked",
            fails={"answer": ("maybe", "YES")},
        ),
        "put aside": Filled(
            "maya",
            f"{TALK}/next",
            f"{TALK}/next",
            {"resource": "{resource_id}"},
            {"resource": BUTTON},
            needs=frozenset({"resource"}),
            root="next-time",
            fails={"resource": ("k3v9k3v9k3v9k3v9",)},
        ),
    }


def _written() -> dict[str, Filled]:
    at = f"{TALK}/messages"
    return {
        "message": Filled(
            "maya",
            at,
            at,
            {"words": "Good evening."},
            {"words": TEXT},
            needs=frozenset({"words"}),
            root="messages",
            fails={"words": NO_WORDS},
        ),
        "answer later": Filled(
            "theo",
            f"{at}/answering",
            at,
            {"by": "three_days"},
            {"by": BUTTON},
            needs=frozenset({"by"}),
            root="lines",
        ),
        "worry": Filled(
            "maya",
            f"{TALK}/question",
            f"{TALK}/question",
            {"words": "The last call.", "shown": ["{message_id}"]},
            {"words": TEXT, "shown": TICKS},
            root="worry-form",
        ),
        "something is off": Filled(
            "maya",
            f"{TALK}/note",
            f"{TALK}/note",
            {
                "of": "conversation",
                "reader": "coordinator",
                "words": "It is about money.",
                "shown": ["{message_id}"],
                "apart": "y",
            },
            {"of": CHOICE, "reader": CHOICE, "words": TEXT, "shown": TICKS, "apart": TICK},
            needs=frozenset({"reader"}),
            root="off-form",
        ),
        "bring a line": Filled(
            "maya",
            "/me/meeting",
            "/me/meeting",
            {"words": "Nights."},
            {"words": TEXT},
            needs=frozenset({"words"}),
            root="lines",
            fails={"words": NO_WORDS},
        ),
    }


def _ended() -> dict[str, Filled]:
    return {
        **{
            name: Filled(
                "maya",
                f"{TALK}/ending/{ADDRESS[name]}",
                f"{TALK}/ending/{ADDRESS[name]}",
                {"words": "I need quiet."},
                {"words": TEXT},
                root="without-form",
            )
            for name in ("alone", "unsafe")
        },
        "pause talks": Filled(
            "theo",
            f"{TALK}/pause",
            f"{TALK}/pause",
            {"until": today(30), "word": "My mother is ill."},
            {"until": DAY, "word": TEXT},
            needs=frozenset({"until"}),
            root="pause-form",
            fails={"until": (today(), today(-1), today(400))},
        ),
        "meanwhile": Filled(
            "lena",
            "/talks/{paused_id}/meanwhile",
            "/talks/{paused_id}/meanwhile",
            {"choice": "stand_in"},
            {"choice": CHOICE},
            needs=frozenset({"choice"}),
            root="meanwhile-form",
        ),
        "remember": Filled(
            "maya",
            f"{TALK}/goodbye/remember",
            f"{TALK}/goodbye/remember",
            {"remembered": "A silence."},
            {"remembered": TEXT},
            root="remember-form",
        ),
        "note": Filled(
            "maya",
            f"{TALK}/goodbye/note",
            f"{TALK}/goodbye/note",
            {"note": "Thank you.", "step": "later"},
            {"note": TEXT},
            root="note-form",
        ),
    }


def _of_a_mentor() -> dict[str, Filled]:
    moment = Filled(
        "theo",
        "/me/moments",
        "/me/moments",
        {"words": "I stayed calm.", "day": today(-3)},
        {"words": TEXT, "day": DAY},
        needs=frozenset({"words", "day"}),
        root="own-moment-form",
        fails={"day": (today(1),), "words": NO_WORDS},
    )
    return {
        "care": Filled(
            "theo",
            "/me/care",
            "/me/care",
            {"energy": "low", "weight": "some", "glad": "yes"},
            {"energy": CHOICE, "weight": CHOICE, "glad": CHOICE},
            root="care-form",
        ),
        "own moment": moment,
        "correct an own moment": replace(moment, to="/me/moments/{moment_id}", page="/me/moments/{moment_id}"),
    }


async def ids_of_talks(cast: Cast) -> dict[str, str]:
    """Maya and theo have each logged a check-in; maya has marked a milestone, written, and suggested times. Theo would
    write e-mails, and maya not. Theo is worried. Gus, who mentors lena, takes a pause."""
    meets = {Group.meeting_weekday: WEEKDAY, Group.meeting_time: AT}
    await Group.update(meets).where(Group.id == cast.groups[TUESDAY])  # type: ignore[arg-type]
    maya, theo = await cast.side("maya"), await cast.side("theo")
    by_maya, by_theo, day = cast.person("maya"), cast.person("theo"), clock.now().date()
    said = Said(day, "phone", [], shared="Both.", own="", hard_day=False, weighs=False)
    own = await log(maya, by=by_maya, said=said, once=once())
    theirs = await log(theo, by=by_theo, said=said, once=once())
    light = await mark(maya, by=by_maya, words="I slept.", day=day, once=once())
    await choose_ways(maya, by=by_maya, ways=["phone", "messages"], once=once())
    line = await send(maya, by=by_maya, words="Hello.", once=once())
    times = [clock.now() + timedelta(days=days) for days in (4, 5)]
    known = {
        "talk_id": cast.talk,
        "paused_id": await _paused(cast),
        "check_in_id": own,
        "own_check_in_id": own,
        "their_check_in_id": theirs,
        "milestone_id": light,
        "own_milestone_id": light,
        "plan_id": await offer(maya, by=by_maya, times=times, means="phone", once=once()),
        "over_id": await _a_talk_that_was_planned(cast),
        "message_id": line,
        "resource_id": await shelve(),
        "moment_id": await keep_own(by=by_theo, words="I asked.", day=day, once=once()),
        "line_id": await add_line(by=by_maya, words="One line.", once=once()),
        "concern_id": await worry(theo, by=by_theo, words="", once=once()),
    }
    await Mentorship.update({Mentorship.found_at: None}).where(Mentorship.id == cast.talk)  # they are still asked
    return known


async def _a_talk_that_was_planned(cast: Cast) -> str:
    """For yesterday; nobody has said whether it took place."""
    at = clock.now() - timedelta(days=1)
    by = cast.members["maya"]
    plan = Plan(mentorship=cast.talk, author=by, state="taken", means="phone", first=at, taken=at, created_at=at)
    await Plan.insert(plan)
    return plan.id


async def _paused(cast: Cast) -> str:
    offers = cast.enrolments.get("lena", "")
    talk = await begin_with_who_runs_the_group(cast)
    if offers:
        cast.enrolments["lena"] = offers
    await take_a_pause(cast, "gus", talk)
    return talk
