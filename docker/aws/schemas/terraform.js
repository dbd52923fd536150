// Checks ../terraform against the schema of the AWS provider, as the folder given as argument has it: `lib` of
// @cdktf/provider-aws, which HashiCorp generated from the provider.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { convertFiles } from "@cdktf/hcl2json";

const lib = process.argv[2];
const ATTRIBUTE = /#(\w+) [^\n]*(?:\n(?! *\*\/)[^\n]*)*\n *\*\/\n\s+readonly \w+(\??): ([^;]+(?:\{[^}]*\})?);/g;
const problems = [];
const { resource: resources, data, variable, locals, output, terraform } = await convertFiles(
  fileURLToPath(new URL("../terraform", import.meta.url)),
);

/** Resources and data sources of a type by their names: their declarations. */
function declarations(type) {
  const file = join(lib, type.replace(/^aws_/, "").replaceAll("_", "-"), "index.d.ts");
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** The arguments of a resource or of a block in it: by name whether it must be there, and its type. */
function argumentsOf(text, name) {
  const body = new RegExp(`export interface ${name} [^{]*\\{\\n(.*?)\\n\\}`, "s").exec(text);
  return new Map([...(body?.[1] ?? "").matchAll(ATTRIBUTE)].map((m) => [m[1], { required: !m[2], type: m[3] }]));
}

function className(text) {
  return /export declare class (\w+) extends cdktf\.Terraform(?:Resource|DataSource)/.exec(text)[1];
}

function fits(value, type) {
  if (typeof value === "string" && value.startsWith("${")) return true;
  if (type.startsWith("{")) return typeof value === "object";
  if (type.includes("[]")) return Array.isArray(value);
  if (/^(string|number|boolean)/.test(type)) return typeof value === /^\w+/.exec(type)[0];
  return true;
}

const META = ["count", "for_each", "lifecycle", "depends_on", "provider"];

function members(text, name, value, where) {
  const known = argumentsOf(text, name);
  for (const [argument, { required }] of known) {
    if (required && !(argument in value)) problems.push(`${where}: lacks ${argument}`);
  }
  for (const [argument, v] of Object.entries(value)) {
    if (META.includes(argument)) continue;
    const type = known.get(argument)?.type;
    const block = type && new RegExp(`export interface (${/\w+/.exec(type)[0]}) \\{`).exec(text)?.[1];
    if (!type) problems.push(`${where}: has no ${argument}`);
    else if (block) [v].flat().forEach((b) => members(text, block, b, `${where}.${argument}`));
    else if (!fits(v, type)) problems.push(`${where}.${argument}: is no ${type}`);
  }
}

function strings(value) {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(strings) : [];
}

function camel(name) {
  return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}

/** What expressions name: variables, locals, resources and their attributes. */
function references() {
  const own = strings({ resources, data, variable, locals, output });
  for (const text of own.filter((s) => s.includes("${"))) {
    for (const [, name] of text.matchAll(/\bvar\.(\w+)/g)) {
      if (!variable[name]) problems.push(`there is no var.${name}`);
    }
    for (const [, name] of text.matchAll(/\blocal\.(\w+)/g)) {
      if (!locals.some((l) => name in l)) problems.push(`there is no local.${name}`);
    }
    for (const [all, isData, type, name, attribute] of text.matchAll(
      /(data\.)?\b(aws_\w+)\.(\w+)(?:\[[^\]]*\])?(?:\.(\w+))?/g,
    )) {
      const declared = (isData ? data : resources)[type]?.[name];
      const schema = declarations((isData ? "data_" : "") + type);
      if (!declared) problems.push(`there is no ${all}`);
      else if (attribute && !new RegExp(`get ${camel(attribute)}\\(\\)`).test(schema)) problems.push(`${all}: no such attribute`);
    }
  }
  for (const name of Object.keys(variable)) {
    if (!own.some((text) => text.includes(`var.${name}`))) problems.push(`var.${name} is not used`);
  }
}

let count = 0;
for (const [kind, types] of [["", resources], ["data_", data]]) {
  for (const [type, named] of Object.entries(types)) {
    const text = declarations(kind ? `data-${type.replace(/_/g, "-")}` : type);
    if (!text) problems.push(`there is no ${type}`);
    for (const [name, [value]] of text ? Object.entries(named) : []) {
      count++;
      members(text, `${className(text)}Config`, value, `${type}.${name}`);
    }
  }
}
references();

if (problems.length) {
  console.error(problems.map((p) => `terraform: ${p}`).join("\n"));
  process.exit(1);
}
console.log(`terraform: ${count} resources and data sources are what the schema of the provider says`);
