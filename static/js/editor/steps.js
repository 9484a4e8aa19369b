// A change of the text that is one step to undo.

export function inOneStep(editor, change) {
  editor.fire("saveSnapshot");
  editor.fire("lockSnapshot", { dontUpdate: true });
  try {
    change();
  } finally {
    editor.fire("unlockSnapshot");
  }
  editor.fire("saveSnapshot");
}
