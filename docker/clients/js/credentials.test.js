// The AWS SDK for JavaScript gets credentials through its own providers and signs with them.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromCognitoIdentity, fromHttp, fromProcess } from "@aws-sdk/credential-providers";
import { accessToken, cognitoToken, credentialsUrl, refusal, region, stack } from "./stack.js";

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "keycloak-cognito-"));
});
after(() => rm(folder, { recursive: true }));

async function arn(credentials) {
  const sts = new STSClient({ region, endpoint: stack.cognito, credentials });
  try {
    return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
  } finally {
    sts.destroy();
  }
}

function container(options) {
  return fromHttp({ awsContainerCredentialsFullUri: credentialsUrl, maxRetries: 0, ...options });
}

async function file(name, text) {
  const path = join(folder, name);
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

test("fromHttp with the raw token", async () => {
  const credentials = container({ awsContainerAuthorizationToken: await accessToken() });
  assert.equal(await arn(credentials), stack.arn);
});

test("fromHttp with a bearer token", async () => {
  const credentials = container({
    awsContainerAuthorizationToken: `Bearer ${await accessToken()}`,
  });
  assert.equal(await arn(credentials), stack.arn);
});

test("fromHttp with a token file", async () => {
  const credentials = container({
    awsContainerAuthorizationTokenFile: await file("token", await accessToken()),
  });
  assert.equal(await arn(credentials), stack.arn);
});

test("fromProcess with curl", async () => {
  const header = await file("header", `Authorization: Bearer ${await accessToken()}`);
  const config = await file(
    "config",
    `[profile keycloak]\ncredential_process = curl -fsS -H @${header} ${credentialsUrl}\n`,
  );
  const credentials = fromProcess({
    profile: "keycloak",
    configFilepath: config,
    filepath: "/dev/null",
  });
  assert.equal(await arn(credentials), stack.arn);
});

test("fromCognitoIdentity with the ready-made logins", async () => {
  const { IdentityId, Logins } = await cognitoToken();
  assert.equal(IdentityId, stack.identityId);
  const credentials = fromCognitoIdentity({
    identityId: IdentityId,
    logins: Logins,
    clientConfig: { region, endpoint: stack.cognito },
  });
  assert.equal(await arn(credentials), stack.arn);
});

test("fromCognitoIdentity asks the door again through a login function", async () => {
  const { IdentityId } = await cognitoToken();
  const credentials = fromCognitoIdentity({
    identityId: IdentityId,
    logins: {
      "cognito-identity.amazonaws.com": async () => (await cognitoToken()).Token,
    },
    clientConfig: { region, endpoint: stack.cognito },
  });
  assert.equal(await arn(credentials), stack.arn);
});

test("shows why a client is refused", async () => {
  const token = await accessToken("other-app");
  const { status, message } = await refusal(token);
  assert.equal(status, 403);
  await assert.rejects(arn(container({ awsContainerAuthorizationToken: token })), (error) => {
    // The sentence stands in the error's own body, not in its first line.
    const shown = `${error.message} ${error.Message ?? ""}`;
    assert.ok(shown.includes(message), shown);
    return true;
  });
});

test("shows that a token is missing", async () => {
  const { status, message } = await refusal();
  assert.equal(status, 401);
  await assert.rejects(arn(container({})), (error) => {
    const shown = `${error.message} ${error.Message ?? ""}`;
    assert.ok(shown.includes(message), shown);
    return true;
  });
});
