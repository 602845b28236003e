//! The call as the call card shows it (R3).
//!
//! `syncagentinfo` describes a call, and so do the events that a portal pushes
//! ([`super::call_pushed`]); polls tell that there is one. So the card is filled by the
//! former and then lives as long as the polls agree.

use super::other_media::OtherSession;
use super::second_leg::SecondLeg;
use super::status::{Status, is_unbroken};
use super::time::{Anchor, Mono, Now, Start};
use crate::gateway::{
    AgentState, AgentStateInfo, CallFeature, CallInfo, GatewayTime, InspectionKind, SignInMode,
    SyncAgentInfo,
};

/// How long after it came up a call that nobody has described is not announced as such, in
/// ms: between the agent's being reserved and the phone's ringing lies less than a second.
const ANNOUNCED_AFTER_MS: u64 = 1_500;

/// The call card's content.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Call {
    /// Where the call stands.
    pub stage: CallStage,
    /// What was told of it; of the last call when it has ended.
    pub details: Option<Details>,
    /// Nobody looked for so long, or the session has ended since, that the call may be another
    /// than the described one.
    pub(super) doubtful: bool,
    /// A call that nobody has described began while the panel looked.
    pub(super) seen_to_begin: bool,
    /// Another call, which waits for the agent to come back to it, or has been announced.
    pub aside: Option<Box<Details>>,
    /// The second party beside the call on the card.
    pub(super) second: Option<SecondLeg>,
    /// Sessions of other media, the newest last.
    pub(super) sessions: Vec<OtherSession>,
    /// When a call that nobody has described came up, if not at load.
    pub(super) undescribed_since: Option<Mono>,
}

/// Where the call stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CallStage {
    /// There is no call.
    #[default]
    None,
    /// As it was at load; no unbroken row of polls says that it still is.
    AtLoad,
    /// The polls agree that the call goes on.
    Live,
    /// The agent left it then.
    Ended(Start),
    /// There is a call that nobody has described.
    Undescribed,
}

impl CallStage {
    /// The value of `data-call`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::AtLoad => "at-load",
            Self::Live => "live",
            Self::Ended(_) => "ended",
            Self::Undescribed => "undescribed",
        }
    }
}

/// What `syncagentinfo` and events told of a call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Details {
    /// When the last of it was told.
    pub as_of: Now,
    /// Calling number.
    pub caller: Option<String>,
    /// Called number.
    pub called: Option<String>,
    /// The number that the caller dialled, before any routing.
    pub original_called: Option<String>,
    /// The kind of call.
    pub feature: Option<CallFeature>,
    /// The skill queue that it came through.
    pub skill: Option<String>,
    /// The call's ID.
    pub call_id: Option<String>,
    /// When the talk began.
    pub talking: Start,
    /// Whether it has begun.
    pub talked: bool,
    /// When it was put on hold, as the sync told, while that hold is believed.
    pub held: Option<Start>,
    /// The ID of the call on hold, when that is another than the current.
    pub held_call_id: Option<String>,
    /// When the second call began, as the sync told, while that is believed.
    pub second_call: Option<Start>,
    /// The recording's serial number.
    pub recording: Option<String>,
    /// The other agent in a consultation, transfer or three-party call.
    pub partner: Option<String>,
    /// The inspector who is on the call.
    pub inspector: Option<String>,
    /// What the inspector does there.
    pub inspection: Option<InspectionKind>,
    /// Free text that came with the call.
    pub call_data: Option<String>,
    /// How the agent's phone is signed in.
    pub sign_in_mode: Option<SignInMode>,
}

impl Call {
    /// The call that the sync described.
    pub fn from_sync(
        info: &SyncAgentInfo,
        status: Option<&Status>,
        anchor: Option<Anchor>,
        now: Now,
    ) -> Self {
        // Without a state, what describes a call is all that tells of one.
        let in_call = status.map(|status| status.in_call);
        let details = Details::from_sync(info, anchor, now);
        let described = details.describe_a_call();
        let stage = match (in_call, described) {
            (Some(true) | None, true) => CallStage::AtLoad,
            (Some(true), false) => CallStage::Undescribed,
            (Some(false), true) => CallStage::Ended(Start::Unknown),
            (Some(false) | None, false) => CallStage::None,
        };
        Self {
            stage,
            details: Some(details).filter(|_| described),
            ..Self::default()
        }
    }

