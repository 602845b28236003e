//! The shape of a language's table.

/// All words of one language, in the order in which the panel shows them.
#[allow(
    missing_docs,
    reason = "the names are the English words or say the place"
)]
pub struct Words {
    pub product: &'static str,

    // The status badge.
    pub agent_status: &'static str,
    pub idle: &'static str,
    pub wrap_up: &'static str,
    pub rest: &'static str,
    pub busy: &'static str,
    pub playback: &'static str,
    pub outbound_call: &'static str,
    pub occupied: &'static str,
    pub ringing: &'static str,
    pub talking: &'static str,
    pub three_party: &'static str,
    pub hold: &'static str,
    pub mute: &'static str,
    pub help: &'static str,
    pub transfer: &'static str,
    pub insert: &'static str,
    pub listen: &'static str,
    pub whisper: &'static str,
    pub abnormal: &'static str,
    pub signed_in: &'static str,
    pub signed_out: &'static str,
    pub pre_rest: &'static str,
    /// With the state's number.
    pub unknown_state: &'static str,
    pub status_not_known_yet: &'static str,
    pub status_unknown: &'static str,
    pub nobody: &'static str,
    /// With a time of day.
    pub since: &'static str,
    /// With a time of day.
    pub as_of: &'static str,
    pub time_in_state: &'static str,
    /// With whole minutes until a limit.
    pub minutes_left: &'static str,
    /// With seconds.
    pub seconds_left: &'static str,
    /// With a duration.
    pub over_by: &'static str,
    /// Read out once.
    pub limit_near: &'static str,
    /// Likewise.
    pub limit_over: &'static str,
    pub busy_after_this_call: &'static str,
    pub rest_after_this_call: &'static str,
    pub busy_after_wrap_up: &'static str,
    pub rest_after_wrap_up: &'static str,
    pub busy_cancelled: &'static str,
    pub rest_cancelled: &'static str,
    pub reason_no_answer: &'static str,
    pub reason_inspector: &'static str,
    pub reason_phone: &'static str,
    pub reason_rejected: &'static str,
    /// With the code of a reason of the agent's own.
    pub reason_own: &'static str,
    /// With the code of a reason that the system gave.
    pub reason_other: &'static str,

    // The call card.
    pub call: &'static str,
    pub last_call: &'static str,
    pub no_call: &'static str,
    pub call_since_load: &'static str,
    pub call_not_asked: &'static str,
    pub call_not_told: &'static str,
    pub time_on_call: &'static str,
    pub caller: &'static str,
    pub called: &'static str,
    pub original_called: &'static str,
    pub call_type: &'static str,
    pub skill: &'static str,
    pub hold_time: &'static str,
    pub second_call: &'static str,
    pub held_call: &'static str,
    pub partner: &'static str,
    pub inspector: &'static str,
    pub call_data: &'static str,
    pub call_id: &'static str,
    pub recording: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub copy_failed: &'static str,
    pub show_all: &'static str,
    pub show_less: &'static str,

    // Call types.
    pub feature_others: &'static str,
    pub feature_inbound: &'static str,
    pub feature_internal: &'static str,
    pub feature_common: &'static str,
    pub feature_reserved_outbound: &'static str,
    pub feature_preempted: &'static str,
    pub feature_predicted: &'static str,
    pub feature_previewed_or_predicted: &'static str,
    pub feature_callback: &'static str,
    pub feature_consultation_two: &'static str,
    pub feature_consultation_three: &'static str,
    pub feature_multi_party: &'static str,
    /// With the type's number.
    pub feature_unknown: &'static str,

    // The command indicator.
    pub last_command: &'static str,
    pub running: &'static str,
    pub done: &'static str,
    pub unconfirmed: &'static str,
    /// Nothing here can show its effect.
    pub sent_unchecked: &'static str,
    pub time_of_command: &'static str,
    pub command_hang_up: &'static str,
    pub command_disconnect: &'static str,
    pub command_customer_hang_up: &'static str,
    pub command_first_call: &'static str,
    pub command_call: &'static str,
    pub command_hold: &'static str,
    pub command_unhold: &'static str,
    pub command_mute: &'static str,
    pub command_unmute: &'static str,
    pub command_blind_transfer: &'static str,
    pub command_release_transfer: &'static str,
    pub command_forward: &'static str,
    pub command_three_way_forward: &'static str,
    pub command_hang_up_transfer: &'static str,
    pub command_special_transfer: &'static str,
    pub command_two_party_help: &'static str,
    pub command_three_party_help: &'static str,
    pub command_three_party_call: &'static str,
    pub command_playback: &'static str,
    pub command_insert: &'static str,
    pub command_listen: &'static str,
    pub command_switch: &'static str,
    pub command_intercept: &'static str,
    pub command_whisper: &'static str,
    pub command_busy: &'static str,
    pub command_rest: &'static str,
    /// With the command's number.
    pub command_unknown: &'static str,

    // The connection line.
    pub connection: &'static str,
    pub connecting: &'static str,
    /// There is nobody to connect for.
    pub waiting_for_sign_in: &'static str,
    pub recovering: &'static str,
    pub live: &'static str,
    pub retrying: &'static str,
    pub slowed: &'static str,
    pub switching: &'static str,
    pub offline: &'static str,
    pub expired: &'static str,
    pub misconfigured: &'static str,
    /// Another tab polls for this one.
    pub following: &'static str,
    /// No answer has come for two intervals, and no request has failed yet.
    pub overdue: &'static str,
    /// With a number of milliseconds.
    pub milliseconds: &'static str,
    /// The same, where that is long.
    pub slow_answers: &'static str,
    /// While nothing answers, with a number of seconds.
    pub asks_again_in: &'static str,
    /// While nothing answers, and a request is under way.
    pub asks_now: &'static str,
    /// The button that has the next request sent at once.
    pub try_now: &'static str,
    pub version: &'static str,
    /// With a number.
    pub fields_lost: &'static str,
    /// The button that saves the diagnostics file.
    pub save_diagnostics: &'static str,
    /// Of a session's part.
    pub session_unusable: &'static str,
    pub config_file: &'static str,
    pub config_unknown_key: &'static str,
    pub config_wrong_value: &'static str,
    pub config_out_of_range: &'static str,
    pub config_not_json: &'static str,

    // Messages: what happened, and what to do.
    pub not_signed_in: Advice,
    pub no_answer: Advice,
    pub old_answers: Advice,
    pub cross_origin: Advice,
    pub no_network: Advice,
    pub slow_down: Advice,
    pub switching_over: Advice,
    pub guid_refused: Advice,
    pub session_over: Advice,
    pub gateway_fault: Advice,
    pub wrong_address: Advice,
    pub wrong_agent: Advice,
    pub no_permission: Advice,
    /// A page came in the place of the gateway's answer.
    pub a_page: Advice,
    /// Something answers in the gateway's place, without a page.
    pub not_the_gateway: Advice,
    pub call_not_recovered: Advice,
    pub retry: &'static str,
    pub retry_sync: &'static str,
    pub session_expired_alert: &'static str,
    pub signed_out_alert: &'static str,
    pub connection_lost_alert: &'static str,
    pub call_waiting_alert: &'static str,

    // The connect form.
    /// What opens the form.
    pub has_guid: &'static str,
    pub agent_id: &'static str,
    pub agent_id_wrong: &'static str,
    pub guid: &'static str,
    pub guid_wrong: &'static str,
    pub connect: &'static str,
}

/// A message: what happened in the agent's words, and what to do about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Advice {
    /// What happened.
    pub title: &'static str,
    /// What to do, or what the panel does.
    pub text: &'static str,
}
