//! Ten thousand polls with everything that can happen, and what must hold always.

use crate::support::answers::{
    ago, at_sign_in, code, in_call, response, retry_after, status, sync,
};
use crate::support::{Outcome, Shift, session};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::settings::Settings;
use serde_json::json;

/// A small generator of numbers, the same at every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: i64) -> i64 {
        i64::try_from(self.next() % u64::try_from(limit).unwrap()).unwrap()
    }

    fn chance(&mut self) -> u32 {
        u32::try_from(self.next() >> 32).unwrap()
    }
}

/// Anything that an `agentstatus` can bring; an answer two times in three.
fn outcome(dice: &mut Dice) -> Outcome {
    let codes = [
        "000-003", "000-004", "000-007", "100-006", "100-007", "105-002", "999-001", "x",
    ];
    match dice.below(30) {
        0 => Outcome::Hangs,
        1 => Reply::NoResponse.into(),
        2 => Reply::TooLarge { status: 200 }.into(),
        3 => response(500, "<html>").into(),
        4 => retry_after(503, "", dice.next() % 90_000).into(),
        5 => response(200, "{\"retcode\":").into(),
        6 => response(200, "[]").into(),
        7 => code(codes[usize::try_from(dice.below(8)).unwrap()]).into(),
        8 => Outcome::RepliesAfter(dice.below(20_000), status(dice.below(12) - 1, true)),
        9 => retry_after(200, "null", dice.next()).into(),
        _ => status(dice.below(11), dice.below(2) == 0).into(),
    }
}

/// What befalls the page between two polls.
fn befall(shift: &mut Shift, dice: &mut Dice, guid: &mut u32) {
    match dice.below(24) {
        0 => shift.event(Event::Visible(false)),
        1..=4 => shift.event(Event::Visible(true)),
        5 => shift.event(Event::Online(dice.below(2) == 0)),
        6 => {
            *guid += 1;
            shift.source_holds(Some(session("41001", &format!("guid-{guid}"))));
        }
        7 if dice.below(10) == 0 => shift.sleep(dice.below(4 * 3_600_000)),
        8 => shift.wall_set += dice.below(7_200_000) - 3_600_000,
        9 => shift.event(Event::Woke),
        10 => shift.event(Event::SessionRead(shift.source.clone())),
        11 => shift.event(Event::RetryNow),
        12 => {
            if let Some((generation, reply)) = shift.late.pop() {
                shift.event(Event::Replied(generation, reply));
            }
        }
        _ => {}
    }
    shift.chance = dice.chance();
}

#[test]
fn ten_thousand_polls_of_all_kinds_keep_every_promise() {
    for seed in 0..4 {
        let mut dice = Dice(seed);
        let mut guid = 1;
        let mut shift = Shift::new(Settings::default());
        shift.on_sync = in_call(&json!({
            "state": 11, "preBusy": true, "curCommand": 6, "cmdBeginTime": ago(500),
        }))
        .into();
        shift.start();
        shift.run(1_000);
        let mut stuck = 0;
        while shift.polls() < 2_500 {
            let polls = shift.polls();
            shift.on_status = outcome(&mut dice);
            befall(&mut shift, &mut dice, &mut guid);
            shift.run(dice.below(9_000));
            // Nothing stops the panel for good but what only a person can mend.
            stuck = if shift.polls() == polls { stuck + 1 } else { 0 };
            if stuck > 30 {
                guid += 1;
                shift.source_holds(Some(session("41001", &format!("guid-{guid}"))));
            }
            assert!(stuck < 400, "the panel asks no more");
        }
        assert_eq!(shift.syncs(), 1, "no sync is answered twice");
        // Afterwards it is as good as new.
        guid += 1;
        shift.source_holds(Some(session("41001", &format!("guid-{guid}"))));
        shift.event(Event::Online(true));
        shift.event(Event::Visible(true));
        shift.polls_say(4, false);
        shift.run(700_000);
        let view = shift.view();
        assert_eq!(view.badge.state, Some(AgentState::Idle));
        assert!(view.badge.fresh && view.notice.is_none());
        assert!(!shift.leaks("guid-"));
    }
}

#[test]
fn many_page_loads_answer_at_most_one_sync_each() {
    let mut dice = Dice(7);
    for _ in 0..300 {
        let mut guid = 1;
        let mut shift = Shift::new(Settings::default());
        for _ in 0..4 {
            let reply = match dice.below(6) {
                0 => at_sign_in().into(),
                1 => Outcome::Hangs,
                2 => code("000-003").into(),
                _ => outcome(&mut dice),
            };
            shift.next.push_back(reply);
        }
        shift.start();
        for _ in 0..12 {
            befall(&mut shift, &mut dice, &mut guid);
            shift.run(dice.below(9_000));
        }
        // Three tries without an answer, and those that were refused for their Guid.
        let first_poll = shift
            .sent
            .iter()
            .position(|it| it.what == crate::support::Asked::Status);
        let first_poll = first_poll.unwrap_or(shift.sent.len());
        assert_eq!(first_poll, shift.syncs(), "no sync after the first poll");
    }
}

#[test]
fn a_quiet_shift_of_eight_hours_changes_nothing_but_the_clock() {
    let quiet = sync(&json!({"agentStateBeginTime": ago(0)}));
    let mut shift = Shift::recovered(quiet, status(4, false));
    shift.run(4_000);
    let mut before = shift.view();
    for _ in 0..2_880 {
        shift.run(10_000);
        let view = shift.view();
        before.badge_time = view.badge_time;
        assert_eq!(view, before);
    }
    assert!(shift.polls() > 9_000);
    assert_eq!(shift.facts(), []);
}

#[test]
fn the_diagnostics_keep_the_last_five_hundred() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.chance = 0;
    shift.always(code("100-007"));
    shift.run(2_100_000);
    assert_eq!(shift.model.diagnostics().len(), 500);
    assert!(shift.polls() > 600);
    let newest = shift.model.diagnostics().last().unwrap().at;
    assert!(shift.wall().0 - newest.0 < 4_000);
}