    /// A poll said whether the agent is in a call; `before` is the status before it.
    pub fn polled(&mut self, in_call: bool, before: Option<&Status>, now: Now) {
        if self.stage != CallStage::Undescribed {
            self.seen_to_begin = before.is_some_and(|before| !before.in_call);
        }
        let described = self.details.as_ref().map(|details| details.as_of);
        let seen = before.map(|before| before.seen).or(described);
        if seen.is_some_and(|seen| !is_unbroken(seen, now)) {
            self.doubtful = true;
        }
        if in_call {
            self.goes_on_alone(now);
        } else {
            self.aside = None;
            self.second = None;
            self.sessions_are_over();
        }
        self.stage = match (self.stage, in_call) {
            (CallStage::AtLoad | CallStage::Live, true) if !self.doubtful => CallStage::Live,
            (CallStage::AtLoad | CallStage::Live, true) => {
                if let Some(details) = &mut self.details {
                    details.talking = Start::Unknown;
                    details.holds_no_longer();
                }
                CallStage::AtLoad
            }
            // The last call may have been another as well.
            (_, false) if self.doubtful => {
                self.forget();
                CallStage::None
            }
            (CallStage::AtLoad | CallStage::Live, false) => {
                CallStage::Ended(before.map_or(Start::Unknown, |before| {
                    Start::between(before.seen.mono, now.mono)
                }))
            }
            // What was there when nobody looked may be a call beside the session.
            (quiet @ (CallStage::None | CallStage::Ended(_)), true)
                if before.is_some() && self.is_explained_by_session() =>
            {
                quiet
            }
            (CallStage::None | CallStage::Ended(_) | CallStage::Undescribed, true) => {
                self.aside = None;
                self.doubtful = false;
                self.is_undescribed(now);
                CallStage::Undescribed
            }
            (CallStage::Undescribed | CallStage::None, false) => CallStage::None,
            (ended @ CallStage::Ended(_), false) => ended,
        };
    }

    /// Nothing is known of any call, but which sessions are none.
    pub(super) fn forget(&mut self) {
        let sessions = std::mem::take(&mut self.sessions);
        *self = Self {
            sessions,
            ..Self::default()
        };
    }

    /// There is a call of which nothing is known.
    pub(super) fn is_undescribed(&mut self, now: Now) {
        if self.stage != CallStage::Undescribed {
            self.undescribed_since = Some(now.mono);
        }
        self.stage = CallStage::Undescribed;
        self.details = None;
        self.second = None;
    }

    /// Whether nobody has described the call, and may do so yet.
    pub fn is_unannounced(&self, now: Now) -> bool {
        let young = |since| now.mono.since(since) < ANNOUNCED_AFTER_MS;
        self.stage == CallStage::Undescribed && self.undescribed_since.is_some_and(young)
    }

    /// Whether there is a call, and nobody has told a number of it.
    pub fn is_nobodys(&self) -> bool {
        let number = |details: &Details| details.caller.is_some() || details.called.is_some();
        self.goes_on() && !self.details.as_ref().is_some_and(number)
    }

    /// When the talk began, where that is known.
    pub fn talking(&self) -> Start {
        self.details
            .as_ref()
            .map_or(Start::Unknown, |details| details.talking)
    }
}

impl Details {
    fn from_sync(info: &SyncAgentInfo, anchor: Option<Anchor>, now: Now) -> Self {
        let AgentStateInfo { state, .. } = info.agent;
        let (agent, call): (&AgentStateInfo, &CallInfo) = (&info.agent, &info.call_info);
        let at = |time: Option<GatewayTime>| anchor?.at(time?);
        let on_hold = state == Some(AgentState::Hold) || agent.hold_call_id.is_some();
        let call_id = first(&[&agent.cur_call_id, &agent.main_call_id, &call.call_id]);
        Self {
            as_of: now,
            caller: first(&[&agent.caller_no, &call.caller]),
            called: first(&[&agent.called_no, &call.called]),
            original_called: call.original_called.clone(),
            feature: call
                .call_feature
                .or(agent.call_feature)
                .or(agent.talking_call_feature),
            skill: call.call_skill.clone(),
            held_call_id: agent
                .hold_call_id
                .clone()
                .filter(|held| call_id.as_ref() != Some(held)),
            call_id,
            talking: at(agent.begin_talking_time).map_or(Start::Unknown, Start::At),
            talked: agent.begin_talking_time.is_some()
                || !state.is_some_and(AgentState::is_before_talk),
            held: at(agent.begin_hold_time).filter(|_| on_hold).map(Start::At),
            second_call: at(agent.second_talking_time).map(Start::At),
            recording: agent.record_id.clone(),
            partner: agent.partner.clone(),
            inspector: agent.qc_work_no.clone(),
            inspection: None,
            call_data: first(&[&agent.call_data, &call.call_data]),
            sign_in_mode: agent.sign_in_mode,
        }
    }

    /// What the sync told of a hold and of a second call is past.
    pub fn holds_no_longer(&mut self) {
        self.held = None;
        self.second_call = None;
    }

    /// Whether there is more than the sign-in mode and a call type, which the gateway
    /// sends without any call.
    fn describe_a_call(&self) -> bool {
        let texts = [
            &self.caller,
            &self.called,
            &self.call_id,
            &self.held_call_id,
            &self.partner,
            &self.call_data,
            &self.recording,
            &self.inspector,
        ];
        texts.iter().any(|text| text.is_some()) || self.talking != Start::Unknown
    }
}

/// The first text that is there.
fn first(texts: &[&Option<String>]) -> Option<String> {
    texts.iter().find_map(|text| (*text).clone())
}
