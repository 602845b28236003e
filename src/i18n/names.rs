//! The words for the gateway's and the panel's own kinds.

use std::borrow::Cow;

use super::with;
use super::words::{Advice, Words};
use cec_agent_panel_core::gateway::{AgentState, CallFeature, Command, Reason};
use cec_agent_panel_core::link::{Cause, Connection, Expiry, NextAsk};
use cec_agent_panel_core::view::{ConnectionView, Notice};

/// The agent's state. An unknown one keeps its number (R2); see [`interface_name`].
pub fn state_name(words: &Words, state: AgentState) -> Cow<'static, str> {
    Cow::Borrowed(match state {
        AgentState::Idle => words.idle(),
        AgentState::WrapUp => words.wrap_up(),
        AgentState::Rest => words.rest(),
        AgentState::Busy => words.busy(),
        AgentState::Playback => words.playback(),
        AgentState::OutboundCall => words.outbound_call(),
        AgentState::Occupied => words.occupied(),
        AgentState::Ringing => words.ringing(),
        AgentState::Talking => words.talking(),
        AgentState::ThreeParty => words.three_party(),
        AgentState::Hold => words.hold(),
        AgentState::Mute => words.mute(),
        AgentState::Help => words.help(),
        AgentState::Transfer => words.transfer(),
        AgentState::Insert => words.insert(),
        AgentState::Listen => words.listen(),
        AgentState::Whisper => words.whisper(),
        AgentState::Abnormal => words.abnormal(),
        AgentState::SignedIn => words.signed_in(),
        AgentState::SignedOut => words.signed_out(),
        AgentState::PreRest => words.pre_rest(),
        AgentState::Unknown { code, .. } => {
            return Cow::Owned(with(words.unknown_state(), &code.to_string()));
        }
    })
}

/// The interface that sent a state which is unknown: the same number means another thing in
/// each (R2). Empty for one that is known.
pub const fn interface_name(state: AgentState) -> &'static str {
    match state {
        AgentState::Unknown { interface, .. } => interface.name(),
        _ => "",
    }
}

/// Why the agent is busy or rests. A reason of the agent's own keeps its number.
pub fn reason_name(words: &Words, reason: Reason) -> Cow<'static, str> {
    Cow::Borrowed(match reason {
        Reason::NoAnswer => words.reason_no_answer(),
        Reason::Inspector => words.reason_inspector(),
        Reason::PhoneUnavailable => words.reason_phone(),
        Reason::Rejected => words.reason_rejected(),
        Reason::Own(code) => return Cow::Owned(with(words.reason_own(), &code.to_string())),
        Reason::Other(code) => return Cow::Owned(with(words.reason_other(), &code.to_string())),
    })
}

/// The type of a call.
pub fn call_feature_name(words: &Words, feature: CallFeature) -> Cow<'static, str> {
    Cow::Borrowed(match feature {
        CallFeature::Others => words.feature_others(),
        CallFeature::CommonInbound => words.feature_inbound(),
        CallFeature::Internal => words.feature_internal(),
        CallFeature::Common => words.feature_common(),
        CallFeature::ReservedOutbound => words.feature_reserved_outbound(),
        CallFeature::PreemptedOutbound => words.feature_preempted(),
        CallFeature::Predicted => words.feature_predicted(),
        CallFeature::PreviewedOrPredictedOutbound => words.feature_previewed_or_predicted(),
        CallFeature::ReservedCallback => words.feature_callback(),
        CallFeature::InternalTwoPartyConsultation => words.feature_consultation_two(),
        CallFeature::InternalThreePartyConsultation => words.feature_consultation_three(),
        CallFeature::MultiParty => words.feature_multi_party(),
        CallFeature::Unknown(code) => {
            return Cow::Owned(with(words.feature_unknown(), &code.to_string()));
        }
    })
}

