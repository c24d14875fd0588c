import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { yCollab, yUndoManagerKeymap } from "y-codemirror.next";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";

import { languageOf } from "./languages";
import { theme } from "./theme";

export interface EditorOptions {
  parent: Element;
  text: Y.Text;
  undo: Y.UndoManager;
  /** Null: no cursors of others, as in the tests of an exercise. */
  awareness: Awareness | null;
  /** Decides how it is coloured. */
  name: string;
  /** What a screen reader calls it. */
  label: string;
  readOnly: boolean;
  /** Ctrl+Enter or Cmd+Enter. */
  onRun: () => void;
}

export interface Editor {
  setReadOnly(readOnly: boolean): void;
  focus(): void;
  /** Brings this place of the text into sight. */
  show(at: number): void;
  destroy(): void;
}

/** An editor of one shared text. There is no history but the text's own undo: nobody takes back what somebody else wrote. */
export function createEditor(options: EditorOptions): Editor {
  const { parent, text, undo, awareness, name } = options;
  const access = new Compartment();
  const language = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text.toJSON(),
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => (options.onRun(), true) }]),
        comforts(name),
        language.of([]),
        access.of(accessOf(options.readOnly)),
        EditorView.contentAttributes.of({ "aria-label": options.label, tabindex: "0", autocapitalize: "off", spellcheck: "false" }),
        theme,
        yCollab(text, awareness, { undoManager: undo }),
        keymap.of(yUndoManagerKeymap),
      ],
    }),
  });
  void languageOf(name)?.then((loaded) => view.dispatch({ effects: language.reconfigure(loaded) }));
  return {
    setReadOnly: (readOnly) => view.dispatch({ effects: access.reconfigure(accessOf(readOnly)) }),
    focus: () => view.focus(),
    show: (at) => view.dispatch({ effects: EditorView.scrollIntoView(Math.min(at, view.state.doc.length), { y: "center" }) }),
    destroy: () => view.destroy(),
  };
}

/** What most editors do, without their history. Tab indents; Escape and then Tab leaves, which CodeMirror sees to. */
function comforts(name: string): Extension {
  return [
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of(/\.(py|rs|java|go|c|cpp)$/.test(name) ? "    " : "  "),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    highlightSelectionMatches(),
    EditorView.lineWrapping,
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...completionKeymap, indentWithTab]),
  ];
}

function accessOf(readOnly: boolean): Extension {
  return [EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly)];
}
