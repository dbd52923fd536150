import { realmUrl } from "./environment.js";
import { Problem } from "./problem.js";

export const AUTHORIZATION = `${realmUrl}/protocol/openid-connect/auth`;

/**
 * Keycloak's answer to a silent request. Where the realm forwards `prompt=none` to an identity provider,
 * no script could read the answer there, and it would look like a network that is down. The empty hint
 * keeps Keycloak from that.
 *
 * @param {URLSearchParams} query
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 * @throws {Problem} where the session is over
 */
export async function ask(query, signal) {
  const here = new URLSearchParams(query);
  here.set("kc_idp_hint", "");
  const response = await fetch(`${AUTHORIZATION}?${here}`, { signal, cache: "no-store" });
  if (response.redirected || response.status >= 500) {
    return response;
  }
  // An error page: the client is wrong, or the realm has no other sign-in than that provider.
  const other = await fetch(`${AUTHORIZATION}?${query}`, { signal, cache: "no-store", redirect: "manual" });
  if (other.type === "opaqueredirect") {
    throw new Problem("session");
  }
  return response;
}
