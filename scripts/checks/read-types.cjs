/** Teaches the import checker two things it does not ask of its parser: JSX, and which imports are of types only. */
const swc = require('@swc/core');

const parseFileSync = /** @type {(file: string, options: object) => any} */ (swc.parseFileSync);

/**
 * The checker knows `import x = require('y')` as a kind of its own, which our sources may not use: it stands for `import type`.
 * @param {{ span: object, source: object }} declaration
 */
const asEquals = ({ span, source }) => ({
  type: 'TsImportEqualsDeclaration',
  span,
  declare: false,
  isExport: false,
  isTypeOnly: true,
  id: { type: 'Identifier', span, value: 'types', optional: false },
  moduleRef: { type: 'TsExternalModuleReference', span, expression: source },
});

/** @param {string} file @param {object} options */
function parse(file, options) {
  const module = parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });
  const body = module.body.map((/** @type {any} */ node) => (node.typeOnly && node.source ? asEquals(node) : node));
  return { ...module, body };
}

Object.assign(swc, { parseFileSync: parse });

/** Imports that are no dependency when the program runs: of types, and those that wait until something is shown. */
exports.NOT_AT_RUN_TIME = ['type-only', 'type-import', 'import-equals', 'dynamic-import'];
