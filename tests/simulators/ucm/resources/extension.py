# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Extensions: addSIPAccountAndUser, deleteUser, listAccount, getSIPAccount, updateSIPAccount."""

from __future__ import annotations

from typing import Any

from tests.simulators.ucm.accounts import DEFAULTS, account_type, checked, get_answer, presence_from
from tests.simulators.ucm.codes import (
    GET_FAILED,
    INVALID_PARAMETERS,
    NO_PERMISSION,
    NO_SUCH_ITEM,
    UPDATE_FAILED,
    Refusal,
)
from tests.simulators.ucm.listing import Column, page_of
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.seeds import new_pin, new_secret
from tests.simulators.ucm.state import ADMIN, Account, User
from tests.simulators.ucm.system import UcmSystem

NEED_APPLY = {"need_apply": "yes"}
PRESENCE_ON_ADD = "presence_settings"
PRESENCE = "sip_presence_settings"

# The options row and the answer's rows spell the counters of voicemail differently in the document; real systems use
# one spelling (recorded answer). Only names of the options row may be asked for, so the other columns of a row come
# when options is left out.
DOCUMENT_OPTIONS = {
    "extension": "extension",
    "account_type": "account_type",
    "fullname": "fullname",
    "out_of_service": "out_of_service",
    "status": "status",
    "addr": "addr",
    "urgemsg": "urgmsg",
    "newms": "newmsg",
    "oldmsg": "oldmsg",
}
RECORDED_OPTIONS = (
    *("extension", "account_type", "fullname", "out_of_service", "status", "addr", "urgemsg", "newmsg", "oldmsg"),
    *("lockflag", "presence_status", "presence_def_script", "user_name", "email_to_user", "enable_contact"),
)


@handles("add_sip_account_and_user")
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Creates the extension with its user.

    Silent in the document, chosen here: secrets that are not sent are made up by the system; the language goes to the
    user; presence_settings and sip_presence_settings both work (each is documented once) but not together (-1).
    """
    number = call["extension"]
    account = Account(number)
    values = _settings(pbx, call, account)
    if pbx.options.require_secrets and not all(call.get(name) for name in ("secret", "vmsecret", "user_password")):
        raise Refusal(UPDATE_FAILED)
    if pbx.objects.number_in_use(number):
        raise Refusal(pbx.options.duplicate_code)
    language = values.pop("language", None)
    account.user_password = values.pop("user_password", None) or new_secret()
    account.wave_privilege_id = values.pop("wave_privilege_id", "0")
    _store(account, values)
    for name, make in (("secret", new_secret), ("vmsecret", new_pin)):
        if not account.settings.get(name):
            account.settings[name] = make()
    pbx.objects.accounts[number] = account
    pbx.objects.add_user(number, language=language)
    return NEED_APPLY


@handles("update_sip_account")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Changes what is sent and leaves the rest (the documented example sends one field).

    The documented example has no need_apply in its answer; the change waits for an apply all the same.
    """
    account = _sip_account(pbx, call["extension"], NO_SUCH_ITEM)
    _store(account, _settings(pbx, call, account))
    alertinfo = account.settings.get("alertinfo", DEFAULTS["alertinfo"])
    response: dict[str, Any] = {"extension": {"alertinfo": alertinfo, "extension": account.extension}}
    return response | NEED_APPLY if pbx.options.update_need_apply else response


@handles("delete_user")
def delete(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Deletes an extension with its user. The administrator is refused with -47 (chosen), a phone that is no SIP
    extension is not found (the document speaks of SIP extensions)."""
    if call["user_name"] == ADMIN:
        raise Refusal(NO_PERMISSION)
    pbx.objects.remove_account(_sip_account(pbx, call["user_name"], NO_SUCH_ITEM).extension)
    return NEED_APPLY


@handles("get_sip_account")
def get(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    missing = pbx.options.missing_code
    if missing == "empty" and call["extension"] not in pbx.objects.accounts:
        return {}
    account = _sip_account(pbx, call["extension"], GET_FAILED if missing == "-26" else NO_SUCH_ITEM)
    return get_answer(account, pbx.objects.users.get(account.extension), pbx.options.shapes)


@handles("list_account", columns={"document": frozenset(DOCUMENT_OPTIONS), "recorded": frozenset(RECORDED_OPTIONS)})
def list_accounts(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """All extensions, phones on analog ports included."""
    columns = _document_columns(pbx) if pbx.options.shapes == "document" else _recorded_columns(pbx)
    if pbx.options.shapes == "document":
        for name in ("options", "sidx"):
            if name in call:
                call[name] = ",".join(DOCUMENT_OPTIONS.get(part, part) for part in call[name].split(","))
    return page_of("account", pbx.objects.accounts.values(), columns, call)


def _sip_account(pbx: UcmSystem, number: str, code: int) -> Account:
    account = pbx.objects.accounts.get(number)
    if account is None or account.kind != "SIP":
        raise Refusal(code)
    return account


def _settings(pbx: UcmSystem, call: Parameters, account: Account) -> dict[str, Any]:
    """What a write wants to store, checked completely before anything is stored."""
    values = {name: value for name, value in call.items() if name != "cookie"}
    if PRESENCE_ON_ADD in values:
        if PRESENCE in values:
            raise Refusal(INVALID_PARAMETERS)
        values[PRESENCE] = values.pop(PRESENCE_ON_ADD)
    if PRESENCE in values:
        values[PRESENCE] = presence_from(values[PRESENCE])
    values = checked(values, account, pbx.options)
    del values["extension"]
    return values


def _store(account: Account, values: dict[str, Any]) -> None:
    account.presence = values.pop(PRESENCE, account.presence)
    for name in account.voicemail.keys() & values.keys():
        account.voicemail[name] = values.pop(name)
    account.settings |= values


def _setting(account: Account, name: str) -> Any:
    return account.settings.get(name, DEFAULTS[name])


def _document_columns(pbx: UcmSystem) -> dict[str, Column]:
    """Presence is shown for SIP extensions only, as the table says."""
    user = _user(pbx)
    return {
        "extension": lambda account: account.extension,
        "account_type": lambda account: account_type(account, "document"),
        "fullname": lambda account: user(account).fullname,
        "out_of_service": lambda account: _setting(account, "out_of_service"),
        "status": lambda account: account.status,
        "addr": lambda account: account.addr,
        "urgmsg": lambda account: account.urgent_messages,
        "newmsg": lambda account: account.new_messages,
        "oldmsg": lambda account: account.old_messages,
        "presence_status": lambda account: _setting(account, "presence_status") if account.kind == "SIP" else None,
        "presence_def_script": lambda account: _setting(account, "presence_def_script"),
        "user_name": lambda account: account.extension,
        "email_to_user": lambda account: user(account).email_to_user,
    }


def _recorded_columns(pbx: UcmSystem) -> dict[str, Column]:
    user = _user(pbx)
    columns = _document_columns(pbx)
    columns["account_type"] = lambda account: account_type(account, "recorded")
    columns["fullname"] = lambda account: user(account).fullname or ""
    columns["urgemsg"] = columns.pop("urgmsg")
    columns["lockflag"] = lambda account: 0
    columns["presence_def_script"] = lambda account: _setting(account, "presence_def_script") or ""
    columns["enable_contact"] = lambda account: 1
    return {name: columns[name] for name in RECORDED_OPTIONS}


def _user(pbx: UcmSystem) -> Any:
    nobody = User(-1, "")
    users = pbx.objects.users
    return lambda account: users.get(account.extension, nobody)
