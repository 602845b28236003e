//! The one header whose name two of the gateway's own clients compare letter for letter.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How hyper writes it, as it writes all names.
const LOWER: &[u8] = b"\r\nset-guid: ";
/// The head of an answer stands at the beginning of what hyper hands over, and none is longer;
/// a file behind it need not be searched.
const LONGEST_HEAD: usize = 4_096;
/// How the gateway writes it.
const ON_THE_WIRE: &[u8] = b"\r\nSet-GUID: ";

/// A connection on which `set-guid` is written as `Set-GUID`.
#[derive(Debug)]
pub struct HeaderCase<S> {
    connection: S,
    /// How much of the name is written, while it is not written as a whole.
    begun: usize,
}

impl<S> HeaderCase<S> {
    pub const fn new(connection: S) -> Self {
        Self {
            connection,
            begun: 0,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for HeaderCase<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.connection).poll_read(context, into)
    }
}

/// hyper hands over the head of an answer in one piece, so a name is never divided between
/// two calls unless the connection took only a part of it.
impl<S: AsyncWrite + Unpin> AsyncWrite for HeaderCase<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let head = bytes.get(..LONGEST_HEAD).unwrap_or(bytes);
        let found = || head.windows(LOWER.len()).position(|part| part == LOWER);
        let before = if self.begun > 0 { Some(0) } else { found() };
        let written = match before {
            Some(0) => {
                let name = ON_THE_WIRE.get(self.begun..).unwrap_or_default();
                let name = name.get(..bytes.len()).unwrap_or(name);
                let written = ready!(Pin::new(&mut self.connection).poll_write(context, name))?;
                self.begun = (self.begun + written) % ON_THE_WIRE.len();
                written
            }
            before => {
                let bytes = before.and_then(|at| bytes.get(..at)).unwrap_or(bytes);
                ready!(Pin::new(&mut self.connection).poll_write(context, bytes))?
            }
        };
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.connection).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.connection).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes only so many bytes at a time.
    struct Narrow(usize, Vec<u8>);

    impl AsyncWrite for Narrow {
        fn poll_write(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
            bytes: &[u8],
        ) -> Poll<io::Result<usize>> {
            let taken = bytes.len().min(self.0);
            self.1.extend_from_slice(&bytes[..taken]);
            Poll::Ready(Ok(taken))
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    #[test]
    fn the_name_is_written_in_its_case_however_little_the_connection_takes() {
        let answer = b"HTTP/1.1 200 OK\r\nset-guid: JSESSIONID=set-guid: x\r\nvary: guid\r\n\r\n{}";
        let wanted = b"HTTP/1.1 200 OK\r\nSet-GUID: JSESSIONID=set-guid: x\r\nvary: guid\r\n\r\n{}";
        for taken in [1, 2, 5, 11, 12, 13, 1_000] {
            let mut connection = HeaderCase::new(Narrow(taken, Vec::new()));
            let mut context = Context::from_waker(std::task::Waker::noop());
            let mut left = &answer[..];
            while !left.is_empty() {
                let Poll::Ready(Ok(written)) =
                    Pin::new(&mut connection).poll_write(&mut context, left)
                else {
                    panic!("it is always ready");
                };
                left = &left[written..];
            }
            assert_eq!(connection.connection.1, wanted, "{taken} bytes at a time");
        }
    }
}
