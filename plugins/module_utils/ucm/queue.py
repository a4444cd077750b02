# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Call queues of the UCM.

Source: Grandstream IPPBX HTTPS API: listQueue, addQueue, getQueue, updateQueue, deleteQueue.
"""

from __future__ import annotations

from ..core import codecs
from ..core.codecs import Codec
from ..core.fields import ORDERED, Field
from .destination import Destination, Kind, complete_destinations, destination
from .extension import ALERT_INFO
from .resource import Actions, Document, UcmResource, without_repeats

_QUEUE = Document("queue")

STRATEGIES = ("ringall", "linear", "leastrecent", "fewestcalls", "random", "memory")
# The table gives the values of the frequency, the example of the read says no.
_ON_OR_OFF = Codec(codecs.YES_NO.encode, lambda wire: wire not in (None, "", "no"))


def _destination(name: str, description: str, suffix: str, *, more: dict[str, Kind] | None = None) -> Destination:
    """One of the queue's destinations: fields that end alike."""
    kinds = {
        "extension": Kind("account", f"account_{suffix}", "extension"),
        "voicemail": Kind("voicemail", f"vm_extension_{suffix}", "extension"),
        "voicemail_group": Kind("vmgroup", f"vmgroup_{suffix}"),
        "ivr": Kind("ivr", f"ivr_{suffix}", "ivr"),
        "ring_group": Kind("ringgroup", f"ringgroup_{suffix}"),
        "queue": Kind("queue", f"queue_dest_{suffix}", "queue"),
        "external_number": Kind("external_number", f"external_number_{suffix}"),
    }
    return destination(
        name,
        description,
        {**kinds, **(more or {})},
        f"destination_type_{suffix}",
        read_wire="queue",
        unknown=f"{{}}_{suffix}",
    )


