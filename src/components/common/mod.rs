//! What several parts of the panel share.

mod copy_button;
mod live_text;
mod running_time;
mod small_button;
mod time_of_day;

pub use copy_button::CopyButton;
pub use live_text::LiveText;
pub use running_time::RunningTime;
pub use small_button::SmallButton;
pub use time_of_day::time_of_day;
