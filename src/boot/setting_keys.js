// Before the module, and without it: the keys of all settings there are.
export const KEYS = (
  'gateway credentials pollIntervalMs hiddenPollIntervalMs requestTimeoutMs locale theme callDetails maskNumbers ' +
  'allowConnectForm parentOrigins layout sessionKey guidFrom callNotification callSound limits keyboard fields heading'
).split(' ');