FIELDS: tuple[Field, ...] = (
    _QUEUE.field(
        "extension",
        "The number of the queue.",
        aliases=("number",),
        key=True,
        list_wire="extension",
        pattern=r"\d+",
        pattern_words="digits only",
    ),
    _QUEUE.field(
        "name",
        "The name of the queue. Needed to create one.",
        wire="queue_name",
        required=True,
        always_sent=True,
        list_wire="queue_name",
    ),
    _QUEUE.field(
        "strategy",
        "Who is rung: V(memory) is round robin with memory. V(ringall) for a new queue when not given.",
        choices=STRATEGIES,
        always_sent=True,
        list_wire="strategy",
    ),
    # People
    _QUEUE.members(
        "members",
        (
            "The static agents, all of them, in the order in which V(linear) rings them.",
            "Another order counts as a change with every strategy.",
        ),
        compare=ORDERED,
        reference="extension",
        list_wire="members",
    ),
    _QUEUE.members(
        "chairmen",
        "The queue's chairmen, all of them.",
        wire="queue_chairmans",
        reference="extension",
        list_wire="queue_chairmans",
    ),
    _QUEUE.flag(
        "agent_login",
        "Whether agents log in through third-party services. To turn it on logs all dynamic agents out.",
        wire="enable_agent_login",
    ),
    _QUEUE.field("agent_pin", "The PIN of dynamic agents.", wire="pin", secret=True),
    _QUEUE.flag("feature_codes", "Whether agents may use feature codes.", wire="enable_feature"),
    # Ringing
    _QUEUE.number(
        "ring_time",
        "Seconds that an agent is rung.",
        wire="ringtime",
        codec=codecs.NUMBER_AS_TEXT,
        minimum=5,
        always_sent=True,
    ),
    _QUEUE.number(
        "wrap_up_time",
        "Seconds between two calls of an agent.",
        wire="wrapuptime",
        codec=codecs.NUMBER_AS_TEXT,
        always_sent=True,
    ),
    _QUEUE.number("retry_time", "Seconds until the next agent is rung.", wire="retry", minimum=1),
    _QUEUE.flag("autofill", "Whether several callers are put through at once."),
    _QUEUE.field(
        "alert_info", "The Alert-Info header, which chooses a ring tone.", wire="alertinfo", choices=ALERT_INFO
    ),
    _QUEUE.flag("replace_caller_id", "Whether agents see the queue's name in place of the caller's."),
    _QUEUE.flag("report_hold_time", "Whether agents hear how long the caller has waited.", wire="reporholdtime"),
    _QUEUE.field(
        "record_calls",
        "Which calls are recorded.",
        wire="auto_record",
        choices=("all", "external", "internal", "off"),
        always_sent=True,
    ),
    # Waiting
    _QUEUE.number(
        "max_callers",
        "The most waiting callers; 0 is unlimited.",
        wire="maxlen",
        codec=codecs.NUMBER_AS_TEXT,
        always_sent=True,
    ),
    _QUEUE.number(
        "max_wait_time",
        "Seconds after which a caller goes to O(timeout_destination).",
        wire="queue_timeout",
        always_sent=True,
    ),
    _QUEUE.choice(
        "join_empty",
        "Whether callers are let in: V(always), not when all agents are paused or unavailable (V(available)), or not "
        "when there are none either (V(strict)).",
        {"always": "yes", "available": "no", "strict": "strict"},
        wire="joinempty",
        always_sent=True,
    ),
    _QUEUE.choice(
        "leave_when_empty",
        "Whether waiting callers are dropped: V(never), when all agents are paused or unavailable (V(unavailable)), or "
        "when there are none as well (V(strict)).",
        {"never": "no", "unavailable": "yes", "strict": "strict"},
        wire="leavewhenempty",
        always_sent=True,
    ),
    _QUEUE.field(
        "music_on_hold",
        "The playlist for waiting callers, such as V(default).",
        wire="musicclass",
        always_sent=True,
    ),
    _QUEUE.flag("welcome", "Whether callers hear O(welcome_prompt) first.", wire="enable_welcome"),
    _QUEUE.field("welcome_prompt", "The prompt file of O(welcome).", wire="custom_welcome_prompt"),
    _QUEUE.flag("announce_position", "Whether callers hear their position."),
    _QUEUE.flag("announce_hold_time", "Whether callers hear how long they may wait.", wire="announce_holdtime"),
    _QUEUE.number("announce_frequency", "Seconds between two announcements."),
    Field(
        name="notification_prompt",
        description=(
            "The file of an announcement of one's own to waiting callers.",
            "It can be set at creation only and cannot be read back.",
        ),
        create_only=True,
        write_only=True,
    ),
    Field(
        name="notification_frequency",
        description=(
            "Seconds between two such announcements.",
            "It can be set at creation only and cannot be read back.",
        ),
        type="int",
        minimum=20,
        maximum=600,
        create_only=True,
        write_only=True,
    ),
    # Where callers go
    _destination(
        "timeout_destination",
        "Where callers go who have waited for O(max_wait_time). Type and target are given together.",
        "t",
        more={"play_sound": Kind("playsound"), "hangup": Kind("hangup")},
    ),
    _destination(
        "failover_destination",
        "Where callers go when the queue is empty. Type and target are given together.",
        "el",
        more={"play_sound": Kind("playsound")},
    ),
    _QUEUE.flag(
        "prompt_destination_enabled",
        "Whether callers may press 1 during O(prompt) to go to O(prompt_destination).",
        wire="destination_voice_enable",
    ),
    _destination(
        "prompt_destination",
        "Where callers go who press 1 during O(prompt). Type and target are given together.",
        "v",
    ),
    _QUEUE.field("prompt", "The prompt file that offers O(prompt_destination).", wire="custom_prompt"),
    _QUEUE.number(
        "prompt_frequency", "Seconds between two such prompts.", wire="voice_prompt_time", minimum=20, maximum=200
    ),
    # Virtual queue
    _QUEUE.flag("virtual_queue", "Whether callers may hang up, keep their place and be called back.", wire="vq_switch"),
    _QUEUE.field(
        "virtual_queue_mode",
        "How callers get into the virtual queue, such as V(periodic); the document does not list the values.",
        wire="vq_mode",
    ),
    _QUEUE.number("virtual_queue_delay", "Seconds after which callers get into the virtual queue.", wire="vq_periodic"),
    _QUEUE.field("virtual_queue_prefix", "What is put in front of the number to call back.", wire="vq_outprefix"),
    _QUEUE.flag(
        "virtual_queue_timeout_enabled",
        "Whether callers leave the virtual queue after O(virtual_queue_timeout).",
        wire="vq_callback_enable_timeout",
    ),
    _QUEUE.number("virtual_queue_timeout", "How long callers stay in the virtual queue.", wire="vq_callback_timeout"),
    Field(
        name="virtual_queue_notification",
        description=(
            "Whether the virtual queue plays O(notification_prompt).",
            "It can be set at creation only and cannot be read back.",
        ),
        type="bool",
        wire="enable_vq_notification",
        aliases=("enable_vq_notification",),
        create_only=True,
        write_only=True,
    ),
    # Counts of agents' calls
    _QUEUE.flag(
        "reset_counts", "Whether the counts of agents' calls are reset.", wire="schedule_clean_enable", codec=_ON_OR_OFF
    ),
    _QUEUE.choice(
        "reset_frequency",
        "How often the counts are reset.",
        {"once": "once", "daily": "daily", "weekly": "week", "monthly": "month"},
        wire="pagingtype",
    ),
    _QUEUE.field("reset_time", "The time of day of the reset, as the UCM writes it.", wire="starttime"),
    _QUEUE.field(
        "reset_weekday",
        "The day of a weekly reset.",
        wire="week_date",
        choices=("sun", "mon", "tue", "wed", "thu", "fri", "sat"),
    ),
    _QUEUE.field(
        "reset_month",
        "The month of the reset.",
        wire="custom_months",
        choices=("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    ),
    _QUEUE.field("reset_day", "The day of the month of the reset.", wire="custom_dates"),
)

QUEUE = UcmResource(
    name="queue",
    plural="queues",
    summary="call queues",
    has_number=True,
    fields=FIELDS,
    rules=(complete_destinations(FIELDS), without_repeats("members", "chairmen")),
    actions=Actions(
        list="listQueue",
        rows="queue",
        get="getQueue",
        get_select="queue",
        document="queue",
        add="addQueue",
        # The table calls these mandatory: its own defaults, and for those without one, what its example of a queue has.
        defaults={
            "strategy": "ringall",
            "musicclass": "default",
            "leavewhenempty": "strict",
            "joinempty": "no",
            "ringtime": "30",
            "wrapuptime": "10",
            "maxlen": "0",
            "auto_record": "off",
            "queue_timeout": 60,
        },
        update="updateQueue",
        update_select="queue",
        delete="deleteQueue",
        delete_select="queue",
    ),
)
