"""Random plays of everything that changes the record: lists, search, index, trash and the model stay one.

SHEAF_EXAMPLES says how many plays there are (5 in the normal run).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.bootstrap import make_workspace
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.services.play import STEPS, WORDS, Play
from tests.services.play_check import check

Steps = list[tuple[str, int, str]]
PLAYS = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 200), st.sampled_from(WORDS)), min_size=10, max_size=30
)


def _played(path: Path, steps: Steps) -> None:
    vault = unlock_vault(path, PASSPHRASE)
    try:
        made = make_workspace(vault)
        people = [made.people.add({"name": name, "born": "1990"}).id for name in ("Ana", "Ben", "Eva")]
        play = Play(make_workspace(vault), tuple(people[:2]))
        for step, pick, word in (("file", 0, "latex"), ("file", 1, "milk"), ("add", 0, "milk"), ("add", 1, "latex")):
            play.do(step, pick, word)
        for step, pick, word in steps:
            play.do(step, pick, word)
        check(play)
        while play.back:
            play.do("undo", 0, "")
        check(play)
    finally:
        vault.close()


@settings(
    max_examples=int(os.environ.get("SHEAF_EXAMPLES", "5")),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=PLAYS)
def test_lists_and_search_agree_with_what_was_done(template_vault: Path, tmp_path: Path, steps: Steps) -> None:
    path = tmp_path / "play.sheaf"
    shutil.copytree(template_vault, path)
    try:
        _played(path, steps)
    finally:
        shutil.rmtree(path)
        shutil.rmtree(tmp_path / "state", ignore_errors=True)
