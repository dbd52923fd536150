/**
 * What Keycloak's account console was opened with.
 *
 * @typedef {object} Environment
 * @property {string} serverBaseUrl without a slash at the end
 * @property {string} realm name
 * @property {string} baseUrl of the account console, with a slash at the end
 * @property {string} locale
 */

/** @returns {Environment} */
function read() {
  const given = JSON.parse(document.getElementById("environment")?.textContent ?? "{}");
  return {
    serverBaseUrl: withoutSlash(String(given.serverBaseUrl)),
    realm: String(given.realm),
    baseUrl: `${withoutSlash(String(given.baseUrl))}/`,
    locale: String(given.locale ?? "en"),
  };
}

/** @param {string} url */
function withoutSlash(url) {
  return url.replace(/\/+$/, "");
}

export const environment = read();

/** URL of the realm, without a slash at the end. */
export const realmUrl = `${environment.serverBaseUrl}/realms/${encodeURIComponent(environment.realm)}`;

/** This page. */
export const pageUrl = `${environment.baseUrl}content/aws`;
