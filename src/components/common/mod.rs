//! What several parts of the panel share.

mod copy_button;
mod live_text;
mod running_time;
mod small_button;
mod time_of_day;

use leptos::prelude::*;

pub use copy_button::CopyButton;
pub use live_text::LiveText;
pub use running_time::RunningTime;
pub use small_button::SmallButton;
pub use time_of_day::time_of_day;

/// Whether `flag` is set. Reading one that is gone would end the whole module; it is not set.
pub fn is(flag: RwSignal<bool>) -> bool {
    flag.try_get().unwrap_or_default()
}
