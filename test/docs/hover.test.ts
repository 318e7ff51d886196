import { join, sep } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');
/** Whose options authors write. */
const FOLDERS = ['platform', 'storage', 'network', 'vm'].map((folder) => join(ROOT, 'src', folder) + sep);

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
  ts.sys,
  ROOT,
);
const program = ts.createProgram([join(ROOT, 'src/index.ts')], { ...options, noEmit: true });
const checker = program.getTypeChecker();

/** The interfaces and object types that the package exports, as far as authors write them. */
function exported(): ts.Symbol[] {
  const index = checker.getSymbolAtLocation(program.getSourceFile(join(ROOT, 'src/index.ts')) as ts.SourceFile);
  return checker
    .getExportsOfModule(index as ts.Symbol)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter(({ flags }) => flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias))
    .filter((symbol) => symbol.declarations?.some(isOurs));
}

function isOurs(declaration: ts.Declaration): boolean {
  return FOLDERS.some((folder) => join(declaration.getSourceFile().fileName).startsWith(folder));
}

/** The property signatures that a type shows, through unions, intersections, and types that stand in place. */
function propertiesOf(type: ts.Type): ts.PropertySignature[] {
  const parts = type.isUnionOrIntersection() ? type.types : [];
  const own = type.getProperties().flatMap((property) => (property.declarations ?? []).filter(ts.isPropertySignature));
  return [...own, ...parts.flatMap(propertiesOf)].filter(isOurs);
}

/** Those inside a type that is written in place of a name. */
function inside(property: ts.PropertySignature): ts.PropertySignature[] {
  const found: ts.PropertySignature[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  if (property.type) visit(property.type);
  return found;
}

const all = new Set(
  exported()
    .flatMap((symbol) => propertiesOf(checker.getDeclaredTypeOfSymbol(symbol)))
    .flatMap((property) => [property, ...inside(property)])
    .filter(({ type }) => type?.kind !== ts.SyntaxKind.NeverKeyword),
);

/** `file: Owner.property`, and whether what stands above it says anything. */
function described(property: ts.PropertySignature): {
  readonly where: string;
  readonly text: string;
  readonly hasDefault: boolean;
} {
  let owner: ts.Node = property;
  while (owner.parent && !ts.isSourceFile(owner.parent)) owner = owner.parent;
  const name = ts.isInterfaceDeclaration(owner) || ts.isTypeAliasDeclaration(owner) ? owner.name.text : '';
  const file = property.getSourceFile().fileName.slice(ROOT.length + 1);
  const comment = ts.getJSDocCommentsAndTags(property).find(ts.isJSDoc);
  return {
    where: `${file}: ${name}.${property.name.getText()}`,
    text: ts.getTextOfJSDocComment(comment?.comment) ?? '',
    hasDefault: ts.getJSDocTags(property).some(({ tagName }) => tagName.text === 'default'),
  };
}

test('every property says what it means', () => {
  expect(all.size).toBeGreaterThan(500);
  const silent = [...all].map(described).filter(({ text }) => text === '');
  expect(silent.map(({ where }) => where)).toEqual([]);
});

test('every property that may be left out says what holds then', () => {
  const optional = [...all].filter(({ questionToken }) => questionToken).map(described);
  expect(optional.filter(({ hasDefault }) => !hasDefault).map(({ where }) => where)).toEqual([]);
});

test('every time, rate and size says in what', () => {
  const measured = [...all].filter(
    ({ name, type }) =>
      /(?:Seconds|Delay|Interval|Time|Rate|mtu|_rate|Burst)$/i.test(name.getText()) &&
      /number/.test(type?.getText() ?? ''),
  );
  expect(measured.length).toBeGreaterThan(20);
  const dumb = measured.map(described).filter(({ text }) => !/second|bit|byte/i.test(text));
  expect(dumb.map(({ where }) => where)).toEqual([]);
});
