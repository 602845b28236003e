//! A page of the browser, with its panel, and what is to be seen of it.

use std::collections::VecDeque;

use cec_agent_panel_core::desk::{CallStage, Pending};
use cec_agent_panel_core::gateway::AgentId;
use cec_agent_panel_core::link::{Cause, Connection};
use cec_agent_panel_core::time::{Mono, Start, Wall};
use cec_agent_panel_core::view::{Timer, ViewModel};

use super::{Locks, Parcel, Shift};

/// A page, with its panel.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Page {
    pub shift: Shift,
    /// When it was loaded.
    pub loaded: i64,
    pub open: bool,
    pub frozen: bool,
    /// It was frozen with a request under way, which may have run out of time.
    pub cut_off: bool,
    /// What waited for it while it was frozen is on its way to it.
    pub(super) thaws: bool,
    pub visible: bool,
    pub locks: Locks,
    /// The agent whose channel it listens to.
    pub(super) channel: Option<AgentId>,
    /// Since when.
    pub(super) listens_since: i64,
    /// The number of its request for the lock that counts.
    pub(super) request: Option<u32>,
    /// What waits for a frozen page.
    pub(super) backlog: VecDeque<Parcel>,
    /// What stood in its memory before.
    pub(super) kept: Vec<(AgentId, String)>,
    pub(super) counted: usize,
    pub(super) ticked: i64,
}

impl Page {
    /// What is to be seen, but for how the panel stands with the gateway; moments by the
    /// wall clock, and timers apart.
    pub fn seen(&self) -> (ViewModel, [Timer; 5]) {
        let mut view = self.shift.view();
        view.connection.connection = Connection::Live;
        view.connection.since = Wall(0);
        // How fast it answers is known to the one who asked, as is why it does not.
        view.connection.usual_ms = None;
        view.connection.slow = false;
        view.notice = None;
        // Why is known to the one who asked.
        if let Some(recovery) = &mut view.recovery {
            recovery.cause = Cause::AlreadySynced;
        }
        let timers = [
            view.badge_time,
            view.call_time,
            view.hold_time,
            view.second_time,
            view.command_time,
        ];
        view.badge_time = Timer::None;
        view.call_time = Timer::None;
        view.hold_time = Timer::None;
        view.second_time = Timer::None;
        view.command_time = Timer::None;
        let by_wall = |moment: Mono| Mono(moment.0 + self.loaded);
        if let Pending::Cancelled(_, at) = &mut view.pending {
            *at = by_wall(*at);
        }
        if let CallStage::Ended(Start::Between(after, by)) = &mut view.call.stage {
            (*after, *by) = (by_wall(*after), by_wall(*by));
        }
        (view, timers)
    }

    pub(super) fn next_moment(&self) -> Option<i64> {
        let shift = self.shift.next_moment().map(|at| at + self.loaded);
        // One tick at the turn of each of the page's own seconds, while it can be seen.
        let since = self.ticked - self.loaded - 20;
        let tick = self.loaded + (since.div_euclid(1_000) + 1) * 1_000 + 20;
        shift.into_iter().chain(self.visible.then_some(tick)).min()
    }
}
