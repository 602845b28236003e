//! Who is it? A look-up's way from the request to the card (R13).

use super::model::Model;
use super::reading::{note, of_now};
use crate::diagnostics::Fact;
use crate::gateway::{CallInfo, Interface, decode_looked_up_call};
use crate::generation::Generation;
use crate::link::{Cause, Failure, InFlight, Phase, Reply, read_reply};
use crate::settings::CallDetails;
use crate::time::Now;

/// Keeps in mind which call the card shows.
pub fn observe(model: &mut Model) {
    let call = &model.desk.call;
    model
        .link
        .look_up
        .observe(call.shown_id(), call.is_nobodys());
}

/// A poll has shown the agent's state: a look-up may go before the next.
pub fn plan(model: &mut Model, now: Now) {
    observe(model);
    let nobodys = model.desk.is_on_nobodys_call();
    let (link, pace) = model.link_and_pace();
    link.plan_look_up(nobodys, pace, now);
}

/// Whether the request that is due is a look-up.
pub fn is_due(model: &Model, now: Now) -> bool {
    let nobodys = model.desk.is_on_nobodys_call();
    model.link.is_look_up_due(nobodys, model.pace(), now)
}

/// The reply to a look-up has come.
pub fn replied(model: &mut Model, now: Now, request: InFlight, reply: Reply) {
    let (status, stamp) = (reply.status(), reply.stamp());
    let known = model.link.known(model.settings.guid_from);
    let answer = read_reply(reply, known, decode_looked_up_call);
    match of_now(model, now, request, stamp, answer) {
        Ok(answer) => {
            note(model, now, request, status, None);
            for loss in answer.losses {
                let fact = Fact::Lost(Interface::CallInfo, loss);
                model.diagnostics.add(now.wall, fact);
            }
            told(model, now, request.generation, answer.value);
        }
        Err(failure) => {
            note(model, now, request, status, Some(&failure));
            let look_up = &mut model.link.look_up;
            look_up.failed(request.generation, &failure, now.mono);
        }
    }
    go_on(model, now);
}

/// The time of a look-up is over.
pub fn timed_out(model: &mut Model, now: Now, request: InFlight) {
    let failure = Failure::transient(Cause::TimedOut);
    note(model, now, request, None, Some(&failure));
    let look_up = &mut model.link.look_up;
    look_up.failed(request.generation, &failure, now.mono);
    go_on(model, now);
}

/// The gateway has described a call, or none.
fn told(model: &mut Model, now: Now, number: Generation, call: Option<CallInfo>) {
    observe(model);
    let (desk, look_up) = (&mut model.desk, &mut model.link.look_up);
    // The call that was asked for has been described since, or is over.
    let is_asked_for = desk.is_on_nobodys_call() && model.link.phase == Phase::Asking;
    if !look_up.is_awaited(number) || !is_asked_for {
        return;
    }
    // What was pushed meanwhile may be of another call than the answer.
    let overtaken = desk.pushes.overtook == Some(number);
    let off = model.settings.call_details == CallDetails::Off;
    let is_it = |call: &CallInfo| {
        let present = desk.call.shown_id();
        look_up.may_be_present(call.call_id.as_ref(), present)
    };
    match call.filter(|call| !overtaken && !off && is_it(call)) {
        Some(call) => desk.call.is_looked_up(call, now),
        None => look_up.brought_nothing(now.mono),
    }
}

fn go_on(model: &mut Model, now: Now) {
    observe(model);
    let nobodys = model.desk.is_on_nobodys_call();
    let (link, pace) = model.link_and_pace();
    link.go_on_after_look_up(nobodys, pace, now);
}
