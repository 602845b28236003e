//! Every word of the panel, one complete table per language.
//!
//! A table is a value of [`Words`]: a word that a language lacks does not compile.
//! Where a phrase takes a value, `{}` stands in its place.

mod duration;
mod en;
mod names;
mod words;
mod zh_cn;

pub use duration::{duration, push_two_digits};
pub use names::{
    call_feature_name, command_name, connection_name, interface_name, next_ask_text, notice_words,
    problem_name, reason_name, state_name,
};
pub use words::{Advice, Words};

use cec_agent_panel_core::settings::Locale;

/// The table of a language.
pub const fn words(locale: Locale) -> &'static Words {
    match locale {
        Locale::En => &en::WORDS,
        Locale::ZhCn => &zh_cn::WORDS,
    }
}

/// `phrase` with `value` in the place of `{}`.
pub fn with(phrase: &str, value: &str) -> String {
    // The search for a `char` is far smaller than that for a `str`.
    match phrase.split_once('{') {
        Some((before, after)) => [before, value, after.trim_start_matches('}')].concat(),
        None => phrase.to_owned(),
    }
}
