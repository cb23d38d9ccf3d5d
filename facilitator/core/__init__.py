"""The practice itself, pure: no I/O, no clock, no chance, no logging, no name of any medium.

Every kind of round is a pair of functions over frozen values::

    command ──decide(state, command, now)──▶ (fact, …)   may raise Refusal; changes nothing
    fact    ──evolve(state, fact)──────────▶ state       total; never raises for a fact decide made
    facts   ──notices(before, facts, after)▶ (notice, …) who should hear of it, in which order
"""
