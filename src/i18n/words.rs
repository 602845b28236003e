//! The shape of a language's table. `languages/` holds the tables, one file a language.

use std::cell::RefCell;

/// A word or a phrase. Where it takes a value, `{}` stands in its place.
type Text = &'static str;

/// A message: what happened in the agent's words, and what to do about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Advice {
    /// What happened.
    pub title: &'static str,
    /// What it means for the agent, and what to do.
    pub text: &'static str,
    /// What the help desk and the operator make of it; empty where that is nothing more.
    pub help: &'static str,
}

/// All words of one language, an entry a line.
pub struct Words(Vec<&'static str>);

/// Gives a table's entries their names. The file of each language has them in the same order.
macro_rules! words {
    ($($(#[$note:meta])* $name:ident: $kind:ty,)*) => {
        /// The places of the entries.
        #[allow(non_camel_case_types, reason = "they are named as the words are")]
        enum Place {
            $($name),*
        }

        #[allow(
            missing_docs,
            reason = "the names are the English words or say the place"
        )]
        impl Words {
            /// The names of the entries.
            #[cfg(test)]
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];

            $($(#[$note])* pub fn $name(&self) -> $kind {
                <$kind>::from(self.line(Place::$name as usize))
            })*
        }
    };
}

words! {
    /// The value of the `lang` attribute.
    tag: Text,
    product: Text,

    // The status badge.
    agent_status: Text,
    idle: Text,
    wrap_up: Text,
    rest: Text,
    busy: Text,
    playback: Text,
    outbound_call: Text,
    occupied: Text,
    ringing: Text,
    talking: Text,
    three_party: Text,
    hold: Text,
    mute: Text,
    help: Text,
    transfer: Text,
    insert: Text,
    listen: Text,
    whisper: Text,
    abnormal: Text,
    signed_in: Text,
    signed_out: Text,
    pre_rest: Text,
    /// With the state's number.
    unknown_state: Text,
    status_not_known_yet: Text,
    status_unknown: Text,
    nobody: Text,
    /// With a time of day.
    since: Text,
    /// With a time of day.
    as_of: Text,
    /// What `as_of` means.
    as_of_explained: Text,
    time_in_state: Text,
    /// With whole minutes until a limit.
    minutes_left: Text,
    /// With seconds.
    seconds_left: Text,
    /// With a duration.
    over_by: Text,
    /// Read out once.
    limit_near: Text,
    /// Likewise.
    limit_over: Text,
    /// What `~` before a time means.
    about_explained: Text,
    /// What `--:--` means.
    start_unknown_explained: Text,
    busy_after_this_call: Text,
    rest_after_this_call: Text,
    busy_after_wrap_up: Text,
    rest_after_wrap_up: Text,
    busy_cancelled: Text,
    rest_cancelled: Text,
    reason_no_answer: Text,
    reason_inspector: Text,
    reason_phone: Text,
    reason_rejected: Text,
    /// With the code of a reason of the agent's own.
    reason_own: Text,
    /// With the code of a reason that the system gave.
    reason_other: Text,

    // The call card.
    call: Text,
    last_call: Text,
    no_call: Text,
    call_since_load: Text,
    call_not_asked: Text,
    call_not_told: Text,
    time_on_call: Text,
    caller: Text,
    called: Text,
    original_called: Text,
    call_type: Text,
    skill: Text,
    hold_time: Text,
    second_call: Text,
    held_call: Text,
    partner: Text,
    inspector: Text,
    call_data: Text,
    call_id: Text,
    recording: Text,
    copy: Text,
    copied: Text,
    copy_failed: Text,
    show_all: Text,
    show_less: Text,

    // Call types.
    feature_others: Text,
    feature_inbound: Text,
    feature_internal: Text,
    feature_common: Text,
    feature_reserved_outbound: Text,
    feature_preempted: Text,
    feature_predicted: Text,
    feature_previewed_or_predicted: Text,
    feature_callback: Text,
    feature_consultation_two: Text,
    feature_consultation_three: Text,
    feature_multi_party: Text,
    /// With the type's number.
    feature_unknown: Text,

    // The command indicator.
    last_command: Text,
    running: Text,
    done: Text,
    unconfirmed: Text,
    /// Nothing here can show its effect.
    sent_unchecked: Text,
    accepted: Text,
    refused: Text,
    time_of_command: Text,
    command_hang_up: Text,
    command_disconnect: Text,
    command_customer_hang_up: Text,
    command_first_call: Text,
    command_call: Text,
    command_hold: Text,
    command_unhold: Text,
    command_mute: Text,
    command_unmute: Text,
    command_blind_transfer: Text,
    command_release_transfer: Text,
    command_forward: Text,
    command_three_way_forward: Text,
    command_hang_up_transfer: Text,
    command_special_transfer: Text,
    command_two_party_help: Text,
    command_three_party_help: Text,
    command_three_party_call: Text,
    command_playback: Text,
    command_insert: Text,
    command_listen: Text,
    command_switch: Text,
    command_intercept: Text,
    command_whisper: Text,
    command_busy: Text,
    command_rest: Text,
    /// With the command's number.
    command_unknown: Text,

    // The connection line.
    connection: Text,
    connecting: Text,
    /// There is nobody to connect for.
    waiting_for_sign_in: Text,
    recovering: Text,
    live: Text,
    retrying: Text,
    slowed: Text,
    switching: Text,
    offline: Text,
    expired: Text,
    misconfigured: Text,
    /// Another tab polls for this one.
    following: Text,
    /// No answer has come for two intervals, and no request has failed yet.
    overdue: Text,
    /// With a number of milliseconds.
    milliseconds: Text,
    /// Where answers take long, with a number of seconds.
    slow_answers: Text,
    /// While nothing answers, with a number of seconds.
    asks_again_in: Text,
    /// While nothing answers, and a request is under way.
    asks_now: Text,
    /// The button that has the next request sent at once.
    try_now: Text,
    version: Text,
    /// With a number.
    fields_lost: Text,
    /// Of a session's part.
    session_unusable: Text,

    // Messages: what happened, and what to do.
    not_signed_in: Advice,
    no_answer: Advice,
    old_answers: Advice,
    cross_origin: Advice,
    no_network: Advice,
    slow_down: Advice,
    switching_over: Advice,
    guid_refused: Advice,
    session_over: Advice,
    gateway_fault: Advice,
    wrong_address: Advice,
    wrong_agent: Advice,
    no_permission: Advice,
    /// A page came in the place of the gateway's answer.
    a_page: Advice,
    /// Something answers in the gateway's place, without a page.
    not_the_gateway: Advice,
    call_not_recovered: Advice,
    retry: Text,
    retry_sync: Text,
    session_expired_alert: Text,
    signed_out_alert: Text,
    connection_lost_alert: Text,
    call_waiting_alert: Text,

    // What opens the connect form.
    has_guid: Text,
}

