//! Starts what takes time.

use std::pin::Pin;

/// Something that takes time.
type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Runs `task` as the browser's turns go on. Boxed tasks are of one type, so that the
/// module holds the code that runs them once.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Task = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}
