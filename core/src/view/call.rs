//! The call card's rows: only what is there.

use super::safe_text::{SafeText, masked, safe_text};
use super::timer::Timer;
use crate::desk::call::{Call, CallStage, Details};
use crate::desk::status::{Source, Status};
use crate::field::Field;
use crate::gateway::{AgentId, AgentState, CallFeature};
use crate::link::Recovery;
use crate::settings::Settings;
use crate::time::{Mono, Start, Wall};

/// How many characters of a number, a name or an ID are shown.
const TEXT_SHOWN: usize = 40;
/// How many characters of the call data are shown.
const CALL_DATA_SHOWN: usize = 160;

/// The call card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CallView {
    /// Where the call stands.
    pub stage: CallStage,
    /// What is known of it, in the order of the card.
    pub rows: Vec<Row>,
    /// The moment of the rows, by the browser's clock: the load, or the last event that told
    /// something of the call.
    pub as_of: Option<Wall>,
    /// Why nothing is known of it, where there is a call and nothing is.
    pub lack: Option<Lack>,
    /// Whether it is a call out, or an internal one that the agent made.
    pub is_out: bool,
}

impl CallView {
    /// Who is on the line, of a call that goes on: the caller, or the called one of a call out.
    pub fn party(&self) -> Option<&str> {
        let field = match self.stage {
            CallStage::AtLoad | CallStage::Live if self.is_out => Field::Called,
            CallStage::AtLoad | CallStage::Live => Field::Caller,
            _ => return None,
        };
        self.rows.iter().find_map(|row| match &row.value {
            RowValue::Text(text, _) if row.field == field => Some(text.shown.as_str()),
            _ => None,
        })
    }
}

/// Why nothing is known of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lack {
    /// It began while the panel looked, and polls describe none.
    Began,
    /// The panel could not ask for it when it was loaded.
    NotAsked,
    /// It was asked for, and nothing was told.
    NotTold,
}

/// One line of the card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// What it is.
    pub field: Field,
    /// What it says.
    pub value: RowValue,
}

/// What a row says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RowValue {
    /// The gateway's text. With what a copy button copies, where one is of use.
    Text(SafeText, Option<String>),
    /// A kind of call, by Table 6 of `syncagentinfo`.
    Feature(CallFeature),
    /// A time that runs, and stands in the view model beside the rows, so that these stay as
    /// they are while it does.
    Time,
}

/// The call card's content. When the status is `unknown`, no call is live. `is_out`: see
/// [`is_out`].
pub fn call_view(
    call: &Call,
    unknown: bool,
    is_out: bool,
    recovery: &Recovery,
    settings: &Settings,
) -> CallView {
    let details = call.details.as_ref();
    let lack = match recovery {
        _ if call.seen_to_begin => Lack::Began,
        Recovery::Lost(_) => Lack::NotAsked,
        _ => Lack::NotTold,
    };
    CallView {
        stage: match call.stage {
            CallStage::Live if unknown => CallStage::AtLoad,
            stage => stage,
        },
        rows: details
            .map(|details| rows(details, call.goes_on(), settings))
            .unwrap_or_default(),
        as_of: details.map(|details| details.as_of.wall),
        lack: (call.stage == CallStage::Undescribed).then_some(lack),
        is_out,
    }
}

/// Whether it is a call out, or an internal one that `agent` made: by its type, by their number as
/// the caller, since an internal call goes either way, or by their state while it is set up.
pub fn is_out(call: &Call, status: Option<&Status>, agent: Option<AgentId>) -> bool {
    let Some(details) = &call.details else {
        return false;
    };
    let caller = details.caller.as_ref().and_then(|text| text.parse().ok());
    call.is_out_by_type()
        || caller.is_some() && caller == agent.map(AgentId::number)
        || status.is_some_and(|status| status.state == AgentState::OutboundCall)
}