impl Words {
    /// What the panel is called: `own`, where the operator or the portal has a name for it.
    pub fn heading<'a>(&self, own: &'a str) -> &'a str {
        if own.is_empty() { self.product() } else { own }
    }

    #[inline(never)]
    fn line(&self, place: usize) -> Text {
        self.0.get(place).copied().unwrap_or_default()
    }
}

impl From<Text> for Advice {
    /// Its parts stand with tabs between them.
    fn from(line: Text) -> Self {
        let mut parts = line.split('\t');
        let mut next = || parts.next().unwrap_or_default();
        Self {
            title: next(),
            text: next(),
            help: next(),
        }
    }
}

thread_local! {
    /// The tables that have been learnt, with the text that each was read from.
    static LEARNT: RefCell<Vec<(&'static str, &'static Words)>> = const { RefCell::new(Vec::new()) };
}

/// The table that `text` holds. It stays for good: a page has few languages, and learns each of
/// them once.
pub fn learn(text: String) -> &'static Words {
    LEARNT.with_borrow_mut(|learnt| {
        if let Some((_, words)) = learnt.iter().find(|(known, _)| *known == text) {
            return *words;
        }
        let text: &'static str = text.leak();
        let words: &'static Words = Box::leak(Box::new(Words(text.split('\n').collect())));
        learnt.push((text, words));
        words
    })
}
