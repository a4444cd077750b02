# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a secret comes from, and the lookup in front of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ansible.errors import AnsibleError
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import lookup_loader

from ansible_collections.telephony.pbx.plugins.module_utils.core import handover, user_secret
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput
from ansible_collections.telephony.pbx.plugins.module_utils.core.secret_policy import KINDS, Policy
from ansible_collections.telephony.pbx.plugins.module_utils.core.user_secret import SecretSource

HEADER = "number,sip_password,voicemail_pin,user_password\n"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    handover._cache.clear()
    user_secret._given_in_files.clear()


@pytest.fixture
def src(tmp_path: Path) -> str:
    path = tmp_path / "users.csv"
    path.write_text("Number;PIN;SIP password;mac\n1001.0;482915;;none\n1002;;Canary-1002;\n")
    return str(path)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "hq.csv"
    path.write_text(HEADER + "1001,Canary-kept,111111,\n")
    path.chmod(0o600)
    return path


def test_the_order_is_list_then_file_then_kept_then_new(src: str, kept: Path) -> None:
    users = [{"extension": 1001, "secret": "Canary-list"}, {"number": "1003"}]
    source = SecretSource(users, src, str(kept))
    assert source.secret("1001", "sip_password") == "Canary-list"
    assert SecretSource((), src, str(kept)).secret("1001", "voicemail_pin") == "482915"
    assert SecretSource((), src, str(kept)).secret("1001", "sip_password") == "Canary-kept"
    assert SecretSource((), None, str(kept)).secret("1001", "voicemail_pin") == "111111"
    assert kept.read_text() == HEADER + "1001,Canary-kept,111111,\n"
    new = SecretSource((), src, str(kept)).secret("1001", "user_password")
    assert kept.read_text().splitlines()[-1] == f"1001,,,{new}"


def test_new_secrets_are_made_at_once_and_given_ones_are_not_copied(src: str, tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    source = SecretSource((), src, str(path))
    password = source.secret("1002", "user_password")
    number, sip_password, pin, user_password = path.read_text().splitlines()[1].split(",")
    assert (number, sip_password, user_password) == ("1002", "", password)
    assert source.secret("1002", "voicemail_pin") == pin
    assert source.secret("1002", "sip_password") == "Canary-1002"
    assert len(path.read_text().splitlines()) == 2


def test_without_storing_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "below" / "new.csv"
    source = SecretSource((), None, str(path), stores=False)
    assert len(source.secret("1001", "sip_password")) == 16
    assert not path.parent.exists()


def test_without_storing_the_file_is_checked_all_the_same(kept: Path) -> None:
    kept.chmod(0o644)
    with pytest.raises(Exception, match="can be used by others"):
        SecretSource((), None, str(kept), stores=False).secret("1001", "sip_password")


def test_a_new_secret_needs_a_file() -> None:
    with pytest.raises(InvalidInput, match="no sip_password is given for 1001, and no hand-over file"):
        SecretSource().secret("1001", "sip_password")


def test_policies_reach_new_secrets(tmp_path: Path) -> None:
    source = SecretSource((), None, str(tmp_path / "new.csv"), Policy(8, 24, alphanumeric=True))
    assert source.secret("1001", "sip_password").isalnum()
    assert [len(source.secret("1001", kind)) for kind in KINDS] == [24, 8, 24]


def test_given_secrets_are_checked(src: str) -> None:
    with pytest.raises(InvalidInput, match="entry 1, voicemail_pin: must not be made of repeats"):
        SecretSource([{"number": "1001", "pin": "111111"}]).secret("1001", "voicemail_pin")
    with pytest.raises(InvalidInput, match="row 2, voicemail_pin: must have 8 digits"):
        SecretSource((), src, policy=Policy(pin_length=8)).secret("1002", "sip_password")


def test_other_users_do_not_count(tmp_path: Path) -> None:
    users = [{"number": "1002", "sip_password": "Canary-2"}, {"number": "x"}, {"sip_password": "Canary-3"}, {}]
    found = SecretSource(users, None, str(tmp_path / "new.csv")).secret("1001", "sip_password")
    assert "Canary" not in found


def test_a_file_is_read_once_until_it_changes(src: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = user_secret.read_people_file
    monkeypatch.setattr(user_secret, "read_people_file", lambda path: (read.append(path), real(path))[1])
    source = SecretSource((), src)
    for _ in range(50):
        source.secret("1001", "voicemail_pin")
    assert len(read) == 1
    Path(src).write_text("number,pin\n1001,591837\n")
    assert source.secret("1001", "voicemail_pin") == "591837"


@pytest.mark.parametrize("number", ["1001,x", "1001.0", "../x", ""])
def test_numbers_are_digits(kept: Path, number: str) -> None:
    with pytest.raises(InvalidInput, match="digits only"):
        SecretSource((), None, str(kept)).secret(number, "sip_password")


def test_kinds_are_known(kept: Path) -> None:
    with pytest.raises(InvalidInput, match="did you mean 'sip_password'"):
        SecretSource((), None, str(kept)).secret("1001", "sip_pasword")


# -- the lookup


@pytest.fixture
def lookup(tmp_path: Path):
    loader = DataLoader()
    loader.set_basedir(str(tmp_path))
    plugin = lookup_loader.get("telephony.pbx.user_secret", loader=loader)

    def call(*terms: Any, check: bool = False, **options: Any) -> str:
        (value,) = plugin.run(list(terms), {"ansible_check_mode": check}, **options)
        return value

    return call


def test_relative_paths_begin_at_the_playbook(lookup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    (tmp_path / "users.csv").write_text("number,pin\n1001,482915\n")
    assert lookup(1001, "voicemail_pin", src="users.csv") == "482915"
    password = lookup(1001, "sip_password", src="users.csv", handover="below/hq.csv")
    assert password in (tmp_path / "below/hq.csv").read_text()


def test_check_mode_stores_nothing(lookup, tmp_path: Path) -> None:
    first = lookup("1001", "sip_password", handover="hq.csv", check=True)
    assert lookup("1001", "sip_password", handover="hq.csv", check=True) != first
    assert list(tmp_path.iterdir()) == []


def test_a_task_can_say_whether_new_secrets_are_kept(lookup, tmp_path: Path) -> None:
    """What a task's own check_mode is, no variable tells."""
    lookup("1001", "sip_password", handover="hq.csv", keep=False)
    assert not (tmp_path / "hq.csv").exists()
    first = lookup("1001", "sip_password", handover="hq.csv", keep=True, check=True)
    assert lookup("1001", "sip_password", handover="hq.csv") == first


def test_errors_are_ansibles_and_show_no_secret(lookup, tmp_path: Path) -> None:
    with pytest.raises(AnsibleError, match="must not be the number") as caught:
        lookup("1001", "sip_password", users=[{"number": "1001", "sip_password": "1001", "pin": "Canary"}])
    assert "Canary" not in str(caught.value)
    with pytest.raises(AnsibleError, match="two terms"):
        lookup("1001")


def test_a_thousand_users_in_a_list_take_no_time_worth_naming(lookup, tmp_path: Path) -> None:
    """Counted, not timed: no user but the one that is wanted is checked."""
    users = [{"number": str(number), "voicemail_pin": "111111"} for number in range(1000, 2000)]
    users[500]["voicemail_pin"] = "482915"
    assert lookup("1500", "voicemail_pin", users=users) == "482915"
