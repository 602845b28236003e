//! The call, as [`super::shared`] hands it on.

use crate::desk::call::{Call, CallStage, Details, OtherSession, SESSIONS, SecondLeg};
use crate::gateway::{CallFeature, InspectionKind};
use crate::sharing::{NO_MOMENT, Row, no_mono};
use crate::time::Start;

pub fn call(row: &mut Row, call: &mut Call) {
    let (mut kind, mut ended) = match call.stage {
        CallStage::None => (0, Start::Unknown),
        CallStage::AtLoad => (1, Start::Unknown),
        CallStage::Live => (2, Start::Unknown),
        CallStage::Undescribed => (3, Start::Unknown),
        CallStage::Ended(ended) => (4, ended),
    };
    row.choice(&mut kind, &[0, 1, 2, 3, 4]);
    row.start(&mut ended);
    call.stage = match kind {
        0 => CallStage::None,
        1 => CallStage::AtLoad,
        2 => CallStage::Live,
        3 => CallStage::Undescribed,
        _ => CallStage::Ended(ended),
    };
    row.flag(&mut call.doubtful);
    row.flag(&mut call.seen_to_begin);
    let blank = || Details::new(NO_MOMENT);
    row.optional(&mut call.details, blank, details);
    row.optional(
        &mut call.aside,
        || Box::new(Details::new(NO_MOMENT)),
        |row, aside| {
            details(row, aside);
        },
    );
    row.optional(&mut call.second, SecondLeg::default, |row, second| {
        for text in [&mut second.call_id, &mut second.party] {
            row.optional(text, String::new, Row::text);
        }
        row.flag(&mut second.is_help);
        row.flag(&mut second.is_alone);
    });
    sessions(row, &mut call.sessions);
    row.optional(&mut call.undescribed_since, no_mono, Row::mono);
}

fn sessions(row: &mut Row, sessions: &mut Vec<OtherSession>) {
    let mut count = sessions.len() as u64;
    row.count(&mut count);
    // A row of another's making is not believed any number.
    let count = usize::try_from(count).unwrap_or(SESSIONS).min(SESSIONS);
    sessions.resize_with(count, OtherSession::default);
    for session in sessions {
        row.text(&mut session.call_id);
        row.flag(&mut session.is_open);
    }
}

fn details(row: &mut Row, details: &mut Details) {
    row.moment(&mut details.as_of);
    for text in [
        &mut details.caller,
        &mut details.called,
        &mut details.original_called,
        &mut details.skill,
        &mut details.call_id,
        &mut details.held_call_id,
        &mut details.recording,
        &mut details.partner,
        &mut details.inspector,
        &mut details.call_data,
    ] {
        row.optional(text, String::new, Row::text);
    }
    row.start(&mut details.talking);
    row.flag(&mut details.talked);
    for began in [&mut details.held, &mut details.second_call] {
        row.optional(began, || Start::Unknown, Row::start);
    }
    let mut feature = details.feature.map(CallFeature::code);
    row.optional(&mut feature, || 0, Row::number);
    details.feature = feature.map(CallFeature::from_code);
    let mut inspection = details.inspection.map(InspectionKind::code);
    row.optional(&mut inspection, || 0, Row::number);
    details.inspection = inspection.and_then(InspectionKind::from_code);
}