/// The time on the call at `moment`; of an ended one, how long it took. A call that nobody
/// described began when polls or events saw the agent's state become that of a call. When
/// the sync's state began is another time: the talk may be older.
pub fn call_time(call: &Call, status: Option<&Status>, moment: Mono) -> Timer {
    match call.stage {
        CallStage::None => Timer::None,
        CallStage::Undescribed => match status {
            Some(status)
                if status.state == AgentState::Talking
                    && (status.source == Source::Host || !matches!(status.start, Start::At(_))) =>
            {
                Timer::since(status.start, moment)
            }
            _ => Timer::Unknown,
        },
        CallStage::AtLoad | CallStage::Live => match (&call.details, status) {
            // A call that was looked up goes on with the time that it had before.
            (Some(details), Some(status)) if !details.talked && is_polled_talk(status) => {
                Timer::since(status.start, moment)
            }
            _ => Timer::since(call.talking(), moment),
        },
        CallStage::Ended(ended) => match (call.talking(), ended) {
            (Start::Unknown, _) | (_, Start::Unknown) => Timer::None,
            (talking, ended) => match (ended.moment(), Timer::since(talking, moment)) {
                (Some((end, true)), Timer::Elapsed { .. }) => about(Timer::since(talking, end)),
                (Some((end, false)), Timer::Elapsed { .. }) => Timer::since(talking, end),
                _ => Timer::None,
            },
        },
    }
}

/// The polls' one word for a call, in which its ringing counts as talk.
fn is_polled_talk(status: &Status) -> bool {
    status.source == Source::Status && status.state == AgentState::Talking
}

/// The times on hold and of the second call at `moment`, while the call goes on.
pub fn hold_times(call: &Call, moment: Mono) -> [Timer; 2] {
    let details = call.details.as_ref().filter(|_| call.goes_on());
    let since = |start: Option<Start>| start.map_or(Timer::None, |at| Timer::since(at, moment));
    details.map_or([Timer::None; 2], |details| {
        [since(details.held), since(details.second_call)]
    })
}

fn about(timer: Timer) -> Timer {
    match timer {
        Timer::Elapsed { seconds, .. } => Timer::Elapsed {
            seconds,
            about: true,
        },
        other => other,
    }
}

fn rows(details: &Details, goes_on: bool, settings: &Settings) -> Vec<Row> {
    let number = |text: &String| {
        if settings.mask_numbers {
            RowValue::Text(safe_text(&masked(text), TEXT_SHOWN), None)
        } else {
            RowValue::Text(safe_text(text, TEXT_SHOWN), Some(text.clone()))
        }
    };
    let id = |text: &String| RowValue::Text(safe_text(text, TEXT_SHOWN), Some(text.clone()));
    let plain = |text: &String| RowValue::Text(safe_text(text, TEXT_SHOWN), None);
    // The other party may be a customer.
    let partner = |text: &String| {
        if settings.mask_numbers {
            number(text)
        } else {
            plain(text)
        }
    };
    let data = |text: &String| RowValue::Text(safe_text(text, CALL_DATA_SHOWN), Some(text.clone()));
    let time = |start: Option<Start>| start.filter(|_| goes_on).map(|_| RowValue::Time);
    let value = |field| match field {
        Field::Caller => details.caller.as_ref().map(number),
        Field::Called => details.called.as_ref().map(number),
        // It is worth a line only where routing has changed it.
        Field::OriginalCalled => {
            let dialled = details.original_called.as_ref();
            let is_news = |dialled: &&String| details.called.as_ref() != Some(*dialled);
            dialled.filter(is_news).map(number)
        }
        Field::CallType => details.feature.map(RowValue::Feature),
        Field::Skill => details.skill.as_ref().map(plain),
        Field::Hold => time(details.held),
        Field::SecondCall => time(details.second_call),
        Field::HeldCall => details.held_call_id.as_ref().map(id),
        Field::Partner => details.partner.as_ref().map(partner),
        Field::Inspector => details.inspector.as_ref().map(plain),
        Field::CallData => details.call_data.as_ref().map(data),
        Field::CallId => details.call_id.as_ref().map(id),
        Field::Recording => details.recording.as_ref().map(id),
    };
    let row = |field: &Field| {
        Some(Row {
            field: *field,
            value: value(*field)?,
        })
    };
    settings.fields.iter().filter_map(row).collect()
}
