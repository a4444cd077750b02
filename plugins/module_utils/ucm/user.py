# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Users of the UCM: the personal data of an extension's owner.

Source: Grandstream IPPBX HTTPS API: listUser, getUser, updateUser. A user comes and goes with its extension.
"""

from __future__ import annotations

from ..core import codecs
from ..core.fields import Field, Values, encode
from ..core.resource import Writer
from .resource import Actions, Document, UcmResource

_USER = Document("user_name")


class UserResource(UcmResource):
    """A user. updateUser marks every row mandatory: an update restates the whole user, its id among it."""

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        whole = {field.name: changes.get(field.name, current.get(field.name)) for field in self.fields}
        request = encode(self.fields, {name: "" if value is None else value for name, value in whole.items()})
        writer.write("updateUser", **{**request, "user_id": str(current["user_id"])})


USER = UserResource(
    name="user",
    plural="users",
    summary="users",
    created_with="extension",
    fields=(
        Field(
            name="user_name",
            description="The user's name, which is the extension's number for extension users.",
            aliases=("extension", "number"),
            key=True,
            list_wire="user_name",
        ),
        _USER.field("first_name", "First name.", list_wire="first_name"),
        _USER.field("last_name", "Last name.", list_wire="last_name"),
        _USER.field("email", "E-mail address.", list_wire="email"),
        _USER.field("department", "The department's name.", reference="department", list_wire="department"),
        _USER.field("phone_number", "Phone number.", list_wire="phone_number"),
        _USER.field("home_number", "Home number.", wire="family_number", list_wire="family_number"),
        _USER.field("fax_number", "Fax number.", wire="fax", list_wire="fax"),
        _USER.field(
            "privilege", "Privilege level, as a number.", type="int", codec=codecs.NUMBER_AS_TEXT, list_wire="privilege"
        ),
        _USER.identifier("user_id"),
        _USER.field(
            "prompt_language", "The language of voice prompts.", wire="language", read_only=True, list_wire="language"
        ),
        _USER.field(
            "email_to_user",
            "Whether the user is mailed changes of the extension.",
            type="bool",
            read_only=True,
            list_wire="email_to_user",
        ),
    ),
    actions=Actions(
        list="listUser",
        rows="user_id",
        get="getUser",
        get_select="user_name",
        document="user_name",
        update="updateUser",
        update_select="user_name",
    ),
)
