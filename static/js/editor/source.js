/* The text as HTML, for whom may see it: below the text, away from the buttons for writing. */
(() => {
  const addButton = ({ editor }) => {
    const command = editor.getCommand("source");
    if (!command) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "editor__source";
    button.textContent = editor.config.words.source;
    button.addEventListener("click", () => editor.execCommand("source"));
    const tell = () => button.setAttribute("aria-pressed", command.state === CKEDITOR.TRISTATE_ON);
    command.on("state", tell);
    tell();
    editor.container.$.after(button);
  };

  CKEDITOR.on("instanceReady", addButton);
})();
