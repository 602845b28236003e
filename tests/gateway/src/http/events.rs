//! `GET agentevent/{id}`: one event an answer, held while there is none.

use std::time::Duration;

use serde_json::json;

use super::App;
use super::api::{Answer, Asked};

/// How long a poll is held when there is nothing, in milliseconds of the gateway's clock.
const HELD_FOR: u64 = 10_000;
/// How often a held poll looks whether something fell due by itself.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Answers an event poll: the oldest event, or after ten seconds none. In dynamic
/// authentication the answer brings a fresh Guid when one is due.
pub async fn poll(app: &App, asked: &Asked) -> Answer {
    let mut changes = app.changes();
    let mut begun = None;
    loop {
        changes.borrow_and_update();
        {
            let mut gateway = app.lock();
            let now = gateway.settle();
            // The Guid was good when the poll began; it may grow old while it is held.
            let held = begun.is_some();
            let agent = match gateway.listener(&asked.agent, asked.guid.as_deref(), held, now) {
                Ok(agent) => agent,
                Err(retcode) => return Answer::failure(retcode),
            };
            let asked_at = *begun.get_or_insert(now);
            agent.last_poll = now;
            let event = agent.queue.pop_front();
            if event.is_some() || asked_at.saturating_add(HELD_FOR) <= now {
                let fields = event.map_or(
                    json!({}),
                    |event| json!({ "event": event.document(&agent.id) }),
                );
                let set_guid = agent.signed_in.then(|| agent.guids.refresh(now));
                return Answer {
                    set_guid: set_guid.flatten(),
                    ..Answer::success("", fields)
                };
            }
        }
        // Either way it looks again; which of the two it was does not matter.
        let _change_or_time = tokio::time::timeout(LOOK_EVERY, changes.changed()).await;
    }
}
