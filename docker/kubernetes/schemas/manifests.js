// Checks manifests, which come on standard input, against the schemas of Kubernetes; with the file of the Keycloak operator's
// CustomResourceDefinition as argument, the custom resource against that too.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import { NetworkPolicyPeer } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer";
import { PodTemplateSpec } from "kubernetes-models/v1/PodTemplateSpec";
import { ServiceAccount } from "kubernetes-models/v1/ServiceAccount";
import { parse, parseAllDocuments } from "yaml";

const OPTION = /^spi-realm-restapi-extension--cognito--(.+)$/;
const folder = fileURLToPath(new URL("target/", import.meta.url));
const manifests = parseAllDocuments(readFileSync(0, "utf8")).map((document) => document.toJS());
const checked = [];

function fail(message) {
  console.error(`manifests: ${message}`);
  process.exit(1);
}

/** The parts of a manifest that Kubernetes has schemas of, with their classes. */
function parts(manifest) {
  switch (manifest.kind) {
    case "ServiceAccount": return [[ServiceAccount, manifest]];
    case "NetworkPolicy": return [[NetworkPolicy, manifest]];
    case "Keycloak": {
      const { http = [], https = [], management = [] } = manifest.spec.networkPolicy;
      const peers = [...http, ...https, ...management].map((peer) => [NetworkPolicyPeer, peer]);
      return [[PodTemplateSpec, manifest.spec.unsupported.podTemplate], ...peers];
    }
    default: return fail(`there is no schema of a ${manifest.kind}`);
  }
}

/** Forms and ranges of values; the schemas take members they do not know. */
function validate(model, part) {
  try {
    new model(part).validate();
  } catch (e) {
    fail(`${model.name}: ${e.message}`);
  }
  checked.push([model, part]);
}

/** TypeScript refuses what a literal has and its type does not. */
function refuseUnknownMembers() {
  const lines = checked.map(([{ name }, part], i) => {
    const path = `kubernetes-models/${["NetworkPolicy", "NetworkPolicyPeer"].includes(name) ? "networking.k8s.io/" : ""}v1/${name}`;
    return `export const part${i}: import("${path}").I${name} = ${JSON.stringify(part, null, 1)};`;
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}manifests.ts`, lines.join("\n"));
  const tsc = fileURLToPath(new URL("node_modules/typescript/bin/tsc", import.meta.url));
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext"];
  try {
    execFileSync(process.execPath, [tsc, ...options, `${folder}manifests.ts`], { encoding: "utf8" });
  } catch (e) {
    fail(e.stdout);
  }
}

/** A schema as the API server takes it where it refuses what it does not know. */
function strict(schema) {
  if (!schema || typeof schema !== "object") return schema;
  if (Array.isArray(schema)) return schema.map(strict);
  const copy = Object.fromEntries(Object.entries(schema).map(([k, v]) => [k, strict(v)]));
  const open = schema["x-kubernetes-preserve-unknown-fields"] || schema.additionalProperties;
  return schema.type === "object" && typeof schema.properties === "object" && !open ? { ...copy, additionalProperties: false } : copy;
}

function validateCustomResource(keycloak, file) {
  const versions = parse(readFileSync(file, "utf8")).spec.versions;
  const version = versions.find((v) => keycloak.apiVersion === `k8s.keycloak.org/${v.name}`);
  if (!version?.served || version.deprecated) fail(`the operator does not want ${keycloak.apiVersion}`);
  const schema = strict({ ...version.schema.openAPIV3Schema.properties.spec });
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  if (!ajv.validate(schema, keycloak.spec)) fail(ajv.errorsText(ajv.errors, { dataVar: "spec" }));
  console.log(`manifests: the Keycloak is what ${file} says`);
}

/** Server options of ours are documented ones. */
function knowOptions(keycloak) {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  for (const { name } of keycloak.spec.additionalOptions) {
    const ours = OPTION.exec(name)?.[1];
    if (name.includes("cognito") && !(ours && new RegExp(`^\\| [^|]*\`${ours}\``, "m").test(readme))) {
      fail(`there is no server option ${name}`);
    }
  }
}

for (const manifest of manifests) {
  parts(manifest).forEach(([model, part]) => validate(model, part));
}
refuseUnknownMembers();
const keycloak = manifests.find((m) => m.kind === "Keycloak");
knowOptions(keycloak);
if (process.argv[2]) validateCustomResource(keycloak, process.argv[2]);
console.log(`manifests: ${manifests.length} are what the schemas of Kubernetes say`);
