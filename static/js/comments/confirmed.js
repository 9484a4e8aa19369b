// The page after confirming an address: this device keeps the proof, and says so.

import { keep } from "./confirmed_address.js";

const place = document.querySelector("[data-proof]");
if (place && keep(place.dataset.proof)) place.hidden = false;
