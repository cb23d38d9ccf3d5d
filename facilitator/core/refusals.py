"""Answers of "no" that a person hears, kindly, and that change nothing.

A refusal is not an error: errors are for operators. Each code has its words in the catalogue
(``refused-<code>``); a test holds codes and words together.
"""

from collections.abc import Mapping

from facilitator.core.notices import Arg


class Refusal(Exception):
    """The person cannot do this here, now; ``code`` says why and ``args`` fill the words.

    ``code`` is kebab-case and stable: it stands in machine-readable notices (contract §9).
    """

    def __init__(self, code: str, args: Mapping[str, Arg] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.words: Mapping[str, Arg] = args or {}
