//! The call, as [`super::shared`] hands it on.

use super::call::{Call, CallStage, Details};
use super::wire::{Reader, Writer};
use crate::gateway::{CallFeature, SignInMode};

pub fn write_call(w: &mut Writer, call: &Call) {
    w.text(call.stage.slug());
    if let CallStage::Ended(at) = call.stage {
        w.start(at);
    }
    w.flag(call.doubtful);
    w.optional(call.details.as_ref(), write_details);
    w.optional(call.aside.as_deref(), write_details);
}

pub fn read_call(r: &mut Reader<'_>) -> Option<Call> {
    let stage = match r.text()? {
        "none" => CallStage::None,
        "at-load" => CallStage::AtLoad,
        "live" => CallStage::Live,
        "ended" => CallStage::Ended(r.start()?),
        "undescribed" => CallStage::Undescribed,
        _ => return None,
    };
    Some(Call {
        stage,
        doubtful: r.flag()?,
        details: r.optional(read_details)?,
        aside: r.optional(read_details)?.map(Box::new),
    })
}

fn write_details(w: &mut Writer, details: &Details) {
    let Details {
        as_of,
        caller,
        called,
        original_called,
        feature,
        skill,
        call_id,
        talking,
        held_ms,
        held_call_id,
        second_ms,
        recording,
        partner,
        inspector,
        call_data,
        sign_in_mode,
        talked,
    } = details;
    w.moment(*as_of);
    for text in [
        caller,
        called,
        original_called,
        skill,
        call_id,
        held_call_id,
        recording,
        partner,
        inspector,
        call_data,
    ] {
        w.optional_text(text.as_deref());
    }
    w.start(*talking);
    w.flag(*talked);
    let numbers = [
        feature.map(CallFeature::code),
        held_ms.map(u64::cast_signed),
        second_ms.map(u64::cast_signed),
        sign_in_mode.map(SignInMode::code),
    ];
    for number in numbers {
        w.optional(number, Writer::number);
    }
}

#[allow(
    clippy::similar_names,
    reason = "caller and called are the field's own words"
)]
fn read_details(r: &mut Reader<'_>) -> Option<Details> {
    let lasted = |r: &mut Reader<'_>| r.optional(|r| u64::try_from(r.number()?).ok());
    // In the order in which they are written, which is not the order of the type.
    let as_of = r.moment()?;
    let mut texts = [const { None }; 10];
    for text in &mut texts {
        *text = r.optional_text()?;
    }
    let [
        caller,
        called,
        original_called,
        skill,
        call_id,
        held_call_id,
        recording,
        partner,
        inspector,
        call_data,
    ] = texts;
    Some(Details {
        as_of,
        caller,
        called,
        original_called,
        skill,
        call_id,
        held_call_id,
        recording,
        partner,
        inspector,
        call_data,
        talking: r.start()?,
        talked: r.flag()?,
        feature: r.optional(Reader::number)?.map(CallFeature::from_code),
        held_ms: lasted(r)?,
        second_ms: lasted(r)?,
        sign_in_mode: r.optional(Reader::number)?.map(SignInMode::from_code),
    })
}
