"""The catalogue: the sentences of one language, and English where it has none.

All ``*.ftl`` files of ``config/wording/<language>/`` form one catalogue, whatever their names
(Fluent syntax 1.0). Looking up is strict: a missing message or argument is a bug that operators
hear of, never a sentence with a hole in it.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from facilitator.shipped import shipped
from facilitator.wording.template import styled

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from fluent.runtime import FluentBundle
    from fluent.runtime.resolver import Pattern
    from fluent.syntax.ast import Resource

FALLBACK = "en"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class NoWords(KeyError):
    """The catalogue has no sentence for this notice on this surface: a bug, for operators."""

    def __init__(self, kind: str, surface: str) -> None:
        super().__init__(f"{kind} ({surface})")
        self.kind = kind
        self.surface = surface


class WrongArguments(ValueError):
    """A sentence and the arguments of its notice do not fit: a bug, for operators.

    The text names messages and arguments, never what a member typed.
    """


class Catalogue:
    """Sentences by name and attribute, in the nearest language that has any.

    ``pt-BR`` is served by ``pt-BR``, else ``pt``, else ``en``; ``language`` says which one it is.
    Files are read at the first look-up and kept.
    """

    def __init__(self, language: str, shelf: "Traversable | None" = None) -> None:
        self._shelf = shelf or shipped("wording")
        wanted = (language, language.partition("-")[0])
        self.language = next((each for each in wanted if self._is_kept(each)), FALLBACK)

    def has(self, names: Sequence[str], attribute: str | None) -> bool:
        """Whether one of ``names`` has a sentence here."""
        return self._find(names, attribute) is not None

    def format(
        self, names: Sequence[str], attribute: str | None, values: Mapping[str, str | int]
    ) -> str:
        """The first of ``names`` that has a sentence, filled with ``values``.

        A more special name wins over a nearer language: the right thing in English is better than
        the wrong thing in one's own language. Raises `NoWords` and `WrongArguments`.
        """
        found = self._find(names, attribute)
        if found is None:
            raise NoWords(names[0], attribute or "chat")
        bundle, pattern = found
        text, errors = bundle.format_pattern(pattern, dict(values))
        if errors:
            raise WrongArguments(f"{names[0]} ({attribute or 'chat'}): {errors[0]}")
        return str(text)

    def _find(
        self, names: Sequence[str], attribute: str | None
    ) -> "tuple[FluentBundle, Pattern] | None":
        for name in names:
            for bundle in self._bundles:
                if bundle.has_message(name):
                    message = bundle.get_message(name)
                    pattern = message.attributes.get(attribute) if attribute else message.value
                    if pattern is not None:
                        return bundle, pattern
        return None

    @cached_property
    def _bundles(self) -> "tuple[FluentBundle, ...]":
        languages = dict.fromkeys((self.language, FALLBACK))
        return tuple(self._read(language) for language in languages)

    def _read(self, language: str) -> "FluentBundle":
        from fluent.runtime import FluentBundle

        functions: dict[str, Any] = {"TIME": styled}
        # Isolation is ours (`telling`): it belongs to chat HTML alone.
        bundle = FluentBundle([language], functions=functions, use_isolating=False)
        for file in sorted((self._shelf / language).iterdir(), key=lambda file: file.name):
            if file.name.endswith(".ftl"):
                bundle.add_resource(_parsed(file.read_text(encoding="utf-8")))
        return bundle

    def _is_kept(self, language: str) -> bool:
        # The pattern also keeps a language tag from walking the file system.
        return bool(_LANGUAGE.fullmatch(language)) and (self._shelf / language).is_dir()


@lru_cache(64)
def _parsed(source: str) -> "Resource":
    """The entries of one file, parsed once in a process: reading it is nothing beside that."""
    from fluent.runtime import FluentResource

    return FluentResource(source)
