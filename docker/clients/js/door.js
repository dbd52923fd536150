// A container-credentials endpoint that remembers what it was asked.

import { createServer } from "node:http";
import { credentialsUrl } from "./stack.js";

const real = new URL(credentialsUrl);

/**
 * Serves on a free port what `answer(request)` returns, while `use` runs.
 * `requests` are those received, `answers` what they got: status, headers, body.
 */
export async function opened(answer, use) {
  const door = { requests: [], answers: [] };
  const server = createServer(async (request, response) => {
    door.requests.push(request);
    const { status = 200, headers = {}, body } = await answer(request);
    door.answers.push({ status, headers, body });
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  door.url = (path = real.pathname) => `http://127.0.0.1:${server.address().port}${path}`;
  door.authorizations = () => door.requests.map((request) => request.headers.authorization);
  try {
    return await use(door);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Keycloak's answer to the request. */
export async function passedOn(request) {
  const { host, connection, ...headers } = request.headers;
  const answer = await fetch(new URL(request.url, real), { headers, redirect: "manual" });
  return {
    status: answer.status,
    headers: { "content-type": answer.headers.get("content-type") },
    body: await answer.text(),
  };
}

/** The time in so many minutes, in the form we emit. */
export function expiration(minutes) {
  return new Date(Date.now() + minutes * 60_000).toISOString().replace(/\.\d+Z$/, "Z");
}

/** The canonical answer with other members; undefined takes one away. */
export function document(changes = {}) {
  return {
    AccessKeyId: "ASIAEXAMPLE",
    SecretAccessKey: "example-secret",
    Token: "example-token",
    Expiration: expiration(60),
    AccountId: "123456789012",
    ...changes,
  };
}

export function always(members = document(), status = 200, headers = {}) {
  return () => ({ status, headers, body: JSON.stringify(members) });
}
