//! Every word of the panel. A language is one file in `languages/`; the page's script brings the
//! one that is spoken.

mod duration;
#[cfg(test)]
mod manual;
mod names;
#[cfg(test)]
mod quoted;
#[cfg(test)]
mod tests;
mod words;

pub use duration::duration;
pub use names::{
    call_feature_name, command_name, connection_name, interface_name, next_ask_text, notice_words,
    reason_name, state_name,
};
#[cfg(test)]
pub use tests::words_of;
pub use words::{Advice, Words, learn};

/// `phrase` with `value` in the place of `{}`.
pub fn with(phrase: &str, value: &str) -> String {
    // The search for a `char` is far smaller than that for a `str`.
    match phrase.split_once('{') {
        Some((before, after)) => [before, value, after.trim_start_matches('}')].concat(),
        None => phrase.to_owned(),
    }
}
