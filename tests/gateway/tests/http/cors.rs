//! What a page of another origin meets.

use crate::site::Site;

const PAGE: &str = "https://portal.example";
const STATUS: &str = "/agentgateway/resource/onlineagent/41001/agentstatus";

#[tokio::test]
async fn a_preflight_of_an_allowed_origin_may_bring_the_guid() {
    let site = Site::start(&["--cors", PAGE]).await;
    let preflight = site
        .request("OPTIONS", STATUS)
        .header("Origin", PAGE)
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "content-type,guid")
        .send()
        .await
        .unwrap();
    assert!(preflight.status().is_success());
    let headers = preflight.headers();
    assert_eq!(headers["access-control-allow-origin"], PAGE);
    let allowed = headers["access-control-allow-headers"].to_str().unwrap();
    assert_eq!(allowed, "content-type,guid");

    let answer = site
        .request("GET", STATUS)
        .header("Origin", PAGE)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.headers()["access-control-allow-origin"], PAGE);
}

#[tokio::test]
async fn no_other_origin_is_let_in_and_none_without_the_option() {
    for options in [&["--cors", PAGE][..], &[]] {
        let site = Site::start(options).await;
        for method in ["OPTIONS", "GET"] {
            let answer = site
                .request(method, STATUS)
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "GET")
                .send()
                .await
                .unwrap();
            assert!(!answer.headers().contains_key("access-control-allow-origin"));
        }
    }
}
