//! What the agent sees: views over the view model's signals, one file each.

mod actions;
mod call_card;
mod call_row;
mod command_indicator;
mod connect_form;
mod connection_line;
mod element;
mod icon;
mod live_text;
mod notices;
mod panel_view;
mod status_badge;
mod time_of_day;
mod timer;

pub use element::Element;
pub use icon::{icon_path, tone_of};
pub use panel_view::panel_view;
