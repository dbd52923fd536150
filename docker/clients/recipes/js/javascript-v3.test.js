import assert from "node:assert/strict";
import { after, test } from "node:test";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromCognitoIdentityPool } from "@aws-sdk/credential-providers";
import { fromKeycloak } from "../target/js/javascript-v3.js";
import { guestRole, newUser, realm, refusalOf, region, signedInRole, stack } from "./user.js";

const clients = [];
after(() => clients.forEach((client) => client.destroy()));

function sts(credentials) {
  const client = new STSClient({ region, credentials });
  clients.push(client);
  return client;
}

async function arn(client) {
  return (await client.send(new GetCallerIdentityCommand({}))).Arn;
}

test("JavaScript v3: first token, refresh, sign-out", async () => {
  const user = await newUser();
  const client = sts(fromKeycloak({ realm, accessToken: user.accessToken }));
  const first = await arn(client);
  assert.match(first, signedInRole);
  assert.equal(user.asked, 1);

  assert.equal(await arn(client), first);
  assert.equal(user.asked, 1, "the SDK keeps what it has");
  const { identityId } = await client.config.credentials({ forceRefresh: true });
  assert.equal(user.asked, 2);
  assert.ok(identityId.startsWith(`${region}:`), identityId);

  await user.signOut();
  const message = await refusalOf(user);
  await assert.rejects(client.config.credentials({ forceRefresh: true }), { message });
});

test("JavaScript v3: a guest keeps the identity", async () => {
  const clientConfig = { region };
  const guest = sts(fromCognitoIdentityPool({ identityPoolId: stack.identityPoolId, clientConfig }));
  assert.match(await arn(guest), guestRole);
  const { identityId: guestId } = await guest.config.credentials();

  const user = await newUser();
  const client = sts(fromKeycloak({ realm, accessToken: user.accessToken, guestId }));
  assert.match(await arn(client), signedInRole);
  assert.equal((await client.config.credentials()).identityId, guestId);
  assert.equal((await client.config.credentials({ forceRefresh: true })).identityId, guestId);
});
