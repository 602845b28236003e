//! The call card, filled by a look-up (R13).

use super::card::{Call, CallStage};
use super::details::Details;
use crate::gateway::CallInfo;
use crate::time::Now;

impl Call {
    /// The ID of the call that the card shows, where it is known.
    pub fn shown_id(&self) -> Option<&String> {
        self.details
            .as_ref()
            .and_then(|details| details.call_id.as_ref())
    }

    /// Whether there is a call, and nobody has told a number of it.
    pub fn is_nobodys(&self) -> bool {
        let number = |details: &Details| details.caller.is_some() || details.called.is_some();
        self.goes_on() && !self.details.as_ref().is_some_and(number)
    }

    /// The gateway has described the call. When the talk began, or whether it has, it does not
    /// tell: its `begintime` may include the wait in the queue.
    pub fn is_looked_up(&mut self, told: CallInfo, now: Now) {
        // Somebody may have announced it, or told its ID and no more.
        let announced = self
            .aside
            .take_if(|aside| told.call_id.is_some() && aside.call_id == told.call_id)
            .map(|aside| *aside);
        let details = self.details.take().or(announced);
        let details = details.unwrap_or_else(|| Details::new(now));
        self.details = Some(Details {
            as_of: now,
            caller: told.caller.or(details.caller),
            called: told.called.or(details.called),
            original_called: told.original_called,
            feature: told.call_feature.or(details.feature),
            skill: told.call_skill.or(details.skill),
            call_data: told.call_data.or(details.call_data),
            call_id: told.call_id.or(details.call_id),
            ..details
        });
        self.stage = CallStage::Live;
    }
}
