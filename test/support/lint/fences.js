/**
 * The lint rule behind the fences: which room may import which, and which file may import a wrapped library. The tables
 * are the rule's options in .oxlintrc.json; nothing about a single room stands here. Every way to name a module counts:
 * import, import type, export from, import(), import("...") as a type, require(), new URL(..., import.meta.url).
 */
import path from "node:path";

/** @typedef {{ rooms: Record<string, string[]>, packages: Record<string, string | string[]> }} Fences */

/** "src/geometry/affine.ts" -> "geometry"; undefined outside of src. */
const roomOf = (file) => /^src\/([^/]+)\//.exec(file)?.[1];

/** "@scope/name/deep" -> "@scope/name"; "name/deep" -> "name". */
const packageOf = (specifier) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");

/** What is wrong with `file` importing `specifier`; undefined where it is allowed. */
function verdict(file, specifier, /** @type {Fences} */ fences) {
  const room = roomOf(file) ?? path.posix.basename(file);
  const allowed = fences.rooms[room];
  if (allowed === undefined) return `src/${room} is no room of the fence table`;

  const named = /^#([^/]+)\//.exec(specifier)?.[1];
  if (named !== undefined) return named === room || allowed.includes(named) ? undefined : `${room} may import [${allowed.join(" ")}], not ${named} ("${specifier}")`;
  const target = specifier.startsWith(".") ? path.posix.join(path.posix.dirname(file), specifier) : undefined;
  if (target !== undefined && roomOf(`${target}/`) === room) return undefined;
  if (target?.startsWith("src/")) return `"${specifier}" leaves src/${room}; other rooms are imported by "#room/file"`;
  const name = target ?? (specifier.startsWith("node:") ? "node:" : packageOf(specifier));
  const owners = [fences.packages[name] ?? []].flat();
  if (owners.length === 0) return `"${name}" has no owner in the fence table`;
  return owners.some((owner) => (owner.endsWith("/") ? file.startsWith(owner) : file === owner))
    ? undefined
    : `"${name}" may be imported by ${owners.join(", ")} only`;
}

const textOf = (node) => {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return undefined;
};

const isImportMetaUrl = (node) =>
  node?.type === "MemberExpression" && node.object.type === "MetaProperty" && node.property.name === "url";

const rooms = {
  meta: { type: "problem", schema: [{ type: "object" }] },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join("/");
    if (!file.startsWith("src/")) return {};
    const report = (node, message) => message !== undefined && context.report({ node, message });
    const check = (node, source) => {
      const specifier = textOf(source);
      report(node, specifier === undefined ? "a module is imported by a literal name, so that the fence can read it" : verdict(file, specifier, context.options[0]));
    };
    // A URL is a path, whatever it looks like: it stays in its room.
    const checkUrl = (node) => {
      const target = path.posix.join(path.posix.dirname(file), textOf(node.arguments[0]) ?? "/");
      if (roomOf(`${target}/`) !== roomOf(file)) report(node, "a URL beside import.meta.url names a file of the same room");
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source ?? node.argument),
      TSExternalModuleReference: (node) => check(node, node.expression),
      CallExpression: (node) => node.callee.type === "Identifier" && node.callee.name === "require" && check(node, node.arguments[0]),
      NewExpression: (node) => node.callee.type === "Identifier" && node.callee.name === "URL" && isImportMetaUrl(node.arguments[1]) && checkUrl(node),
    };
  },
};

export default { meta: { name: "fences" }, rules: { rooms } };
