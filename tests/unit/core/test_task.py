# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A state module's task, without a door: results, check mode, failures, sessions kept and ended."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.telephony.pbx.plugins.module_utils.core.compare import HIDDEN
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import Context, StateTask, run_task
from ansible_collections.telephony.pbx.plugins.module_utils.core.vendor import (
    ClientPool,
    Vendor,
    connection_spec,
    session_cache_from,
    settings_from,
)
from tests.unit.core.fake_resource import THING, FakePbx, Fault, ThingResource

CONNECTION = connection_spec("fake", {"password_of_api": {"type": "str", "required": True, "no_log": True}})
COMMIT = {"apply": {"type": "bool", "default": True}}


class Bench:
    """A task over a fake PBX; commits and warnings are recorded."""

    def __init__(self, resource: ThingResource = THING) -> None:
        self.pbx = FakePbx()
        self.commits: list[tuple[bool, bool]] = []
        self.commit_error: PbxError | None = None
        self.opened = 0
        self.warnings: list[str] = []
        self.clients = ClientPool()
        vendor = Vendor(
            name="fake",
            title="Fake",
            connection=CONNECTION,
            open=self._open,
            commit_options=COMMIT,
            commit=self._commit,
        )
        self.task = StateTask("fake_thing", vendor, resource)

    def _open(self, *_: Any) -> FakePbx:
        self.opened += 1
        return self.pbx

    def _commit(self, client: Any, params: Mapping[str, Any], changed: bool, check_mode: bool) -> dict[str, Any]:
        self.commits.append((changed, check_mode))
        if self.commit_error:
            raise self.commit_error
        return {"apply_pending": False, "committed": changed}

    def params(self, **options: Any) -> dict[str, Any]:
        given = {"url": "https://pbx", "password_of_api": "api-s3cret", "name": "a", **options}
        validation = ArgumentSpecValidator(self.task.spec).validate(given)
        assert validation.error_messages == []
        return validation.validated_parameters

    def run(self, *, check: bool = False, diff: bool = False, **options: Any) -> dict[str, Any]:
        context = Context(check_mode=check, diff_mode=diff, warn=self.warnings.append, clients=self.clients)
        return run_task(self.task, self.params(**options), context)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_the_spec_has_the_resources_options_and_those_of_state_connection_and_commit(bench: Bench) -> None:
    spec = bench.task.spec
    assert spec["name"]["required"] is True
    assert spec["state"] == {"type": "str", "choices": ["present", "absent"], "default": "present"}
    assert spec["update_password"]["choices"] == ["always", "on_create"]
    assert spec["reset"]["choices"] == ["label"]
    assert set(spec) >= {"apply", *CONNECTION}
    assert "state" not in Bench(type(THING)(**{**vars(THING), "by_hand": True})).task.spec


def test_every_connection_option_falls_back_to_the_environment() -> None:
    for name, option in CONNECTION.items():
        _, variables = option["fallback"]
        assert variables == [f"FAKE_{name.upper()}", f"TELEPHONY_PBX_FAKE_{name.upper()}"]


def test_a_run_tells_what_changed_the_object_and_what_it_cost(bench: Bench) -> None:
    result = bench.run(label="Lab", password="S3cret-9472", diff=True)
    assert result["changed"] is True
    assert result["thing"]["label"] == "Lab"
    assert result["thing"]["serial"] == 1
    assert result["diff"]["after"] == {"name": "a", "label": "Lab", "password": f"{HIDDEN} (new)"}
    assert result["api"] == {"calls": 3, "logins": 0, "session": "none"}
    assert result["apply_pending"] is False
    assert "committed" not in result
    assert "S3cret-9472" not in repr(result)
    assert "api-s3cret" not in repr(result)


def test_a_second_run_changes_nothing_and_reads_once(bench: Bench) -> None:
    bench.run(label="Lab")
    result = bench.run(label="Lab", diff=True)
    assert result["changed"] is False
    assert result["diff"]["before"] == result["diff"]["after"] == {}
    assert result["api"]["calls"] == 1
    assert bench.opened == 1, "the client is kept"


def test_a_diff_is_told_only_when_asked_for(bench: Bench) -> None:
    assert "diff" not in bench.run(label="Lab")


def test_a_check_writes_nothing_and_foretells_the_run(bench: Bench) -> None:
    for options in ({"label": "Lab"}, {"label": "Lab", "size": 4}, {"state": "absent"}, {"state": "absent"}):
        before = len(bench.pbx.writes)
        check = bench.run(check=True, diff=True, **options)
        assert len(bench.pbx.writes) == before
        run = bench.run(diff=True, **options)
        assert (check["changed"], check["diff"]) == (run["changed"], run["diff"])
        assert check["changed"] == (len(bench.pbx.writes) > before)
    assert bench.commits == [(True, True), (True, False)] * 3 + [(False, True), (False, False)]


def test_an_absent_object_is_shown_empty(bench: Bench) -> None:
    bench.run()
    result = bench.run(state="absent")
    assert (result["changed"], result["thing"]) == (True, {})


