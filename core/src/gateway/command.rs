//! The agent's current command.

use serde_json::Value;

use super::agent_state::AgentState;
use super::fields::{integer, set_value};
use super::parse_leniently;

/// The current command, as `curCommand` has it (Table 5, 3.2.23): Table 7 of the `syncagentinfo`
/// document, which is complete.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Command {
    /// 0, no command.
    None,
    /// 1, the agent hangs up ("hooks on a call" in English).
    AgentHangUp,
    /// 2, the agent is disconnected.
    AgentDisconnected,
    /// 3, the other side hangs up: "called party" in English, the customer in Chinese.
    CustomerHangUp,
    /// 4, the first outbound call.
    FirstOutboundCall,
    /// 5, an outbound call.
    OutboundCall,
    /// 6, hold.
    Hold,
    /// 7, end of hold.
    Unhold,
    /// 8, mute.
    Mute,
    /// 9, end of mute.
    Unmute,
    /// 10, blind transfer.
    BlindTransfer,
    /// 11, release after transfer.
    ReleaseAfterTransfer,
    /// 12, talk forwarding.
    TalkForwarding,
    /// 13, release after three-way talk forwarding.
    ReleaseAfterThreeWayForwarding,
    /// 14, transfer by hanging up.
    HangUpTransfer,
    /// 15, special transfer.
    SpecialTransfer,
    /// 16, help between two.
    TwoPartyHelp,
    /// 17, help among three.
    ThreePartyHelp,
    /// 18, a call of three.
    ThreePartyCall,
    /// 19, playback.
    Playback,
    /// 20, insertion.
    Insertion,
    /// 21, listening.
    Listen,
    /// 22, switch.
    Switch,
    /// 23, intercept.
    Intercept,
    /// 24, whisper.
    Whisper,
    /// 30, show busy.
    ShowBusy,
    /// 31, rest.
    Rest,
    /// A code that the table does not have, kept as it came.
    Unknown(i64),
}

impl Command {
    /// One that has no number in the table: answering a call, say.
    pub const UNNUMBERED: Self = Self::Unknown(-1);

    /// Reads `curCommand`.
    pub const fn from_code(code: i64) -> Self {
        match code {
            0 => Self::None,
            1 => Self::AgentHangUp,
            2 => Self::AgentDisconnected,
            3 => Self::CustomerHangUp,
            4 => Self::FirstOutboundCall,
            5 => Self::OutboundCall,
            6 => Self::Hold,
            7 => Self::Unhold,
            8 => Self::Mute,
            9 => Self::Unmute,
            10 => Self::BlindTransfer,
            11 => Self::ReleaseAfterTransfer,
            12 => Self::TalkForwarding,
            13 => Self::ReleaseAfterThreeWayForwarding,
            14 => Self::HangUpTransfer,
            15 => Self::SpecialTransfer,
            16 => Self::TwoPartyHelp,
            17 => Self::ThreePartyHelp,
            18 => Self::ThreePartyCall,
            19 => Self::Playback,
            20 => Self::Insertion,
            21 => Self::Listen,
            22 => Self::Switch,
            23 => Self::Intercept,
            24 => Self::Whisper,
            30 => Self::ShowBusy,
            31 => Self::Rest,
            _ => Self::Unknown(code),
        }
    }

    /// The gateway's own code of this command.
    pub const fn code(self) -> i64 {
        match self {
            Self::None => 0,
            Self::AgentHangUp => 1,
            Self::AgentDisconnected => 2,
            Self::CustomerHangUp => 3,
            Self::FirstOutboundCall => 4,
            Self::OutboundCall => 5,
            Self::Hold => 6,
            Self::Unhold => 7,
            Self::Mute => 8,
            Self::Unmute => 9,
            Self::BlindTransfer => 10,
            Self::ReleaseAfterTransfer => 11,
            Self::TalkForwarding => 12,
            Self::ReleaseAfterThreeWayForwarding => 13,
            Self::HangUpTransfer => 14,
            Self::SpecialTransfer => 15,
            Self::TwoPartyHelp => 16,
            Self::ThreePartyHelp => 17,
            Self::ThreePartyCall => 18,
            Self::Playback => 19,
            Self::Insertion => 20,
            Self::Listen => 21,
            Self::Switch => 22,
            Self::Intercept => 23,
            Self::Whisper => 24,
            Self::ShowBusy => 30,
            Self::Rest => 31,
            Self::Unknown(code) => code,
        }
    }
}

/// What a portal says of a command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CommandWord {
    /// It has sent it.
    Sent(SentCommand),
    /// The gateway has answered the last one: whether it accepts it, and its words.
    Answered(bool, Option<String>),
}

/// A command that a portal has sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SentCommand {
    /// Which, by Table 7 of `syncagentinfo`; [`Command::UNNUMBERED`] for one that is not in it.
    pub command: Command,
    /// What the portal calls it.
    pub label: Option<String>,
    /// The state that it leads to, where the portal says so.
    pub expect: Option<AgentState>,
    /// For how many seconds, of a rest: a day at most, which is the panel's own bound.
    pub seconds: Option<u64>,
}

impl From<Command> for SentCommand {
    fn from(command: Command) -> Self {
        Self {
            command,
            label: None,
            expect: None,
            seconds: None,
        }
    }
}

/// Reads what a portal says of a command: `30`, `"30"`, an object with `command` or `curCommand`,
/// or with a `label` where the command has no number; beside it `expect`, the name of a state, and
/// `seconds`. Or an object with `accepted`, and `words`. `None` for anything that cannot be meant:
/// another number than those of the table, another state than those that there are.
pub fn decode_command(text: &str) -> Option<CommandWord> {
    let value = parse_leniently(text)?;
    let Value::Object(object) = &value else {
        return Some(CommandWord::Sent(known(&value)?.into()));
    };
    let text = |key| Some(set_value(object, key)?.as_str()?.to_owned());
    if let Some(accepted) = set_value(object, "accepted") {
        return Some(CommandWord::Answered(accepted.as_bool()?, text("words")));
    }
    let number = set_value(object, "command").or_else(|| set_value(object, "curCommand"));
    let label = text("label");
    let command = match number {
        Some(number) => known(number)?,
        None => label.as_ref().map(|_| Command::UNNUMBERED)?,
    };
    let expect = match set_value(object, "expect") {
        Some(state) => Some(AgentState::from_slug(state.as_str()?)?),
        None => None,
    };
    let seconds = set_value(object, "seconds").and_then(|seconds| integer(seconds).ok());
    let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok());
    Some(CommandWord::Sent(SentCommand {
        command,
        label,
        expect,
        seconds: seconds.filter(|it| (1..=86_400).contains(it)),
    }))
}

/// The command of that number, if the table has it.
fn known(number: &Value) -> Option<Command> {
    let command = Command::from_code(integer(number).ok()?);
    (!matches!(command, Command::Unknown(_))).then_some(command)
}
