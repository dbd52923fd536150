/** What people see and type: a real browser and a real terminal on the quick start's stack. */
package io.github.keycloakcognito.browser;
