#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_recording_fetch
short_description: Fetch a recording from a Grandstream UCM
version_added: 0.1.0
description:
  - Fetches a recording from the PBX, the GDMS cloud or a NAS into a file.
  - It is written as it comes, beside the file, and takes the file's place when it is complete.
  - RV(ignore:changed) is true when the file was made or replaced, or got another mode. A file whose content does
    not differ is not replaced.
  - The UCM tells neither size nor checksum of a recording. So a file that is there is fetched again with
    O(force=true) only, or when it does not have the O(checksum) that is asked for.
  - In check mode nothing is written. With O(force=true) the recording is read all the same, to tell whether it
    differs.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_recording_info
  - module: telephony.pbx.ucm_cdr_info
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_module
attributes:
  diff_mode:
    support: none
# BEGIN generated options
options:
  filename:
    description:
      - The recording's name, from M(telephony.pbx.ucm_recording_info) or RV(ignore:calls[].recordings)
        of M(telephony.pbx.ucm_cdr_info).
      - The folder of its month may stand before it and is not sent.
      - One name, with one folder at most.
    type: str
  source:
    description:
      - 'Where the recordings are: on the PBX, in the GDMS cloud, or on a NAS.'
    type: str
    choices:
      - pbx
      - gdms
      - nas
    default: pbx
  kind:
    description:
      - The kind of the recording. By default the UCM looks for recordings of calls, V(monitor).
    type: str
    choices:
      - monitor
      - emergency
      - meetme
      - queue
      - sca
  unique_code:
    description:
      - The recording's code from the listing, for V(gdms) and V(nas).
    type: str
  dest:
    description:
      - The file, on the host that runs the module. A relative path begins at the playbook's directory.
      - It is replaced in one step, so that it is never there in part.
      - In a directory, or with a slash at its end, the file is named as the recording.
    type: path
    required: true
  mode:
    description:
      - The file's mode.
      - An octal mode in quotation marks, such as '0640'.
    type: str
    default: '0600'
  checksum:
    description:
      - 'The SHA-256 of the recording, where it is known: the UCM does not tell it.'
      - A file that has it is left alone, and a recording that does not have it is refused.
      - 64 hexadecimal digits, perhaps after sha256:.
    type: str
  force:
    description:
      - Whether the recording is fetched although the file is there, and compared with it.
      - With V(false) a file that is there is taken to be the recording, since the UCM gives every recording
        a name of its own and tells neither size nor checksum.
    type: bool
    default: false
  max_size:
    description:
      - The most MiB that are taken.
      - At least 1.
    type: int
    default: 1024
  max_time:
    description:
      - The most seconds that fetching may take.
      - At least 1.
    type: int
    default: 1800
# END generated options
notes:
  - Recordings whose name ends in C(.venc) are encrypted and come as they are.
"""

EXAMPLES = r"""
- name: Fetch the recordings of one call
  telephony.pbx.ucm_recording_fetch:
    filename: "{{ item.filename }}"
    dest: recordings/
  loop: "{{ call.recordings }}"

- name: Fetch a recording from the cloud
  telephony.pbx.ucm_recording_fetch:
    source: gdms
    kind: monitor
    filename: auto-1680779623-2015-2002.venc
    unique_code: d0dbc060a4f84c81a976c5c90fb0e778
    dest: recordings/auto-1680779623-2015-2002.venc
    mode: "0640"
"""

RETURN = r"""
file:
  description: The file; in check mode its path only, if it would change.
  returned: success
  type: dict
  contains:
    path:
      description: Its path.
      type: str
    size:
      description: Its size in bytes.
      type: int
    mode:
      description: Its mode.
      type: str
    checksum:
      description: Its SHA-256.
      type: str
  sample:
    path: recordings/auto-1574857256-1003-1004.wav
    size: 163884
    mode: "0600"
    checksum: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
# BEGIN generated returns
api:
  description: What the task cost.
  returned: when the PBX was asked
  type: dict
  contains:
    calls:
      description: Number of requests, logins included.
      type: int
    logins:
      description: Number of logins.
      type: int
    session:
      description: V(new) when this process logged in, V(cached) when it found a session that another
        had opened, V(none) when it needed none.
      type: str
  sample:
    calls: 3
    logins: 0
    session: cached
error:
  description: The error as data, for rescue blocks; RV(ignore:msg) has the same as text.
  returned: failure
  type: dict
  contains:
    kind:
      description: One of V(invalid_input), V(connection_failed), V(login_rejected), V(unexpected_answer),
        V(pbx_error) and V(doubtful_write).
      type: str
    object:
      description: What the task was about.
      type: str
    operation:
      description: The request that failed, in the PBX's words.
      type: str
    code:
      description: The PBX's own code.
      type: raw
    pbx_message:
      description: The PBX's own words.
      type: str
    what:
      description: What went wrong.
      type: str
    known:
      description: What is known of the object now, after a write.
      type: str
    remedy:
      description: What you can do about it.
      type: str
    problems:
      description: Everything that is wrong, one text each, with V(invalid_input).
      type: list
      elements: str
# END generated returns
"""

from ansible_collections.telephony.pbx.plugins.module_utils.core.module_door import run_module
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.recordings import RECORDING_FETCH as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
