//! Polls check what the portal pushed.
//!
//! A poll that was sent before a push says nothing against it. Of the later ones, one that
//! agrees keeps the pushed state, which says more than a poll can; the first that does not
//! may have crossed the truth on its way and only makes the next come sooner; the second
//! in a row wins. A call that was pushed to ring, and no more of it, is believed for a minute:
//! none rings for longer, so that its talk was lost on the way.

use crate::desk::Desk;
use crate::desk::status::{Source, Status};
use crate::gateway::{AgentState, AgentStatus};
use crate::generation::Generation;
use crate::time::Now;

/// How many polls in a row it takes against a push.
const ENOUGH: u8 = 2;
/// After how many ms a poll can no longer have crossed the truth on its way, and one is enough.
const CROSSED_MS: u64 = 60_000;

/// What a poll means for what is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word {
    /// It is older than a push, and says nothing.
    Overtaken,
    /// The pushed state stands and has been seen.
    Agrees,
    /// The pushed state stands until the next poll.
    Contradicts,
    /// It decides. `proven` is false when what was pushed before has never been seen, so
    /// that nobody knows since when it is otherwise.
    Decides {
        /// Whether the state before was so.
        proven: bool,
    },
}

impl Desk {
    /// What the poll of that number means, and notes it.
    pub(super) fn crosscheck(&mut self, poll: &AgentStatus, number: Generation, now: Now) -> Word {
        let pushes = &mut self.pushes;
        // One request at a time: an older one has been answered already.
        if pushes.overtook == Some(number) {
            return Word::Overtaken;
        }
        let standing = self
            .status
            .as_ref()
            .filter(|status| status.source == Source::Host && status.is_unbroken(now))
            .filter(|status| !status.rings_no_more(now));
        let may_cross = standing.is_some_and(|it| now.mono.since(it.seen.mono) <= CROSSED_MS);
        match standing.map(|standing| agrees(standing, poll)) {
            Some(Some(true)) => {
                pushes.against = 0;
                pushes.confirmed = true;
                Word::Agrees
            }
            Some(Some(false)) => {
                pushes.against = pushes.against.saturating_add(1);
                if pushes.against < ENOUGH && may_cross {
                    return Word::Contradicts;
                }
                pushes.against = 0;
                Word::Decides {
                    proven: pushes.confirmed,
                }
            }
            Some(None) | None => {
                pushes.against = 0;
                Word::Decides { proven: true }
            }
        }
    }
}

/// Whether the poll agrees; `None` when it is the word that the push left open.
fn agrees(pushed: &Status, poll: &AgentStatus) -> Option<bool> {
    let in_call = Status::is_in_call_by(poll);
    let on_a_call = in_call && matches!(poll.state, AgentState::Talking | AgentState::PreRest);
    match (pushed.in_call, pushed.over) {
        // In doubt: is there still a call?
        (true, true) => on_a_call.then_some(true),
        // The call is over: what has come after it?
        (false, true) => in_call.then_some(false),
        (true, false) => Some(on_a_call),
        // Rest that is asked for in wrap-up comes after it, and denies it not.
        (false, false) => {
            let rest_later =
                pushed.state == AgentState::WrapUp && poll.state == AgentState::PreRest;
            Some(!in_call && (poll.state == pushed.state || rest_later))
        }
    }
}
