/**
 * The quick start: the whole stack with the demo realm, one exchange shown, then serving until
 * Ctrl-C.
 */
package io.github.keycloakcognito.devstack.quickstart;
