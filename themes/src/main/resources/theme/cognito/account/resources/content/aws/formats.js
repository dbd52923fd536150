import { environment } from "./environment.js";

/** @typedef {import("./doors.js").Credentials} Credentials */
/** @typedef {import("./roles.js").Role} Role */

/**
 * @typedef {object} Format
 * @property {string} id also the end of its message keys
 * @property {boolean} secret whether it holds the credentials themselves
 * @property {(credentials: Credentials, role: Role) => string} text
 */

/** @type {Credentials} what stands for credentials that are not shown */
export const HIDDEN = {
  AccessKeyId: "••••••••",
  SecretAccessKey: "••••••••",
  SessionToken: "••••••••",
  Expiration: "••••••••",
};

/** @type {Format[]} */
const FORMATS = [
  {
    id: "bash",
    secret: true,
    text: (given) => lines(given, (name, value) => `export ${name}='${value.replace(/'/g, "'\\''")}'`),
  },
  {
    id: "powershell",
    secret: true,
    text: (given) => lines(given, (name, value) => `$Env:${name}='${value.replace(/'/g, "''")}'`),
  },
  { id: "cmd", secret: true, text: (given) => lines(given, (name, value) => `set "${name}=${value}"`) },
  {
    id: "file",
    secret: true,
    text: (given, role) =>
      `[${profile(role)}]\n${lines(given, (name, value) => `${name.toLowerCase()} = ${value}`)}`,
  },
  {
    id: "process",
    secret: false,
    text: (_, role) => `[profile ${profile(role)}]\ncredential_process = ${command(role)}\n`,
  },
  { id: "json", secret: true, text: json },
];

/**
 * @param {Role} role
 * @returns {Format[]} without the profile of the command line where the pool offers none
 */
export function formatsFor(role) {
  return FORMATS.filter((format) => format.secret || role.pool.cli);
}

/**
 * @param {Credentials} given
 * @param {(name: string, value: string) => string} line
 */
function lines({ AccessKeyId, SecretAccessKey, SessionToken }, line) {
  return [
    line("AWS_ACCESS_KEY_ID", AccessKeyId),
    line("AWS_SECRET_ACCESS_KEY", SecretAccessKey),
    line("AWS_SESSION_TOKEN", SessionToken),
    "",
  ].join("\n");
}

/** @param {Credentials} given */
function json({ AccessKeyId, SecretAccessKey, SessionToken, Expiration }) {
  return `${JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey, SessionToken, Expiration }, null, 2)}\n`;
}

/**
 * @param {Role} role
 * @returns {string} the name that `keycloak-aws configure` gives
 */
function profile({ name, pool }) {
  const prefix = pool.isDefault ? environment.realm : `${environment.realm}-${pool.alias}`;
  return `${prefix}-${name.replace(/[^A-Za-z0-9._/@:+%-]/g, "-")}`;
}

/** @param {Role} role */
function command({ name, pool }) {
  return `keycloak-aws credentials --pool ${quoted(pool.alias ?? "default")} --role ${quoted(name)}`;
}

/**
 * @param {string} word
 * @returns {string} as AWS tools split a `credential_process`
 */
function quoted(word) {
  return /^[A-Za-z0-9_.@:/-]+$/.test(word) ? word : `"${word.replace(/["\\]/g, "\\$&")}"`;
}
