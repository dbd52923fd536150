/**
 * @param {string} text
 * @returns {Promise<boolean>} whether the browser did
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

/**
 * Where the clipboard's own interface is missing (plain HTTP) or forbidden. The text does not go through
 * the document.
 *
 * @param {string} text
 */
function copyByCommand(text) {
  let done = false;
  /** @param {ClipboardEvent} event */
  const give = (event) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    done = event.clipboardData !== null;
  };
  document.addEventListener("copy", give, { once: true });
  const ran = document.execCommand("copy");
  document.removeEventListener("copy", give);
  return ran && done;
}
