//! What the panels of this page load have learnt of each agent, so that a panel that is put
//! into the page again goes on where the last one stopped, and never syncs again (R1).

use std::cell::RefCell;

use cec_agent_panel_core::gateway::AgentId;

thread_local! {
    /// One entry an agent. It holds no Guid, and goes with the page.
    static MEMORY: RefCell<Vec<(AgentId, String)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps `row` for `agent` in the place of what was kept before.
pub fn keep(agent: AgentId, row: String) {
    MEMORY.with_borrow_mut(|memory| {
        memory.retain(|(of, _)| *of != agent);
        memory.push((agent, row));
    });
}

/// What was kept for `agent`.
pub fn recall(agent: AgentId) -> Option<String> {
    MEMORY.with_borrow(|memory| {
        let (_, row) = memory.iter().find(|(of, _)| *of == agent)?;
        Some(row.clone())
    })
}
