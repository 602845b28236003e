//! The whole panel: badge on top, then call, command, messages, connection.

use std::rc::{Rc, Weak};

use super::actions::Actions;
use super::call_card::call_card;
use super::command_indicator::command_indicator;
use super::connect_form::connect_form;
use super::connection_line::connection_line;
use super::element::{Element, element};
use super::notices::{alert, notices};
use super::status_badge::status_badge;
use crate::app::{Driver, Signals};
use cec_agent_panel_core::settings::Complaint;

/// Builds the panel into `root`, in the place of what stands there. It lives as long as
/// the element that this gives is kept.
pub fn panel_view(
    root: web_sys::Element,
    signals: &Rc<Signals>,
    panel: Weak<Driver>,
    complaints: &[Complaint],
) -> Element {
    let actions = Actions::new(panel);
    root.set_text_content(None);
    let heading = element("h1")
        .with("class", "unseen")
        .live_text(signals, |s| s.words.get().product);
    Element::existing(root)
        .child(heading)
        .child(status_badge(signals))
        .child(call_card(signals))
        .child(command_indicator(signals))
        .child(notices(signals, actions.clone()))
        .child(connect_form(signals, actions.clone()))
        .child(connection_line(signals, actions, complaints))
        .child(alert(signals))
}
