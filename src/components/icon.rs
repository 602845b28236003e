//! The states' icons and colours. A state is never told by its colour alone: each has an
//! icon of its own shape and its word.

use leptos::prelude::*;

use super::Screen;
use cec_agent_panel_core::gateway::AgentState;

/// The icon of the state that the badge shows.
#[component]
pub fn Icon(screen: Screen) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=screen.attribute(|s| icon_path(s.view.badge.state))/>
        </svg>
    }
}

/// The group that gives a state its colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Ready for calls.
    Ready,
    /// Not ready by the agent's choice.
    NotReady,
    /// A call waits for an answer.
    Ringing,
    /// In a call.
    InCall,
    /// After-call work.
    WrapUp,
    /// Signed out.
    Offline,
    /// Not known, or not right.
    Unknown,
}

impl Tone {
    /// The value of `data-tone`, by which the style sheets colour.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::NotReady => "not-ready",
            Self::Ringing => "ringing",
            Self::InCall => "in-call",
            Self::WrapUp => "wrap-up",
            Self::Offline => "offline",
            Self::Unknown => "unknown",
        }
    }
}

/// The tone of a state; `None` is a state that is not known.
pub fn tone_of(state: Option<AgentState>) -> Tone {
    match state {
        None | Some(AgentState::Unknown { .. } | AgentState::Abnormal) => Tone::Unknown,
        Some(AgentState::Idle) => Tone::Ready,
        Some(AgentState::Busy | AgentState::Rest | AgentState::PreRest) => Tone::NotReady,
        Some(AgentState::WrapUp) => Tone::WrapUp,
        Some(AgentState::SignedOut | AgentState::SignedIn) => Tone::Offline,
        Some(AgentState::Ringing) => Tone::Ringing,
        Some(_) => Tone::InCall,
    }
}

/// The outline of a state's icon in a square of 24, to be stroked.
pub fn icon_path(state: Option<AgentState>) -> &'static str {
    const PEOPLE: &str = "M9 11a3 3 0 1 0 0-6a3 3 0 0 0 0 6M3 20a6 6 0 0 1 12 0M16 11a3 3 0 1 0 \
                          0-6M18 14.5a6 6 0 0 1 3 5.5";
    match state {
        Some(AgentState::Idle) => "M4.5 12.5l5 5L20 7",
        Some(AgentState::Busy) => "M5 12h14",
        Some(AgentState::Rest | AgentState::PreRest) => {
            "M5 9h11v5a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM16 10h1.5a2.5 2.5 0 0 1 0 \
             5H16M8 3v3M12.5 3v3"
        }
        Some(AgentState::WrapUp) => "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
        Some(AgentState::Ringing) => "M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
        Some(AgentState::Hold) => "M8.5 5v14M15.5 5v14",
        Some(AgentState::Mute) => "M9 10V7a3 3 0 0 1 6 0v4M6 11a6 6 0 0 0 12 0M12 17v4M4 4l16 16",
        Some(AgentState::OutboundCall) => "M6 18L18 6M9 6h9v9",
        Some(
            AgentState::ThreeParty
            | AgentState::Help
            | AgentState::Transfer
            | AgentState::Insert
            | AgentState::Listen
            | AgentState::Whisper,
        ) => PEOPLE,
        Some(AgentState::SignedOut | AgentState::SignedIn) => "M12 3v8M7 6.5a7.5 7.5 0 1 0 10 0",
        Some(AgentState::Abnormal) => "M12 5v9M12 18.5v.5",
        Some(AgentState::Talking | AgentState::Occupied | AgentState::Playback) => {
            "M5 4h4l2 5l-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1.5 1.5 0 0 1-1.5 \
             1.5A15 15 0 0 1 3.5 5.5A1.5 1.5 0 0 1 5 4"
        }
        None | Some(AgentState::Unknown { .. }) => {
            "M8.5 9a3.5 3.5 0 1 1 5.3 3c-1.2.7-1.8 1.3-1.8 2.5M12 18.5v.5"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AgentState, icon_path, tone_of};

    #[test]
    fn states_of_one_colour_are_told_apart_by_their_icons() {
        for [one, other] in [
            [AgentState::Busy, AgentState::Rest],
            [AgentState::Talking, AgentState::Hold],
            [AgentState::Hold, AgentState::Mute],
            [AgentState::Mute, AgentState::ThreeParty],
        ] {
            assert_eq!(tone_of(Some(one)), tone_of(Some(other)));
            assert_ne!(icon_path(Some(one)), icon_path(Some(other)), "{one:?}");
        }
    }

    #[test]
    fn the_day_gives_the_states_the_same_tones() {
        let script = include_str!("../boot/day/states.js");
        let (_, tones) = script.split_once("TONES = {").unwrap();
        let (tones, _) = tones.split_once('}').unwrap();
        for code in 0..=255 {
            for state in [
                AgentState::from_sync(code),
                AgentState::from_agent_status(code),
            ] {
                let start = format!("'{}': '", state.slug());
                let tone = tones.split_once(&start).map_or("in-call", |(_, rest)| {
                    rest.split_once('\'').map_or("", |(tone, _)| tone)
                });
                assert_eq!(tone, tone_of(Some(state)).slug(), "{state:?}");
            }
        }
    }
}
