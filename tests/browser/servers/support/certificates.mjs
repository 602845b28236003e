// Self-signed certificates, as gateways have them, made anew for each run.
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes a certificate for `names` (the first is its subject too) in `folder`: the paths of
 *  `certificate` and `key`, and `pin`, by which Chromium is told to trust it. */
export function makeCertificate(folder, name, names) {
  const certificate = join(folder, `${name}.pem`);
  const key = join(folder, `${name}.key`);
  const alternatives = names.map((name) => `DNS:${name}`).join(',');
  execFileSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-days', '30', '-subj', `/CN=${names[0]}`, '-addext', `subjectAltName=${alternatives}`],
    ...['-keyout', key, '-out', certificate],
  ], { stdio: ['ignore', 'ignore', 'pipe'] });
  const { publicKey } = new X509Certificate(readFileSync(certificate));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return { certificate, key, pin: createHash('sha256').update(spki).digest('base64') };
}
