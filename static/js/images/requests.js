// Asking the server about images; whatever fails is an Error that says in words what to do.
import { addresses, addressOf, csrfToken, maxBytes, say, words } from "./settings.js";

// Without a sign of life for this long, nothing comes any more.
const PATIENCE = 60_000;
const MEGABYTE = 1_000_000;

async function answerOf(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Error(words.connectionLost);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.message ?? words.failed);
  }
  return answer;
}

export function listImages(query) {
  return answerOf(fetch(`${addresses.library}?${new URLSearchParams(query)}`));
}

export async function findImage(id) {
  return (await listImages({ id })).images[0];
}

export function describeImage(id, description) {
  const body = new FormData();
  for (const [name, value] of Object.entries(description)) {
    body.append(name, value === true ? "on" : value === false ? "" : value);
  }
  const headers = { "X-CSRFToken": csrfToken() };
  const signal = AbortSignal.timeout(PATIENCE);
  return answerOf(fetch(addressOf("describe", id), { method: "POST", body, headers, signal }));
}

/* A server that refuses may hang up before it is heard: then a small question gets the answer. */
function whyItBroke() {
  return listImages({ id: 0 }).then(
    () => new Error(words.connectionLost),
    (error) => error,
  );
}

/* Resolves with the facts of the new image, or with `{ twin }`: those of the one that has this photo
   already, unless it is to be stored `again`. `signal` stops it, `onProgress` hears a share of 1. */
export function sendImage(file, { again, signal, onProgress }) {
  return new Promise((resolve, reject) => {
    if (file.size > maxBytes) {
      reject(new Error(say("tooLarge", { limit: Math.floor(maxBytes / MEGABYTE) })));
      return;
    }
    const request = new XMLHttpRequest();
    let waiting;
    const keepWaiting = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => request.abort(), PATIENCE);
    };
    request.open("POST", addresses.upload);
    request.responseType = "json";
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      keepWaiting();
      onProgress(total ? loaded / total : 0);
    });
    request.addEventListener("load", () => {
      if (request.status === 200 && request.response) {
        resolve(request.response);
      } else {
        reject(new Error(request.response?.message ?? words.failed));
      }
    });
    request.addEventListener("load", () => clearTimeout(waiting));
    for (const name of ["error", "abort"]) {
      request.addEventListener(name, () => {
        clearTimeout(waiting);
        whyItBroke().then(reject);
      });
    }
    signal.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("file", file, "image"); // its real name may be that of a child
    if (again) {
      form.append("again", "1");
    }
    keepWaiting();
    request.send(form);
  });
}
