"""What the coordinator of the demo community has put on the shelf: texts of ours, beside the first question cards."""

from dataclasses import dataclass

from portal.guide.tables import Resource


@dataclass(frozen=True)
class Text:
    title: str
    why: str
    strand: str
    text: str


SHELF = (
    Text(
        "A bad night, hour by hour",
        "For the hours in which nothing can be solved, only got through.",
        "supporting",
        """Nothing has to be decided tonight. A night is long, and an hour is short. Take the hours one at a time.

First hour. Put both feet on the floor. Name five things that you can see. Drink a glass of water, slowly. That is
enough for the first hour.

Second hour. Write down what keeps going round. Not to send it, only to have it somewhere else than in your head.
Put the paper in a drawer. It will still be there in the morning, and so will you.

Third hour. Do something small with your hands: fold a towel, wash a cup. Leave the messages and the pictures alone.
They look different by daylight.

When it gets light. Tell one person that it was a bad night. You need not say why. If at any hour you may come to
harm, do not wait for the light: use Help now.""",
    ),
    Text(
        "Boundaries that hold",
        "For when you know what you do not want, and it comes back all the same.",
        "learning",
        """A boundary is not a rule for somebody else. It says what you will do.

“You must not call me at work” asks somebody to change. “I do not pick up at work” needs nobody’s help but yours.
The first one is broken by others. The second one only you can break.

Begin with a small one, that you can keep on a tired day. Say it once, in one sentence, without the reasons. Reasons
invite an answer.

Expect that it is tested. That does not mean that it was wrong. Say the same sentence again, with the same words.

You may change a boundary when your life changes. Do it on a calm day, and not in the middle of an argument.""",
    ),
    Text(
        "Listening without fixing",
        "For whoever wants to help, and has an answer ready too soon.",
        "connecting",
        """Most people who tell you something hard have thought about it for weeks. What they lack is seldom your
idea.

Ask before you begin: shall I just listen, or would some thoughts help? Then keep to the answer.

Let there be a pause. Count to four. What comes after a pause is often what they wanted to say.

Say back what you heard, in few words: “The evenings are the worst.” You need not agree and you need not judge.

If you want to tell of yourself, make it short, and give the talk back: “That is how it was for me. It may be
different for you.”""",
    ),
    Text(
        "What to say when family asks",
        "For questions at the table that you do not want to answer.",
        "questioning",
        """You owe nobody the story. You may be friendly and say nothing.

Three sentences that close a door gently: “I am not ready to talk about it.” “Thank you for asking. Let us talk
about something else.” “When there is something to say, I will say it.”

Choose beforehand who knows what. Write down two or three names: to these I tell it. To everybody else one of the
sentences is enough.

If somebody presses you, get up. A glass of water in the next room is a good reason to leave any table.

Afterwards, ask yourself what you would have liked to hear. You can ask one person for just that.""",
    ),
    Text(
        "Small signs that it is getting lighter",
        "For when you cannot see your own steps.",
        "celebrating",
        """It seldom feels like getting better. It feels like an ordinary Tuesday.

You forgot to check something that you used to check. You laughed, and did not feel guilty at once. You were asked
how you are, and the true answer was short.

A bad day came, and it was over by the evening. Another one came, and you knew what to do with it.

None of this is in a straight line. A hard week after three light ones does not take the three away.

Tell somebody of one small sign. It gets easier to see when it has been said aloud.""",
    ),
)


async def fill_shelf() -> None:
    """Inside the transaction in which the community moves in."""
    await Resource.insert(
        *(
            Resource(title=one.title, why=one.why, strand=one.strand, text=_unbroken(one.text), position=10 * place)
            for place, one in enumerate(SHELF, 1)
        )
    )


def _unbroken(text: str) -> str:
    """Each part in one line: where it is broken above, the page is narrower or wider."""
    return "\n\n".join(" ".join(part.split("\n")) for part in text.split("\n\n"))
