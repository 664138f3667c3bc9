// A real OAuth provider for test_oauth.py: node provider.mjs PATH_OF_OIDC_PROVIDER
// Tokens for machines (client credentials): signed ones for the resource "urn:signed", opaque ones
// for "urn:opaque". Prints its issuer when it listens.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { generateKeyPairSync, webcrypto } from 'node:crypto';

// Two things that the provider needs and Debian's Node.js does not have yet.
globalThis.crypto ??= webcrypto;
URL.parse ??= (text, base) => (URL.canParse(text, base) ? new URL(text, base) : null);
const { Provider } = await import(pathToFileURL(process.argv[2]).href);
const jwk = (type, options, alg) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }),
  kid: alg, alg, use: 'sig',
});
const scope = 'session:role:LOADER session:role-any session:role:ACCOUNTADMIN';

const server = createServer();
await new Promise((done) => server.listen(Number(process.argv[3] ?? 0), '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  jwks: { keys: [jwk('rsa', { modulusLength: 2048 }, 'RS256'),
                 jwk('ec', { namedCurve: 'P-256' }, 'ES256')] },
  clients: ['RS256', 'ES256'].map((alg) => ({
    client_id: alg, client_secret: 'secret', grant_types: ['client_credentials'],
    redirect_uris: [], response_types: [], scope,
  })),
  scopes: scope.split(' '),
  ttl: { ClientCredentials: (ctx, token) => Number(ctx.oidc.body?.ttl ?? 600) },
  extraParams: ['ttl'],
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => 'urn:opaque',
      getResourceServerInfo: (ctx, resource, client) => ({
        scope, audience: 'mockhaus', accessTokenTTL: Number(ctx.oidc.body?.ttl ?? 600),
        accessTokenFormat: resource === 'urn:signed' ? 'jwt' : 'opaque',
        jwt: { sign: { alg: client.clientId } },
      }),
    },
  },
  extraTokenClaims: () => ({ user: 'robot' }),
});
server.on('request', provider.callback());
console.log(issuer);
