//! The whole panel: badge on top, then call, command, messages, connection.

use std::rc::Weak;

use leptos::prelude::*;

use super::actions::Actions;
use super::call_card::call_card;
use super::command_indicator::command_indicator;
use super::connect_form::connect_form;
use super::connection_line::connection_line;
use super::element::{Element, element};
use super::notices::{alert, notices};
use super::status_badge::status_badge;
use crate::panel::Complaint;
use crate::runtime::{Panel, Signals};

/// Builds the panel into `root`, in the place of what stands there. To be called under
/// the panel's owner.
pub fn panel_view(
    root: web_sys::Element,
    signals: Signals,
    panel: Weak<Panel>,
    complaints: &[Complaint],
) {
    let actions = Actions::new(panel);
    root.set_text_content(None);
    let words = signals.words;
    let heading = element("h1")
        .with("class", "unseen")
        .live_text(move || words.get().product);
    Element::existing(root)
        .child(heading)
        .child(status_badge(signals))
        .child(call_card(signals))
        .child(command_indicator(signals))
        .child(notices(signals, actions.clone()))
        .child(connect_form(signals, actions))
        .child(connection_line(signals, complaints))
        .child(alert(signals));
}
