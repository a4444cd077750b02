# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call queues, their agents and their statistics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.contracts import load

NEW = {"extension": "6502", "queue_name": "Sales", "strategy": "ringall", "members": "1001,1002"}
CONTRACT = load("ucm")


def test_life_of_a_queue(ucm: Callable[..., Any]) -> None:
    api = ucm()
    assert api("addQueue", **NEW, queue_chairmans="1001") == {"response": {"need_apply": "yes"}, "status": 0}
    queue = api.ok("getQueue", queue="6502")["queue"]
    assert (queue["extension"], queue["tmp2"]) == ("6502", "6502")
    assert (queue["members"], queue["queue_chairmans"]) == ("1001,1002", "1001")
    api.ok("updateQueue", queue="6502", queue_name="Sales 2", members="1003", ringtime="45", extension="6502")
    changed = {"queue_name": "Sales 2", "members": "1003", "ringtime": 45}
    assert api.ok("getQueue", queue="6502")["queue"] == {**queue, **changed}
    api.ok("updateQueue", queue="6502", queue_name="Sales 2", members="")
    assert api.ok("getQueue", queue="6502")["queue"]["members"] is None
    assert api.pbx.state("needs_apply") is True
    assert api("deleteQueue", queue="6502") == {"response": {"need_apply": "yes"}, "status": 0}
    assert api.status("getQueue", queue="6502") == -16
    assert api.status("deleteQueue", queue="6502") == -16
    assert api.status("updateQueue", queue="6502", queue_name="x") == -16


def test_documented_shape(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addQueue", **NEW)
    queue = api.ok("getQueue", queue="6502")["queue"]
    documented = CONTRACT["get_queue"].returned
    assert queue.keys() == {name.split(".", 1)[1] for name in documented if name.startswith("queue.")}
    # typed as text in the table and numbers in the example
    assert [type(queue[name]) for name in ("ringtime", "wrapuptime", "maxlen", "retry")] == [int] * 4
    assert (queue["destination_type_t"], queue["musicclass"], queue["pin"]) == ("hangup", "default", None)


def test_list(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addQueue", **NEW)
    api.ok("addQueue", **{**NEW, "extension": "6501", "members": ""})
    answer = api.ok("listQueue", options="extension,queue_name,strategy,queue_chairmans,members", sidx="extension")
    assert answer == {
        "queue": [
            {
                "extension": number,
                "queue_name": "Sales",
                "strategy": "ringall",
                "queue_chairmans": None,
                "members": members,
            }
            for number, members in (("6501", None), ("6502", "1001,1002"))
        ],
        "total_item": 2,
        "total_page": 1,
        "page": 1,
    }
    assert api.ok("listQueue")["queue"][0].keys() == answer["queue"][0].keys()
    assert api.status("listQueue", item_num="1") == -1  # in no document
    api.pbx.options(shapes="recorded")
    assert api.ok("listQueue", options="members")["queue"][1] == {"members": ""}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"members": "1001,4711"}, -25),
        ({"members": "1001,1001"}, -25),
        ({"members": "1001, 1002"}, -25),
        ({"queue_chairmans": "4711"}, -25),
        ({"strategy": "shout"}, -15),
        ({"ringtime": "4"}, -15),
        ({"ringtime": 5}, 0),
        ({"ringtime": "soon"}, -1),
        ({"voice_prompt_time": 19}, -15),
        ({"retry": 0}, -15),
        ({"destination_type_t": "account"}, -25),
        ({"destination_type_t": "account", "account_t": "4711"}, -25),
        ({"destination_type_t": "account", "account_t": "1000"}, 0),
        ({"destination_type_t": "playsound"}, 0),
        ({"destination_type_v": "queue", "queue_dest_v": "6509"}, -25),
        ({"destination_type_el": "ivr", "ivr_el": "ivr-1"}, -25),
        ({"destination_type_el": "external_number", "external_number_el": "0301"}, 0),
        ({"reportholdtime": "yes"}, -1),
        ({"account": "1000"}, -1),
        ({"extension": "1000"}, -44),
        ({"extension": "6400"}, -44),
        ({"extension": "65x"}, -15),
    ],
)
def test_values(ucm: Callable[..., Any], changed: dict[str, Any], code: int) -> None:
    api = ucm()
    assert api.status("addQueue", **{**NEW, **changed}) == code
    assert (api.ok("listQueue")["total_item"] == 1) is (code == 0)
    if "extension" not in changed:
        api.pbx.reset(5)
        api.login().ok("addQueue", **NEW)
        before = api.pbx.state("queues/6502")
        assert api.status("updateQueue", queue="6502", queue_name="Sales", **changed) == code
        assert (api.pbx.state("queues/6502") == before) is (code != 0)


