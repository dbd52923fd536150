import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { Amplify } from "aws-amplify";
import { fetchAuthSession } from "aws-amplify/auth";
import { KeycloakCredentialsProvider } from "../target/js/amplify-js.js";
import { guestRole, newUser, realm, refusalOf, region, signedInRole, stack } from "./user.js";

let user;
let credentialsProvider;

beforeEach(async () => {
  user = undefined;
  credentialsProvider = new KeycloakCredentialsProvider({
    realm,
    accessToken: async () => user?.accessToken(),
  });
  await credentialsProvider.clearCredentialsAndIdentityId();
  const { identityPoolId, cognito: identityPoolEndpoint } = stack;
  Amplify.configure(
    { Auth: { Cognito: { identityPoolId, identityPoolEndpoint, allowGuestAccess: true } } },
    { Auth: { credentialsProvider } },
  );
});

async function arn({ credentials }) {
  const sts = new STSClient({ region, credentials });
  try {
    return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
  } finally {
    sts.destroy();
  }
}

test("Amplify JS: first token, refresh, sign-out", async () => {
  user = await newUser();
  const first = await fetchAuthSession();
  assert.match(await arn(first), signedInRole);
  assert.ok(first.identityId.startsWith(`${region}:`), first.identityId);
  assert.equal((await fetchAuthSession()).credentials, first.credentials, "kept while it is fresh");

  const refreshed = await fetchAuthSession({ forceRefresh: true });
  assert.notEqual(refreshed.credentials, first.credentials);
  assert.equal(refreshed.identityId, first.identityId);
  assert.match(await arn(refreshed), signedInRole);

  await user.signOut();
  const message = await refusalOf(user);
  await assert.rejects(fetchAuthSession({ forceRefresh: true }), { message });
});

test("Amplify JS: a guest keeps the identity, the next guest does not", async () => {
  const guest = await fetchAuthSession();
  assert.match(await arn(guest), guestRole);

  user = await newUser();
  const session = await fetchAuthSession();
  assert.match(await arn(session), signedInRole);
  assert.equal(session.identityId, guest.identityId);

  await user.signOut();
  await credentialsProvider.clearCredentialsAndIdentityId();
  user = undefined;
  const next = await fetchAuthSession();
  assert.match(await arn(next), guestRole);
  assert.notEqual(next.identityId, guest.identityId);
});
