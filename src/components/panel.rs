//! The whole panel: badge on top, then call, command, messages, connection.

use leptos::prelude::*;

use super::call_card::CallCard;
use super::command_indicator::CommandIndicator;
use super::connect_place::ConnectPlace;
use super::connection_line::ConnectionLine;
use super::notices::{Alert, Notices};
use super::status_badge::StatusBadge;
use super::{Dispatch, Screen};

/// The panel.
#[component]
pub fn Panel(screen: Screen, dispatch: Dispatch) -> impl IntoView {
    view! {
        <h1 class="unseen" prop:textContent=screen.text(|s| s.words.heading(&s.view.heading).to_owned())/>
        <StatusBadge screen/>
        <CallCard screen/>
        <CommandIndicator screen/>
        <Notices screen dispatch/>
        <ConnectPlace screen/>
        <ConnectionLine screen dispatch/>
        <Alert screen/>
    }
}
