"""What must be so in a format, beyond its shape. Each check has a name and gives its flaws.

No check raises, whatever another one found: all flaws of a format are told at once.
"""

from collections.abc import Callable, Iterator

from facilitator.core.formats.checks import naming, people, size, time, words
from facilitator.core.formats.checks.flaw import Flaw
from facilitator.core.formats.format import MOST_STEPS, Format

CHECKS: tuple[Callable[[Format], Iterator[Flaw]], ...] = (
    naming.ids_are_unique,
    naming.steps_named_exist,
    naming.steps_named_lie_the_right_way,
    naming.prompts_from_somewhere,
    naming.words_named_are_words,
    naming.one_letter_can_ask_both,
    people.roles_named_exist,
    people.roles_are_filled_in_time,
    people.picks_fill_roles_to_be_picked,
    people.roles_find_holders,
    people.the_host_starts,
    people.turns_of_a_role_stand_together,
    people.the_silent_are_not_asked,
    time.whoever_is_asked_has_a_window,
    time.windows_are_long_enough,
    time.every_step_can_end,
    time.each_is_for_voices,
    size.numbers_agree,
    size.scales_fit,
    size.tables_can_tell,
    size.circles_are_small_enough,
    size.pairs_and_groups_are_possible,
    size.sights_are_possible,
    words.something_is_asked,
    words.sealed_words_are_opened,
    words.conditions_have_their_vote,
    words.there_is_something_to_choose,
    words.asks_agree,
    words.asks_are_shown,
    words.steps_or_meetings,
    words.not_too_long,
)


def flaws(whole: Format) -> list[Flaw]:
    """Return everything that is wrong with a format, check by check.

    One that is too long is told only that: nobody will hold it as it is.
    """
    if len(whole.steps) > MOST_STEPS:
        return list(words.not_too_long(whole))
    return [flaw for check in CHECKS for flaw in check(whole)]


__all__ = ["CHECKS", "Flaw", "flaws"]
