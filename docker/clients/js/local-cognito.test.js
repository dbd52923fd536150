// The AWS SDK for JavaScript against the local Cognito: every group of operations, and AWS's errors as the SDK's own
// classes. The endpoint and the developer's key come from the environment, as in any app.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import * as cognito from "@aws-sdk/client-cognito-identity";
import * as sync from "@aws-sdk/client-cognito-sync";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import * as sts from "@aws-sdk/client-sts";

const endpoint = process.env.AWS_ENDPOINT_URL;
const demoPool = "eu-west-1:5c9d1b7e-2f4a-4c63-9a1e-8d0b6f3e7a21";
const developer = "login.keycloak.demo";
const cognitoProvider = "cognito-identity.amazonaws.com";
const authenticated = "arn:aws:iam::123456789012:role/KeycloakCognitoAuthenticated";
const oidc = "oidc.eks.local/id/DEMO";
const oidcArn = `arn:aws:iam::123456789012:oidc-provider/${oidc}`;
const client = new cognito.CognitoIdentityClient({ maxAttempts: 1 });

function send(command, input) {
  return client.send(new cognito[`${command}Command`](input));
}

async function newPool(t, settings) {
  const { IdentityPoolId } = await send("CreateIdentityPool", {
    IdentityPoolName: "a pool",
    AllowUnauthenticatedIdentities: true,
    DeveloperProviderName: "login.test",
    OpenIdConnectProviderARNs: [oidcArn],
    ...settings,
  });
  t.after(() => send("DeleteIdentityPool", { IdentityPoolId }));
  return IdentityPoolId;
}

function token(IdentityPoolId, user, more = {}, provider = "login.test") {
  return send("GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins: { [provider]: user }, ...more });
}

async function mint(subject) {
  const answer = await fetch(`${endpoint}/_local/mint`, {
    method: "POST",
    body: JSON.stringify({ issuer: `https://${oidc}`, subject, audience: "sts.amazonaws.com" }),
  });
  assert.equal(answer.status, 200);
  return (await answer.json()).token;
}

/** That a promise is refused with this class of the SDK (or error name, where the model has no class). */
async function refused(promise, error, message) {
  await assert.rejects(promise, (e) => {
    if (typeof error === "string") {
      assert.equal(e.name, error);
    } else {
      assert.ok(e instanceof error, `${e.name}: ${e.message}`);
    }
    assert.match(e.message, message);
    return true;
  });
}

function session({ Credentials }) {
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretKey,
    sessionToken: Credentials.SessionToken,
  };
}

test("the life of a pool", async (t) => {
  const IdentityPoolId = await newPool(t, { IdentityPoolTags: { stage: "test" } });
  await send("UpdateIdentityPool", { IdentityPoolId, IdentityPoolName: "renamed", AllowUnauthenticatedIdentities: false });
  const pool = await send("DescribeIdentityPool", { IdentityPoolId });
  assert.equal(pool.IdentityPoolName, "renamed");
  assert.equal(pool.DeveloperProviderName, "login.test");
  assert.equal(pool.AllowClassicFlow, undefined);
  const { IdentityPools } = await send("ListIdentityPools", { MaxResults: 60 });
  assert.ok(IdentityPools.some((listed) => listed.IdentityPoolId === IdentityPoolId));
  const ResourceArn = `arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/${IdentityPoolId}`;
  await send("TagResource", { ResourceArn, Tags: { a: "1" } });
  await send("UntagResource", { ResourceArn, TagKeys: ["stage"] });
  assert.equal((await send("ListTagsForResource", { ResourceArn })).Tags.a, "1");
});

test("pools that do not exist, names that cannot be", async () => {
  await refused(
    send("DescribeIdentityPool", { IdentityPoolId: "eu-west-1:00000000-0000-4000-8000-0000000000ff" }),
    cognito.ResourceNotFoundException,
    /IdentityPool '.*' not found\./,
  );
  await refused(
    send("CreateIdentityPool", { IdentityPoolName: "a/b", AllowUnauthenticatedIdentities: true }),
    "ValidationException",
    /Value 'a\/b' at 'identityPoolName' failed to satisfy constraint/,
  );
});

test("principal tag maps", async (t) => {
  const where = { IdentityPoolId: await newPool(t), IdentityProviderName: oidc };
  await send("SetPrincipalTagAttributeMap", { ...where, UseDefaults: false, PrincipalTags: { team: "department" } });
  assert.deepEqual((await send("GetPrincipalTagAttributeMap", where)).PrincipalTags, { team: "department" });
});

test("merge, lookup, unlink", async (t) => {
  const IdentityPoolId = await newPool(t);
  const [one, two] = [randomUUID(), randomUUID()];
  const first = (await token(IdentityPoolId, one)).IdentityId;
  const second = (await token(IdentityPoolId, two)).IdentityId;
  const where = { IdentityPoolId, DeveloperProviderName: "login.test" };
  const merged = await send("MergeDeveloperIdentities", {
    ...where,
    SourceUserIdentifier: one,
    DestinationUserIdentifier: two,
  });
  assert.equal(merged.IdentityId, second);
  const { DeveloperUserIdentifierList } = await send("LookupDeveloperIdentity", { IdentityPoolId, IdentityId: second });
  assert.deepEqual(new Set(DeveloperUserIdentifierList), new Set([one, two]));
  await refused(
    send("GetCredentialsForIdentity", { IdentityId: first }),
    cognito.NotAuthorizedException,
    /Access to Identity '.*' is forbidden\./,
  );
  await send("UnlinkDeveloperIdentity", { ...where, IdentityId: second, DeveloperUserIdentifier: one });
  assert.notEqual((await token(IdentityPoolId, one)).IdentityId, second);
});

