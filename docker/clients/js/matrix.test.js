// What the AWS SDK for JavaScript makes of the container-credentials and credential_process contracts, row by row. First that
// our answers are what it takes, then why they have to be as they are. It is 3.966.0, see README.md.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { STSClient } from "@aws-sdk/client-sts";
import { fromHttp, fromProcess } from "@aws-sdk/credential-providers";
import { always, document, expiration, opened, passedOn } from "./door.js";
import { accessToken, credentialsUrl, refusal, region } from "./stack.js";

const USES = 5;
const TRIES = 4;
// What has less than five minutes left is fetched at each use, and at the first one twice.
const EACH = USES + 1;
// The time-out is the pause between two tries too; a stub is quick.
const soon = { timeout: 250 };
const quiet = { warn() {}, debug() {} };

let folder;
let profiles = 0;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "keycloak-cognito-"));
});
after(() => rm(folder, { recursive: true }));

async function file(name, text) {
  const path = join(folder, name);
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

function container(url, options = {}) {
  return fromHttp({ awsContainerCredentialsFullUri: url, logger: quiet, ...options })();
}

async function process(command) {
  // The SDK remembers a file by its name.
  const configFilepath = await file(`config-${++profiles}`, `[default]\ncredential_process = ${command}\n`);
  return fromProcess({ configFilepath, filepath: "/dev/null", profile: "default" });
}

/** As many uses of what a client makes of the provider, which it memoises. */
async function use(credentials) {
  const client = new STSClient({ region, credentials });
  for (let i = 0; i < USES; i++) {
    await client.config.credentials();
  }
  client.destroy();
}

describe("c.1: our answer", () => {
  test("is canonical, and asked for once", () =>
    opened(passedOn, async (door) => {
      const token = await accessToken();
      await use(() => container(door.url(), { awsContainerAuthorizationToken: token }));
      assert.equal(door.answers.length, 1);
      const [{ status, headers, body }] = door.answers;
      assert.equal(status, 200);
      assert.match(headers["content-type"], /^application\/json/);
      const { Version, ...members } = JSON.parse(body);
      assert.equal(Version, 1);
      assert.ok(Object.values(members).every((value) => typeof value === "string"));
      assert.match(members.Expiration, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }));

  for (const suffix of ["", "/", "?pool=default"]) {
    test(`is not a redirect: ${suffix || "as is"}`, () =>
      opened(passedOn, async (door) => {
        const token = await accessToken();
        await container(door.url() + suffix, { awsContainerAuthorizationToken: token });
        assert.deepEqual(door.answers.map((answer) => answer.status), [200]);
      }));
  }

  test("comes for the authorization as it was given", async () => {
    const token = await accessToken();
    for (const value of [token, `Bearer ${token}`]) {
      await opened(passedOn, async (door) => {
        await container(door.url(), { awsContainerAuthorizationToken: value });
        await container(door.url(), { awsContainerAuthorizationTokenFile: await file("token", value) });
        assert.deepEqual(door.authorizations(), [value, value]);
      });
    }
  });

  test("comes for the token, not for the token file, where both are set", async () => {
    const token = await accessToken();
    await opened(passedOn, async (door) => {
      await container(door.url(), {
        awsContainerAuthorizationToken: token,
        awsContainerAuthorizationTokenFile: await file("loses", "not-asked"),
      });
      assert.deepEqual(door.authorizations(), [token]);
    });
  });

  test("fits credential_process too", async () => {
    const header = await file("header", `Authorization: Bearer ${await accessToken()}`);
    const found = await (await process(`curl -fsS -H @${header} ${credentialsUrl}`))();
    assert.ok(found.sessionToken);
    assert.equal(found.accountId, "123456789012");
  });
});

describe("c.1: a refusal", { concurrency: true }, () => {
  const cases = { "without a token": [undefined, 401], "of another client": ["other-app", 403] };
  for (const [name, [client, status]] of Object.entries(cases)) {
    test(`${name} shows Code and Message, after four tries`, () =>
      opened(passedOn, async (door) => {
        const token = client && (await accessToken(client));
        const { message } = await refusal(token);
        await assert.rejects(container(door.url(), { awsContainerAuthorizationToken: token }), {
          message: `Server responded with status: ${status}`,
          Code: status === 401 ? "invalid_token" : "access_denied",
          Message: message,
        });
        assert.deepEqual(door.answers.map((answer) => answer.status), Array(TRIES).fill(status));
        assert.deepEqual(door.authorizations(), Array(TRIES).fill(token));
      }));
  }
});

describe("c.1: answers we do not give", { concurrency: true }, () => {
  const accepted = {
    canonical: always(),
    "extra members": always(document({ Version: 1, SessionToken: "s", IdentityId: "i", RoleArn: "r" })),
    "text/plain": always(document(), 200, { "content-type": "text/plain" }),
    milliseconds: always(document({ Expiration: expiration(60).replace("Z", ".123Z") })),
  };
  for (const [name, answer] of Object.entries(accepted)) {
    test(`accepted: ${name}`, () =>
      opened(answer, async (door) => {
        const found = await container(door.url(), soon);
        assert.equal(found.sessionToken, "example-token");
        assert.equal(found.accountId, undefined);
        assert.equal(door.requests.length, 1);
      }));
  }

  const format = /response not of the required format/;
  const status = (number) => new RegExp(`^Server responded with status: ${number}$`);
  const why = { Code: "x", Message: "why" };
  const rejected = {
    "no Expiration": [always(document({ Expiration: undefined })), format],
    "epoch number": [always(document({ Expiration: 4102444800 })), format],
    "+00:00": [always(document({ Expiration: expiration(60).replace("Z", "+00:00") })), /Invalid RFC-3339/],
    "+0000": [always(document({ Expiration: expiration(60).replace("Z", "+0000") })), /Invalid RFC-3339/],
    201: [always(document(), 201), status(201)],
    ...Object.fromEntries([400, 404, 429, 500, 502, 503, 504].map((s) => [s, [always(why, s), status(s)]])),
  };
  for (const [name, [answer, message]] of Object.entries(rejected)) {
    test(`rejected after four tries: ${name}`, () =>
      opened(answer, async (door) => {
        await assert.rejects(container(door.url(), soon), (error) => {
          assert.match(error.message, message);
          // A sentence of ours would not be seen with a status of 500 or more.
          assert.equal(error.Message, name >= 400 && name < 500 ? "why" : undefined);
          return true;
        });
        assert.equal(door.requests.length, TRIES);
      }));
  }

  test("a redirect is not followed", () =>
    opened(always(), (target) =>
      opened(always({}, 302, { location: target.url() }), async (door) => {
        await assert.rejects(container(door.url(), soon), {
          message: "Server responded with status: 302",
        });
        assert.equal(target.requests.length, 0);
      }),
    ));

  test("of repeated query keys the last is kept, and keys are sorted", () =>
    opened(always(), async (door) => {
      await container(door.url("/?tag=a&other=c&tag=b"), soon);
      assert.equal(door.requests[0].url, "/?other=c&tag=b");
    }));

  test("a line feed after the token: no request", async () => {
    const path = await file("line-feed", "token\n");
    for (const option of [
      { awsContainerAuthorizationTokenFile: path },
      { awsContainerAuthorizationToken: "token\n" },
    ]) {
      await opened(always(), async (door) => {
        await assert.rejects(container(door.url(), { ...soon, ...option }), /ERR_INVALID_CHAR/);
        assert.equal(door.requests.length, 0);
      });
    }
  });

  test("the token file is read at each fetch", () =>
    opened(always(), async (door) => {
      const path = await file("changing", "first");
      const provider = fromHttp({
        awsContainerCredentialsFullUri: door.url(),
        awsContainerAuthorizationTokenFile: path,
      });
      await provider();
      await file("changing", "second");
      await provider();
      assert.deepEqual(door.authorizations(), ["first", "second"]);
    }));

  test("plain HTTP is for this machine only", () =>
    assert.rejects(async () => container("http://keycloak.invalid/"), /URL not accepted/));

  test("the full URI wins over the relative one", () =>
    opened(always(), async (door) => {
      await container(door.url(), { awsContainerCredentialsRelativeUri: "/relative" });
      assert.equal(door.requests.length, 1);
    }));

  for (const [minutes, requests] of [[20, 1], [14, 1], [9, 1], [4, EACH]]) {
    test(`with ${minutes} minutes left, ${USES} uses ask ${requests} times`, () =>
      opened(always(document({ Expiration: expiration(minutes) })), async (door) => {
        await use(fromHttp({ awsContainerCredentialsFullUri: door.url() }));
        assert.equal(door.requests.length, requests);
      }));
  }
});

describe("c.2: what a process prints", () => {
  async function printing(members) {
    return (await process(`cat ${await file("answer", JSON.stringify(document(members)))}`))();
  }

  for (const Version of ["1", 2, undefined]) {
    test(`Version ${JSON.stringify(Version)} is refused`, () =>
      assert.rejects(printing({ Version }), /did not return Version 1/));
  }

  test("Token alone is no session token", async () => {
    assert.equal((await printing({ Version: 1 })).sessionToken, undefined);
    assert.equal((await printing({ Version: 1, SessionToken: "session" })).sessionToken, "session");
  });

  test("without Expiration nothing is refreshed", async () => {
    assert.equal((await printing({ Version: 1, Expiration: undefined })).expiration, undefined);
  });

  test("what has expired is refused", () =>
    assert.rejects(printing({ Version: 1, Expiration: expiration(-1) }), /returned expired credentials/));

  test("a failure shows stderr", async () => {
    const script = await file("fail", "echo 'Sign in again.' >&2\nexit 3\n");
    await assert.rejects(await process(`sh ${script}`), /Sign in again\./);
  });

  for (const [minutes, runs] of [[20, 1], [14, 1], [9, 1], [4, EACH]]) {
    test(`with ${minutes} minutes left, ${USES} uses run it ${runs} times`, async () => {
      const answer = await file("answer", JSON.stringify(document({ Version: 1, Expiration: expiration(minutes) })));
      const count = await file("count", "");
      await use(await process(`sh ${await file("run", `echo >>${count}; cat ${answer}`)}`));
      assert.equal((await readFile(count, "utf8")).length, runs);
    });
  }
});
