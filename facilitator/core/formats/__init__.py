"""Formats: written practices, resolved and ready to be held.

A *format* is how people have learnt to talk with each other for one purpose: arriving, listening,
deciding, parting. It is metadata and an ordered list of *steps*, each of one *kind* with named
choices. There are no expressions and no templates: whatever would need an ``if`` is a kind or a
named condition here, with a name that hosts understand, so that every "no" can be explained.

What holds for every format and is therefore not in the vocabulary: anyone may pass; a step ends
early when everybody has spoken or passed; ``more`` gives time once per person and step; silent
people are never named; those who take part by mail have equal words and equal place (contract §5,
§8). What is not modelled: rooms, messages, who holds which role. That is the engine's.

Everything here is a frozen value of plain fields. A running round stores the resolved format, so
that editing a file never changes a round in progress.
"""
