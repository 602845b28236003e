//! The envelope: what is an answer, and why what is none is refused.

use cec_agent_panel_core::gateway::{
    AgentState, AgentStatus, MAX_BODY_BYTES, Refusal, RetCode, decode_agent_status,
    decode_sync_agent_info, parse_leniently,
};
use serde_json::json;

use super::{status, sync};

fn code(retcode: &str, message: &str) -> Refusal {
    Refusal::Code {
        retcode: RetCode::new(retcode),
        message: message.to_owned(),
    }
}

#[test]
fn the_result_comes_as_an_object_or_as_an_array_of_one() {
    let busy = AgentStatus {
        state: AgentState::Busy,
        is_working: None,
    };
    assert_eq!(status(&json!({"agentState": 3})).unwrap().value, busy);
    assert_eq!(status(&json!([{"agentState": 3}])).unwrap().value, busy);
    let answer = sync(&json!([{"callinfo": null, "agentStateInfo": {"state": 3}}]));
    assert_eq!(answer.value.agent.state, Some(AgentState::Rest));
    for other in [
        json!([]),
        json!([{"agentState": 3}, {"agentState": 4}]),
        json!([3]),
        json!(3),
    ] {
        assert_eq!(status(&other), Err(Refusal::NotAnAnswer), "{other}");
    }
}

#[test]
fn an_answer_without_a_readable_agent_state_is_not_an_answer() {
    for result in [
        json!({}),
        json!(null),
        json!({"agentState": null, "isWorking": true}),
        json!({"agentState": ""}),
        json!({"agentState": "idle"}),
        json!({"agentState": true}),
        json!({"agentState": 4.5}),
        json!({"agentState": [4]}),
    ] {
        assert_eq!(status(&result), Err(Refusal::NotAnAnswer), "{result}");
    }
    let zero = status(&json!({"agentState": 0})).unwrap().value.state;
    assert_eq!(
        zero,
        AgentState::from_agent_status(0),
        "0 is unknown, and it is an answer"
    );
}

#[test]
fn an_answer_without_a_readable_agent_state_info_is_not_an_answer() {
    for result in [
        json!({}),
        json!(null),
        json!({"callinfo": {"caller": "1"}}),
        json!({"agentStateInfo": null}),
        json!({"agentStateInfo": "text"}),
        json!({"agentStateInfo": []}),
        json!({"agentStateInfo": {}}),
        json!({"agentStateInfo": {"state": {}, "callerNo": "", "other": 1}}),
    ] {
        let body = json!({"retcode": "0", "result": result}).to_string();
        assert_eq!(
            decode_sync_agent_info(&body),
            Err(Refusal::NotAnAnswer),
            "{result}"
        );
    }
    let answer = sync(&json!({"agentStateInfo": {"state": {}, "workNo": "41001"}}));
    assert_eq!(
        answer.value.agent.work_no.as_deref(),
        Some("41001"),
        "one field is enough"
    );
}

#[test]
fn only_the_result_code_tells_success() {
    for message in [
        json!(""),
        json!("success"),
        json!("failure"),
        json!(null),
        json!({"a": 1}),
    ] {
        for retcode in [json!("0"), json!(0)] {
            let body = json!({"message": message, "retcode": retcode, "result": {"agentState": 4}});
            assert!(decode_agent_status(&body.to_string()).is_ok(), "{body}");
        }
    }
}

#[test]
fn a_result_code_is_a_refusal_whatever_the_result_holds() {
    for result in [json!(null), json!({}), json!({"agentState": 4})] {
        let body =
            json!({"message": "success", "retcode": "100-006", "result": result}).to_string();
        assert_eq!(decode_agent_status(&body), Err(code("100-006", "success")));
        assert_eq!(
            decode_sync_agent_info(&body),
            Err(code("100-006", "success"))
        );
    }
    assert_eq!(
        decode_agent_status(r#"{"retcode":"000-003"}"#),
        Err(code("000-003", ""))
    );
    assert_eq!(
        decode_agent_status(r#"{"retcode":7,"message":5}"#),
        Err(code("7", ""))
    );
}

#[test]
fn the_message_of_a_refusal_is_cut_at_300_characters() {
    let body = json!({"retcode": "100-007", "message": "座".repeat(301)}).to_string();
    assert_eq!(
        decode_agent_status(&body),
        Err(code("100-007", &"座".repeat(300)))
    );
}

#[test]
fn json_without_a_result_code_is_not_an_answer() {
    for body in [
        "{}",
        "[]",
        "4",
        "null",
        r#""0""#,
        r#"{"result":{"agentState":4}}"#,
        r#"{"retcode":null,"result":{"agentState":4}}"#,
        r#"{"retcode":true,"result":{"agentState":4}}"#,
        r#"{"retcode":["0"],"result":{"agentState":4}}"#,
        r#"{"retcode":"0"}"#,
    ] {
        assert_eq!(
            decode_agent_status(body),
            Err(Refusal::NotAnAnswer),
            "{body}"
        );
        assert_eq!(
            decode_sync_agent_info(body),
            Err(Refusal::NotAnAnswer),
            "{body}"
        );
    }
}

#[test]
fn what_is_not_json_is_refused_as_that() {
    for body in [
        "",
        " ",
        "<html>503</html>",
        r#"{"retcode":"0","#,
        "{'retcode':'0'}",
        "\u{fffd}",
    ] {
        assert_eq!(decode_agent_status(body), Err(Refusal::NotJson), "{body}");
        assert_eq!(
            decode_sync_agent_info(body),
            Err(Refusal::NotJson),
            "{body}"
        );
    }
}

#[test]
fn a_body_over_the_limit_is_refused_unread() {
    let answer = r#"{"retcode":"0","result":{"agentState":4}}"#;
    let padding = " ".repeat(MAX_BODY_BYTES - answer.len());
    assert!(decode_agent_status(&format!("{answer}{padding}")).is_ok());
    let too_large = format!("{answer}{padding} ");
    assert_eq!(decode_agent_status(&too_large), Err(Refusal::TooLarge));
    assert_eq!(decode_sync_agent_info(&too_large), Err(Refusal::TooLarge));
    assert_eq!(parse_leniently(&too_large), None);
}
