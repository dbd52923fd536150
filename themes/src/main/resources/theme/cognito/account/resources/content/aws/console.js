import { consoleUrl } from "./doors.js";

/**
 * Opens the AWS console with a role, in a new tab. The URL signs its holder in: it goes to that tab alone.
 *
 * @param {import("./roles.js").Role} role
 * @param {string} waiting what the tab shows until then
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>} false where the browser opened no tab
 * @throws {import("./problem.js").Problem}
 */
export async function openConsole(role, waiting, signal) {
  // Browsers let a click open a tab, but not what comes after an answer from the network.
  const tab = window.open("about:blank", "_blank");
  if (!tab) {
    return false;
  }
  tab.opener = null;
  tab.document.title = waiting;
  tab.document.body.textContent = waiting;
  try {
    tab.location.replace(await consoleUrl(role.pool, role.name, signal));
    return true;
  } catch (thrown) {
    tab.close();
    throw thrown;
  }
}
