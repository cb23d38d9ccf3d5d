"""What an answer to a proposal says, in the words that people use (contract §6, "bare words")."""

from facilitator.core.rounds.readings.reader import LANGUAGES, read_position

__all__ = ["LANGUAGES", "read_position"]
