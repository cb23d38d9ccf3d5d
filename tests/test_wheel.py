"""The wheel, built and installed as an operator does: it carries its data and its command."""

import importlib.util
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a program outside the checkout; return what it said."""
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env={**surroundings, **variables},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built once; with the hatchling that is here, or by pip with one of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    here = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", *here, "--wheel-dir", folder,
        ROOT, cwd=folder)  # fmt: skip
    (built,) = folder.glob("facilitator-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of a clean environment with the wheel in it."""
    home = tmp_path_factory.mktemp("clean") / "env"
    venv.create(home, with_pip=False, symlinks=True)
    target = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    run(sys.executable, "-m", "pip", "--python", home / "bin" / "python", "install", "--quiet",
        "--no-deps", wheel, cwd=home)  # fmt: skip
    # What we depend on stays where it is; what we are must come from the wheel alone.
    ours = sysconfig.get_path("purelib")
    later = "import sys; sys.path.append({!r}); sys.meta_path[:] = " \
            "[f for f in sys.meta_path if 'editable' not in repr(f).lower()]"  # fmt: skip
    (Path(target) / "borrowed.pth").write_text(later.format(ours) + "\n")
    return home / "bin"


def test_what_is_in_it(wheel: Path) -> None:
    """Words, examples, migrations and pages are in the wheel; tests are not."""
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "facilitator/_config/wording/en/house.ftl",
        "facilitator/_config/facilitator.example.yaml",
        "facilitator/_config/registration.example.yaml",
        "facilitator/operating/checking.py",
        "bridges/email/shell.html.j2",
    ):
        assert needed in names
    assert any(name.startswith("facilitator/store/migrations/versions/") for name in names)
    assert not any(name.startswith(("tests/", "bench/")) for name in names)


def test_the_command_works_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    """It says its version, its help, and finds a configuration; nothing comes from the checkout."""
    assert "0.1.0" in run(installed / "facilitator", "--version", cwd=tmp_path)
    assert "--no-room" in run(installed / "facilitator", "check", "--help", cwd=tmp_path)
    run(installed / "facilitator", "init", "--yes", "--homeserver", "http://127.0.0.1:9",
        "--server-name", "example.org", cwd=tmp_path)  # fmt: skip
    assert (tmp_path / "config.yaml").is_file()
    where = "import facilitator, bridges; print(facilitator.__file__, bridges.__file__)"
    for file in run(installed / "python", "-c", where, cwd=tmp_path).split():
        assert Path(file).is_relative_to(installed.parent)


def test_the_data_is_found(installed: Path, tmp_path: Path) -> None:
    """The words people read are found inside the package, and make a sentence."""
    look = (
        "from facilitator.shipped import shipped; from facilitator.wording import Wording; "
        "Wording('en'); print(shipped('wording'))"
    )
    found = Path(run(installed / "python", "-c", look, cwd=tmp_path).strip())
    assert found.parts[-3:] == ("facilitator", "_config", "wording")
    assert found.is_relative_to(installed.parent)
