//! What people paste, and portals pass on, cleaned of what came along with it (R11).

/// The text without space around it and without what cannot be seen: word processors, chats
/// and web pages put such characters between and around what is copied from them.
pub(super) fn cleaned(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    seen.trim().to_owned()
}

/// A digit of half the width for one of full width, as Chinese input methods write them.
pub(super) const fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char_at(c as u32 - '０' as u32),
        _ => c,
    }
}

const fn char_at(digit: u32) -> char {
    match char::from_digit(digit, 10) {
        Some(c) => c,
        None => '\u{FFFD}',
    }
}

/// Characters without any width, that only say how others are to be drawn.
const fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}
