/**
 * Servers in containers, from the image that {@code docker/image} builds, with a PostgreSQL beside
 * them. They share this machine's network: an address of the tests is the same inside.
 */
package io.github.keycloakcognito.containers;
