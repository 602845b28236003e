//! What is checked of the card: whose call it shows.

use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::view::{RowValue, ViewModel};

use super::agent::{call_id, parties};
use super::calls::CHATTER;
use super::ledger::Promise;
use super::world::World;

/// The text of a field of the card.
fn text(seen: &ViewModel, field: Field) -> Option<&str> {
    let row = seen.call.rows.iter().find(|row| row.field == field)?;
    match &row.value {
        RowValue::Text(text, _) => Some(&text.shown),
        _ => None,
    }
}

impl World<'_> {
    pub fn check_parties(&mut self, seen: &ViewModel, agent: usize, from: i64) {
        // Nobody knows what a damaged answer has said of a call.
        if self.watch.damaged || self.model.settings().mask_numbers {
            return;
        }
        let (caller, id) = (text(seen, Field::Caller), text(seen, Field::CallId));
        let other_medium = [caller, text(seen, Field::Called)].contains(&Some(CHATTER));
        self.ledger.keep(Promise::OwnMedium, !other_medium, || {
            format!("{:?}", seen.call)
        });
        // One call may give way to another between two polls, and neither of them tells.
        let since = self.watch.no_call_since[agent].min(from);
        let goes_on = matches!(seen.call.stage, CallStage::AtLoad | CallStage::Live);
        // What was kept of a call of long ago seems to be of now, and it takes two polls against it.
        let of_now = goes_on && (!self.watch.blurred || self.watch.denied[agent] > 1);
        let them = &self.agents[agent];
        let periods = them.periods.iter();
        let calls = periods
            .filter(|it| !of_now || it.until >= since)
            .filter_map(|it| it.call);
        let mut calls = calls.map(|(number, is_out)| (call_id(number), parties(number, is_out).0));
        let is_one = calls.any(|(its_id, its_caller)| {
            id.is_none_or(|id| id == its_id) && caller.is_none_or(|caller| caller == its_caller)
        });
        let nothing = caller.is_none() && id.is_none();
        self.ledger
            .keep(Promise::CallerKept, is_one || nothing, || {
                format!("no call had {id:?} with {caller:?}")
            });
        // Once known, it stays known as long as that call lasts.
        let now = them.period().call.map(|(number, _)| number);
        let known = self
            .watch
            .known
            .filter(|it| Some(*it) == now.map(|it| (agent, it)));
        let stopped = seen.badge.unknown_since.is_some() || !goes_on;
        self.watch.known = known.filter(|_| !stopped).or_else(|| {
            let (number, _) = now.zip(caller)?;
            (goes_on && id == Some(&call_id(number))).then_some((agent, number))
        });
        let lost = known.is_some() && caller.is_none() && seen.badge.fresh;
        self.ledger.keep(Promise::CallerKept, !lost, || {
            format!(
                "the caller of {now:?} is gone: {:?} {:?}",
                seen.call, self.model
            )
        });
    }
}
