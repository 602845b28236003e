//! What the desk wants of those who ask the gateway, and how it gets that.

use super::model::Model;
use super::signed_out::signed_out_by_gateway;
use crate::desk::Wishes;
use crate::link::Phase;
use crate::time::Now;

/// Asks as soon as the limits allow.
pub fn hasten(model: &mut Model, now: Now) {
    let (link, pace) = model.link_and_pace();
    link.hasten(pace, now);
}

/// Asks for a host, as far as the limits allow.
pub fn refresh(model: &mut Model, now: Now) {
    let (link, pace) = model.link_and_pace();
    link.refresh(pace, now);
}

/// Asks within an interval, at a moment by chance.
pub fn hasten_by_chance(model: &mut Model, now: Now) {
    let (link, pace) = model.link_and_pace();
    link.hasten_by_chance(pace, now);
}

/// Plans the next request, after something came back.
pub fn schedule(model: &mut Model, now: Now) {
    let (link, pace) = model.link_and_pace();
    link.schedule(pace, now);
}

/// Does what the desk wants.
pub fn grant(model: &mut Model, now: Now, wishes: Wishes) {
    if wishes.signed_out {
        signed_out_by_gateway(model, now);
    }
    if wishes.call_over {
        model.link.recovery.call_is_over();
    }
    match wishes.fast {
        Some(true) => model.link.polling.hurry(now.mono),
        Some(false) => model.link.polling.calm_down(),
        None => {}
    }
    if wishes.look && model.link.phase == Phase::Asking {
        hasten(model, now);
    }
}
