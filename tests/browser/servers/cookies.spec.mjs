// Cookies of the gateway and of what stands before it (the stickiness of a load balancer)
// come to the browser as cookies of the portal's origin and go back from it.
import { ask } from './support/ask.mjs';
import { expect, test } from './support/served.mjs';
import { SERVERS } from './support/web_server.mjs';

const PATH = '/agentgateway/resource/onlineagent/41001/agentstatus';

for (const kind of SERVERS) {
  test(`${kind}: the gateway's cookies are this origin's, for the gateway alone, and go back`, async ({ page, guard, plainGateway, serve }) => {
    const server = await serve(kind, { gatewayPort: plainGateway.port });
    guard.allowOrigin(server.origin);
    plainGateway.answers = {
      'Set-Cookie': [
        'route=a1; Domain=.gateway.example.com; Path=/; HttpOnly',
        'plain=b2',
        'lax=c3; SameSite=None; Secure; Path=/agentgateway; Max-Age=60',
      ],
    };
    await page.goto(`${server.origin}/agent-panel/`);
    const visit = () => page.evaluate((path) => fetch(path).then(({ ok }) => ok), PATH);
    expect(await visit()).toBe(true);
    const cookies = await page.context().cookies();
    expect(cookies.map(({ name }) => name).sort()).toEqual(['lax', 'plain', 'route']);
    for (const { name, domain, path, secure, httpOnly, sameSite } of cookies) {
      expect({ domain, path, secure, httpOnly, sameSite }, name).toEqual({
        domain: 'portal.example.com',
        path: name === 'plain' && kind === 'nginx' ? '/agentgateway/resource/onlineagent/41001' : '/agentgateway/',
        secure: true,
        httpOnly: true,
        sameSite: 'Strict',
      });
    }
    expect(await visit()).toBe(true);
    const sent = plainGateway.asked.at(-1).headers.cookie;
    for (const cookie of ['route=a1', 'plain=b2', 'lax=c3']) expect(sent).toContain(cookie);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  test(`${kind}: the Guid goes to the gateway as it came, and the gateway's own name with it`, async ({ plainGateway, serve }) => {
    const server = await serve(kind, { gatewayPort: plainGateway.port });
    const guid = 'JSESSIONID=3f2b.AgentGateway0';
    const { status } = await ask(server, PATH, { headers: { Guid: guid } });
    expect(status).toBe(200);
    const [{ headers, path }] = plainGateway.asked;
    expect(path).toBe(PATH);
    expect(headers.guid).toBe(guid);
    expect(headers.host).toMatch(new RegExp(`^(localhost|127\\.0\\.0\\.1|gateway\\.example\\.com):${plainGateway.port}$`));
    expect(await server.logs()).not.toContain(guid);
  });
}
