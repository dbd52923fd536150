import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromTokenFile } from "@aws-sdk/credential-providers";
import { newUser, realm, region, signedInRole, stack } from "./user.js";

const scripts = fileURLToPath(new URL("../target/sh", import.meta.url));
let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "keycloak-cognito-"));
});
after(() => rm(folder, { recursive: true }));

test("Web-identity file: first token, refresh, sign-out", async () => {
  const user = await newUser();
  const file = join(folder, "cognito-token");
  const refreshToken = join(folder, "refresh-token");
  await writeFile(refreshToken, user.tokens.refresh_token, { mode: 0o600 });
  const env = {
    PATH: `${scripts}${delimiter}${process.env.PATH}`,
    REALM: realm,
    CLIENT_ID: stack.client,
    KEYCLOAK_REFRESH_TOKEN_FILE: refreshToken,
    AWS_WEB_IDENTITY_TOKEN_FILE: file,
  };
  const write = () => promisify(execFile)("keycloak-web-identity", { env });

  await write();
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const first = await readFile(file, "utf8");
  assert.ok(!first.endsWith("\n"));

  const credentials = fromTokenFile({
    webIdentityTokenFile: file,
    roleArn: "arn:aws:iam::123456789012:role/KeycloakCognitoAuthenticated",
    roleSessionName: "nova",
    clientConfig: { region },
  });
  const sts = new STSClient({ region, credentials });
  try {
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    assert.match(Arn, signedInRole);
    assert.ok(Arn.endsWith("/nova"), Arn);
    await write();
    await sts.config.credentials({ forceRefresh: true });
  } finally {
    sts.destroy();
  }

  await user.signOut();
  await assert.rejects(write(), (error) => {
    assert.match(error.stderr, /^keycloak-token: sign in again: .*[a-z]/);
    return true;
  });
  assert.ok((await readFile(file, "utf8")).length > 0, "the last token is left in place");
});
