//! What is known of the look-ups of a call that nobody has described (R13).

use super::reply::{Cause, Failure};
use crate::generation::Generation;
use crate::time::Mono;

/// How long after a look-up that brought nothing the next may come, in ms.
const AGAIN_MS: u64 = 5_000;
/// How often one call is asked for.
pub(super) const MOST_TRIES: u64 = 2;
/// After how many refusals nothing is looked up any more in this page load.
pub(super) const MOST_REFUSALS: u64 = 3;

/// What is known of the look-ups.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LookUp {
    /// How often the present call has been asked for.
    pub(crate) tries: u64,
    /// It is not asked for again before then.
    pub(crate) not_before: Option<Mono>,
    /// The request for it, of this panel.
    request: Option<Generation>,
    /// When the next look-up is to go out and the poll that it goes before was due.
    pub(super) plan: Option<(Mono, Mono)>,
    /// How often the gateway, or what stands before it, said no in this page load.
    pub(crate) refusals: u64,
    /// The ID of the call that the card showed last.
    pub(crate) shown: Option<String>,
}

impl LookUp {
    /// Of the former agent's calls nothing is known any more.
    pub fn forget_agent(&mut self) {
        *self = Self {
            refusals: self.refusals,
            ..Self::default()
        };
    }

    /// The next request is a poll.
    pub const fn give_way(&mut self) {
        self.plan = None;
    }

    /// A look-up goes out as that request.
    pub fn sent(&mut self, generation: Generation, now: Mono) {
        self.tries = self.tries.saturating_add(1);
        self.not_before = Some(now.plus(AGAIN_MS));
        self.request = Some(generation);
    }

    /// Keeps in mind which call the card shows, by its ID. A described call is no longer asked for,
    /// and the next one anew. `is_nobodys`: no number of the present call is known.
    pub fn observe(&mut self, shown: Option<&String>, is_nobodys: bool) {
        if let Some(id) = shown
            && self.shown.as_ref() != Some(id)
        {
            self.shown = Some(id.clone());
        }
        if !is_nobodys {
            (self.tries, self.not_before) = (0, None);
            self.request = None;
        }
    }

    /// Whether the answer to that request is still wanted: the call that was asked for has not
    /// been described since, and is not over.
    pub fn is_awaited(&mut self, generation: Generation) -> bool {
        self.request.take() == Some(generation)
    }

    /// Whether a call of that ID may be the present one, of which `present` is the ID where an
    /// event has told it. The one that was shown before is over.
    pub fn may_be_present(&self, id: Option<&String>, present: Option<&String>) -> bool {
        match (id, present) {
            (None, _) => true,
            (Some(id), Some(present)) => id == present,
            (Some(id), None) => Some(id) != self.shown.as_ref(),
        }
    }

    /// The answer brought nothing.
    pub fn brought_nothing(&mut self, now: Mono) {
        self.not_before = Some(now.plus(AGAIN_MS));
    }

    /// The look-up of that number has failed.
    pub fn failed(&mut self, generation: Generation, failure: &Failure, now: Mono) {
        let refused = !matches!(
            failure.cause,
            Cause::Network | Cause::TimedOut | Cause::Old | Cause::Http(500..=502 | 504..=599)
        );
        if refused {
            self.refusals = self.refusals.saturating_add(1);
        }
        if self.is_awaited(generation) {
            self.brought_nothing(now);
            if refused {
                self.tries = MOST_TRIES;
            }
        }
    }

    /// Takes what the one who asked until now has handed on.
    pub fn take(&mut self, shared: Self, now: Mono) {
        let by = now.plus(AGAIN_MS);
        *self = Self {
            not_before: shared.not_before.map(|at| at.min(by)),
            request: None,
            plan: None,
            refusals: self.refusals.max(shared.refusals),
            ..shared
        };
    }
}
