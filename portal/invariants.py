"""What must always hold, as far as the database can be asked in one statement: each asks for the ids of the rows that
break it. Numbered as in docs/invariants.md; what takes more than that is in `portal.check`.
"""

from portal.exclusions.rules import NEVER_AGAIN
from portal.feedback.rules import FEWEST

BROKEN_BY: dict[str, str] = {
    "1 a mentor was given more than there was room for": (
        "SELECT availabilities.id FROM availabilities WHERE availabilities.capacity <"
        " (SELECT COUNT(*) FROM mentorships WHERE mentorships.mentor = availabilities.member"
        "   AND mentorships.state IN ('active', 'paused'))"
        " + (SELECT COUNT(*) FROM proposals WHERE proposals.mentor = availabilities.id AND proposals.state = 'open')"
        " AND availabilities.changed_at < (SELECT MAX(opened_at) FROM proposals"
        "   WHERE proposals.mentor = availabilities.id)"
    ),
    "2 a mentee has two open proposals in a group": (
        "SELECT mentee AS id FROM proposals WHERE state = 'open' GROUP BY mentee HAVING COUNT(*) > 1"
    ),
    "2 a mentee has two active mentorships in a group": (
        "SELECT mentee AS id FROM mentorships WHERE state = 'active' GROUP BY mentee, \"group\" HAVING COUNT(*) > 1"
    ),
    "2 a pause that nobody asked for, or without an end": (
        "SELECT mentorships.id FROM mentorships WHERE mentorships.state = 'paused'"
        " AND (mentorships.paused_until IS NULL OR mentorships.paused_by IS NULL"
        "   OR mentorships.paused_by NOT IN (mentorships.mentor, mentorships.mentee))"
    ),
    "2 a mentee is asked who has a mentor in that group already": (
        "SELECT proposals.id FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"
        " JOIN mentorships ON mentorships.mentee = enrolments.member"
        '  AND mentorships."group" = proposals."group"'
        " WHERE proposals.state = 'open' AND mentorships.state = 'active'"
    ),
    "3 a proposal of a person to themselves": (
        "SELECT proposals.id FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"
        " JOIN availabilities ON availabilities.id = proposals.mentor"
        " WHERE enrolments.member = availabilities.member"
    ),
    "3 a proposal across groups": (
        "SELECT proposals.id FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"
        ' WHERE enrolments."group" <> proposals."group"'
        " OR NOT EXISTS (SELECT 1 FROM enrolments AS offers JOIN availabilities"
        "   ON availabilities.member = offers.member WHERE availabilities.id = proposals.mentor"
        '   AND offers.role = \'mentor\' AND offers."group" = proposals."group")'
    ),
    "3 somebody is held, and no concern of them is open": (
        "SELECT holds.id FROM holds WHERE NOT EXISTS (SELECT 1 FROM concerns WHERE concerns.id = holds.concern"
        " AND concerns.state <> 'resolved' AND (concerns.author = holds.member OR concerns.about = holds.member"
        "  OR concerns.about IS NULL AND concerns.kind IN ('off', 'worried')))"
    ),
    "3 somebody was asked about while held": (
        "SELECT proposals.id FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"
        " JOIN availabilities ON availabilities.id = proposals.mentor"
        " JOIN holds ON holds.member = enrolments.member OR holds.member = availabilities.member"
        " WHERE proposals.state = 'open' OR proposals.opened_at > holds.created_at"
    ),
    "3 somebody began to talk while held": (
        "SELECT mentorships.id FROM mentorships"
        " JOIN holds ON holds.member = mentorships.mentee OR holds.member = mentorships.mentor"
        " WHERE mentorships.began_at > holds.created_at"
    ),
    "4 two were asked again whose talks ended without a goodbye": (
        "SELECT proposals.id FROM proposals JOIN enrolments ON enrolments.id = proposals.mentee"  # noqa: S608
        " JOIN availabilities ON availabilities.id = proposals.mentor"
        " JOIN mentorships ON (mentorships.mentee = enrolments.member AND mentorships.mentor = availabilities.member)"
        "   OR (mentorships.mentor = enrolments.member AND mentorships.mentee = availabilities.member)"
        f" WHERE mentorships.ended_how = '{NEVER_AGAIN}' AND proposals.opened_at > mentorships.ended_at"
    ),
    "5 matched, and no mentorship came of it": (
        "SELECT proposals.id FROM proposals WHERE proposals.state = 'matched'"
        " AND NOT EXISTS (SELECT 1 FROM mentorships WHERE mentorships.proposal = proposals.id)"
    ),
    "5 a mentorship whose proposal is not matched": (
        "SELECT mentorships.id FROM mentorships JOIN proposals ON proposals.id = mentorships.proposal"
        " WHERE proposals.state <> 'matched'"
        " OR proposals.mentee_answer <> 'yes' OR proposals.mentor_answer <> 'yes'"
    ),
    "5 a mentorship of other people than its proposal": (
        "SELECT mentorships.id FROM mentorships JOIN proposals ON proposals.id = mentorships.proposal"
        " JOIN enrolments ON enrolments.id = proposals.mentee"
        " JOIN availabilities ON availabilities.id = proposals.mentor"
        " WHERE enrolments.member <> mentorships.mentee OR availabilities.member <> mentorships.mentor"
    ),
    "5 a mentorship without a side for each of the two": (
        "SELECT mentorships.id FROM mentorships WHERE (SELECT COUNT(*) FROM talk_sides"
        " WHERE talk_sides.mentorship = mentorships.id"
        " AND talk_sides.member IN (mentorships.mentor, mentorships.mentee)) <> 2"
    ),
    "6 a goodbye was given, or talks are over, and nobody has what is kept": (
        "SELECT mentorships.id FROM mentorships WHERE mentorships.state IN ('ending', 'ended')"
        " AND (SELECT COUNT(*) FROM farewells WHERE farewells.mentorship = mentorships.id) <> 2"
    ),
    "6 a note was given and is not sealed for its receiver": (
        "SELECT farewells.id FROM farewells WHERE farewells.given_at IS NOT NULL"
        " AND farewells.note IS NOT NULL AND farewells.given_note IS NULL"
    ),
    "6 a talk is over and nobody said goodbye": (
        "SELECT mentorships.id FROM mentorships WHERE mentorships.state IN ('ending', 'ended')"  # noqa: S608
        f" AND mentorships.ended_how NOT IN ('{NEVER_AGAIN}', 'closed')"
        " AND NOT EXISTS (SELECT 1 FROM farewells WHERE farewells.mentorship = mentorships.id"
        "   AND farewells.given_at IS NOT NULL)"
    ),
    "6 a talk is over and nobody knows since when, or how": (
        "SELECT mentorships.id FROM mentorships WHERE mentorships.state = 'ended'"
        " AND (mentorships.ended_at IS NULL OR mentorships.ended_how = '')"
    ),
    "6 a talk ended without a goodbye and nobody was told": (
        f"SELECT mentorships.id FROM mentorships WHERE mentorships.ended_how = '{NEVER_AGAIN}'"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM concerns WHERE concerns.mentorship = mentorships.id"
        "   AND concerns.kind IN ('alone', 'unsafe', 'someone_else'))"
    ),
    "7 feedback of fewer than five was published": (
        f"SELECT feedback_batches.id FROM feedback_batches"  # noqa: S608
        f" WHERE feedback_batches.writers < {FEWEST} OR feedback_batches.could_write < {FEWEST}"
    ),
    "8 a mentorship began and nobody wrote it down": (
        "SELECT mentorships.id FROM mentorships WHERE NOT EXISTS (SELECT 1 FROM audit_entries"
        " WHERE audit_entries.about = mentorships.id AND audit_entries.act = 'mentorships.begin')"
    ),
    "9 a chat was taken up with more or fewer than one reply": (
        "SELECT chats.id FROM chats WHERE chats.state = 'taken' AND (SELECT COUNT(*) FROM replies"
        " WHERE replies.chat = chats.id AND replies.taken_at IS NOT NULL) <> 1"
    ),
}
