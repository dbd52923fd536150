import { AUTHORIZATION, ask } from "./authorization.js";
import { environment, pageUrl, realmUrl } from "./environment.js";
import { challengeOf, claimsOf, random } from "./pkce.js";
import { Problem } from "./problem.js";

const TOKEN = `${realmUrl}/protocol/openid-connect/token`;

/**
 * @typedef {object} Token
 * @property {string} value of the access token
 * @property {number} until milliseconds since 1970, by this browser's clock
 * @property {number} clockAhead milliseconds by which this browser's clock is ahead of the server's
 */

/**
 * A token by the user's session with Keycloak, without anything to see (OpenID Connect Core 3.1.2.1,
 * `prompt=none`). The refresh token of the answer is not kept.
 *
 * @param {string} client ID of a public client
 * @param {string} scope
 * @param {AbortSignal} signal
 * @returns {Promise<Token>}
 * @throws {Problem} where Keycloak gives none
 */
export async function silentToken(client, scope, signal) {
  const verifier = random();
  const state = random();
  const nonce = random();
  const query = await request(client, scope, environment.baseUrl, verifier);
  query.set("prompt", "none");
  query.set("state", state);
  query.set("nonce", nonce);
  const response = await ask(query, signal);
  const code = codeOf(response, state);
  return redeem({ client, code, verifier, nonce, signal });
}

/**
 * @param {Response} response after Keycloak's redirect
 * @param {string} state
 * @returns {string} the authorization code
 */
function codeOf(response, state) {
  const answer = new URL(response.url).searchParams;
  if (!response.redirected || !answer.has("state")) {
    throw new Problem(response.status >= 500 ? "unavailable" : "client");
  }
  if (answer.get("state") !== state) {
    throw new Problem("unknown");
  }
  const code = answer.get("code");
  if (code) {
    return code;
  }
  throw refusal(answer.get("error"), answer.get("error_description"));
}

/**
 * @param {string | null} error
 * @param {string | null} description
 */
function refusal(error, description) {
  const detail = description ?? undefined;
  switch (error) {
    case "login_required":
      return new Problem("session");
    case "interaction_required":
    case "consent_required":
      return new Problem("interaction");
    case "invalid_scope":
      return new Problem("clientScope", { detail });
    case "temporarily_unavailable":
    case "server_error":
      return new Problem("unavailable", { detail });
    default:
      return new Problem("client", { detail });
  }
}

/**
 * @param {{client: string, code: string, verifier: string, nonce: string, signal: AbortSignal}} asked
 * @returns {Promise<Token>}
 */
async function redeem({ client, code, verifier, nonce, signal }) {
  const asked = Date.now();
  const response = await fetch(TOKEN, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: client,
      redirect_uri: environment.baseUrl,
      code,
      code_verifier: verifier,
    }),
    signal,
    cache: "no-store",
    credentials: "omit",
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw response.status >= 500 ? new Problem("unavailable") : refusal(body.error, body.error_description);
  }
  const claims = claimsOf(body.id_token);
  if (claims.nonce !== nonce) {
    throw new Problem("unknown");
  }
  return {
    value: body.access_token,
    until: asked + 1000 * Number(body.expires_in),
    clockAhead: asked - 1000 * Number(claims.iat),
  };
}

/**
 * Leaves the page for Keycloak's sign-in page, and comes back to it.
 *
 * @param {string} client
 * @param {string} scope
 * @param {Problem} [problem] says which sign-in is asked for (RFC 9470)
 */
export async function signInAgain(client, scope, problem) {
  // Nobody redeems the code that comes back: what counts is the session with Keycloak. The account
  // console drops the code from its address.
  const query = await request(client, scope, pageUrl, random());
  query.set("state", random());
  query.set("nonce", random());
  if (problem?.acr) {
    query.set("acr_values", problem.acr);
  }
  if (problem?.maxAge) {
    query.set("max_age", problem.maxAge);
  }
  location.assign(`${AUTHORIZATION}?${query}`);
}

/**
 * @param {string} client
 * @param {string} scope
 * @param {string} redirect
 * @param {string} verifier
 */
async function request(client, scope, redirect, verifier) {
  return new URLSearchParams({
    client_id: client,
    redirect_uri: redirect,
    response_type: "code",
    response_mode: "query",
    scope: `openid ${scope}`,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: "S256",
  });
}
