//! Faults that a test asks for: which request they meet, and how often.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One fault, as the control interface takes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// The interface's name as in the log (`sync`, `status`, `event`, `sign-in` …), or `any`.
    pub interface: String,
    pub kind: Kind,
    /// How many requests it meets; until cleared when left out.
    #[serde(default)]
    pub times: Option<u32>,
    /// Real milliseconds that the answer is held back, with every kind.
    #[serde(default)]
    pub ms: Option<u64>,
    /// Let the request have its effect first, and only spoil the answer. For the kinds
    /// that spoil a real answer (truncated, wrong types …) this is so anyway.
    #[serde(default)]
    pub after: bool,
    /// HTTP status, of the kinds `http`, `retcode` and `raw`.
    #[serde(default)]
    pub status: Option<u16>,
    /// Value of `Retry-After`, with every kind that answers.
    #[serde(default)]
    pub retry_after: Option<String>,
    /// Further headers of the answer, with every kind that answers: `Age`, `Date`, what a proxy
    /// adds.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Result code, of the kind `retcode`.
    #[serde(default)]
    pub retcode: Option<String>,
    /// `message`, of the kind `retcode`.
    #[serde(default)]
    pub message: Option<String>,
    /// The whole body, of the kinds `raw` and `http`.
    #[serde(default)]
    pub body: Option<String>,
    /// Content type, of the kinds `content-type` and `raw`.
    #[serde(default)]
    pub content_type: Option<String>,
    /// Size of the padding, of the kind `oversized`, 300,000 bytes when left out; how much
    /// of the body is left, of the kind `truncated`, half of it when left out.
    #[serde(default)]
    pub bytes: Option<usize>,
    /// Fields merged over `result`, of the kind `wrong-types`; a default set when left out.
    #[serde(default)]
    pub result: Option<Value>,
    /// Which damage is done, of the kinds `bit-flips` and `retyped`: the same number does the
    /// same to the same answer.
    #[serde(default)]
    pub seed: u64,
    /// How many bits are flipped, or fields retyped; 1 when left out.
    #[serde(default)]
    pub count: Option<usize>,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The right answer, late.
    Latency,
    /// No answer, and the connection stays open.
    Hang,
    /// The connection is closed without an answer.
    Drop,
    /// An HTTP status with an HTML body.
    Http,
    /// A result code.
    Retcode,
    /// The right answer, cut in the middle.
    Truncated,
    /// The right answer with padding far above 256 KB.
    Oversized,
    /// The right answer with fields of another type.
    WrongTypes,
    /// The right answer, labelled as something else.
    ContentType,
    /// The right answer with a Chinese message, in GBK.
    Gbk,
    /// The right answer behind a byte-order mark.
    Bom,
    /// The right answer with the mistakes of the documented example: one key twice and a
    /// comma before the closing brace.
    DocExample,
    /// Something that is not JSON, labelled as JSON.
    NotJson,
    /// Exactly the given body.
    Raw,
    /// The right answer with some bits flipped.
    BitFlips,
    /// The right answer with the values of some fields in another type of JSON.
    Retyped,
}

/// The faults set for one agent, in the order in which they were set.
#[derive(Clone, Debug, Default)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// The first fault for a request to `interface`, counted down.
    pub fn take(&mut self, interface: &str) -> Option<Fault> {
        let at = self
            .0
            .iter()
            .position(|fault| fault.interface == interface || fault.interface == "any")?;
        let fault = self.0.get_mut(at)?;
        let met = fault.clone();
        if let Some(times) = &mut fault.times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                self.0.remove(at);
            }
        }
        Some(met)
    }
}
