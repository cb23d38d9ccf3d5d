"""Formats as files: read strictly, checked with line and column, resolved for the core.

``checking`` is the way in (``check_file``, ``check_text``), ``library`` finds the shipped ones,
``written`` holds the models that are also the JSON Schema and the reference in ``docs/formats.md``.
A file may come from a member: sizes are limited, and YAML's aliases, anchors and tags are refused.
"""
