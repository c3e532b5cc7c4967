"""What may be said of an aspect, how it is written down, and why some of it stays."""

import json
from collections.abc import Iterable, Mapping

from portal.matching.people import Answer, Wish

LIGHTEST, HEAVIEST = 1, 5
NOT_OFFERED = "What can be chosen here has just changed. Look through it once more, please."

CALLED_SO = "There is an aspect of this name already. Choose another name."
OFFERED_ALREADY = "This aspect has that option already. Choose other words."
OPTION_IN_USE = "Somebody has chosen this option, so it stays. You can change its words, as long as they mean the same."
ASPECT_IN_USE = "Somebody has answered this, so it stays. You can change its words, as long as they mean the same."
ACROSS_IN_USE = "Somebody has answered this, so whether people who differ meet only if both agree stays as it is."


def why_not_this_weight(weight: int) -> str | None:
    return None if LIGHTEST <= weight <= HEAVIEST else f"Choose a weight from {LIGHTEST} to {HEAVIEST}."


def written(answers: Mapping[str, Answer]) -> str:
    """As one text, to be sealed. What was never touched is not there."""
    return json.dumps(
        {
            aspect: {"option": answer.option, "wish": str(answer.wish), "shown": answer.shown}
            for aspect, answer in sorted(answers.items())
        }
    )


def opened(said: str) -> dict[str, Answer]:
    """By aspect. Nothing, where nothing was said or its writer's key is gone."""
    kept = json.loads(said) if said else {}
    return {
        aspect: Answer(option=answer["option"], wish=Wish(answer["wish"]), shown=answer["shown"])
        for aspect, answer in kept.items()
    }


def are_offered(answers: Mapping[str, Answer], options: Mapping[str, Iterable[str]]) -> bool:
    """Whether each of them is about an aspect that is asked, and names one of its options or none."""
    return all(
        aspect in options and (answer.option is None or answer.option in options[aspect])
        for aspect, answer in answers.items()
    )


def is_chosen(option: str, said: Iterable[Mapping[str, Answer]]) -> bool:
    """Whether any of these members named it."""
    return any(answer.option == option for answers in said for answer in answers.values())


def is_answered(aspect: str, said: Iterable[Mapping[str, Answer]]) -> bool:
    """Whether any of these members said who they are in it, or what they wish. Preferring not to say is neither."""
    return any(answers[aspect].option or answers[aspect].wish for answers in said if aspect in answers)
