/** Puts the parts together: options in, one working extension per server out. */
package io.github.keycloakcognito;
