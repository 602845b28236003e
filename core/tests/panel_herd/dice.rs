//! Numbers by chance, the same at every run.

/// The generator `SplitMix64`.
pub struct Dice(u64);

impl Dice {
    /// The dice of that seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn any(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `from` to below `until`.
    pub fn between(&mut self, from: i64, until: i64) -> i64 {
        from + (self.any() % until.abs_diff(from).max(1)).cast_signed()
    }

    /// The chance that comes in with an event.
    pub fn chance(&mut self) -> u32 {
        (self.any() >> 32) as u32
    }
}
