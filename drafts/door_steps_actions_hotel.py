# For OTHER_STEPS of tests/conformance/door_steps.py: tried through both doors and the engine.
RECORDING = "auto-1767600000-1000-1001.wav"
NEW_STEPS = {
    "ucm_call": [
        Step("ucm_call", {"caller": "1000", "callee": "1001"}, check=True),
        Step("ucm_call", {"caller": 1000, "callee": "1001"}),
        Step("ucm_call", {"caller": "1000", "callee": "1001", "callee_type": "queue"}),
        Step("ucm_call", {"caller": "1999", "callee": "1001"}),
    ],
    "ucm_channel": [
        Step("ucm_channel", {"action": "hangup", "channel": "PJSIP/none"}),
        Step("ucm_channel", {"action": "barge", "channel": "PJSIP/none"}),
        Step("ucm_channel", {"action": "mute", "channel": "PJSIP/none"}, check=True),
    ],
    "ucm_channel_info": [Step("ucm_channel_info", {"numbers": ["1000"]})],
    "ucm_queue_agent": [
        Step("ucm_queue_agent", {"action": "login", "agent": "1001"}),
        Step("ucm_queue_agent", {"action": "pause", "agent": "1001"}, check=True),
        Step("ucm_queue_agent", {"action": "pause", "agent": "1001"}),
    ],
    "ucm_message_broadcast": [
        Step("ucm_message_broadcast", {"subject": "S", "departments": ["Sales"]}, check=True),
        Step("ucm_message_broadcast", {"subject": "S", "content": "c", "departments": ["Sales"], "extensions": [1000]}),
        Step("ucm_message_broadcast", {"subject": "S", "departments": ["Salez"]}),
        Step("ucm_message_broadcast", {"subject": "S"}),
    ],
    "ucm_prompt": [
        Step("ucm_prompt", {"prompt": "fire", "extensions": ["1000"]}, check=True),
        Step("ucm_prompt", {"prompt": "fire", "extensions": ["1000", "1001"]}),
    ],
    "ucm_multicast_page": [
        Step("ucm_multicast_page", {"paging_group": "8005", "caller": "1000"}, check=True),
        Step("ucm_multicast_page", {"paging_group": "8005", "action": "stop"}),
    ],
    "ucm_wave": [
        Step("ucm_wave", {"action": "clear_chat", "extension": "1000"}),
        Step("ucm_wave", {"action": "save_login_code", "extension": "1000", "dest": "1000.png"}, check=True),
        Step("ucm_wave", {"action": "save_login_code", "extension": "1000", "dest": "none/1000.png"}),
        Step("ucm_wave", {"action": "save_login_code", "extension": "1000", "dest": "1000.png", "mode": 384}),
    ],
    "ucm_cdr_info": [
        Step("ucm_cdr_info", {"callers": ["1000-1002"], "start_time": "2026-01-06 00:00+02:00", "limit": 2}),
        Step("ucm_cdr_info", {"start_time": "yesterday"}),
    ],
    "ucm_cdr_purge": [
        Step("ucm_cdr_purge", {"all": True, "confirm": False}),
        Step("ucm_cdr_purge", {"end_time": "2026-01-10", "confirm": True}, check=True),
        Step("ucm_cdr_purge", {"end_time": "2026-01-10", "confirm": True}),
        Step("ucm_cdr_purge", {"end_time": "2026-01-10", "confirm": True}),
    ],
    "ucm_recording_info": [
        Step("ucm_recording_info"),
        Step("ucm_recording_info", {"kinds": ["monitor", "queue"]}),
        Step("ucm_recording_info", {"source": "gdms", "kinds": ["monitor"], "month": "2026-01"}),
        Step("ucm_recording_info", {"call_id": "1"}),
        Step("ucm_recording_info", {"call_id": "999999"}),
    ],
    "ucm_recording_fetch": [
        Step("ucm_recording_fetch", {"filename": RECORDING, "dest": "call.wav"}, check=True),
        Step("ucm_recording_fetch", {"filename": RECORDING, "dest": "call.wav", "force": True}, check=True),
        Step("ucm_recording_fetch", {"filename": "none.wav", "dest": "call.wav"}),
        Step("ucm_recording_fetch", {"filename": RECORDING, "dest": "call.wav", "checksum": "0" * 64}),
    ],
    "ucm_queue_info": [
        Step("ucm_queue_info", {"start_date": "2026-01-01", "end_date": "2026-03-01"}),
        Step("ucm_queue_info", {"start_date": "2026-01-01", "statistics": "call_details", "limit": 2}),
        Step("ucm_queue_info", {"start_date": "2026-01-02", "end_date": "2026-01-01"}),
    ],
    "ucm_pms_room": [
        Step("ucm_pms_room", {"room": "101", "checked_in": True, "last_name": "O'Neil & <Co>"}, check=True),
        Step("ucm_pms_room", {"room": "101", "checked_in": True, "last_name": "Bohr", "pms_token": "Canary-7f3a"}),
        Step("ucm_pms_room", {"room": "101", "lastname": "Bohr", "checked_in": None}),
        Step("ucm_pms_room", {"room": "102", "last_name": "Bohr"}, check=True),
    ],
    "ucm_pms_move": [
        Step("ucm_pms_move", {"room": "101", "to_room": "102"}, check=True),
        Step("ucm_pms_move", {"room": "101", "to_room": "101"}),
        Step("ucm_pms_move", {"room": "101", "to_room": "102"}),
    ],
    "ucm_pms_room_action": [
        Step("ucm_pms_room_action", {"room": "101", "action": "set_dnd"}, check=True),
        Step("ucm_pms_room_action", {"room": "101", "action": "set_wake_up", "date": "2026-02-01", "time": "07:30"}),
        Step("ucm_pms_room_action", {"room": "999", "action": "set_dnd"}),
    ],
    "ucm_pms_minibar": [
        Step("ucm_pms_minibar", {"number": "12450", "name": "wine"}, check=True),
        Step("ucm_pms_minibar", {"number": "12450", "name": "wine"}),
        Step("ucm_pms_minibar", {"barcode": "12450", "number": "12450", "name": "beer"}),
        Step("ucm_pms_minibar", {"number": "12450", "state": "absent"}),
    ],
    "ucm_pms_minibar_goods": [
        Step("ucm_pms_minibar_goods", {"code": "900", "name": "water"}),
        Step("ucm_pms_minibar_goods", {"code": "900", "name": "wine"}),
        Step("ucm_pms_minibar_goods", {"code": "900", "state": "absent"}, check=True),
    ],
    "ucm_pms_waiter": [
        Step("ucm_pms_waiter", {"code": "9898", "waiter_password": "132457"}, check=True),
        Step("ucm_pms_waiter", {"code": "9898", "waiter_password": "132457"}),
        Step("ucm_pms_waiter", {"code": "9898"}),
        Step("ucm_pms_waiter", {"code": "77", "state": "absent"}),
    ],
    "ucm_pms_info": [
        Step("ucm_pms_info", {"resources": ["rooms", "room_goods", "minibar", "minibar_goods"], "rooms": ["10*"]}),
    ],
}
