import { createContext, useContext, useEffect, useState } from "react";
import { environment } from "./environment.js";

/**
 * @typedef {object} Messages
 * @property {string} locale BCP 47 tag
 * @property {(key: string, values?: Record<string, string | number>) => string} t the text of a key, with
 *   `{{name}}` replaced
 */

/** @type {import("react").Context<Messages>} */
const MessagesContext = createContext(messagesOf("en", {}));

export const MessagesProvider = MessagesContext.Provider;

/** @returns {Messages} */
export function useMessages() {
  return useContext(MessagesContext);
}

/**
 * The texts of the theme with the realm's own over them, in the language of the account console.
 *
 * @returns {Messages | null} null while they are fetched
 */
export function useLoadedMessages() {
  const [locale, setLocale] = useState(environment.locale);
  const [messages, setMessages] = useState(/** @type {Messages | null} */ (null));

  useEffect(() => {
    /** @param {Event} event of the account console; `<html lang>` keeps the old language */
    const changed = (event) => setLocale(/** @type {CustomEvent} */ (event).detail.language);
    window.addEventListener("languageChanged", changed);
    return () => window.removeEventListener("languageChanged", changed);
  }, []);

  useEffect(() => {
    const abort = new AbortController();
    fetchTexts(locale, abort.signal).then(
      (texts) => setMessages(messagesOf(locale, texts)),
      () => abort.signal.aborted || setMessages(messagesOf(locale, {})),
    );
    return () => abort.abort();
  }, [locale]);

  return messages;
}

/**
 * @param {string} locale
 * @param {AbortSignal} signal
 * @returns {Promise<Record<string, string>>}
 */
async function fetchTexts(locale, signal) {
  const path = `resources/${encodeURIComponent(environment.realm)}/account/${encodeURIComponent(locale)}`;
  const response = await fetch(`${environment.serverBaseUrl}/${path}`, { signal, credentials: "omit" });
  /** @type {{key: string, value: string}[]} */
  const entries = await response.json();
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}

/**
 * @param {string} locale
 * @param {Record<string, string>} texts
 * @returns {Messages}
 */
function messagesOf(locale, texts) {
  return {
    locale: locale.replace("_", "-"),
    t: (key, values = {}) =>
      (texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (whole, name) => String(values[name] ?? whole)),
  };
}
