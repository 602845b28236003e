//! The whole panel: badge on top, then call, command, messages, connection.

use std::rc::Weak;

use leptos::prelude::*;

use super::actions::Actions;
use super::call_card::call_card;
use super::command_indicator::command_indicator;
use super::connect_form::connect_form;
use super::connection_line::connection_line;
use super::notices::{alert, notices};
use super::status_badge::status_badge;
use crate::panel::Problem;
use crate::runtime::{Panel, Signals};

/// The panel's view. `complaints` are the entries of `config.json` that were not obeyed.
pub fn panel_view(
    signals: Signals,
    panel: Weak<Panel>,
    complaints: Vec<(String, Problem)>,
) -> impl IntoView {
    let actions = Actions::new(panel);
    (
        status_badge(signals).into_any(),
        call_card(signals).into_any(),
        command_indicator(signals).into_any(),
        notices(signals, actions).into_any(),
        connect_form(signals, actions).into_any(),
        connection_line(signals, complaints).into_any(),
        alert(signals).into_any(),
    )
}
