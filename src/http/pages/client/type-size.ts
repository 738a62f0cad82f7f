const storageKey = "tiaowen.type-size";

/** Larger type, remembered on this device. Works for the visit alone where storing is forbidden. */
function isStoredLarge(): boolean {
  try {
    return localStorage.getItem(storageKey) === "large";
  } catch {
    return false;
  }
}

function store(isLarge: boolean): void {
  try {
    localStorage.setItem(storageKey, isLarge ? "large" : "normal");
  } catch {
    // Private browsing may refuse; the page still changes.
  }
}

function apply(isLarge: boolean): void {
  document.documentElement.classList.toggle("large-type", isLarge);
}

export function setUpTypeSize(toggle: HTMLButtonElement): void {
  let isLarge = isStoredLarge();
  const show = () => {
    apply(isLarge);
    toggle.setAttribute("aria-pressed", String(isLarge));
  };
  toggle.addEventListener("click", () => {
    isLarge = !isLarge;
    store(isLarge);
    show();
  });
  show();
}

// This module blocks the first paint, so that nobody who needs large type sees the page jump.
apply(isStoredLarge());