def test_numbers_of_all_kinds_collide(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addQueue", **NEW)
    assert api.status("addQueue", **NEW) == -44
    assert api.status("addSIPAccountAndUser", extension="6502") == -44
    paging = {"paginggroup_name": "p", "paginggroup_type": "2way"}
    assert api.status("addPaginggroup", extension="6502", **paging) == -44
    assert api.status("updateQueue", queue="6502", queue_name="x", extension="6503") == -25
    assert api.status("addQueue", queue_name="x", strategy="linear") == -1
    assert api.status("getQueue") == -1


def test_zeros_in_front_count(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addQueue", **{**NEW, "extension": "0650"})
    assert api.status("deleteQueue", queue="650") == -16
    assert api.status("deleteQueue", queue="0650") == 0


def test_table_and_example_disagree_on_updates(ucm: Callable[..., Any]) -> None:
    api = ucm(partial_updates="no")
    api.ok("addQueue", **NEW)
    assert api.status("updateQueue", queue="6502", queue_name="x") == -1
    required = [parameter.name for parameter in CONTRACT["update_queue"].parameters if parameter.table_required]
    assert len(required) == 9
    queue = api.ok("getQueue", queue="6502")["queue"]
    whole = {name: queue[name] for name in required}
    assert api.status("updateQueue", queue="6502", queue_name="x", **whole) == 0
    for name in required:
        assert api.status("updateQueue", queue="6502", queue_name="x", **{**whole, name: None}) == -15
        less = {other: value for other, value in whole.items() if other != name}
        assert api.status("updateQueue", queue="6502", queue_name="x", **less) == -1


def test_announcements_can_be_set_and_not_read(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addQueue", **NEW, notification_prompt="hello", notification_frequency=30, enable_vq_notification="yes")
    assert "notification_prompt" not in api.ok("getQueue", queue="6502")["queue"]
    assert api.pbx.state("queues/6502/notification_frequency") == 30


def test_deleted_extensions_are_no_members(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addQueue", **NEW, queue_chairmans="1001")
    api.ok("pauseUnpauseQueueAgent", operatetype="pause", interface="1001")
    api.ok("deleteUser", user_name="1001")
    queue = api.ok("getQueue", queue="6502")["queue"]
    assert (queue["members"], queue["queue_chairmans"]) == ("1002", None)
    assert api.pbx.state("queues/6502/paused") == []


def test_used_queues_cannot_be_deleted(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addQueue", **NEW)
    api.ok("addQueue", **{**NEW, "extension": "6503"}, destination_type_t="queue", queue_dest_t="6502")
    assert api.status("deleteQueue", queue="6502") == -24
    api.ok("updateQueue", queue="6503", queue_name="x", destination_type_t="hangup")
    assert api.status("deleteQueue", queue="6502") == 0


def test_queue_that_an_inbound_route_leads_to(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addQueue", **NEW)
    route = next(iter(api.pbx.state("inbound_routes")))
    api.pbx.change("inbound_route", route, destination_type="queue", queue="6502")
    assert api.status("deleteQueue", queue="6502") == -24
    api.pbx.delete("inbound_route", route)
    assert api.status("deleteQueue", queue="6502") == 0


def test_agents(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addQueue", **NEW)
    agent = {"extension": "6502", "interface": "1001"}
    assert api("loginLogoffQueueAgent", operatetype="logoff", **agent) == {"response": {}, "status": 0}
    assert api.pbx.state("queues/6502/logged_off") == ["1001"]
    api.ok("loginLogoffQueueAgent", operatetype="logoff", **agent)
    api.ok("loginLogoffQueueAgent", operatetype="login", **agent)
    assert api.pbx.state("queues/6502/logged_off") == []
    assert api("pauseUnpauseQueueAgent", operatetype="pause", interface="1002") == {
        "response": {"need_apply": "yes"},
        "status": 0,
    }
    assert api.pbx.state("queues/6502/paused") == ["1002"]
    api.ok("updateQueue", queue="6502", queue_name="x", members="1001")
    assert api.pbx.state("queues/6502/paused") == []
    for action, deed in (("loginLogoffQueueAgent", "login"), ("pauseUnpauseQueueAgent", "pause")):
        assert api.status(action, operatetype=deed, extension="6502", interface="1003") == -16
        assert api.status(action, operatetype=deed, extension="6509", interface="1001") == -16
        assert api.status(action, operatetype="sleep", **agent) == -15
    assert len(api.pbx.state("agent_events")) == 3  # what changed nothing did not happen


def report(api: Any, **parameters: Any) -> Any:
    body = {"request": {"action": "queueapi", "cookie": api.cookie, **parameters}}
    return api.http.post("/api", json=body)


def test_overview(ucm: Callable[..., Any]) -> None:
    """Five of the 25 calls of the past went through the queue 6500."""
    api = ucm()
    answer = report(api, startTime="2026-01-01", endTime="2026-12-31")
    assert answer.headers["content-type"].startswith("application/xml")
    root = ElementTree.fromstring(answer.text)  # noqa: S314
    documented = CONTRACT["queueapi"].returned
    for kind in ("total", "queue", "agent"):
        prefix = f"root_statistics.{kind}"
        names = {
            name.rsplit(".", 1)[1]
            for name in documented
            if name.removesuffix("[]").startswith(prefix + ("." if kind == "total" else "[]."))
        }
        assert {field.tag for field in root.find(kind)} == names
    assert root.findtext("total/total_calls") == "5"
    assert root.findtext("total/abandoned_rate") == "0.0"
    assert [queue.findtext("queue") for queue in root.findall("queue")] == ["6500"]
    agents = {agent.findtext("agent"): int(agent.findtext("total_calls")) for agent in root.findall("agent")}
    assert sum(agents.values()) == 5
    as_json = report(api, startTime="2026-01-01", endTime="2026-12-31", format="json").json()["root_statistics"]
    assert as_json["total"]["total_calls"] == 5
    assert as_json["queue"][0]["answered_rate"] == 100.0
    (one, *_more) = agents
    only = report(api, startTime="2026-01-01", endTime="2026-12-31", format="json", agent=one).json()
    assert [row["agent"] for row in only["root_statistics"]["agent"]] == [one]
    none = report(api, startTime="2020-01-01", endTime="2020-12-31", format="json").json()["root_statistics"]
    assert (none["total"]["total_calls"], none["agent"]) == (0, [])


def test_histories(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addQueue", **NEW)
    for deed in ("pause", "unpause"):
        api.ok("pauseUnpauseQueueAgent", operatetype=deed, interface="1001")
    api.ok("loginLogoffQueueAgent", operatetype="logoff", extension="6502", interface="1002")
    today = api.http.get("/_sim/clock").json()["date"][:10]

    def rows(kind: str, **parameters: Any) -> list[dict[str, Any]]:
        return report(api, startTime=today, format="json", statisticsType=kind, **parameters).json()["root_statistics"][
            kind
        ]

    assert [row["action"] for row in rows("pausedhistory")] == ["pause", "unpause"]
    assert [row["action"] for row in rows("pausedhistory", numRecords=1, offset=1)] == ["unpause"]
    assert [(row["agent"], row["action"]) for row in rows("loginhistory")] == [("1002", "logoff")]
    assert rows("loginhistory", queue="6500") == []
    assert rows("loginhistory", queuechairman="1001") == []
    api.ok("updateQueue", queue="6502", queue_name="x", queue_chairmans="1001")
    assert len(rows("loginhistory", queuechairman="1001")) == 1
    calls = report(api, startTime="2026-01-01", statisticsType="calldetail", format="csv", numRecords="2").text
    assert calls.splitlines()[0] == "queuechairman,queue,agent,callernum,start_time,wait_time,talk_time"
    assert len(calls.splitlines()) == 3


def test_recorded_statistics(ucm: Callable[..., Any]) -> None:
    """As seen on real systems: single rows under the name of their kind, all text, lost calls' agents NONE, doubles."""
    api = ucm(shapes="recorded", cdrs=50)
    period = {"startTime": "2026-01-01", "endTime": "2026-12-31"}
    overview = report(api, **period, format="json").json()
    assert overview.keys() == {"queue_statistics"}
    assert [next(iter(row)) for row in overview["queue_statistics"][:3]] == ["total", "queue", "agent"]
    assert overview["queue_statistics"][0]["total"]["total_calls"] == "10"
    calls = report(api, **period, format="json", statisticsType="calldetail").json()["queue_statistics"]
    assert all(row.keys() == {"agent"} for row in calls)
    rows = [row["agent"] for row in calls]
    assert rows[0]["extension"] == "6500"
    assert rows[0]["connect"] == "yes"
    assert len(rows) == 12
    assert rows[4] == rows[5]
    assert report(api, **period).text.count("<root_statistics>") == 1, "only JSON differs"


def test_refused_statistics(ucm: Callable[..., Any]) -> None:
    api = ucm()
    assert api.status("queueapi") == -1
    assert api.status("queueapi", startTime="yesterday") == -15
    assert api.status("queueapi", startTime="2026-1-5") == -15
    assert api.status("queueapi", startTime="2026-01-05", numRecords=1001) == -15
    assert api.status("queueapi", startTime="2026-01-05", offset=-1) == -15
    assert api.status("queueapi", startTime="2026-01-05", statisticsType="all") == -15
