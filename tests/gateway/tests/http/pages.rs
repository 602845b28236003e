//! The folders beside the interfaces, and the demo's visitors.

use std::fs;
use std::path::PathBuf;

use clap::Parser;
use reqwest::Response;
use serde_json::json;
use simulated_gateway::options::Options;

use crate::site::Site;

/// A folder with a panel's kinds of files, its own for each test.
fn folder(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join("index.html"), "<p>panel</p>").unwrap();
    fs::write(dir.join("panel-0123456789abcdef_bg.wasm"), "plain").unwrap();
    fs::write(dir.join("panel-0123456789abcdef_bg.wasm.br"), "brotli").unwrap();
    dir
}

async fn get(site: &Site, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = site.request("GET", path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn the_page_is_served_under_the_strict_policy_and_revalidated() {
    let dir = folder("strict");
    let site = Site::start(&["--static", dir.to_str().unwrap()]).await;
    let page = get(&site, "/", &[]).await;
    assert_eq!(
        header(&page, "content-security-policy"),
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:"
    );
    assert_eq!(header(&page, "cache-control"), "no-cache");
    assert_eq!(header(&page, "x-content-type-options"), "nosniff");
    assert_eq!(header(&page, "referrer-policy"), "no-referrer");
    let since = header(&page, "last-modified").to_owned();
    assert_eq!(
        get(&site, "/", &[("If-Modified-Since", &since)])
            .await
            .status(),
        304
    );
    assert_eq!(get(&site, "/missing.js", &[]).await.status(), 404);
}

#[tokio::test]
async fn hashed_files_are_immutable_and_come_compressed_when_accepted() {
    let dir = folder("hashed");
    let site = Site::start(&["--static", dir.to_str().unwrap()]).await;
    let path = "/panel-0123456789abcdef_bg.wasm";
    let small = get(&site, path, &[("Accept-Encoding", "br")]).await;
    assert_eq!(header(&small, "content-encoding"), "br");
    assert_eq!(header(&small, "content-type"), "application/wasm");
    assert_eq!(
        header(&small, "cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(small.text().await.unwrap(), "brotli");
    assert_eq!(get(&site, path, &[]).await.text().await.unwrap(), "plain");
    let missing = get(&site, "/gone-0123456789abcdef.js", &[]).await;
    assert_eq!(
        header(&missing, "cache-control"),
        "no-cache",
        "a missing file must not be kept"
    );
}

#[tokio::test]
async fn the_folder_is_served_under_a_prefix_too() {
    let dir = folder("prefix");
    let site = Site::start(&["--static", dir.to_str().unwrap(), "--prefix", "/some/path/"]).await;
    assert_eq!(
        header(&get(&site, "/some/path", &[]).await, "location"),
        "/some/path/"
    );
    let page = get(&site, "/some/path/", &[]).await;
    assert!(header(&page, "content-security-policy").starts_with("default-src 'none'"));
    assert_eq!(page.text().await.unwrap(), "<p>panel</p>");
    assert_eq!(
        get(
            &site,
            "/some/path/agentgateway/resource/agentevent/41001",
            &[]
        )
        .await
        .status(),
        404
    );
}

#[tokio::test]
async fn other_folders_are_served_under_their_own_paths_and_may_frame_the_panel() {
    let (panel, portal, other) = (
        folder("also-panel"),
        folder("also-portal"),
        folder("also-other"),
    );
    fs::write(portal.join("index.html"), "<p>portal</p>").unwrap();
    let at = |path: &str, dir: &PathBuf| format!("{path}={}", dir.display());
    let site = Site::start(&[
        "--static",
        panel.to_str().unwrap(),
        "--also",
        &at("/portal/", &portal),
        "--also",
        &at("/a/b", &other),
    ])
    .await;
    assert_eq!(
        header(&get(&site, "/portal", &[]).await, "location"),
        "/portal/"
    );
    let page = get(&site, "/portal/", &[]).await;
    assert!(header(&page, "content-security-policy").ends_with("; frame-src 'self'"));
    assert_eq!(header(&page, "cache-control"), "no-cache");
    assert_eq!(page.text().await.unwrap(), "<p>portal</p>");
    assert_eq!(
        get(&site, "/a/b/", &[]).await.text().await.unwrap(),
        "<p>panel</p>"
    );
    let page = get(&site, "/", &[]).await;
    assert!(!header(&page, "content-security-policy").contains("frame-src"));
    assert_eq!(page.text().await.unwrap(), "<p>panel</p>");
}

#[test]
fn a_folder_that_cannot_be_served_is_told_before_the_gateway_listens() {
    let dir = folder("told");
    let dir = dir.to_str().unwrap();
    let check = |arguments: &[&str]| {
        let line = ["simulated-gateway"].iter().chain(arguments);
        Options::try_parse_from(line)
            .map_err(|error| error.to_string())
            .and_then(|options| options.check_folders())
    };
    let here = format!("/here={dir}");
    assert_eq!(check(&["--also", &here]), Ok(()));
    for (arguments, words) in [
        (vec!["--also", "/there=no/such/folder"], "no/such/folder"),
        (vec!["--also", &here, "--also", &here], "/here"),
        (
            vec!["--static", dir, "--prefix", "/here", "--also", &here],
            "/here",
        ),
        (vec!["--also", "/=."], "/some/path"),
        (vec!["--also", "/control/x=."], "the gateway itself"),
        (vec!["--also", "/here"], "a path and a folder"),
    ] {
        let problem = check(&arguments).unwrap_err();
        assert!(problem.contains(words), "{arguments:?}: {problem}");
    }
}

#[tokio::test]
async fn each_visitor_of_the_demo_gets_an_agent_in_a_held_call() {
    let site = Site::start(&["--demo"]).await;
    let visitors = [
        site.control("demo", json!({})).await,
        site.control("demo", json!({})).await,
    ];
    assert_eq!(
        (&visitors[0]["agentId"], &visitors[1]["agentId"]),
        (&json!("41001"), &json!("41002"))
    );
    site.request("PUT", "/agentgateway/resource/onlineagent/41001")
        .json(&visitors[0])
        .send()
        .await
        .unwrap();
    let truth = site.truth().await;
    assert_eq!(truth["state"], "hold");
    assert_eq!(truth["call"]["called"], "4008123456");
}

#[tokio::test]
async fn without_the_option_there_are_no_visitors() {
    let site = Site::start(&[]).await;
    assert_eq!(
        site.request("POST", "/control/demo")
            .send()
            .await
            .unwrap()
            .status(),
        404
    );
}

#[tokio::test]
async fn a_visitor_who_is_gone_for_five_minutes_is_forgotten() {
    let site = Site::start(&["--demo"]).await;
    site.control("clock", json!({ "mode": "manual" })).await;
    let visitor = site.control("demo", json!({})).await;
    site.request("PUT", "/agentgateway/resource/onlineagent/41001")
        .json(&visitor)
        .send()
        .await
        .unwrap();
    site.advance(299_999).await;
    assert_eq!(site.truth().await["state"], "signed-out");
    site.advance(1).await;
    assert_eq!(
        get(&site, "/control/agents/41001/truth", &[])
            .await
            .status(),
        404
    );
}

#[tokio::test]
async fn an_answer_is_dated_by_the_gateways_own_clock() {
    let site = Site::agent(json!({})).await;
    let date = async || {
        let answer = site.send("GET", "onlineagent/41001/agentstatus").await;
        answer.headers()["date"].to_str().unwrap().to_owned()
    };
    assert_eq!(date().await, "Tue, 14 Nov 2023 22:13:20 GMT");
    site.advance(3_600_000).await;
    assert_eq!(date().await, "Tue, 14 Nov 2023 23:13:20 GMT");
}
