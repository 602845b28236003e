//! Lies of a panel, to show that the promises see them.

use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::view::{RowValue, ViewModel, view};

use super::calls::CHATTER;
use super::ledger::{Ledger, Promise};
use super::work_with;
use super::world::World;

/// What a panel that lies does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lie {
    /// It forgets who calls.
    LosesTheCaller,
    /// It shows the number of another call.
    ExchangesTheCaller,
    /// It shows the customer of a text session.
    ShowsTheChat,
    /// Once an outage has lasted for a while, it asks no more by itself.
    StopsForGood,
    /// It polls five seconds later after a look-up.
    PutsPollsOff,
}

impl World<'_> {
    /// What stands on the screen, by a panel that may lie.
    pub fn see(&self) -> ViewModel {
        let mut seen = view(&self.model, self.now());
        let caller = |seen: &ViewModel| {
            let mut rows = seen.call.rows.iter();
            rows.position(|row| row.field == Field::Caller)
        };
        let Some(place) = caller(&seen) else {
            return seen;
        };
        let other = match self.lie {
            Some(Lie::LosesTheCaller) if self.watch.known.is_some() => None,
            Some(Lie::ExchangesTheCaller) => Some("13800139999"),
            Some(Lie::ShowsTheChat) => Some(CHATTER),
            _ => return seen,
        };
        match (other, &mut seen.call.rows[place].value) {
            (Some(other), RowValue::Text(text, _)) => other.clone_into(&mut text.shown),
            _ => {
                seen.call.rows.remove(place);
            }
        }
        seen
    }

    /// By how many ms the panel lets its wake come later.
    pub fn dawdles(&self) -> i64 {
        let looked = self.watch.looked.is_some_and(|(looked, ..)| {
            self.watch
                .last
                .as_ref()
                .is_some_and(|last| looked > last.mono)
        });
        match self.lie {
            Some(Lie::PutsPollsOff) if looked => 5_000,
            Some(Lie::StopsForGood) if self.watch.failing_for(self.mono()) > 10_000 => 600_000,
            _ => 0,
        }
    }
}

/// Whether a shift whose panel lies so breaks the promise, which is not the only one that may.
fn breaks(lie: Lie, promise: Promise) -> bool {
    (0..1_000).any(|seed| {
        let (broken, _) = work_with(seed, &mut Ledger::default(), false, Some(lie));
        broken.is_some_and(|broken| broken.promise == promise)
    })
}

#[test]
fn the_promises_see_a_panel_that_lies() {
    super::keep_what_panics_say();
    for (lie, promise) in [
        (Lie::LosesTheCaller, Promise::CallerKept),
        (Lie::ExchangesTheCaller, Promise::CallerKept),
        (Lie::ShowsTheChat, Promise::OwnMedium),
        (Lie::StopsForGood, Promise::ComesBack),
        (Lie::PutsPollsOff, Promise::LookUpIsQuick),
    ] {
        assert!(breaks(lie, promise), "{lie:?}");
    }
}
