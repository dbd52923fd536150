// Checks ../cloudformation.yaml against the schemas that AWS publishes of its resource types.
import { readFileSync } from "node:fs";
import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import { parseDocument } from "yaml";

const PSEUDO = ["AccountId", "NoValue", "Partition", "Region", "StackId", "StackName", "URLSuffix"];
const TAGS = ["Equals", "Not", "Or", "And", "If", "Join", "Sub", "GetAtt", "Ref", "Condition", "Select", "Split"];

/** An intrinsic function of CloudFormation, written as a YAML tag. */
class Intrinsic {
  constructor(name, value) {
    this.name = name;
    this.value = value;
  }
}

function tag(name) {
  const resolve = (value) => new Intrinsic(name, value?.toJSON ? value.toJSON() : value);
  return ["map", "seq", undefined].map((collection) => ({ tag: `!${name}`, collection, resolve }));
}

const file = new URL("../cloudformation.yaml", import.meta.url);
const document = parseDocument(readFileSync(file, "utf8"), { customTags: TAGS.flatMap(tag) });
const problems = [...document.errors, ...document.warnings].map(String);
const template = problems.length ? {} : document.toJS();
const { Parameters = {}, Conditions = {}, Resources = {} } = template;
const spec = loadAwsServiceSpecSync();
const used = new Set();

function typeOf(logicalId) {
  return spec.lookup("resource", "cloudFormationType", "equals", Resources[logicalId].Type)[0];
}

function refer(name, where) {
  const [owner, attribute] = name.split(".");
  used.add(owner);
  if (owner.startsWith("AWS::") && PSEUDO.includes(owner.slice(5))) return;
  if (attribute && Resources[owner] && typeOf(owner)?.attributes[attribute]) return;
  if (!attribute && (Parameters[owner] || Resources[owner])) return;
  problems.push(`${where}: there is no ${name}`);
}

function condition(name, where) {
  used.add(name);
  if (!Conditions[name]) problems.push(`${where}: there is no condition ${name}`);
}

/** Follows what a value names. */
function names(value, where) {
  if (!(value instanceof Intrinsic)) {
    if (value && typeof value === "object") Object.entries(value).forEach(([k, v]) => names(v, `${where}.${k}`));
    return;
  }
  const { name, value: argument } = value;
  if (name === "Ref" || name === "GetAtt") refer([argument].flat().join("."), where);
  else if (name === "Condition") condition(argument, where);
  else if (name === "Sub") {
    const [text, values = {}] = [argument].flat();
    const placeholders = [...text.matchAll(/\$\{([^!}]+)\}/g)].map((m) => m[1]);
    placeholders.filter((p) => !(p in values)).forEach((p) => refer(p, where));
    Object.keys(values).filter((v) => !placeholders.includes(v)).forEach((v) => problems.push(`${where}: ${v} is not used`));
    names(values, where);
  } else {
    if (name === "If") condition(argument[0], where);
    names(argument, where);
  }
}

function scalar(type, value) {
  switch (type) {
    case "string": return typeof value === "string";
    case "integer": return Number.isInteger(value);
    case "number": return typeof value === "number";
    case "boolean": return typeof value === "boolean";
    default: return value !== null && typeof value === "object";
  }
}

/** What a function gives is not known, but for If, which gives one of its branches. */
function check(value, type, where) {
  if (value instanceof Intrinsic) {
    if (value.name === "If") value.value.slice(1).forEach((branch) => check(branch, type, where));
  } else if (type.type === "array" && Array.isArray(value)) {
    value.forEach((v, i) => check(v, type.element, `${where}[${i}]`));
  } else if (type.type === "map" && scalar("map", value)) {
    Object.entries(value).forEach(([k, v]) => check(v, type.element, `${where}.${k}`));
  } else if (type.type === "ref" && scalar("ref", value)) {
    members(value, spec.get("typeDefinition", type.reference.$ref).properties, where);
  } else if (type.type === "union" ? !type.types.some((t) => scalar(t.type, value)) : !scalar(type.type, value)) {
    problems.push(`${where}: is no ${type.type}`);
  }
}

function members(value, properties, where) {
  for (const [name, property] of Object.entries(properties)) {
    if (property.required && !(name in value)) problems.push(`${where}: lacks ${name}`);
  }
  for (const [name, v] of Object.entries(value)) {
    if (properties[name]) check(v, properties[name].type, `${where}.${name}`);
    else problems.push(`${where}: has no ${name}`);
  }
}

for (const [id, resource] of Object.entries(Resources)) {
  const type = typeOf(id);
  if (!type) problems.push(`${id}: there is no type ${resource.Type}`);
  else members(resource.Properties ?? {}, type.properties, id);
  if (resource.Condition) condition(resource.Condition, id);
}
for (const output of Object.values(template.Outputs ?? {})) {
  if (output.Condition) condition(output.Condition, "Outputs");
}
for (const part of ["Rules", "Conditions", "Resources", "Outputs"]) names(template[part], part);
for (const name of [...Object.keys(Parameters), ...Object.keys(Conditions)]) {
  if (!used.has(name)) problems.push(`${name} is not used`);
}

if (problems.length) {
  console.error(problems.map((p) => `cloudformation.yaml: ${p}`).join("\n"));
  process.exit(1);
}
console.log(`cloudformation.yaml: ${Object.keys(Resources).length} resources are what AWS's schemas say`);
