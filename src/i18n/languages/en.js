// English.

// In the place of a panel that cannot start, or has stopped: title and text of each message.
export const boot = {
  "reload": "Reload",
  "save": "Save diagnostics",
  "copy": "Copy",
  "copied": "Copied",
  "help": "For the help desk",
  "crashed": [
    "The panel has stopped",
    "Your calls and your session go on. What it showed could no longer be trusted: reload."
  ],
  "missing": [
    "The panel cannot be shown",
    "Your calls go on without it. It may have been updated: reload. If that does not help, tell the help desk.",
    "A file of the panel is missing: copy the whole folder again."
  ],
  "type": [
    "The panel cannot be shown",
    "Your calls go on without it. Tell the help desk.",
    "The server must send .js as text/javascript and .wasm as application/wasm."
  ],
  "blocked": [
    "The panel cannot be shown",
    "Your calls go on without it. Tell the help desk.",
    "The page’s security policy must allow what is named above, or show the panel in an iframe."
  ],
  "network": ["The panel could not be loaded", "Your calls go on without it. Check the network and reload."],
  "slow": ["The panel is still loading", "The network is slow: wait, or reload."]
};

// The same, of what few agents ever see: loaded when it is needed.
export const rare = {
  "old": [
    "This browser is too old for the panel",
    "Your calls go on without it. A current Chrome, Edge, Firefox or Safari will do.",
    "The browser has an older WebAssembly than the panel needs."
  ],
  "off": [
    "WebAssembly is switched off in this browser",
    "Your calls go on without the panel, which needs it. Have this site excepted, or use another browser.",
    "An enhanced security mode, a lockdown mode, or a policy of your organisation may have switched it off."
  ],
  "damaged": [
    "The panel cannot be shown",
    "Your calls go on without it. Reload. If that does not help, tell the help desk.",
    "A file of the panel is damaged: the operator should copy the whole folder again."
  ],
  "framed": [
    "This page may not show the panel",
    "Your calls go on without it. Open the panel by itself, or tell the help desk.",
    "It stands in a frame of a page that “parentOrigins” in the panel’s config.json does not name: the code above names the page."
  ],
  "link": [
    "Last {} answers: median {}, slowest {}",
    "{} ms",
    "{} s",
    "Trend: steady",
    "Trend: slower",
    "Trend: faster",
    "The gateway’s clock is {} ahead of this computer’s",
    "The gateway’s clock is {} behind this computer’s"
  ],
  "notify": "Notify me of calls",
  "notify_refused": "The browser does not let this page notify you. Allow notifications in its settings for this site.",
  "keys": ["Copy caller", "Copy call ID", "Open or close details", "Save diagnostics", "Small window"],
  "connect": ["I have a Guid", "Connect", "Agent ID", "A number from 101 to 999999", "Guid", "The Guid of your sign-in, without spaces"],
  "window": ["It is ready now. Click again.", "The browser, or the page around the panel, allows no window here. Allow pop-ups for this page and click again."],
  "settings": ["here {}; allowed: {}", "allowed: {}", "Wrong settings: see the details", "no such setting", "not a value of this setting, default used", "out of range, nearest value used", "cannot be read, defaults used"],
  "case": "Case number {}"
};

// What stands there to be copied by hand, in a frame whose page may forbid to save and to copy.
export const frame = {
  "saved": "The file is saved if the page around the panel allows it. If none has come, copy this text.",
  "copied": "The page around the panel does not allow copying. Copy this text yourself.",
  "close": "Close"
};

// What `desk` brings, later than the module: a call that waits, without and with its number; and the agent's day.
export const desk = {
  "ringing": ["A call is waiting", "Call from {}"],
  "title": "My day",
  "since": "Today since {}",
  "calls": "Calls",
  "unknown": "not known",
  "table": "Table",
  "copy": "Copy",
  "copied": "Copied",
  "refused": "This page may not copy. Mark the table and copy it yourself.",
  "from": "From",
  "until": "Until",
  "state": "State",
  "duration": "Duration",
  "about": "~: it began between two answers of the gateway",
  "short_calls": "~: short calls may be missing",
  "untold_holds": "–: not known, as nothing here tells of holds"
};

