/**
 * @param {number} bytes
 * @returns {string} random, base64url
 */
export function random(bytes = 32) {
  return base64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/**
 * @param {string} verifier
 * @returns {Promise<string>} the S256 challenge of RFC 7636 section 4.2
 */
export async function challengeOf(verifier) {
  return base64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
}

/** @param {Uint8Array} bytes */
function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/**
 * The claims of a token that came from the token endpoint itself: its signature need not be checked
 * (OpenID Connect Core 3.1.3.7, 6).
 *
 * @param {string} token
 * @returns {Record<string, unknown>}
 */
export function claimsOf(token) {
  const body = atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(body, (c) => c.charCodeAt(0))));
}
