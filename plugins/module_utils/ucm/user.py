# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Users of the UCM: the personal data of an extension's owner.

Source: Grandstream IPPBX HTTPS API: listUser, getUser, updateUser. A user comes and goes with its extension.
"""

from __future__ import annotations

from ..core import codecs
from ..core.errors import nearest
from ..core.fields import Field, Values, encode
from ..core.resource import Reader, Writer
from .department import DEPARTMENT
from .resource import Actions, UcmResource


def _user(name: str, description: str, **more: object) -> Field:
    wire = more.get("wire", name)
    if wire != name:
        more.setdefault("aliases", (wire,))
    return Field(
        name=name,
        description=description,
        read_wire=f"user_name.{wire}",
        list_wire=str(wire),
        # updateUser marks every row mandatory: an update restates the whole user.
        always_sent=not more.get("read_only"),
        **more,  # type: ignore[arg-type]
    )


class UserResource(UcmResource):
    """A user; its update names the user's id as well, which no playbook needs to know."""

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        whole = {field.name: changes.get(field.name, current.get(field.name)) for field in self.fields}
        request = encode(self.fields, {name: "" if value is None else value for name, value in whole.items()})
        writer.write("updateUser", **{**request, "user_id": str(current["user_id"])})

    def verify(self, reader: Reader, changes: Values) -> list[str]:
        wanted = changes.get("department")
        if not wanted:
            return []
        names = [str(row["name"]) for row in DEPARTMENT.read_all(reader)]
        return [] if wanted in names else [f"department {wanted!r} does not exist{nearest(wanted, names)}"]


USER = UserResource(
    name="user",
    plural="users",
    summary="users",
    fields=(
        Field(
            name="user_name",
            description="The user's name, which is the extension's number for extension users.",
            aliases=("extension", "number"),
            key=True,
            list_wire="user_name",
        ),
        _user("first_name", "First name."),
        _user("last_name", "Last name."),
        _user("email", "E-mail address."),
        _user("department", "The department's name.", reference="department"),
        _user("phone_number", "Phone number."),
        _user("home_number", "Home number.", wire="family_number"),
        _user("fax_number", "Fax number.", wire="fax"),
        _user("privilege", "Privilege level, as a number.", type="int", codec=codecs.NUMBER_AS_TEXT),
        _user("user_id", "The UCM's id of the user.", type="int", read_only=True, internal=True),
        _user("prompt_language", "The language of voice prompts.", wire="language", read_only=True),
        _user("email_to_user", "Whether the user is mailed changes of the extension.", type="bool", read_only=True),
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