def test_bad_input_is_refused_before_the_first_request(bench: Bench) -> None:
    result = bench.run(size=101, label="x", reset=["label"])
    assert result["failed"] is True
    assert result["changed"] is False
    assert result["error"]["kind"] == "invalid_input"
    assert result["error"]["problems"] == ["label is both given and in reset", "size is 101, but must be 0 to 100"]
    assert result["msg"].startswith("thing a: label is both given and in reset; size is 101")
    assert bench.opened == 0
    assert "api" not in result


def test_a_failure_is_a_result_with_the_error_as_text_and_data(bench: Bench) -> None:
    bench.run()
    bench.pbx.faults.append(
        Fault(lambda: PbxError("refused", operation="setThing", code=-25, pbx_message="S3cret-9472"))
    )
    result = bench.run(password="S3cret-9472")
    assert (result["failed"], result["changed"]) == (True, False)
    assert result["msg"] == f'thing a, setThing: refused (code -25). The PBX said: "{HIDDEN}".'
    assert result["error"]["object"] == "thing a"
    assert result["error"]["pbx_message"] == HIDDEN
    assert result["api"]["calls"] == 2


def test_a_write_that_stays_in_doubt_says_so(bench: Bench) -> None:
    bench.run()
    bench.pbx.faults.append(Fault.doubt(carried_out=False, still_running=True))
    result = bench.run(label="Lab")
    assert result["error"]["kind"] == "doubtful_write"
    assert result["error"]["known"]
    assert result["error"]["remedy"]


def test_where_only_the_commit_fails_the_change_is_told(bench: Bench) -> None:
    bench.commit_error = PbxError("a conference is in progress", code=-69)
    bench.commit_error.facts["apply_pending"] = True
    result = bench.run(label="Lab", diff=True)
    assert (result["failed"], result["changed"], result["apply_pending"]) == (True, True, True)
    assert result["thing"]["label"] == "Lab"
    assert result["diff"]["after"]["label"] == "Lab"


def test_warnings_are_scrubbed(bench: Bench) -> None:
    bench.pbx.tamper = lambda document: document.update(lbl="other")
    bench.run(label="Lab", name="S3cret-9472", password="S3cret-9472")
    assert bench.warnings == [f"thing {HIDDEN}: the PBX accepted, but did not keep: label"]


def test_the_invocation_is_masked(bench: Bench) -> None:
    result = bench.run(proxy="http://u:pr0xy@proxy", pin="4711", rules=[{"event": "ring", "code": "12"}])
    arguments = result["invocation"]["module_args"]
    assert arguments["password_of_api"] == arguments["pin"] == HIDDEN
    assert arguments["rules"][0]["code"] == HIDDEN
    assert arguments["proxy"] == f"http://u:{HIDDEN}@proxy"
    assert arguments["url"] == "https://pbx"


def test_logging_out_ends_the_session_and_forgets_the_client(bench: Bench) -> None:
    bench.run(logout=True)
    assert (bench.opened, bench.pbx.closed) == (1, [True])
    bench.run(logout=True)
    assert (bench.opened, bench.pbx.closed) == (2, [True, True])


def test_logging_out_that_fails_is_a_warning(bench: Bench) -> None:
    def fail(*, logout: bool = False) -> None:
        raise PbxError("no answer to api-s3cret")

    bench.pbx.close = fail  # type: ignore[method-assign]
    result = bench.run(label="Lab", logout=True)
    assert result["changed"] is True
    assert bench.warnings == [f"logging out failed: no answer to {HIDDEN}."]


# -- clients and settings


def test_a_pool_keeps_a_client_for_each_connection(bench: Bench) -> None:
    bench.run()
    bench.run(label="x")
    assert bench.opened == 1
    bench.run(password_of_api="other")
    bench.run(url="https://other")
    assert bench.opened == 3


def test_a_forked_process_opens_clients_of_its_own(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.run()
    monkeypatch.setattr(os, "getpid", lambda: -1)
    bench.run()
    assert bench.opened == 2
    bench.run()
    assert bench.opened == 2


def test_a_closed_pool_is_empty(bench: Bench) -> None:
    bench.run()
    bench.clients.close()
    assert bench.pbx.closed == [False]
    bench.run()
    assert bench.opened == 2


def test_looked_up_names_are_forgotten_with_each_task(bench: Bench) -> None:
    bench.run()
    bench.pbx.memo["names"] = {"a": 1}
    assert bench.run()["changed"] is False
    assert bench.pbx.memo == {}


def test_a_time_limit_of_nothing_is_refused(bench: Bench) -> None:
    assert settings_from(bench.params(timeout=1)).timeout == 1.0
    with pytest.raises(PbxError, match="timeout is 0, but must be 1 at least"):
        settings_from(bench.params(timeout=0))


def test_a_cache_that_cannot_be_made_is_an_error_with_a_remedy(bench: Bench, tmp_path: Any) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(PbxError, match=r"cannot be used \(.+\)") as caught:
        session_cache_from(bench.params(session_cache_path=str(file / "cache")), "fake", "user", "pw")
    assert "session_cache_path" in str(caught.value.remedy)


def test_addresses_that_differ_by_a_slash_share_a_session(bench: Bench, tmp_path: Any) -> None:
    made = [
        session_cache_from(bench.params(url=url, session_cache_path=str(tmp_path / "cache")), "fake", "user", "pw")
        for url in ("https://pbx", "https://pbx/")
    ]
    made[0].store({"cookie": "x"})
    assert made[1].load() == {"cookie": "x"}
