//! What the agent sees: a file each part, over the one value of what is shown, see [`Screen`].

mod action_button;
mod call_card;
mod call_row;
mod command_indicator;
mod common;
mod connect_place;
mod connection_line;
mod dispatch;
mod icon;
mod notices;
mod panel;
mod screen;
mod status_badge;

pub use dispatch::{Action, Dispatch};
pub use panel::Panel;
pub use screen::{Screen, Shown};
