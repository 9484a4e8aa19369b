// What the editor asks the server. Whatever goes wrong is an error, a lost session too.

const PATIENCE = 10_000; // milliseconds

export async function ask(editor, address, fields) {
  const body = new FormData();
  // Read each time: signing in again in another tab gives the form a new one.
  body.set("csrfmiddlewaretoken", editor.element.$.form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const headers = { Accept: "application/json" };
  const answer = await fetch(address, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) });
  return answer.ok && !answer.redirected ? answer.json() : Promise.reject(new Error(answer.statusText));
}
