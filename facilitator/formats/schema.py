"""The JSON Schema of a format file, for editors. It knows shapes; sense is for the checker."""

import json
from typing import Any

from facilitator.formats.written import Format


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a format file."""
    whole = Format.model_json_schema(by_alias=True)
    whole["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    whole["title"] = "A format of Facilitator"
    described = whole["properties"]["format"]["description"]
    whole["properties"]["format"] = {"description": described, "enum": [1, "1"]}
    return _as_written(whole)  # type: ignore[no-any-return]


def schema_text() -> str:
    """Return the schema as it is shipped beside the formats."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _as_written(value: Any) -> Any:
    """Return a schema whose defaults are what people write (``no``, not false)."""
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    if not isinstance(value, dict):
        return value
    plain = {key: _as_written(item) for key, item in value.items()}
    if isinstance(plain.get("default"), bool):
        plain["default"] = "yes" if plain["default"] else "no"
    return plain
