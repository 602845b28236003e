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

/// How many digits of a masked text are shown at most.
const DIGITS_SHOWN: usize = 4;

/// A text of which only the last four digits of the first number show, or half of those of a
/// short one; where that leaves some of the four, they are the next number's. What is no digit
/// tells nothing of a number and stays: a word in its place, a letter before it, the name in an
/// address. So does what people write within a number.
pub fn masked(text: &str) -> String {
    let mut left = DIGITS_SHOWN;
    let mut masked = String::with_capacity(text.len());
    for number in text.split_inclusive(|c: char| !is_digit(c) && !is_within_numbers(c)) {
        let digits = number.chars().filter(|c| is_digit(*c)).count();
        let shown = (digits / 2).min(left);
        left -= shown;
        let mut hidden = digits - shown;
        masked.extend(number.chars().map(|c| {
            if !is_digit(c) || hidden == 0 {
                return c;
            }
            hidden -= 1;
            '•'
        }));
    }
    masked
}

/// A digit of the scripts in which telephone numbers are written: Latin, also of full width,
/// Arabic, Persian, those of India, Thai and Lao. For all that is numeric, the standard library
/// would bring a table of half a kilobyte.
const fn is_digit(c: char) -> bool {
    match c as u32 {
        0x30..=0x39 | 0x660..=0x669 | 0x6F0..=0x6F9 | 0xFF10..=0xFF19 => true,
        // Each of these scripts has a block of 128 characters, with its digits in one place.
        of_india @ 0x900..=0xDFF => matches!(of_india % 0x80, 0x66..=0x6F),
        thai_or_lao @ 0xE00..=0xEFF => matches!(thai_or_lao % 0x80, 0x50..=0x59),
        _ => false,
    }
}

/// What stands between the digits of one number.
const fn is_within_numbers(c: char) -> bool {
    matches!(
        c,
        ' ' | '-' | '.' | '(' | ')' | '+' | '\u{A0}' | '\u{2010}'
            ..='\u{2015}' | '\u{3000}' | '（' | '）' | '－' | '＋'
    )
}