/// A command.
pub fn command_name(words: &Words, command: Command) -> Cow<'static, str> {
    Cow::Borrowed(match command {
        Command::None => "",
        Command::AgentHangUp => words.command_hang_up(),
        Command::AgentDisconnected => words.command_disconnect(),
        Command::CustomerHangUp => words.command_customer_hang_up(),
        Command::FirstOutboundCall => words.command_first_call(),
        Command::OutboundCall => words.command_call(),
        Command::Hold => words.command_hold(),
        Command::Unhold => words.command_unhold(),
        Command::Mute => words.command_mute(),
        Command::Unmute => words.command_unmute(),
        Command::BlindTransfer => words.command_blind_transfer(),
        Command::ReleaseAfterTransfer => words.command_release_transfer(),
        Command::TalkForwarding => words.command_forward(),
        Command::ReleaseAfterThreeWayForwarding => words.command_three_way_forward(),
        Command::HangUpTransfer => words.command_hang_up_transfer(),
        Command::SpecialTransfer => words.command_special_transfer(),
        Command::TwoPartyHelp => words.command_two_party_help(),
        Command::ThreePartyHelp => words.command_three_party_help(),
        Command::ThreePartyCall => words.command_three_party_call(),
        Command::Playback => words.command_playback(),
        Command::Insertion => words.command_insert(),
        Command::Listen => words.command_listen(),
        Command::Switch => words.command_switch(),
        Command::Intercept => words.command_intercept(),
        Command::Whisper => words.command_whisper(),
        Command::ShowBusy => words.command_busy(),
        Command::Rest => words.command_rest(),
        Command::Unknown(code) => {
            return Cow::Owned(with(words.command_unknown(), &code.to_string()));
        }
    })
}

/// How the panel stands with the gateway.
pub fn connection_name(words: &Words, line: &ConnectionView) -> &'static str {
    match line.connection {
        _ if line.overdue => words.overdue(),
        Connection::Connecting => words.connecting(),
        Connection::Recovering => words.recovering(),
        Connection::Live => words.live(),
        Connection::Retrying => words.retrying(),
        Connection::Slowed => words.slowed(),
        Connection::Switching => words.switching(),
        Connection::Offline => words.offline(),
        Connection::Expired => words.expired(),
        Connection::Misconfigured => words.misconfigured(),
        Connection::Following => words.following(),
    }
}

/// When the gateway is asked next, while it does not answer.
pub fn next_ask_text(words: &Words, next: Option<NextAsk>) -> Cow<'static, str> {
    match next {
        None => "".into(),
        Some(NextAsk {
            seconds: None | Some(0),
            ..
        }) => words.asks_now().into(),
        Some(NextAsk {
            seconds: Some(seconds),
            ..
        }) => with(words.asks_again_in(), &seconds.to_string()).into(),
    }
}

/// What a message says.
pub fn notice_words(words: &Words, notice: &Notice) -> Advice {
    match (notice.connection, notice.expiry) {
        (_, Some(Expiry::GuidRefused)) => words.guid_refused(),
        (_, Some(Expiry::SessionOver)) => words.session_over(),
        (Connection::Connecting, _) => words.not_signed_in(),
        (Connection::Slowed, _) => words.slow_down(),
        (Connection::Switching, _) => words.switching_over(),
        (Connection::Offline, _) => words.no_network(),
        (Connection::Misconfigured, _) => match &notice.cause {
            Some(Cause::Http(403) | Cause::Page(403)) => words.no_permission(),
            Some(Cause::Code(code, _)) if code.as_str() == "100-011" => words.wrong_agent(),
            _ => words.wrong_address(),
        },
        _ => match &notice.cause {
            Some(Cause::Code(..) | Cause::OtherAgent) => words.gateway_fault(),
            Some(Cause::Page(_)) => words.a_page(),
            Some(Cause::Http(..=499 | 511)) => words.not_the_gateway(),
            _ if notice.cross_origin => words.cross_origin(),
            Some(Cause::Old) => words.old_answers(),
            _ => words.no_answer(),
        },
    }
}
