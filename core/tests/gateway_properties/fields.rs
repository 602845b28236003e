//! The fields that the decoders read, each with its kind.

use serde_json::{Value, json};

/// A field's kind, with the values that it must refuse beside every array and object.
#[derive(Clone, Copy)]
pub enum Kind {
    Integer,
    Boolean,
    Text,
    Time,
}

impl Kind {
    pub fn wrong_values(self) -> Vec<(Value, &'static str)> {
        let mut wrong = vec![(json!([1]), "array"), (json!({"a": 1}), "object")];
        wrong.push((json!(2.5), "fraction"));
        if !matches!(self, Self::Boolean) {
            wrong.push((json!(true), "boolean"));
        }
        if !matches!(self, Self::Text) {
            wrong.push((json!("private words"), "not digits"));
        }
        match self {
            Self::Time => wrong.push((json!(-1), "negative")),
            Self::Boolean => wrong.push((json!(2), "out of range")),
            Self::Integer | Self::Text => wrong.push((json!(1e300), "out of range")),
        }
        wrong
    }
}

/// Table 5 of the `syncagentinfo` document, but what nothing shows.
pub const INFO_FIELDS: [(&str, Kind); 22] = [
    ("callFeature", Kind::Integer),
    ("callData", Kind::Text),
    ("preBusy", Kind::Boolean),
    ("workNo", Kind::Text),
    ("qcWorkNo", Kind::Text),
    ("callerNo", Kind::Text),
    ("beginHoldTime", Kind::Time),
    ("state", Kind::Integer),
    ("talkingCallfeature", Kind::Integer),
    ("calledNo", Kind::Text),
    ("mainCallId", Kind::Text),
    ("secondTalkingTime", Kind::Time),
    ("preRest", Kind::Boolean),
    ("recordID", Kind::Text),
    ("currentTime", Kind::Time),
    ("beginTalkingTime", Kind::Time),
    ("partner", Kind::Text),
    ("holdCallId", Kind::Text),
    ("agentStateBeginTime", Kind::Time),
    ("curCommand", Kind::Integer),
    ("curCallId", Kind::Text),
    ("cmdBeginTime", Kind::Time),
];

/// The related interface's fields of a call.
pub const CALL_FIELDS: [(&str, Kind); 7] = [
    ("callfeature", Kind::Integer),
    ("callid", Kind::Text),
    ("caller", Kind::Text),
    ("called", Kind::Text),
    ("callskill", Kind::Text),
    ("orgicallednum", Kind::Text),
    ("calldata", Kind::Text),
];
