# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""``<vendor>_info``: reads any of a vendor's lists."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from .client import Client
from .errors import LoginRejected, PbxError
from .task import Context, Task


class InfoTask(Task):
    """Reads the lists that ``resources`` names. What the account may not read is listed, not fatal."""

    @abstractmethod
    def reading(self, client: Client, params: Mapping[str, Any]) -> Callable[[str], Any]:
        """What reads one of the resources, by its name in the options."""

    @abstractmethod
    def is_refusal(self, error: PbxError) -> bool:
        """Whether the PBX answered that it does not give a list, so that the next one may fare better."""

    def run(self, client: Client, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        result: dict[str, Any] = {"changed": False}
        unreadable = []
        read = self.reading(client, params)
        for name in dict.fromkeys(params["resources"]):
            try:
                result[name] = read(name)
            except LoginRejected:
                raise
            except PbxError as error:
                if not self.is_refusal(error):
                    raise
                unreadable.append({"resource": name, **error.data()})
        if unreadable:
            result["unreadable"] = unreadable
            context.warn(f"not readable: {', '.join(entry['resource'] for entry in unreadable)}")
        return result


def matches(name: str, patterns: list[str] | None) -> bool:
    """Whether a name fits one of the patterns, if there are any."""
    return not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)
