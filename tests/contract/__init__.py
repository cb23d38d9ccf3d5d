"""What every medium fulfils, run for each of them."""

import pytest

pytest.register_assert_rewrite("tests.contract.rooms", "tests.contract.ground")
