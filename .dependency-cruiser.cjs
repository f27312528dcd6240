// Who may import whom. The rooms are described in docs/ARCHITECTURE.md; a file outside every room is an error.
const { NOT_AT_RUN_TIME } = require('./scripts/checks/read-types.cjs');

const pure = '^(native-bridge/(abi|rules|contract)|electron/contract)/';
const tests = '\\.test\\.tsx?$|/testing/';

/** One rule: files under `from` may reach our own rooms only as listed in `to`. */
const room = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { path: '^(native-bridge|electron|renderer|e2e|scripts|packaging)/', pathNot: to },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: NOT_AT_RUN_TIME } },
    },
    {
      name: 'pure-knows-no-node',
      severity: 'error',
      from: { path: pure, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-knows-few-packages',
      comment: 'Pure code may use the schema and codec libraries only.',
      severity: 'error',
      from: { path: pure, pathNot: tests },
      to: { path: 'node_modules', pathNot: 'node_modules/(zod|@msgpack/msgpack|it-length-prefixed|uint8arraylist)/' },
    },
    room('abi-stands-alone', '^native-bridge/abi/', '^native-bridge/abi/', 'Byte layouts depend on nothing of ours.'),
    room('rules', '^native-bridge/rules/', '^native-bridge/(rules|abi)/', 'Rules read layouts and nothing else.'),
    room(
      'bridge-contract',
      '^native-bridge/contract/',
      '^native-bridge/(contract|abi|rules)/',
      'Bridge messages are pure.',
    ),
    room(
      'targets',
      '^native-bridge/targets/',
      '^native-bridge/(targets|addon|contract|abi|rules)/',
      'A target never knows who drives it.',
    ),
    room(
      'bridge-program',
      '^native-bridge/bridge([^/]*\\.ts$|/)',
      '^native-bridge/',
      'The bridge program knows only its own room.',
    ),
    room(
      'app-contract',
      '^electron/contract/',
      '^(electron/contract|native-bridge/(contract|abi|rules))/',
      'App messages are pure.',
    ),
    room(
      'workbench',
      '^electron/workbench/',
      '^(electron/(workbench|contract)|native-bridge/(contract|abi|rules))/',
      'The workbench speaks to a bridge through the bridge contract only.',
    ),
    room(
      'hosts',
      '^electron/(shell|serve|cli)/',
      '^(electron/(shell|serve|cli|workbench|contract)|native-bridge/(contract|abi|rules))/',
      'Hosts are thin: they use the workbench.',
    ),
    room(
      'renderer',
      '^renderer/',
      '^(renderer|electron/contract|native-bridge/(abi|rules|contract))/',
      'The renderer knows the app contract and the pure rooms.',
    ),
    room(
      'packaging',
      '^packaging/',
      '^(packaging|scripts)/|^electron/shell/fuses',
      'What packages are made of is data; it knows the fuses and nothing else of the product.',
    ),
    {
      name: 'one-file-loads-the-addon',
      severity: 'error',
      from: { pathNot: '^native-bridge/addon/' },
      to: { path: '\\.node$' },
    },
    {
      name: 'electron-only-in-the-shell',
      severity: 'error',
      from: { pathNot: '^(electron/shell|e2e)/' },
      to: { path: 'node_modules/electron/' },
    },
  ],
  required: [],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