test("list, describe, delete", async (t) => {
  const IdentityPoolId = await newPool(t);
  const { IdentityId } = await token(IdentityPoolId, randomUUID());
  const { Identities } = await send("ListIdentities", { IdentityPoolId, MaxResults: 60 });
  assert.deepEqual(Identities.map((identity) => identity.IdentityId), [IdentityId]);
  const described = await send("DescribeIdentity", { IdentityId });
  assert.deepEqual(described.Logins, ["login.test"]);
  assert.ok(Math.abs(described.CreationDate - Date.now()) < 60_000);
  await send("DeleteIdentities", { IdentityIdsToDelete: [IdentityId] });
  await refused(send("DescribeIdentity", { IdentityId }), cognito.ResourceNotFoundException, /not found\./);
});

test("a guest becomes a user, a known user no guest", async (t) => {
  const IdentityPoolId = await newPool(t);
  const guest = await send("GetId", { IdentityPoolId });
  assert.equal((await token(IdentityPoolId, randomUUID(), guest)).IdentityId, guest.IdentityId);
  const known = randomUUID();
  await token(IdentityPoolId, known);
  const other = await send("GetId", { IdentityPoolId });
  await refused(
    token(IdentityPoolId, known, { IdentityId: other.IdentityId }),
    cognito.DeveloperUserAlreadyRegisteredException,
    /already registered/,
  );
});

test("a public login", async (t) => {
  const IdentityPoolId = await newPool(t);
  const subject = randomUUID();
  const { IdentityId } = await send("GetId", { IdentityPoolId, Logins: { [oidc]: await mint(subject) } });
  await send("UnlinkIdentity", { IdentityId, Logins: { [oidc]: await mint(subject) }, LoginsToRemove: [oidc] });
  const again = await send("GetId", { IdentityPoolId, Logins: { [oidc]: await mint(subject) } });
  assert.notEqual(again.IdentityId, IdentityId);
  await refused(
    send("GetId", { IdentityPoolId, Logins: { "accounts.google.com": await mint(subject) } }),
    cognito.NotAuthorizedException,
    /./,
  );
});

test("the enhanced flow", async () => {
  const { IdentityId, Token } = await token(demoPool, randomUUID(), {}, developer);
  const answer = await send("GetCredentialsForIdentity", { IdentityId, Logins: { [cognitoProvider]: Token } });
  const caller = await new STSClient({ credentials: session(answer) }).send(new GetCallerIdentityCommand({}));
  assert.match(caller.Arn, /assumed-role\/KeycloakCognitoAuthenticated\/CognitoIdentityCredentials$/);
});

test("the classic flow, and a tampered token", async () => {
  const { IdentityId } = await send("GetId", { IdentityPoolId: demoPool });
  const { Token } = await send("GetOpenIdToken", { IdentityId });
  const assume = (WebIdentityToken) =>
    new STSClient({ maxAttempts: 1 }).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: "arn:aws:iam::123456789012:role/KeycloakCognitoGuest",
        RoleSessionName: "guest",
        WebIdentityToken,
      }),
    );
  assert.equal((await assume(Token)).SubjectFromWebIdentityToken, IdentityId);
  const [head, payload, signature] = Token.split(".");
  const tampered = `${head}.${payload}.${signature[0] === "B" ? "C" : "B"}${signature.slice(1)}`;
  await refused(assume(tampered), sts.InvalidIdentityTokenException, /verify/);
});

test("roles and role mappings", async (t) => {
  const IdentityPoolId = await newPool(t);
  const RoleMappings = { [oidcArn]: { Type: "Token", AmbiguousRoleResolution: "Deny" } };
  await send("SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated }, RoleMappings });
  const roles = await send("GetIdentityPoolRoles", { IdentityPoolId });
  assert.deepEqual(roles.Roles, { authenticated });
  assert.deepEqual(roles.RoleMappings, RoleMappings);
  await refused(
    send("SetIdentityPoolRoles", { IdentityPoolId, Roles: {}, RoleMappings: { "www.amazon.com": RoleMappings[oidcArn] } }),
    cognito.InvalidParameterException,
    /is not a valid RoleMapping ProviderName or is not a configured provider\./,
  );
});

test("synchronised data, and a conflict", async () => {
  const { IdentityId, Token } = await token(demoPool, randomUUID(), {}, developer);
  const answer = await send("GetCredentialsForIdentity", { IdentityId, Logins: { [cognitoProvider]: Token } });
  // This release of the client is older than AWS_ENDPOINT_URL.
  const device = new sync.CognitoSyncClient({ endpoint, credentials: session(answer), maxAttempts: 1 });
  const where = { IdentityPoolId: demoPool, IdentityId, DatasetName: "settings" };
  const write = async (Value, SyncCount) =>
    device.send(
      new sync.UpdateRecordsCommand({
        ...where,
        SyncSessionToken: (await device.send(new sync.ListRecordsCommand(where))).SyncSessionToken,
        RecordPatches: [{ Op: "replace", Key: "colour", Value, SyncCount }],
      }),
    );
  await write("blue", 0);
  await refused(write("red", 0), sync.ResourceConflictException, /./);
  const { Records } = await device.send(new sync.ListRecordsCommand(where));
  assert.deepEqual(Records.map(({ Key, Value, SyncCount }) => [Key, Value, SyncCount]), [["colour", "blue", 1]]);
});
