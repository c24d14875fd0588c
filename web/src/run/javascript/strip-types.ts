import { transform } from "sucrase";

/** TypeScript without its types. Nothing is checked: types are for reading here. */
export function stripTypes(text: string): string {
  return transform(text, { transforms: ["typescript"], disableESTransforms: true, keepUnusedImports: false }).code;
}
