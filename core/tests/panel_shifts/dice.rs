//! Numbers by chance, the same at every run of a seed.

/// The generator `SplitMix64`.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    /// The dice of that seed.
    pub fn new(seed: u64) -> Self {
        let mut dice = Self(seed ^ 0x5eed_0f5e_ed0f_5eed);
        // Neighbouring seeds begin far apart.
        dice.0 = dice.any();
        dice
    }

    /// Any number.
    pub fn any(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to below `limit`.
    pub fn below(&mut self, limit: i64) -> i64 {
        (self.any() % limit.unsigned_abs()).cast_signed()
    }

    /// A number from `from` to `to`, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + self.below(to - from + 1)
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: i64) -> bool {
        self.below(times) == 0
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[usize::try_from(self.any() % among.len() as u64).unwrap()]
    }

    /// An index below `length`.
    pub fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.any() % length.max(1) as u64).unwrap()
    }

    /// The chance that comes in with an event; its ends come more often than by chance.
    pub fn chance(&mut self) -> u32 {
        match self.below(12) {
            0 => 0,
            1 => u32::MAX,
            _ => (self.any() >> 32) as u32,
        }
    }
}
