"""Every table of every room, and one migration history for all of them."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from portal.accounts.tables import Account, Attempt, Invitation, KeptForm, Session
from portal.aspects.tables import Aspect, AspectAnswers, AspectOption
from portal.audit import AuditEntry
from portal.care.tables import CareAnswer
from portal.chats.tables import Chat, ChatLine, Reply, ToldOfChats
from portal.check_ins.tables import CheckIn, LeftNote, OwnNote
from portal.concerns.tables import Concern, ShownMessage, Step
from portal.endings.tables import Farewell
from portal.enrolments.tables import Availability, Enrolment, Hold
from portal.exclusions.tables import Block, Detail, Exclusion
from portal.facilitation.tables import SuggestionRule
from portal.feedback.tables import Batch, Count, Words
from portal.groups.tables import Facilitation, Group, Membership
from portal.guide.tables import HelpLine, QuestionCard, Resource
from portal.meetings.tables import ToBring
from portal.members.tables import Member
from portal.mentorships.tables import Mentorship, Prompt, Side
from portal.messages.tables import Message
from portal.milestones.tables import Milestone, OwnMoment
from portal.notices.tables import Notice
from portal.plans.tables import ForNextTime, Plan
from portal.proposals.tables import Proposal
from portal.sealed import MemberKey

APP_CONFIG = AppConfig(
    app_name="portal",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[
        Account,
        Session,
        Invitation,
        Attempt,
        KeptForm,
        Member,
        Group,
        Membership,
        Facilitation,
        Exclusion,
        Block,
        Detail,
        Aspect,
        AspectOption,
        AspectAnswers,
        Enrolment,
        Availability,
        Hold,
        Proposal,
        Mentorship,
        Side,
        Prompt,
        QuestionCard,
        Resource,
        HelpLine,
        Plan,
        ForNextTime,
        CheckIn,
        OwnNote,
        LeftNote,
        Milestone,
        OwnMoment,
        Message,
        Farewell,
        CareAnswer,
        ToBring,
        Concern,
        Step,
        ShownMessage,
        Chat,
        Reply,
        ChatLine,
        ToldOfChats,
        Batch,
        Count,
        Words,
        Notice,
        AuditEntry,
        MemberKey,
        SuggestionRule,
    ],
)
