//! The call as the call card shows it (R3).

mod card;
mod details;
mod looked_up;
mod other_media;
mod pushed;
mod second_leg;

pub use card::{Call, CallStage, OtherSession, SecondLeg};
pub use details::Details;
pub use other_media::SESSIONS;
pub use pushed::Leg;
pub use second_leg::after_second;
