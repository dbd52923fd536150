/** The pools of a realm: components of an SPI of our own, their settings and their validation. */
package io.github.keycloakcognito.pool;