// The panel, in the order of `words.rs`.
export const words = {
  "tag": "en",
  "product": "Agent panel",
  "agent_status": "Agent status",
  "idle": "Idle",
  "wrap_up": "Wrap-up",
  "rest": "Rest",
  "busy": "Busy",
  "playback": "Playback",
  "outbound_call": "Calling out",
  "occupied": "Occupied",
  "ringing": "Ringing",
  "talking": "On a call",
  "three_party": "Conference",
  "hold": "On hold",
  "mute": "Muted",
  "help": "Consulting",
  "transfer": "Transferring",
  "insert": "Inserted",
  "listen": "Listening in",
  "whisper": "Whispering",
  "abnormal": "Abnormal",
  "signed_in": "Signed in",
  "signed_out": "Signed out",
  "pre_rest": "Rest requested",
  "unknown_state": "Unknown ({})",
  "status_not_known_yet": "Connecting …",
  "status_unknown": "Status unknown",
  "nobody": "Not signed in",
  "since": "since {}",
  "as_of": "as of {}",
  "as_of_explained": "as of: so it was at that time; nothing newer is known",
  "time_in_state": "Time in this state",
  "minutes_left": "{} min left",
  "seconds_left": "{} s left",
  "over_by": "over by {}",
  "limit_near": "Time is nearly up",
  "limit_over": "Time is up",
  "about_explained": "~: it began between two answers of the gateway",
  "start_unknown_explained": "--:--: the gateway has not told when it began",
  "busy_after_this_call": "Busy after this call",
  "rest_after_this_call": "Rest after this call",
  "busy_after_wrap_up": "Busy after wrap-up",
  "rest_after_wrap_up": "Rest after wrap-up",
  "busy_cancelled": "Request for busy cancelled",
  "rest_cancelled": "Request for rest cancelled",
  "reason_no_answer": "Did not answer a call",
  "reason_inspector": "Set by a supervisor",
  "reason_phone": "Phone unavailable",
  "reason_rejected": "Rejected a call",
  "reason_own": "Reason {}",
  "reason_other": "System reason {}",
  "call": "Call",
  "last_call": "Last call",
  "no_call": "No call",
  "call_since_load": "On a call that began after this page was loaded. Its details are not known.",
  "call_not_asked": "On a call that the panel could not ask for. Its details are not known.",
  "call_not_told": "On a call. The gateway has told no details of it.",
  "time_on_call": "Time on this call",
  "caller": "Caller",
  "called": "Called",
  "original_called": "Dialled",
  "call_type": "Type",
  "skill": "Skill queue",
  "hold_time": "On hold for",
  "second_call": "Second call",
  "held_call": "Call on hold",
  "partner": "With",
  "inspector": "Inspector",
  "call_data": "Call data",
  "call_id": "Call ID",
  "recording": "Recording",
  "copy": "Copy",
  "copied": "Copied",
  "copy_failed": "Not copied",
  "show_all": "Show all",
  "show_less": "Show less",
  "feature_others": "Other",
  "feature_inbound": "Inbound call",
  "feature_internal": "Internal call",
  "feature_common": "Common call",
  "feature_reserved_outbound": "Reserved outbound call",
  "feature_preempted": "Preempted outbound call",
  "feature_predicted": "Predicted outbound call",
  "feature_previewed_or_predicted": "Previewed or predicted outbound call",
  "feature_callback": "Reserved callback",
  "feature_consultation_two": "Internal consultation, two parties",
  "feature_consultation_three": "Internal consultation, three parties",
  "feature_multi_party": "Multi-party call",
  "feature_unknown": "Call type {}",
  "last_command": "Last command",
  "running": "running",
  "done": "done",
  "unconfirmed": "not confirmed",
  "sent_unchecked": "sent, unchecked",
  "accepted": "accepted",
  "refused": "refused",
  "time_of_command": "Time since the command",
  "command_hang_up": "Hang up",
  "command_disconnect": "Disconnect",
  "command_customer_hang_up": "Hang-up by the customer",
  "command_first_call": "First outbound call",
  "command_call": "Outbound call",
  "command_hold": "Hold",
  "command_unhold": "Resume from hold",
  "command_mute": "Mute",
  "command_unmute": "Unmute",
  "command_blind_transfer": "Blind transfer",
  "command_release_transfer": "Release after transfer",
  "command_forward": "Talk forwarding",
  "command_three_way_forward": "Release after three-way forwarding",
  "command_hang_up_transfer": "Hang-up transfer",
  "command_special_transfer": "Special transfer",
  "command_two_party_help": "Two-party help",
  "command_three_party_help": "Three-party help",
  "command_three_party_call": "Three-party call",
  "command_playback": "Playback",
  "command_insert": "Insert",
  "command_listen": "Listen",
  "command_switch": "Switch",
  "command_intercept": "Intercept",
  "command_whisper": "Whisper",
  "command_busy": "Busy",
  "command_rest": "Rest",
  "command_unknown": "Command {}",
  "connection": "Connection",
  "connecting": "Connecting",
  "waiting_for_sign_in": "Waiting for sign-in",
  "recovering": "Recovering the call",
  "live": "Live",
  "retrying": "Retrying",
  "slowed": "Slowed down",
  "switching": "Switching servers",
  "offline": "No network",
  "expired": "Session expired",
  "misconfigured": "Cannot connect",
  "following": "Follows another tab",
  "overdue": "No answer yet",
  "milliseconds": "{} ms",
  "slow_answers": "slow, {} s",
  "asks_again_in": "asks again in {} s",
  "asks_now": "asks now",
  "try_now": "Try now",
  "version": "Version",
  "fields_lost": "Unreadable fields: {}",
  "session_unusable": "cannot be used, and nothing is asked with it",
  "not_signed_in": ["Nobody is signed in here", "Sign in at your portal. The panel follows by itself."],
  "no_answer": [
    "The panel cannot reach your status",
    "Your calls go on without it. What you see may be out of date; the panel keeps trying.",
    "The gateway does not answer."
  ],
  "old_answers": [
    "The panel shows an old status",
    "Your calls go on without it. The panel tries again by itself. If it stays so, tell the help desk.",
    "The gateway’s answers are old: a cache on the way answers in its place. Keep them out of every cache."
  ],
  "cross_origin": [
    "The panel cannot reach your status",
    "Your calls go on without it. Tell the help desk.",
    "The gateway is on another origin, which must allow this page (CORS); or a proxy must bring it to the page's own: docs/deploy.md."
  ],
  "no_network": [
    "This computer has no network",
    "Your status is not up to date. Check the cable or the Wi-Fi. The panel goes on as soon as the network is back."
  ],
  "slow_down": [
    "Your status comes less often",
    "Your calls go on as before. In a minute the panel asks as often as usual.",
    "The gateway asks for fewer requests."
  ],
  "switching_over": ["You are being moved to another server", "This passes by itself. The panel keeps trying."],
  "guid_refused": ["Your session has expired", "Sign in again at your portal. The panel follows by itself."],
  "session_over": ["Your session has ended", "The gateway has signed you out. Sign in again at your portal; the panel follows."],
  "gateway_fault": [
    "The panel cannot read your status",
    "Your calls go on without it. The panel keeps trying. If it goes on, tell the help desk the code below.",
    "The gateway reports a fault: the code and the text above are its own."
  ],
  "wrong_address": [
    "The panel cannot reach your status",
    "Your calls go on without it. Tell the help desk.",
    "The gateway is not where the panel looks for it: the setting “gateway” in config.json, or the server's proxy, needs a look."
  ],
  "wrong_agent": ["The gateway does not accept this agent ID", "Check the agent ID that you signed in with."],
  "no_permission": [
    "The panel cannot reach your status",
    "Your calls go on without it. Tell the help desk.",
    "The server refuses the panel: the proxy in front of the gateway, or its permissions, need a look."
  ],
  "a_page": [
    "The panel cannot reach your status",
    "Your calls go on without it. If your network or your portal asks you to sign in, do so in another tab. If it goes on, tell the help desk the code below.",
    "A page came instead of the gateway's answer: of a sign-in, a firewall, or a server that restarts."
  ],
  "not_the_gateway": [
    "The panel cannot reach your status",
    "Your calls go on without it. The panel keeps trying. If it goes on, tell the help desk the code below.",
    "Something else answers instead of the gateway: a proxy, a firewall, or a server that restarts."
  ],
  "call_not_recovered": [
    "The panel could not ask which call you are on",
    "Your call and your status go on. Asking again may show the call, and costs the events that your portal has not fetched yet."
  ],
  "retry": "Try again",
  "retry_sync": "Try again at that cost",
  "session_expired_alert": "Session expired. Sign in again.",
  "signed_out_alert": "You are signed out. Sign in again.",
  "connection_lost_alert": "Connection lost. Your status is unknown.",
  "call_waiting_alert": "A call is waiting.",
  "has_guid": "I have a Guid"
};
