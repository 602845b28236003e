//! Durations as the timers show them.

use cec_agent_panel_core::view::Timer;

/// `--:--` for an unknown start, else minutes and seconds, with hours when there are any;
/// `~` before it when the start lies between two polls. Empty when there is nothing.
pub fn duration(timer: Timer) -> String {
    let (seconds, about) = match timer {
        Timer::None => return String::new(),
        Timer::Unknown => return "--:--".to_owned(),
        Timer::Elapsed { seconds, about } => (seconds, about),
    };
    let mut text = String::with_capacity(10);
    if about {
        text.push('~');
    }
    let hours = seconds / 3_600;
    if hours > 0 {
        text.push_str(&hours.to_string());
        text.push(':');
    }
    push_two_digits(&mut text, seconds / 60 % 60);
    text.push(':');
    push_two_digits(&mut text, seconds % 60);
    text
}

/// Appends a number below 100 with a leading zero.
fn push_two_digits(text: &mut String, number: u64) {
    for digit in [number / 10 % 10, number % 10] {
        text.push(char::from_digit(u32::try_from(digit).unwrap_or(0), 10).unwrap_or('0'));
    }
}

#[cfg(test)]
mod tests {
    use super::{Timer, duration};

    #[test]
    fn a_duration_has_minutes_and_seconds_and_hours_where_there_are_any() {
        // `src/boot/day/times.js` is held to the same list.
        for line in include_str!("../../tests/samples/durations.txt").lines() {
            let (seconds, text) = line.split_once(' ').unwrap();
            let seconds = seconds.parse().unwrap();
            let about = false;
            assert_eq!(duration(Timer::Elapsed { seconds, about }), text);
            let about = true;
            let guess = ["~", text].concat();
            assert_eq!(duration(Timer::Elapsed { seconds, about }), guess);
        }
        assert_eq!(duration(Timer::Unknown), "--:--");
        assert_eq!(duration(Timer::None), "");
    }
}
