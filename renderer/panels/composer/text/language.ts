import { getLocation, type Node } from 'jsonc-parser';
import { getLanguageService, TextDocument } from 'vscode-json-languageservice';
import schema from '../../../../assets/schemas/program.schema.json';
import { stepKinds } from '../../../../electron/contract/program.ts';
import { requestKinds } from '../../../../native-bridge/contract/requests/index.ts';

/** What the shipped JSON Schema says of a program file, through the JSON language service. Offsets are characters from 0. */

/** As text, because the service changes what it is given. */
const SCHEMA = JSON.stringify(schema);
const service = getLanguageService({ schemaRequestService: async () => SCHEMA });
service.configure({
  validate: true,
  allowComments: false,
  schemas: [{ uri: 'program', fileMatch: ['*'], schema: JSON.parse(SCHEMA) }],
});

export interface Suggestion {
  readonly label: string;
  /** As a snippet: `"offset": $1`. */
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  readonly detail?: string;
  readonly isProperty: boolean;
}

export interface Finding {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

function opened(text: string) {
  const document = TextDocument.create('memory://program.zpci.json', 'json', 1, text);
  return { document, json: service.parseJSONDocument(document) };
}

const plain = (text: string | { value: string } | undefined) => (typeof text === 'object' ? text.value : text);

/** Fields, kinds and values that fit at a place. */
export async function suggestionsAt(text: string, offset: number): Promise<readonly Suggestion[]> {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  if (path.at(-1) === 'kind' && !isAtPropertyKey) return kindSuggestions(offset, previousNode);
  const { document, json } = opened(text);
  const list = await service.doComplete(document, document.positionAt(offset), json);
  return (list?.items ?? []).map(({ label, textEdit, insertText, documentation, detail, kind }) => {
    const range = textEdit && 'range' in textEdit ? textEdit.range : undefined;
    return {
      label,
      insert: textEdit?.newText ?? insertText ?? label,
      from: range ? document.offsetAt(range.start) : offset,
      to: range ? document.offsetAt(range.end) : offset,
      detail: plain(documentation) || detail,
      isProperty: kind === PROPERTY,
    };
  });
}

/** Every kind of step, whatever fields stand beside it: those of another kind are what is to be changed. */
function kindSuggestions(offset: number, written: Node | undefined): readonly Suggestion[] {
  const isWritten = written?.type === 'string' && written.offset < offset;
  const from = isWritten ? written.offset : offset;
  const to = isWritten ? written.offset + written.length : offset;
  return stepKinds.map((kind) => {
    const label = JSON.stringify(kind);
    return { label, insert: label, from, to, detail: kindText(kind), isProperty: false };
  });
}

/** `CompletionItemKind.Property` */
const PROPERTY = 10;

/** What the schema says of the thing at a place. */
export async function meaningAt(text: string, offset: number): Promise<string | undefined> {
  const { path, previousNode } = getLocation(text, offset);
  if (path.at(-1) === 'kind' && previousNode?.type === 'string') return kindText(String(previousNode.value));
  const { document, json } = opened(text);
  const hover = await service.doHover(document, document.positionAt(offset), json);
  const contents = hover?.contents;
  const lines = (Array.isArray(contents) ? contents : [contents]).map(plain);
  return (
    lines
      .filter(Boolean)
      .join('\n')
      .replaceAll(/\\([\\`*_{}[\]()#+\-.!])/g, '$1') || undefined
  );
}

function kindText(kind: string): string | undefined {
  const known = requestKinds.find((one) => one.kind === kind);
  return known && `${known.title}: ${known.doc}`;
}

/** Where a program breaks its schema, everywhere at once. */
export async function findingsOf(text: string): Promise<readonly Finding[]> {
  const { document, json } = opened(text);
  const found = await service.doValidation(document, json, { schemaValidation: 'error' });
  return found.map(({ range, message }) => ({
    from: document.offsetAt(range.start),
    to: document.offsetAt(range.end),
    message: plain(message) ?? '',
  }));
}
