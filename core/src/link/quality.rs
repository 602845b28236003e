//! How fast the gateway answers of late.

/// From how many ms on answers are slow enough to be said: it is more than half of the usual
/// interval, and an agent waits for what they have pressed.
pub const SLOW_MS: u64 = 2_000;

/// How long the newest five answers took, in ms. What was no answer says nothing of how fast they
/// come.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quality {
    /// The newest first.
    newest: [Option<u64>; 5],
}

impl Quality {
    /// An answer took so many ms.
    pub const fn add(&mut self, took: u64) {
        let [first, second, third, fourth, _] = self.newest;
        self.newest = [Some(took), first, second, third, fourth];
    }

    /// How long an answer usually takes, in ms: the upper median, so that one that was held up
    /// says nothing. `None` while there is none.
    pub fn usual_ms(&self) -> Option<u64> {
        let took = || self.newest.iter().flatten();
        let half = took().count() / 2;
        took()
            .filter(|limit| took().filter(|ms| ms <= limit).count() > half)
            .min()
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Quality;

    fn usual(answers: &[u64]) -> Option<u64> {
        let mut quality = Quality::default();
        for took in answers {
            quality.add(*took);
        }
        quality.usual_ms()
    }

    #[test]
    fn what_is_usual_is_the_upper_median() {
        assert_eq!(usual(&[]), None);
        // `src/boot/upper_median.js` is held to the same list.
        for line in include_str!("../../../tests/samples/upper_medians.txt").lines() {
            let (median, answers) = line.split_once(": ").unwrap();
            let answers = answers.split(' ').map(|ms| ms.parse().unwrap());
            let answers: Vec<u64> = answers.collect();
            assert_eq!(usual(&answers), median.parse().ok(), "{line}");
        }
    }

    #[test]
    fn of_five_answers_three_decide_and_older_ones_do_not() {
        assert_eq!(usual(&[80, 9_000, 80, 9_000, 80]), Some(80));
        assert_eq!(usual(&[80, 9_000, 80, 9_000, 9_000]), Some(9_000));
        assert_eq!(usual(&[9_000, 9_000, 9_000, 80, 80, 80]), Some(80));
    }
}
