# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module's task, without a door."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.telephony.pbx.plugins.module_utils.core.task import Context, run_task
from ansible_collections.telephony.pbx.plugins.modules.user_list import TASK

REPOSITORY = Path(__file__).parents[3]


def run(**options: Any) -> tuple[dict[str, Any], list[str]]:
    validation = ArgumentSpecValidator(TASK.spec, **TASK.constraints()).validate(options)
    assert not validation.error_messages
    warnings: list[str] = []
    return run_task(TASK, validation.validated_parameters, Context(warn=warnings.append)), warnings


def test_it_takes_no_connection_options() -> None:
    assert TASK.groups == ()
    assert set(TASK.spec) == {"users", "src", "number_lengths", "country_code", "pin_length"}


def test_a_pin_in_another_users_number_does_not_spoil_the_list() -> None:
    """Masking by value would, and the list is what extensions are made from."""
    result, _ = run(
        users=[
            {"number": "1001", "pin": "482915", "phone_number": "+4930482915"},
            {"number": "482915", "sip_password": "Canary-1234"},
        ]
    )
    assert result["users"] == [{"number": "1001", "phone_number": "+4930482915"}, {"number": "482915"}]
    shown = result["invocation"]["module_args"]["users"]
    assert shown[0]["voicemail_pin"] == shown[0]["pin"] == shown[1]["sip_password"] == "********"
    assert "Canary" not in str(result)


def test_problems_are_data_and_nothing_is_returned() -> None:
    result, _ = run(users=[{"number": "1001"}, {"number": "1001"}, {"pin": "482915"}])
    assert result["failed"]
    assert result["error"]["problems"] == [
        "entry 2, number: 1001 is that of entry 1 already",
        "entry 3, number: is missing",
    ]
    assert "Nothing was done" in result["msg"]
    assert "users" not in result


def test_warnings_name_some_and_count_the_rest() -> None:
    result, (doubts, mended) = run(users=[{"number": f"{n}.0", "phone": "493012345678"} for n in range(1001, 1009)])
    assert not result.get("failed")
    assert doubts.count("may have lost its +") == 5
    assert doubts.endswith("and 3 more")
    assert "entry 1, number" in mended
    assert len(result["mended"]) == 8


def test_options_that_make_no_sense_are_refused() -> None:
    result, _ = run(users=[], pin_length=2, country_code="x")
    assert len(result["error"]["problems"]) == 2


def test_the_example_of_the_playbooks_is_a_good_list() -> None:
    result, _ = run(src=str(REPOSITORY / "playbooks/example_users.csv"), country_code="49", number_lengths=[4])
    assert [user["number"] for user in result["users"]] == [str(number) for number in range(2001, 2026)]
    assert [(entry["row"], entry["column"]) for entry in result["mended"]] == [(4, "phone_number"), (8, "number")]


@pytest.mark.parametrize("vendor", ["ucm", "voipnow"])
def test_roles_pass_on_every_field_of_a_user(vendor: str) -> None:
    """What the table knows and a role forgets would be dropped without a word; what is left out is listed and told."""
    tasks = (REPOSITORY / f"roles/onboard_user/tasks/{vendor}.yml").read_text()
    used = set(re.findall(r"item\.(\w+)", tasks)) | set(re.findall(r"item\.number, '(\w+)'", tasks))
    used |= {
        name
        for left_out in re.findall(r"\[([^\]]+)\] \| select\('in', given\)", tasks)
        for name in re.findall(r"\w+", left_out)
    }
    options = yaml.safe_load((REPOSITORY / "roles/onboard_user/meta/argument_specs.yml").read_text())
    users = options["argument_specs"]["main"]["options"]["onboard_user_users"]["options"]
    assert set(users) == used | {"country_code", "mac"}
