# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call records and recordings: how they are written, and those that a system is born with."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from tests.simulators.ucm.options import UcmOptions
from tests.simulators.ucm.telephony_state import CallRecord, Recording, Telephony, Visit

# The records at birth are the same in every system with as many extensions: one every 17 hours from here on.
FIRST_CALL = datetime.datetime(2026, 1, 5, 8, 0, tzinfo=datetime.UTC)
BETWEEN_CALLS = datetime.timedelta(hours=17, minutes=11)
FIRST_EXTENSION = 1000
PAST_QUEUE = "6500"
TRUNK = "trunk_1"
TIME = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True)
class Talk:
    """One leg of a call as its record shows it. ``talk`` is None when nobody answered; times are in seconds."""

    src: str
    dst: str
    start: datetime.datetime
    ring: int
    talk: int | None
    caller_name: str = ""
    answered_by: str = ""
    channel: str = ""
    dst_channel: str = ""
    src_trunk: str = ""
    dst_trunk: str = ""
    action_type: str = "DIAL"
    recordings: tuple[str, ...] = ()

    @property
    def end(self) -> datetime.datetime:
        return self.start + datetime.timedelta(seconds=self.ring + (self.talk or 0))


def add_record(telephony: Telephony, talks: Sequence[Talk], visit: Visit | None = None) -> CallRecord:
    """Write the record of a call with these legs, one after the other."""
    session = f"{int(talks[0].start.timestamp())}{telephony.last_record % 10**6:06d}-{talks[0].src}"
    rows = []
    for talk in talks:
        telephony.last_record += 1
        rows.append(_row(telephony.last_record, session, talk))
    record = CallRecord(session, rows, visit)
    telephony.records.append(record)
    return record


def _row(number: int, session: str, talk: Talk) -> dict[str, str]:
    """All values are text. Which words the records have for services and contexts is known of a page only; the others
    are chosen."""
    answered = talk.talk is not None
    answer = talk.start + datetime.timedelta(seconds=talk.ring)
    paging = talk.action_type.startswith("PAGE")
    inside = not (talk.src_trunk or talk.dst_trunk)
    return {
        "AcctId": str(number),
        "accountcode": "",
        "action_owner": talk.src,
        "action_type": talk.action_type,
        "amaflags": "DOCUMENTATION",
        "answer": f"{answer:{TIME}}" if answered else "",
        "billsec": str(talk.talk or 0),
        "caller_name": talk.caller_name,
        "chanext": "",
        "channel": talk.channel,
        "channel_ext": talk.src_trunk or talk.src,
        "clid": f'"{talk.caller_name or talk.src}" <{talk.src}>',
        "dcontext": "pagegroups" if paging else "from-internal" if not talk.src_trunk else "from-trunk",
        "disposition": "ANSWERED" if answered else "NO ANSWER",
        "dst": talk.dst,
        "dst_trunk_name": talk.dst_trunk,
        "dstanswer": talk.answered_by,
        "dstchanext": "",
        "dstchannel": talk.dst_channel,
        "dstchannel_ext": talk.dst_trunk or talk.answered_by,
        "duration": str(talk.ring + (talk.talk or 0)),
        "end": f"{talk.end:{TIME}}",
        "lastapp": "Dial",
        "lastdata": f"{talk.dst_channel},60," if talk.dst_channel else "",
        "recordfiles": ",".join(f"{talk.start:%Y-%m}/{name}" for name in talk.recordings),
        "service": "p" if paging else "s",
        "session": session,
        "src": talk.src,
        "src_trunk_name": talk.src_trunk,
        "start": f"{talk.start:{TIME}}",
        "uniqueid": f"{int(talk.start.timestamp())}.{number}",
        "userfield": "Internal" if inside else "Inbound" if talk.src_trunk else "Outbound",
    }


def seed_calls(telephony: Telephony, options: UcmOptions) -> None:
    """Calls of the past in turn: inside answered, inbound missed, outbound, through a queue that may be gone by now
    (the second agent answers), inside missed. Calls of the queue were recorded, and some others."""
    phones = max(options.objects, 1)
    for index in range(options.cdrs):
        start = FIRST_CALL + index * BETWEEN_CALLS
        one, two, three = (str(FIRST_EXTENSION + (index + step) % phones) for step in range(3))
        away = f"+4930555{index % 10000:04d}"
        ring, talk = 3 + index % 9, 20 + index * 13 % 280
        visit = None
        match index % 5:
            case 0:
                talks = [_between(index, one, two, start, ring, talk)]
            case 1:
                talks = [_between(index, away, one, start, ring, None, src_trunk=TRUNK)]
            case 2:
                talks = [_between(index, one, away, start, ring, talk, dst_trunk=TRUNK)]
            case 3:
                queued = {"action_type": f"QUEUE[{PAST_QUEUE}]", "src_trunk": TRUNK, "dst": PAST_QUEUE}
                first = _between(index, away, two, start, ring, None, **queued)
                talks = [first, _between(index, away, three, first.end, ring, talk, **queued)]
                visit = Visit(PAST_QUEUE, three, 2 * ring, talk)
            case _:
                talks = [_between(index, two, one, start, ring, None)]
        add_record(telephony, talks, visit)
        for each in talks:
            for name in each.recordings:
                _keep(telephony, "queue" if visit else "monitor", name, f"{start:%Y-%m}")


def _between(
    index: int,
    src: str,
    phone: str,
    start: datetime.datetime,
    ring: int,
    talk: int | None,
    *,
    dst: str = "",
    src_trunk: str = "",
    dst_trunk: str = "",
    action_type: str = "DIAL",
) -> Talk:
    recorded = talk is not None and (index % 2 == 0 or action_type != "DIAL")
    return Talk(
        src=src,
        dst=dst or phone,
        start=start,
        ring=ring,
        talk=talk,
        answered_by=phone if talk is not None else "",
        channel=f"PJSIP/{src_trunk or src}-{2 * index:08x}",
        dst_channel=f"PJSIP/{dst_trunk or phone}-{2 * index + 1:08x}",
        src_trunk=src_trunk,
        dst_trunk=dst_trunk,
        action_type=action_type,
        recordings=(f"auto-{int(start.timestamp())}-{src.lstrip('+')}-{phone.lstrip('+')}.wav",) if recorded else (),
    )


def _keep(telephony: Telephony, directory: str, name: str, month: str) -> None:
    """Every recording lies on the system; in turn one is in the cloud as well, encrypted, one on the NAS, and one on
    neither."""
    turn = sum(recording.place == "local" for recording in telephony.recordings) % 3
    telephony.recordings.append(Recording(directory, name, month))
    code = hashlib.sha256(name.encode()).hexdigest()[:32]
    if turn == 0:
        telephony.recordings.append(Recording(directory, name.replace(".wav", ".venc"), month, "gdms", code))
    if turn == 1:
        telephony.recordings.append(Recording(directory, name, month, "netdisk", code))
