/**
 * @typedef {"session" | "interaction" | "stepUp" | "scope" | "denied" | "noPool" | "noIdentity" | "conflict"
 *   | "misconfigured" | "unavailable" | "client" | "clientScope" | "network" | "unknown"} ProblemKind
 */

/** Why something could not be done, in terms of what the user can do about it. */
export class Problem extends Error {
  /**
   * @param {ProblemKind} kind
   * @param {{detail?: string, retryAfter?: number, acr?: string, maxAge?: string}} more `detail` in the
   *   server's words, which hold nothing secret; `retryAfter` in seconds
   */
  constructor(kind, more = {}) {
    super(more.detail ?? kind);
    this.kind = kind;
    this.detail = more.detail;
    this.retryAfter = more.retryAfter;
    this.acr = more.acr;
    this.maxAge = more.maxAge;
  }
}

/** @type {Record<string, ProblemKind>} */
const KINDS = {
  invalid_token: "session",
  insufficient_user_authentication: "stepUp",
  insufficient_scope: "scope",
  access_denied: "denied",
  identity_conflict: "conflict",
  aws_misconfigured: "misconfigured",
  aws_denied: "misconfigured",
  temporarily_unavailable: "unavailable",
  timeout: "unavailable",
};

/** @type {Record<number, ProblemKind>} for answers that are not ours: of a proxy, or of Keycloak itself */
const KINDS_BY_STATUS = {
  401: "session",
  403: "denied",
  404: "noPool",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

/**
 * What a refused answer of a door means.
 *
 * @param {Response} response
 * @returns {Promise<Problem>}
 */
export async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  const challenge = response.headers.get("WWW-Authenticate") ?? "";
  return new Problem(KINDS[body.error] ?? KINDS_BY_STATUS[response.status] ?? "unknown", {
    detail: typeof body.error_description === "string" ? body.error_description : undefined,
    retryAfter: Number.parseInt(response.headers.get("Retry-After") ?? "", 10) || undefined,
    acr: parameter(challenge, "acr_values"),
    maxAge: parameter(challenge, "max_age"),
  });
}

/**
 * @param {string} challenge
 * @param {string} name
 * @returns {string | undefined} the quoted-string's value (RFC 9110 section 5.6.4)
 */
function parameter(challenge, name) {
  return new RegExp(`[ ,]${name}="((?:[^"\\\\]|\\\\.)*)"`).exec(challenge)?.[1].replace(/\\(.)/g, "$1");
}

/**
 * What was thrown, as a problem.
 *
 * @param {unknown} thrown
 * @returns {Problem | null} null where the page aborted the call itself
 */
export function asProblem(thrown) {
  if (thrown instanceof Problem) {
    return thrown;
  }
  if (thrown instanceof DOMException && thrown.name === "AbortError") {
    return null;
  }
  return new Problem(thrown instanceof TypeError ? "network" : "unknown");
}
