import assert from "node:assert/strict";
import { test } from "node:test";
import AWS from "aws-sdk";
import { KeycloakCredentials } from "../target/js/javascript-v2.js";
import { guestRole, newUser, realm, refusalOf, region, signedInRole, stack } from "./user.js";

const local = { region, endpoint: stack.cognito };

async function arn(credentials) {
  return (await new AWS.STS({ ...local, credentials }).getCallerIdentity().promise()).Arn;
}

test("JavaScript v2: first token, refresh, sign-out", async () => {
  const user = await newUser();
  const credentials = new KeycloakCredentials({ realm, accessToken: user.accessToken });
  const first = await arn(credentials);
  assert.match(first, signedInRole);
  assert.equal(await arn(credentials), first);
  assert.equal(user.asked, 1, "the SDK keeps what it has");

  credentials.expireTime = new Date();
  assert.equal(await arn(credentials), first);
  assert.equal(user.asked, 2);

  await user.signOut();
  credentials.expireTime = new Date();
  const reason = await refusalOf(user);
  await assert.rejects(arn(credentials), (error) => {
    // "Missing credentials in config", caused by "Could not load credentials", caused by ours.
    const shown = [];
    for (let cause = error; cause; cause = cause.originalError) {
      shown.push(cause.message);
    }
    assert.ok(shown.includes(reason), shown.join(" < "));
    return true;
  });
});

test("JavaScript v2: a guest keeps the identity", async () => {
  const guest = new AWS.CognitoIdentityCredentials({ IdentityPoolId: stack.identityPoolId }, local);
  assert.match(await arn(guest), guestRole);

  const user = await newUser();
  const guestId = guest.identityId;
  const credentials = new KeycloakCredentials({ realm, accessToken: user.accessToken, guestId });
  assert.match(await arn(credentials), signedInRole);
  assert.equal(credentials.identityId, guestId);
});
