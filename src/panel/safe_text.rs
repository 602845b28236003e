//! The gateway's text made fit to be seen (R11). A caller may have written it.

/// Text from the gateway with every character visible.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SafeText {
    /// What is shown: the whole, or its beginning.
    pub shown: String,
    /// The whole, when `shown` is only the beginning.
    pub whole: Option<String>,
}

/// Makes control characters visible and cuts the text to `limit` characters.
pub fn safe_text(text: &str, limit: usize) -> SafeText {
    let visible: String = text.chars().map(visible).collect();
    match visible.char_indices().nth(limit) {
        Some((cut, _)) => SafeText {
            shown: visible.get(..cut).unwrap_or_default().to_owned(),
            whole: Some(visible),
        },
        None => SafeText {
            shown: visible,
            whole: None,
        },
    }
}

/// A visible sign in the place of one that cannot be seen or that turns the direction of
/// what follows.
fn visible(c: char) -> char {
    match c {
        // The control pictures have the order of the characters that they show.
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\x7F' => '\u{2421}',
        '\u{80}'..='\u{9F}'
        | '\u{AD}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => '\u{FFFD}',
        c => c,
    }
}

/// A phone number of which only the last four characters show, or half of a short one.
pub fn masked(number: &str) -> String {
    let length = number.chars().count();
    let hidden = length - (length / 2).min(4);
    number
        .chars()
        .enumerate()
        .map(|(i, c)| if i < hidden { '•' } else { c })
        .collect()
}
