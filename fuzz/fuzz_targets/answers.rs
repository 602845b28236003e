//! Any body as the answer of either interface, as an event and as a command.
//!
//! Decoding never panics, and what it gives keeps the bounds that it promises.
#![no_main]

use cec_agent_panel_core::gateway::{
    Answer, Command, CommandWord, EventRefusal, MAX_BODY_BYTES, Refusal, SyncAgentInfo,
    decode_agent_events, decode_agent_status, decode_command, decode_sync_agent_info,
};
use libfuzzer_sys::fuzz_target;

/// The longest text that decoding keeps, in characters.
const LONGEST_TEXT: usize = 20_000;

fuzz_target!(|bytes: &[u8]| {
    // The runtime reads what is no UTF-8 as GBK; either way it is text that comes here.
    let body = String::from_utf8_lossy(bytes);
    let status = decode_agent_status(&body);
    let sync = decode_sync_agent_info(&body);
    if body.len() > MAX_BODY_BYTES {
        assert_eq!(status, Err(Refusal::TooLarge));
        assert_eq!(sync, Err(Refusal::TooLarge));
    }
    if let Err(refusal) = &status {
        check(refusal);
    }
    match &sync {
        Err(refusal) => check(refusal),
        Ok(answer) => check_sync(answer),
    }
    for event in decode_agent_events(&body) {
        match event {
            Ok(answer) => {
                let call = answer.value.call;
                let texts = [&answer.value.work_no, &call.call_id, &call.partner];
                assert!(texts.into_iter().flatten().all(|text| is_short(text)));
            }
            Err(EventRefusal::UnknownType(name)) => {
                assert!(
                    name.len() <= 48
                        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
                );
            }
            Err(_) => {}
        }
    }
    if let Some(CommandWord::Sent(sent)) = decode_command(&body) {
        assert!(sent.seconds.is_none_or(|it| (1..=86_400).contains(&it)));
        if sent.command == Command::UNNUMBERED {
            assert!(sent.label.is_some());
        } else {
            let again = decode_command(&sent.command.code().to_string());
            assert_eq!(again, Some(CommandWord::Sent(sent.command.into())));
        }
    }
});

fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST_TEXT
}

fn check(refusal: &Refusal) {
    if let Refusal::Code { retcode, message } = refusal {
        assert!(!retcode.is_success());
        assert!(retcode.as_str().len() <= 32);
        assert!(message.chars().count() <= 300);
    }
}

fn check_sync(answer: &Answer<SyncAgentInfo>) {
    let agent = &answer.value.agent;
    let times = [
        agent.current_time,
        agent.agent_state_begin_time,
        agent.cmd_begin_time,
    ];
    assert!(
        times
            .into_iter()
            .flatten()
            .all(|time| (1..=8_640_000_000_000_000).contains(&time.ms()))
    );
    let texts = [
        &agent.call_data,
        &agent.caller_no,
        &answer.value.call_info.call_data,
    ];
    assert!(texts.into_iter().flatten().all(|text| is_short(text)));
}
