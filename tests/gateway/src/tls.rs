//! TLS with a certificate that is given, as a gateway with a self-signed one has it.

use std::path::Path;
use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Reads a certificate chain and its private key, both PEM files.
///
/// # Errors
/// A text for the user that names the file that cannot be read or used.
pub fn acceptor(certificate: &Path, key: &Path) -> Result<TlsAcceptor, String> {
    let about = |path: &Path, problem: &dyn ToString| {
        let problem = problem.to_string();
        format!("{}: {problem}", path.display())
    };
    let chain: Vec<_> = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect)
        .map_err(|error| about(certificate, &error))?;
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| about(key, &error))?;
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .map_err(|error| about(certificate, &error))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
