//! Damage to an answer's body that differs from seed to seed and repeats with each.

use serde_json::{Map, Value, json};

use crate::world::fault::Fault;

/// In a response's extensions: the body as it was sent, which says something else than the
/// gateway would have.
#[derive(Clone, Debug)]
pub struct Damaged(pub String);

/// The body with `count` bits flipped, wherever the seed says.
pub fn with_bits_flipped(fault: &Fault, mut body: Vec<u8>) -> Vec<u8> {
    let mut chance = Chance(fault.seed);
    for _ in 0..fault.count.unwrap_or(1) {
        let (at, bit) = (chance.below(body.len()), chance.below(8));
        if let Some(byte) = body.get_mut(at) {
            *byte ^= 1 << bit;
        }
    }
    body
}

/// The body with the values of `count` fields in other types, in any depth. An integer
/// becomes a text, a boolean an integer, anything an array of itself, null …
pub fn retyped(fault: &Fault, body: &Value) -> Value {
    let mut body = body.clone();
    let mut chance = Chance(fault.seed);
    for _ in 0..fault.count.unwrap_or(1) {
        let mut left = chance.below(fields_in(&body));
        if let Some(fields) = body.as_object_mut() {
            retype_one(fields, &mut left, &mut chance);
        }
    }
    body
}

/// How many fields there are, those of inner objects included.
fn fields_in(value: &Value) -> usize {
    let fields = value.as_object().into_iter().flat_map(Map::values);
    fields.map(|inner| 1 + fields_in(inner)).sum()
}

/// Retypes the field that comes after `left` others; whether it was among these.
fn retype_one(fields: &mut Map<String, Value>, left: &mut usize, chance: &mut Chance) -> bool {
    for value in fields.values_mut() {
        if *left == 0 {
            *value = in_another_type(value, chance);
            return true;
        }
        *left -= 1;
        if let Some(inner) = value.as_object_mut()
            && retype_one(inner, left, chance)
        {
            return true;
        }
    }
    false
}

fn in_another_type(value: &Value, chance: &mut Chance) -> Value {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let forms = [
        Value::Null,
        json!([value]),
        json!({ "value": value }),
        json!(text),
        json!(text.parse::<i64>().unwrap_or_default()),
        json!(value.as_f64().unwrap_or(0.5)),
        json!(!text.is_empty() && text != "0" && text != "false"),
        json!(""),
    ];
    let others: Vec<&Value> = forms.iter().filter(|form| *form != value).collect();
    let chosen = chance.below(others.len());
    others.get(chosen).map_or(Value::Null, |&form| form.clone())
}

/// A small generator (`SplitMix64`): the same seed gives the same numbers.
struct Chance(u64);

impl Chance {
    /// A number below `limit`, 0 when that is 0.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let limit = limit.max(1) as u64;
        usize::try_from(mixed % limit).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(seed: u64, count: usize) -> Fault {
        serde_json::from_value(
            json!({ "interface": "any", "kind": "bit-flips", "seed": seed, "count": count }),
        )
        .unwrap()
    }

    #[test]
    fn the_same_seed_does_the_same_damage_and_another_does_other() {
        let body = br#"{"retcode":"0","result":{"agentState":4}}"#.to_vec();
        let flipped = with_bits_flipped(&fault(7, 1), body.clone());
        assert_eq!(flipped, with_bits_flipped(&fault(7, 1), body.clone()));
        assert_ne!(flipped, with_bits_flipped(&fault(8, 1), body.clone()));
        let bits: u32 = body
            .iter()
            .zip(&flipped)
            .map(|(before, after)| (before ^ after).count_ones())
            .sum();
        assert_eq!(bits, 1);
    }

    #[test]
    fn every_field_can_be_retyped_and_all_others_stay() {
        let body = json!({ "retcode": "0", "result": { "agentState": 4, "isWorking": false } });
        let mut met = std::collections::BTreeSet::new();
        for seed in 0..200 {
            let retyped = retyped(&fault(seed, 1), &body);
            for pointer in ["/retcode", "/result/agentState", "/result/isWorking"] {
                if retyped.pointer(pointer) != body.pointer(pointer) {
                    met.insert(pointer);
                }
            }
            assert!(retyped.is_object());
        }
        assert_eq!(met.len(), 3, "{met:?}");
    }
}
