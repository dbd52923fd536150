// Keycloak's pages for one-time codes have labels that name no field, so a screen reader would say none.
for (const label of /** @type {NodeListOf<HTMLLabelElement>} */ (document.querySelectorAll("label"))) {
  const field = label.closest(".pf-v5-c-form__group")?.querySelector("input:not([type=hidden])");
  if (field?.id && !label.control) {
    label.htmlFor = field.id;
  }
}
